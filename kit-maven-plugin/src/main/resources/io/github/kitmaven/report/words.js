// Elements and words. Data becomes text of elements, never HTML.

const XS = Symbol('no child');

/** Makes an element: el('a.big', {href: '#x'}, 'text', child). */
function el(name, attributes = {}, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(key, value);
  }
  element.append(...children.flat(Infinity).filter(child => child !== XS && child !== ''));
  return element;
}

/** Something, where a condition holds. */
const only = (condition, make) => (condition ? make() : XS);

/** For those who hear the page. */
const unseen = text => el('span.unseen', {}, text);

/** A sign that says nothing to those who hear the page, as a word stands beside it. */
const sign = text => el('span.sign', {'aria-hidden': 'true'}, text);

const count = (n, noun) => `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;

function time(seconds) {
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const all = Math.round(seconds);
  const [h, m, s] = [Math.floor(all / 3600), Math.floor(all / 60) % 60, all % 60];
  return h ? `${h} h ${m} min` : `${m} min${s ? ` ${s} s` : ''}`;
}

function place(origin) {
  const own = origin.line ? `${origin.file}:${origin.line}${origin.column ? `:${origin.column}` : ''}` : origin.file;
  return origin.rendered ? `${own} (rendered: ${place(origin.rendered)})` : own;
}

/** The part of an image that tells versions apart. */
function tag(image) {
  const at = image.indexOf('@');
  const named = at < 0 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  if (colon >= 0) return named.slice(colon + 1);
  return at < 0 ? 'latest' : image.slice(at + 1).replace('sha256:', '').slice(0, 12);
}

/** What is done with an object: its sign, what is planned, what was done. */
const ACTIONS = {
  replace: {sign: '⟳', plan: 'replace', done: 'replaced'},
  delete: {sign: '−', plan: 'delete', done: 'deleted'},
  create: {sign: '+', plan: 'create', done: 'created'},
  update: {sign: '~', plan: 'update', done: 'updated'},
  mixed: {sign: '~', plan: 'change', done: 'changed'},
  missed: {sign: '…', plan: 'not written', done: 'not written'},
  skip: {sign: '○', plan: 'left alone', done: 'left alone'},
  unchanged: {sign: '=', plan: 'unchanged', done: 'unchanged'},
};

/** How a cluster ended: its sign, its word, how it looks. */
const STATUSES = {
  succeeded: ['✓', 'succeeded', 'good'],
  planned: ['○', 'planned', 'idle'],
  superseded: ['»', 'superseded', 'idle'],
  refused: ['✗', 'refused', 'bad'],
  failed: ['✗', 'failed', 'bad'],
  unreachable: ['✗', 'unreachable', 'bad'],
};

function status(cluster) {
  const [mark, word, look] = STATUSES[cluster.status] || ['?', cluster.status, 'idle'];
  return el(`span.status.${look}`, {}, sign(mark), ' ', word, look === 'bad' && cluster.allowFailure ? ' (allowed)' : '');
}

const failed = cluster => (STATUSES[cluster.status] || [])[2] === 'bad';
