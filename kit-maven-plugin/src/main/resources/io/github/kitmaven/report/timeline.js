// When what happened: a bar for each cluster, over the time of the whole run.

const PHASES = {
  plan: 'planned', idle: 'waited for its turn', lease: 'waited for another run', apply: 'written', rollout: 'rolled out',
};

/** When each phase of a cluster began and ended, in seconds after the run's begin. */
function phases(cluster, events) {
  const at = type => events.find(event => event.type === type)?.after;
  const written = Math.max(...cluster.objects.map(object => object.appliedAfter ?? -1), -1);
  const applying = at('applying');
  const end = at('finished') ?? at('failed') ?? at('unreachable') ?? (applying === undefined ? at('planned') : run.seconds);
  if (end === undefined) return {end, list: []};
  const planned = Math.min(at('planned') ?? end, end);
  const lease = at('waiting');
  const begun = applying ?? end;
  const done = Math.max(begun, written);
  const list = [['plan', at('begun') ?? 0, planned], ['idle', planned, lease ?? begun], ['lease', lease ?? begun, begun],
    ['apply', begun, done], ['rollout', done, end]];
  return {end, list: list.filter(([name, from, to]) => to > from && !(name === 'rollout' && applying === undefined))};
}

function bar({list}, events, whole) {
  const box = el('div.bar', {'aria-hidden': 'true'});
  for (const [name, from, to] of list) {
    const part = el(`span.phase.${name}`, {title: `${PHASES[name]}: ${time(to - from)}`});
    part.style.left = `${100 * from / whole}%`;
    part.style.width = `${100 * (to - from) / whole}%`;
    box.append(part);
  }
  events.filter(event => ['unhealthy', 'refused', 'unreachable'].includes(event.type)).forEach(event => {
    const mark = el('span.mark', {title: `${event.object ? `${event.object}: ` : ''}${event.type}`}, '✗');
    mark.style.left = `${Math.min(100, 100 * event.after / whole)}%`;
    box.append(mark);
  });
  return box;
}

function axis(whole) {
  const steps = [1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200];
  const step = whole < 2 ? 0.5 : steps.find(it => whole / it <= 6) || 14400;
  const box = el('div.axis', {'aria-hidden': 'true'});
  for (let at = 0; at <= whole; at += step) {
    const mark = el('span', {}, at === 0 ? '0' : time(at).replace('.0 s', ' s'));
    mark.style.left = `${100 * at / whole}%`;
    box.append(mark);
  }
  return box;
}

function timelineRow(c, events, whole) {
  const cluster = clusters[c];
  const its = phases(cluster, events);
  const words = its.list.map(([name, from, to]) => `${PHASES[name]} for ${time(to - from)}`).join(', ');
  return el('tr', {'data-cluster': c},
    el('th', {scope: 'row'}, el('button.plain', {type: 'button', click: () => open('', cluster.name)}, cluster.name)),
    el('td', {}, status(cluster)),
    el('td.bars', {}, unseen(words || 'nothing known'), bar(its, events, whole)),
    el('td.took', {}, its.end === undefined ? '' : time(its.end)));
}

function timeline() {
  if (!clusters.length) return [];
  const byCluster = new Map();
  (run.events || []).forEach(event => byCluster.set(event.cluster, [...byCluster.get(event.cluster) || [], event]));
  const whole = Math.max(run.seconds, ...(run.events || []).map(event => event.after), 0.1);
  const used = new Set();
  const body = columns.map(c => {
    const events = byCluster.get(clusters[c].name) || [];
    phases(clusters[c], events).list.forEach(([name]) => used.add(name));
    return timelineRow(c, events, whole);
  });
  return [el('section', {'aria-labelledby': 'timeline'},
    el('h2', {id: 'timeline'}, 'Timeline'),
    el('p.legend', {'aria-hidden': 'true'}, Object.keys(PHASES).filter(name => used.has(name))
      .map(name => el('span', {}, el(`i.phase.${name}`), PHASES[name]))),
    el('div.lines', {tabindex: '0', role: 'group', 'aria-label': 'Course of each cluster'}, el('table.timeline', {},
      el('thead', {}, el('tr', {}, el('th', {scope: 'col'}, 'Cluster'), el('th', {scope: 'col'}, 'Result'),
        el('th.bars', {scope: 'col'}, unseen('Course'), axis(whole)), el('th.took', {scope: 'col'}, 'Ended after'))),
      el('tbody', {id: 'lines'}, body))))];
}

function drawTimeline(selection) {
  const shown = new Set(selection.columns);
  document.querySelectorAll('#lines tr').forEach(line => { line.hidden = !shown.has(Number(line.dataset.cluster)); });
}
