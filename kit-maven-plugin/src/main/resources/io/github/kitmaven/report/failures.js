// What failed: worst first, what is the same on many clusters once.

const FIRST = 20;

/** Splits the lines of a problem into what the cluster says and what a container logged. */
function evidence(details) {
  const blocks = [];
  for (const line of details || []) {
    const logged = line.startsWith('  | ');
    const last = blocks[blocks.length - 1];
    if (logged && last?.logged) last.lines.push(line.slice(4));
    else blocks.push({logged, lines: [logged ? line.slice(4) : line]});
  }
  return blocks.map(block => block.logged
    ? el('pre.log', {tabindex: '0', 'aria-label': 'Log'}, block.lines.join('\n'))
    : el('p.said', {}, block.lines[0]));
}

const names = text => new Set(text.split(/[\s,;:()]+/));

/** Whether a sentence speaks of an object, and not of one whose name only begins alike. */
function mentions(sentence, name) {
  for (let at = sentence.indexOf(name); at >= 0; at = sentence.indexOf(name, at + 1)) {
    if (!/^\.?[\w-]/.test(sentence.slice(at + name.length))) return true;
  }
  return false;
}

/** The cells and clusters that a failure is about; it names them, but for the last of very many. */
function affected() {
  const all = run.failures || [];
  const found = all.map(failure => ({failure, words: names(failure.message), places: []}));
  clusters.forEach((cluster, c) => {
    if (!failed(cluster)) return;
    const told = new Set();
    for (const row of rows) {
      for (const object of row.objects[c] || []) {
        if (!objectFailed(object)) continue;
        const about = found.filter(it => mentions(it.failure.message, title(object))
          || it.failure.message.startsWith(`${object.kind} ${object.name} `));
        const mine = about.filter(it => it.words.has(cluster.name) || it.words.has(`${cluster.name}/${object.namespace}`));
        (mine.length ? mine : about.filter(it => / more\b/.test(it.failure.message)).slice(0, 1)).forEach(it => {
          it.places.push({c, row});
          told.add(it);
        });
      }
    }
    found.filter(it => !told.has(it) && it.words.has(cluster.name)).forEach(it => it.places.push({c}));
  });
  return found;
}

function chip({c, row}) {
  const cluster = clusters[c];
  return el('button.chip', {type: 'button', click: () => open(row ? row.name : '', cluster.name)},
    cluster.name, unseen(row ? `: open ${row.name}` : ': open'));
}

function chips(places) {
  const once = [...new Map(places.map(it => [`${it.c} ${it.row?.name}`, it])).values()];
  const list = el('div.chips', {}, only(once.length, () => el('span.hint', {}, 'Open: ')), once.slice(0, FIRST).map(chip));
  if (once.length > FIRST) {
    list.append(el('button.chip.more', {type: 'button', click: event => {
      event.target.replaceWith(...once.slice(FIRST).map(chip));
    }}, `${once.length - FIRST} more`));
  }
  return list;
}

/** A problem with its place, its advice and what shows it. */
function problem(it, ...more) {
  return [
    el('p.message', {}, it.message),
    more,
    only((it.details || []).length, () => el('div.evidence', {}, evidence(it.details))),
    only(it.advice, () => el('p.advice', {}, el('span.hint', {}, 'What to do: '), it.advice)),
    only(it.origin, () => el('p.place', {}, el('span.hint', {}, 'In the repo: '), el('code', {}, place(it.origin)))),
  ];
}

function failures() {
  const found = affected();
  if (!found.length) return [];
  const item = it => el('li.failure', {}, problem(it.failure, chips(it.places)));
  const list = el('ol.failures', {}, found.slice(0, FIRST).map(item));
  const rest = found.length - FIRST;
  return [el('section', {'aria-labelledby': 'failures'},
    el('h2', {id: 'failures'}, run.successful ? 'Failed, as is allowed' : 'What failed', el('span.number', {}, ` ${found.length}`)),
    list,
    only(rest > 0, () => el('button', {type: 'button', click: event => {
      list.append(...found.slice(FIRST).map(item));
      event.target.remove();
    }}, `Show ${rest} more`)))];
}

/** What is odd, but failed nothing. */
function warnings() {
  const said = (run.events || []).filter(event => event.type === 'warning').map(event => event.text);
  const apart = clusters.filter(cluster => cluster.status === 'superseded')
    .flatMap(cluster => cluster.problems.map(it => `${cluster.name}: ${it.message}${it.advice ? `. ${it.advice}` : ''}`));
  const lines = [...new Set([...said, ...apart])];
  if (!lines.length) return [];
  return [el('section', {'aria-labelledby': 'warnings'},
    el('h2', {id: 'warnings'}, 'Warnings', el('span.number', {}, ` ${lines.length}`)),
    el('ul.warnings', {}, lines.map(line => el('li', {}, line))))];
}
