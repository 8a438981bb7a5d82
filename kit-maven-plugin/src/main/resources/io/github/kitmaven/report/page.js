// The page as a whole: headline, filters, the state in the address.

const DEFAULTS = {q: '', show: 'all', type: '', env: '', kind: '', row: '', cluster: ''};
const state = {...DEFAULTS};

function readHash() {
  const given = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(DEFAULTS)) state[key] = given.get(key) ?? DEFAULTS[key];
  if (!SHOWS[state.show]) state.show = 'all';
}

function writeHash() {
  const kept = new URLSearchParams(Object.entries(state).filter(([key, value]) => value !== DEFAULTS[key]));
  const hash = `#${kept}`;
  if (hash !== (location.hash || '#')) history.replaceState(null, '', hash);
}

function open(row, cluster) {
  Object.assign(state, {row, cluster});
  writeHash();
  showDetails(row, cluster);
}

function set(key, value) {
  state[key] = value;
  writeHash();
  draw();
}

function draw() {
  const selection = select(state);
  if (document.getElementById('grid')) {
    drawMatrix(selection);
    drawTimeline(selection);
    document.getElementById('found').textContent =
      `${selection.rows.length} of ${count(rows.length, 'resource')}, ${selection.columns.length} of ${count(clusters.length, 'cluster')}`;
    document.getElementById('reset').hidden = ['q', 'show', 'type', 'env', 'kind'].every(key => state[key] === DEFAULTS[key]);
    document.getElementById('q').value = state.q;
    document.querySelectorAll('#filters select').forEach(it => { it.value = state[it.name]; });
    document.querySelectorAll('#filters input[type=radio]').forEach(it => { it.checked = it.value === state.show; });
  }
}

/** Did it work? */
function headline() {
  const {found, failed: bad, remaining, superseded = 0} = run.progress;
  const goal = {diff: 'Plan', deploy: 'Deploy', rollback: 'Rollback'}[run.goal] || run.goal;
  const of = n => `${n} of ${count(found, 'cluster')}`;
  if (!run.successful) return `${goal} failed${bad ? ` on ${of(bad)}` : ''}`;
  if (planOnly) {
    const differ = clusters.filter(cluster => ORDER.some(name => cluster.counts[name])).length;
    return differ ? `${of(differ)} would change` : `Nothing would change on ${count(found, 'cluster')}`;
  }
  const left = bad + superseded + remaining;
  return `${goal} succeeded on ${left ? of(found - left) : count(found, 'cluster')}`;
}

