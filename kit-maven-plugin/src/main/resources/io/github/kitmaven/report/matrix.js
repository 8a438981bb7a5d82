// The fleet: resources by clusters. A cell is made when it comes near the screen, or when the focus goes to it.

const MARGIN = 8;
const matrix = {selection: undefined, rowElements: [], near: new Set(), at: {r: -1, c: 0}, drawing: false};

/** What is to be read in a cell. */
function cellWords(it) {
  const done = actionWord(it.action, it.cluster);
  return {
    done,
    image: it.images.length ? tag(it.images[0]) + (it.images.length > 1 ? ` +${it.images.length - 1}` : '') : '',
    health: {healthy: ['✓', 'healthy'], unhealthy: ['✗', 'unhealthy'], refused: ['✗', 'refused']}[it.health],
  };
}

function cellElement(entry, index, c) {
  const it = entry.view[c];
  const attributes = {role: 'gridcell', 'aria-colindex': index + 2, tabindex: '-1', 'data-c': c};
  if (!it) {
    const unknown = !clusters[c].objects.length && failed(clusters[c]);
    return at(index, el(`div.cell.${unknown ? 'unknown' : 'none'}`, attributes, unknown ? '? unknown' : '–'));
  }
  const words = cellWords(it);
  const look = it.failed ? 'bad' : it.action === 'missed' ? 'missed' : it.changed ? 'changed' : 'same';
  return at(index, el(`div.cell.${look}${entry.hits[c] ? '' : '.faint'}`, attributes,
    el('span.image', {}, words.image || '\u00a0'),
    el('span.what', {}, `${words.done.sign} ${words.done.text}`),
    only(words.health, () => el('span.health', {}, words.health.join(' ')))));
}

function at(index, element) {
  element.style.gridColumn = index + 2;
  return element;
}

/** How many clusters run which version. */
function versions(entry) {
  const tally = new Map();
  matrix.selection.columns.forEach(c => {
    const it = entry.view[c];
    if (it?.images.length) tally.set(tag(it.images[0]), (tally.get(tag(it.images[0])) || 0) + 1);
  });
  const most = [...tally].sort((a, b) => b[1] - a[1]);
  if (!most.length) return '';
  return most.length === 1 ? most[0][0] : `${most[0][0]} ×${most[0][1]}, ${most.length > 2 ? `${most.length - 1} others` : `${most[1][0]} ×${most[1][1]}`}`;
}

function rowElement(entry, r) {
  return el('div.row', {role: 'row', 'aria-rowindex': r + 3, 'data-r': r},
    el('div.rowhead', {role: 'rowheader', 'aria-colindex': 1, tabindex: '-1', 'data-c': 'head'},
      el('span.name', {}, entry.row.name), el('span.image', {}, versions(entry))));
}

/** Makes the cells of a row that are missing from a range of columns, in their order. */
function fill(element, from, to) {
  const {rows: entries, columns: shown} = matrix.selection;
  const made = element.cells ||= new Array(shown.length);
  const end = Math.min(to, shown.length);
  let next = made.slice(end).find(Boolean) || null;
  for (let i = end - 1; i >= Math.max(0, from); i--) {
    if (!made[i]) {
      made[i] = cellElement(entries[element.dataset.r], i, shown[i]);
      element.insertBefore(made[i], next);
    }
    next = made[i];
  }
}

/** The columns that are on the screen, and some beside them. */
function range() {
  const box = document.getElementById('scroller');
  const width = matrix.heads.children[1]?.offsetWidth || 1;
  return [Math.floor(box.scrollLeft / width) - MARGIN, Math.ceil((box.scrollLeft + box.clientWidth) / width) + MARGIN];
}

function fillNear() {
  if (matrix.drawing || !matrix.selection) return;
  matrix.drawing = true;
  requestAnimationFrame(() => {
    matrix.drawing = false;
    const [from, to] = range();
    matrix.near.forEach(element => fill(element, from, to));
  });
}

function headElement(c, index) {
  const cluster = clusters[c];
  return el('div.colhead', {role: 'columnheader', 'aria-colindex': index + 2, tabindex: '-1', 'data-c': c},
    el('span.name', {}, cluster.name), status(cluster));
}

/** A head over the clusters of each environment and type. */
function groupElements(shown) {
  const groups = [];
  shown.forEach((c, index) => {
    const name = group(clusters[c]);
    const last = groups[groups.length - 1];
    if (last?.name === name) last.size++;
    else groups.push({name, size: 1, index});
  });
  return groups.map(it => {
    const head = el('div.grouphead', {role: 'columnheader', 'aria-colindex': it.index + 2, 'aria-colspan': it.size},
      el('span', {}, it.name || 'clusters'));
    head.style.gridColumn = `span ${it.size}`;
    return head;
  });
}

