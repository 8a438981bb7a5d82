// What is known of a resource in a cluster, of a cluster, of a resource: made when it is asked for.

/** Lines that differ, with two that are alike around them. */
function lineDiff(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let [head, tail] = [0, 0];
  while (head < Math.min(a.length, b.length) && a[head] === b[head]) head++;
  while (tail < Math.min(a.length, b.length) - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail++;
  const context = a.slice(Math.max(0, head - 2), head);
  const after2 = a.slice(a.length - tail, a.length - tail + 2);
  const same = line => el('span.line', {}, `  ${line}\n`);
  return el('pre.values', {tabindex: '0', 'aria-label': 'Lines that differ'}, context.map(same),
    a.slice(head, a.length - tail).map(line => el('del', {}, `− ${line}\n`)),
    b.slice(head, b.length - tail).map(line => el('ins', {}, `+ ${line}\n`)), after2.map(same));
}

const old = value => (value === undefined ? el('span.hint', {}, 'not there') : value === '' ? '""' : value);

function values(change) {
  if (change.before?.includes('\n') && change.after?.includes('\n')) return lineDiff(change.before, change.after);
  return el('div.values', {},
    el('del', {}, sign('− '), unseen('was '), old(change.before)),
    el('ins', {}, sign('+ '), unseen('becomes '), change.after === undefined ? el('span.hint', {}, 'removed') : old(change.after)));
}

function source(it) {
  return el('li', {}, el('span.layer', {}, it.what), ' ', only(it.name, () => el('code', {}, it.name)), only(it.name, () => ' '),
    el('code', {}, it.line ? `${it.file}:${it.line}` : it.file),
    only(it.commit || it.author, () => el('span.hint', {},
      ` ${it.commit ? it.commit.slice(0, 10) : ''}${it.author ? ` by ${it.author}` : ''}`)));
}

function changeElement(change) {
  return el('div.change', {},
    el('code.path', {}, change.path),
    values(change),
    only((change.owners || []).length, () => el('p.hint', {}, `In the cluster it is set by ${change.owners.join(', ')} as well`)),
    only((change.sources || []).length, () => el('ul.sources', {'aria-label': `Where ${change.path} comes from`}, change.sources.map(source))));
}

function changesElement(changes) {
  if (!(changes || []).length) return XS;
  return el('div.changes', {}, el('h4', {}, count(changes.length, 'field'), ' that differ' + (changes.length === 1 ? 's' : '')),
    changes.map(changeElement));
}

function healthElement(health) {
  const bad = health.state === 'failed';
  const troubles = (health.troubles || []).filter((it, i, all) => all.length > 1 || !health.reason.includes(it.message || it.reason));
  return el(`div.state.${bad ? 'bad' : 'good'}`, {},
    el('p', {}, el('strong', {}, sign(bad ? '✗ ' : '✓ '), bad ? 'unhealthy' : 'healthy'), ` after ${time(health.seconds)}`,
      only(health.reason && (bad || health.reason !== 'healthy'), () => `: ${health.reason}`)),
    only(health.certainty, () => el('p.hint', {}, {
      stuck: 'Waiting would not heal it.', outlasted_grace: 'It outlasted the time that such a trouble is borne for.',
      timed_out: 'The time was over.', unknown: '',
    }[health.certainty] ?? health.certainty)),
    only(troubles.length, () => el('ul', {}, troubles.map(it => el('li', {},
      only(it.pod, () => `pod ${it.pod}${it.container ? `, container ${it.container}` : ''}: `),
      el('strong', {}, it.reason || ''), it.message ? `: ${it.message}` : '', it.exit ? `; ${it.exit}` : '', it.times > 1 ? ` (${it.times} times)` : '')))),
    only(health.event, () => el('p.said', {}, 'Last event: ', el('strong', {}, health.event.reason || ''),
      health.event.times > 1 ? ` (${health.event.times} times)` : '', health.event.message ? `: ${health.event.message}` : '')),
    only(health.log, () => [
      el('p.said', {}, `Log of pod ${health.log.pod}, container ${health.log.container}${health.log.previous ? ', before its restart' : ''}:`),
      el('pre.log', {tabindex: '0', 'aria-label': 'Log'}, health.log.lines.join('\n'))]),
    only(health.ignored && Object.keys(health.ignored).length, () => el('p.hint', {}, `Ignored as asked: ${
      Object.entries(health.ignored).map(([reason, times]) => `${reason} ×${times}`).join(', ')}`)));
}

function objectElement(object, cluster) {
  const word = actionWord(action([object], cluster), cluster);
  return el('section.object', {},
    el('h3', {}, title(object), only(object.alias, () => el('span.hint', {}, ` ${object.alias}`))),
    el('p', {}, el(`span.badge.${ORDER.includes(object.action) ? 'changed' : 'same'}`, {}, sign(`${word.sign} `), word.text),
      only(object.reason, () => ` ${object.reason}`),
      only(object.appliedAfter !== undefined, () => el('span.hint', {}, `, written ${time(object.appliedAfter)} after the start`)),
      only(object.unchecked, () => el('span.hint', {}, ', unchecked before: what it needs comes with the same deploy'))),
    only(object.problem, () => el('div.state.bad', {}, problem(object.problem))),
    only(object.health, () => healthElement(object.health)),
    changesElement(object.changes),
    el('p.place', {}, (object.images || []).map(image => [el('code', {}, image), el('br')]),
      only(object.origin, () => el('code', {}, place(object.origin)))));
}

/** Failed ones first, then what changed. */
const weight = object => (objectFailed(object) ? 0 : ORDER.includes(object.action) ? 1 : 2);

function cellDetails(row, c) {
  const cluster = clusters[c];
  const objects = [...row.objects[c] || []].sort((a, b) => weight(a) - weight(b));
  return {title: [row.name, el('span.hint', {}, ' in '), cluster.name],
    body: [el('p', {}, status(cluster), el('span.hint', {}, ` ${group(cluster)}`)), objects.map(object => objectElement(object, cluster))]};
}

function clusterDetails(c) {
  const cluster = clusters[c];
  const bad = rows.filter(row => (row.objects[c] || []).some(objectFailed));
  const changed = rows.filter(row => cells(row, '')[c]?.changed && !bad.includes(row));
  const done = {};
  cluster.objects.forEach(object => add(done, action([object], cluster)));
  const links = (label, list) => only(list.length, () => el('p.chips', {}, el('span.hint', {}, label),
    list.map(row => el('button.chip', {type: 'button', click: () => open(row.name, cluster.name)}, row.name))));
  return {title: [cluster.name], body: [
    el('p', {}, status(cluster), el('span.hint', {}, ` ${[group(cluster), cluster.sandbox ? 'a sandbox' : '', cluster.allowFailure ? 'may fail' : '']
      .filter(Boolean).join(', ')}`)),
    el('p', {}, Object.keys(ACTIONS).filter(name => done[name]).map(name => `${done[name]} ${actionWord(name, cluster).text}`).join(', ')),
    links('Failed: ', bad), links('Changed: ', changed),
    cluster.problems.map(it => el('div.state.bad', {}, problem(it))),
  ]};
}

/** A resource on all clusters: each change once, with the clusters that it is the same on. */
function rowDetails(row) {
  const same = new Map();
  cells(row, '').forEach((it, c) => {
    if (!it) return;
    const key = JSON.stringify([it.action, it.failed, it.objects.map(object => [object.kind, object.name, object.action, object.changes])]);
    if (!same.has(key)) same.set(key, {it, all: []});
    same.get(key).all.push(c);
  });
  const alike = [...same.values()].sort((a, b) => Number(b.it.failed) - Number(a.it.failed) || Number(b.it.changed) - Number(a.it.changed) || b.all.length - a.all.length);
  return {title: [row.name], body: alike.map(({it, all}) => {
    const word = actionWord(it.action, it.cluster);
    return el('section.object', {},
      el('h3', {}, sign(`${it.failed ? '✗' : word.sign} `), `${it.failed ? 'failed, ' : ''}${word.text} on ${count(all.length, 'cluster')}`,
        only(all.length > 1 && it.changed, () => ' alike')),
      el('div.chips', {}, all.map(c => chip({c, row}))),
      it.objects.filter(object => (object.changes || []).length).map(object => [el('p', {}, el('strong', {}, title(object))), changesElement(object.changes)]));
  })};
}

function details(rowName, clusterName) {
  const row = rows.find(it => it.name === rowName);
  const c = clusters.findIndex(it => it.name === clusterName);
  if (row && c >= 0) return row.objects[c] ? cellDetails(row, c) : clusterDetails(c);
  return row ? rowDetails(row) : c >= 0 ? clusterDetails(c) : undefined;
}

function showDetails(rowName, clusterName) {
  const dialog = document.getElementById('details');
  const made = details(rowName, clusterName);
  if (!made) {
    if (dialog.open) dialog.close();
    return;
  }
  dialog.replaceChildren(
    el('div.top', {}, el('h2', {id: 'details-title'}, made.title),
      el('button', {type: 'button', click: () => dialog.close(), autofocus: true}, 'Close')),
    el('div.body', {tabindex: '0', role: 'region', 'aria-labelledby': 'details-title'}, made.body));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('.body').scrollTop = 0;
}