function facts() {
  const at = new Date(run.startedAt);
  const facts = [
    ['Commit', run.commit && el('code', {}, run.commit.slice(0, 12))],
    ['By', run.by],
    ['Started', el('time', {datetime: run.startedAt}, at.toLocaleString(undefined, {dateStyle: 'medium', timeStyle: 'medium'}),
      el('span.hint', {}, ` (${run.startedAt.slice(11, 16)} UTC)`))],
    ['Took', time(run.seconds)],
    ['Shard', run.shard && `${run.shard.index} of ${run.shard.total}`],
    ['Deploy id', run.deployId],
    ['Build', run.build && (/^https?:\/\//i.test(run.build) ? el('a', {href: run.build, rel: 'noreferrer'}, run.build) : run.build)],
    ['Run', run.uuid && el('code', {}, run.uuid)],
  ];
  return el('dl.facts', {}, facts.filter(([, value]) => value).map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

/** How many clusters ended how, and with how many objects what was done. */
function tallies() {
  const [ended, done] = [{}, {}];
  clusters.forEach(cluster => {
    add(ended, cluster.status);
    cluster.objects.forEach(object => add(done, action([object], cluster)));
  });
  return el('div.tallies', {},
    Object.keys(STATUSES).reverse().filter(name => ended[name]).map(name => el(`span.tally.${STATUSES[name][2]}`, {},
      sign(STATUSES[name][0]), ` ${count(ended[name], 'cluster')} ${STATUSES[name][1]}`)),
    Object.keys(ACTIONS).filter(name => done[name]).map(name => el('span.tally', {}, sign(ACTIONS[name].sign),
      ` ${count(done[name], 'object')} ${planOnly && ORDER.includes(name) ? `to ${name}` : ACTIONS[name].done}`)));
}

/** The same deploy again, where it failed only. */
function next() {
  const bad = clusters.filter(failed).map(cluster => cluster.name);
  if (run.successful || planOnly || !bad.length || bad.length > 50) return XS;
  return el('p.next', {}, 'Once the cause is mended, the same command with ', el('code', {}, `-Dkit.clusters=${bad.join(',')}`),
    ` goes on with what failed; ${bad.length < clusters.length ? 'the other clusters are done with. ' : ''}`,
    el('code', {}, 'mvn kit:status'), ' tells how the fleet stands now.');
}

function chooser(key, label, all, any) {
  const options = [...new Set(all)].filter(Boolean).sort();
  if (options.length < 2) return XS;
  return el('label', {}, el('span', {}, label), el('select', {name: key, change: event => set(key, event.target.value)},
    el('option', {value: ''}, any), options.map(option => el('option', {value: option}, option))));
}

function filters() {
  return el('form.filters', {id: 'filters', role: 'search', submit: event => event.preventDefault()},
    el('label.search', {}, el('span', {}, 'Search'), el('input', {
      id: 'q', type: 'search', autocomplete: 'off', spellcheck: 'false', placeholder: 'resource, image, cluster   /',
      input: event => set('q', event.target.value),
    })),
    el('fieldset.shows', {}, el('legend', {}, 'Show'), Object.keys(SHOWS).map(name => el('label', {},
      el('input', {type: 'radio', name: 'show', value: name, change: () => set('show', name)}), el('span', {}, name)))),
    chooser('type', 'Type', clusters.map(cluster => cluster.type), 'all types'),
    chooser('env', 'Environment', clusters.map(cluster => cluster.environment), 'all environments'),
    chooser('kind', 'Kind', rows.flatMap(row => [...row.kinds]), 'all kinds'),
    el('button', {id: 'reset', type: 'button', hidden: true, click: () => {
      Object.assign(state, DEFAULTS);
      writeHash();
      draw();
      document.getElementById('q').focus();
    }}, 'Clear'),
    el('output', {id: 'found'}));
}

function fleet() {
  if (!clusters.length) return XS;
  return el('section', {'aria-labelledby': 'fleet'},
    el('h2', {id: 'fleet'}, 'Fleet'), filters(), matrixElement(),
    el('p.hint.keys', {id: 'keys'}, 'Arrow keys move, Enter opens, / searches, Escape closes. The address keeps what is shown: share it.'),
    el('p.onpaper', {}, 'The matrix of so many clusters is left out on paper.'));
}

/** Kept for the next report where the browser allows that. */
const kept = {
  get: () => { try { return localStorage.getItem('kit-theme'); } catch { return null; } },
  set: value => { try { localStorage.setItem('kit-theme', value); } catch { /* then for this page only */ } },
};

function themeButton() {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const dark = () => (document.documentElement.dataset.theme || (system.matches ? 'dark' : 'light')) === 'dark';
  const button = el('button.theme', {type: 'button', click: () => {
    kept.set(document.documentElement.dataset.theme = dark() ? 'light' : 'dark');
    show();
  }}, 'Dark');
  const show = () => button.setAttribute('aria-pressed', String(dark()));
  if (kept.get()) document.documentElement.dataset.theme = kept.get();
  system.addEventListener('change', show);
  show();
  return button;
}

function dialog() {
  return el('dialog', {id: 'details', 'aria-labelledby': 'details-title',
    close: () => {
      Object.assign(state, {row: '', cluster: ''});
      writeHash();
    },
    click: event => { if (event.target.id === 'details') event.target.close(); }});
}

function build() {
  document.title = `${headline()} · kit`;
  document.getElementById('page').replaceWith(
    el('header.head', {}, el('div', {}, el(`h1.${run.successful ? 'good' : 'bad'}`, {}, sign(run.successful ? '✓ ' : '✗ '), headline()), facts(),
      tallies(), next()), themeButton()),
    el('main', {},
      only(!(run.failures || []).length && run.problems.length, () => el('section', {}, el('h2', {}, 'What failed'),
        el('ol.failures', {}, run.problems.map(it => el('li.failure', {}, problem(it)))))),
      failures(), warnings(), fleet(), timeline()),
    el('footer', {}, 'Made by kit. All of it is in this file; nothing is loaded, nothing is sent.'),
    dialog());
}

readHash();
build();
draw();
showDetails(state.row, state.cluster);

addEventListener('hashchange', () => {
  readHash();
  draw();
  showDetails(state.row, state.cluster);
});
addEventListener('keydown', event => {
  const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName) && event.target.type !== 'radio';
  const search = document.getElementById('q');
  if (event.key === '/' && !typing && search && !document.getElementById('details').open && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
    search.select();
  } else if (event.key === 'Escape' && event.target === search && state.q) {
    event.preventDefault();
    set('q', '');
  }
});
addEventListener('resize', fillNear);
addEventListener('beforeprint', () => matrix.rowElements.forEach(element => fill(element, 0, MARGIN)));