const watcher = new IntersectionObserver(entries => {
  entries.forEach(it => (it.isIntersecting ? matrix.near.add(it.target) : matrix.near.delete(it.target)));
  fillNear();
}, {rootMargin: '300px 0px'});

function drawMatrix(selection) {
  const grid = document.getElementById('grid');
  const focused = grid.contains(document.activeElement);
  matrix.selection = selection;
  watcher.disconnect();
  matrix.near.clear();
  grid.style.setProperty('--columns', selection.columns.length);
  grid.setAttribute('aria-rowcount', selection.rows.length + 2);
  grid.setAttribute('aria-colcount', selection.columns.length + 1);
  grid.classList.toggle('wide', selection.columns.length > 8);
  grid.classList.toggle('lean', planOnly);
  matrix.rowElements = selection.rows.map(rowElement);
  const heads = el('div.row.heads', {role: 'row', 'aria-rowindex': 2},
    el('div.corner', {role: 'columnheader', 'aria-colindex': 1}, 'Resource'), selection.columns.map(headElement));
  grid.replaceChildren(
    el('div.row.groups', {role: 'row', 'aria-rowindex': 1}, el('div.corner', {role: 'columnheader', 'aria-colindex': 1}, unseen('Environment and type')),
      groupElements(selection.columns)),
    heads, ...matrix.rowElements);
  matrix.heads = heads;
  matrix.rowElements.forEach(element => watcher.observe(element));
  matrix.at = {r: Math.min(matrix.at.r, selection.rows.length - 1), c: Math.min(matrix.at.c, selection.columns.length - 1)};
  if (selection.columns.length) move(matrix.at.r, matrix.at.c, focused);
}

/** The element at a row and a column; -1 is the heads. */
function elementAt(r, c) {
  if (r < 0) return matrix.heads.children[c + 1];
  const element = matrix.rowElements[r];
  if (c < 0) return element.firstChild;
  fill(element, c, c + 1);
  return element.cells[c];
}

/** Makes one cell the one that the tabulator key reaches. */
function move(r, c, focus) {
  const last = matrix.selection.rows.length - 1;
  const right = matrix.selection.columns.length - 1;
  r = Math.max(-1, Math.min(last, r));
  c = Math.max(r < 0 ? 0 : -1, Math.min(right, c));
  matrix.current?.setAttribute('tabindex', '-1');
  matrix.at = {r, c};
  matrix.current = elementAt(r, c);
  matrix.current?.setAttribute('tabindex', '0');
  if (focus) matrix.current?.focus();
}

function openAt({r, c}) {
  const name = c < 0 ? '' : clusters[matrix.selection.columns[c]].name;
  const row = r < 0 ? '' : matrix.selection.rows[r].row.name;
  if (r >= 0 && c >= 0 && !matrix.selection.rows[r].view[matrix.selection.columns[c]]) open('', name);
  else open(row, name);
}

function positionOf(target) {
  const element = target.closest('[data-c]');
  if (!element) return undefined;
  const row = element.closest('[data-r]');
  return {r: row ? Number(row.dataset.r) : -1, c: Number(element.getAttribute('aria-colindex')) - 2};
}

const KEYS = {
  ArrowUp: (r, c) => [r - 1, c], ArrowDown: (r, c) => [r + 1, c],
  ArrowLeft: (r, c) => [r, c - 1], ArrowRight: (r, c) => [r, c + 1],
  PageUp: (r, c) => [Math.max(0, r - 10), c], PageDown: (r, c) => [r + 10, c],
  Home: (r, c, far) => [far ? -1 : r, far ? 0 : -1], End: (r, c, far) => [far ? Infinity : r, Infinity],
};

function matrixKeys(event) {
  if (event.altKey || event.metaKey) return;
  const {r, c} = matrix.at;
  if (event.key === 'Enter' || event.key === ' ') {
    event.preventDefault();
    openAt(matrix.at);
  } else if (KEYS[event.key]) {
    event.preventDefault();
    move(...KEYS[event.key](r, c, event.ctrlKey), true);
  }
}

function matrixElement() {
  return el('div.scroller', {id: 'scroller', scroll: fillNear},
    el('div.grid', {
      id: 'grid', role: 'grid', 'aria-label': 'Resources by clusters', 'aria-describedby': 'keys',
      keydown: matrixKeys,
      click: event => {
        const position = positionOf(event.target);
        if (position) {
          move(position.r, position.c, true);
          openAt(position);
        }
      },
      focusin: event => {
        const position = positionOf(event.target);
        if (position && (position.r !== matrix.at.r || position.c !== matrix.at.c)) move(position.r, position.c, false);
      },
    }));
}
