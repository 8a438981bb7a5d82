// The run as the page asks of it: a row for each resource, a cell for each cluster that has it.

const run = JSON.parse(document.getElementById('run').textContent);
const clusters = JSON.parse(document.getElementById('clusters').textContent);
const planOnly = run.goal === 'diff';
const ORDER = ['replace', 'delete', 'create', 'update'];

/** Whether an object was written, where it was to be. */
const written = (object, cluster) => object.appliedAfter !== undefined || cluster.status === 'succeeded';

const add = (sum, name) => { sum[name] = (sum[name] || 0) + 1; };
const objectFailed = object => Boolean(object.problem) || object.health?.state === 'failed';
const title = object => `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${object.name}`;

/** What was done with objects of one cluster, in one word. */
function action(objects, cluster) {
  const writes = objects.filter(object => ORDER.includes(object.action));
  if (!writes.length) return objects.some(object => object.action === 'skip') ? 'skip' : 'unchanged';
  if (!planOnly && cluster.status !== 'planned' && !writes.some(object => written(object, cluster))) return 'missed';
  const kinds = new Set(writes.map(object => object.action));
  return kinds.size === 1 ? writes[0].action : 'mixed';
}

function actionWord(name, cluster) {
  const word = ACTIONS[name] || {sign: '?', plan: name, done: name};
  return {sign: word.sign, text: planOnly || cluster.status === 'planned' ? word.plan : word.done};
}

const images = objects => [...new Set(objects.flatMap(object => object.images || []))];

/** A resource in a cluster, as far as its objects are of one kind. */
function cell(objects, cluster) {
  const name = action(objects, cluster);
  const health = objects.map(object => object.health?.state).filter(Boolean);
  const bad = objects.filter(objectFailed);
  return {
    objects, cluster, action: name,
    images: images(objects),
    failed: bad.length > 0,
    changed: name !== 'unchanged' && name !== 'skip',
    health: bad.length ? (bad.some(object => object.health?.state === 'failed') ? 'unhealthy' : 'refused')
      : health.length ? 'healthy' : '',
  };
}

function rowsOf() {
  const rows = new Map();
  clusters.forEach((cluster, c) => cluster.objects.forEach(object => {
    const name = object.resource || `${object.kind} ${object.name}`;
    let row = rows.get(name);
    if (!row) rows.set(name, row = {name, objects: new Array(clusters.length), kinds: new Set(), words: new Set(), views: new Map()});
    (row.objects[c] ||= []).push(object);
    row.kinds.add(object.kind);
    row.words.add(object.name.toLowerCase()).add((object.alias || '').toLowerCase());
    (object.images || []).forEach(image => row.words.add(image.toLowerCase()));
  }));
  return [...rows.values()].sort((a, b) => a.name.localeCompare(b.name, 'en', {numeric: true}));
}

const rows = rowsOf();
rows.forEach(row => { row.text = [row.name.toLowerCase(), ...row.words].join('\n'); });

/** The cells of a row by cluster, as far as its objects are of a kind; undefined where a cluster has none. */
function cells(row, kind) {
  let view = row.views.get(kind);
  if (!view) {
    view = clusters.map((cluster, c) => {
      const objects = (row.objects[c] || []).filter(object => !kind || object.kind === kind);
      return objects.length ? cell(objects, cluster) : undefined;
    });
    row.views.set(kind, view);
  }
  return view;
}

const group = cluster => [cluster.environment, cluster.type].filter(Boolean).join(' / ');
const clusterText = clusters.map(cluster => `${cluster.name}\n${group(cluster)}\n${cluster.status}`.toLowerCase());

const live = cluster => (/^(prod|live)/i.test(cluster.environment || cluster.type) ? 0 : 1);

/** The order of columns: what is live, then by environment and type, then by name. */
const columns = clusters.map((cluster, c) => c).sort((a, b) => live(clusters[a]) - live(clusters[b])
  || group(clusters[a]).localeCompare(group(clusters[b]), 'en')
  || clusters[a].name.localeCompare(clusters[b].name, 'en', {numeric: true}));

const SHOWS = {
  all: () => true,
  failed: it => it.failed,
  changed: it => it.changed,
  unchanged: it => !it.changed && !it.failed,
};

/** Which rows and columns are to be seen, and which cells of them are meant. */
function select(filter) {
  const words = filter.q.toLowerCase().split(/\s+/).filter(Boolean);
  const narrow = words.length > 0 || filter.show !== 'all' || filter.kind !== '';
  const wanted = clusters.map(cluster =>
    (!filter.type || cluster.type === filter.type) && (!filter.env || cluster.environment === filter.env));
  const seen = new Array(clusters.length).fill(false);
  const shown = [];
  for (const row of rows) {
    const inRow = words.filter(word => !row.text.includes(word));
    const view = cells(row, filter.kind);
    const hits = view.map((it, c) => Boolean(it) && wanted[c] && SHOWS[filter.show](it)
      && inRow.every(word => clusterText[c].includes(word)));
    if (hits.some(Boolean)) {
      hits.forEach((hit, c) => { seen[c] ||= hit; });
      shown.push({row, view, hits});
    }
  }
  const bare = (cluster, c) => !cluster.objects.length && (filter.show === 'all' || filter.show === 'failed' && failed(cluster))
    && words.every(word => clusterText[c].includes(word));
  return {rows: shown, columns: columns.filter(c =>
    wanted[c] && (seen[c] || !narrow || bare(clusters[c], c)))};
}
