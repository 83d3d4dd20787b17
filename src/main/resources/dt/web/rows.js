// The rows of the grid that are on the screen: drawn a few in a frame, and only where something is another.

import { h, ago, say } from './dom.js';
import { later } from './slices.js';
import { KINDS } from './store.js';

export const ROW = 34;
const SPARE = 6;
// How many cells one frame draws, by how long the browser takes for it: it lays them out and paints them, too. The rest
// comes in the next frames.
const LEAST_CELLS = 30;
const MOST_CELLS = 160;
const SHORT = 12;
const LONG = 25;

/** The id of the element of a place, where it is in the document. */
export const idOf = (row, column) => `g${row}_${column}`;

export class Rows {
  #body;
  #store;
  #elements = [];
  #cells = LEAST_CELLS;

  constructor(body, store) {
    this.#body = body;
    this.#store = store;
  }

  /**
   * Draws what can be seen, and some rows around it.
   *
   * @param view what is shown and where: see Grid
   * @return whether there is more to draw
   */
  draw(view) {
    const rows = view.shown.length;
    const seen = [Math.max(0, Math.floor(view.top / ROW)), Math.min(rows, Math.ceil((view.top + view.height) / ROW))];
    const all = [Math.max(0, seen[0] - SPARE), Math.min(rows, seen[1] + SPARE)];
    const placed = new Map();
    const free = [];
    for (const element of this.#elements) {
      if (element.index >= all[0] && element.index < all[1]) placed.set(element.index, element);
      else free.push(element);
    }
    const more = this.#drawAll(order(seen, all, view.active.row), placed, free, view);
    for (const element of free) element.hidden ||= !more || element.index >= rows;
    return more;
  }

  #drawAll(order, placed, free, view) {
    const begun = performance.now();
    let room = this.#cells;
    for (const index of order) {
      let element = placed.get(index);
      if (element && this.#isDrawn(element, view)) continue;
      if (room <= 0) {
        later(() => this.#adapt(performance.now() - begun));
        return true;
      }
      if (!element) {
        element = free.pop() ?? this.#make();
        element.index = index;
        placed.set(index, element);
        this.#put(element, placed);
      }
      room -= this.#drawRow(element, view);
    }
    return false;
  }

  /** Draws more in a frame, or less, after one that was full took so long. */
  #adapt(millis) {
    if (millis > LONG) this.#cells = Math.max(LEAST_CELLS, Math.floor(this.#cells / 2));
    else if (millis < SHORT) this.#cells = Math.min(MOST_CELLS, this.#cells * 2);
  }

  /** Nothing is seen of them now: then they need not come back all at once either. */
  hide() {
    for (const element of this.#elements) element.hidden = true;
  }

  #make() {
    const element = h('div', { class: 'row', role: 'row' }, h('div', { class: 'name', role: 'rowheader' }, h('b')));
    element.cells = [];
    this.#elements.push(element);
    return element;
  }

  /** In the document, rows stand in their order, for those who read it from there. */
  #put(element, placed) {
    const after = placed.get(element.index + 1);
    const before = placed.get(element.index - 1);
    if (after?.parentNode) {
      if (element.nextSibling !== after) after.before(element);
    } else if (before?.parentNode) {
      if (before.nextSibling !== element) before.after(element);
    } else {
      this.#body.append(element);
    }
  }

  #isDrawn(element, view) {
    const { drawn } = element;
    const number = view.shown[element.index];
    return !element.hidden && drawn !== undefined && drawn.number === number && drawn.row === this.#store.rows[number]
      && drawn.stamp === view.stamp && drawn.cursor === cursor(element, view);
  }

  /** Answers how many cells had to be changed. */
  #drawRow(element, view) {
    const { index } = element;
    const number = view.shown[index];
    const row = this.#store.rows[number];
    const host = this.#store.hosts[number];
    const at = cursor(element, view);
    // What was not laid out has to be anew, whether it is another or not.
    let changed = element.hidden ? element.cells.length + 1 : 1;
    element.drawn = { number, row, stamp: view.stamp, cursor: at };
    element.hidden = false;
    element.style.transform = `translateY(${index * ROW}px)`;
    element.setAttribute('aria-rowindex', index + 2);
    element.className = `row${row.seen ? '' : row.why ? ' unseen' : ' waiting'}${index % 2 ? ' odd' : ''}`;
    const name = element.firstChild;
    name.className = `name${at === -1 ? ' active' : ''}`;
    name.id = idOf(index, -1);
    name.place = { row: index, column: -1, number };
    say(name.firstChild, host.name);
    name.title = [host.name, host.tags.join(' '), row.why].filter(Boolean).join('\n');
    this.#drawWhy(element, row);
    let used = 0;
    for (let c = view.from; c < view.to; c++) {
      const cell = row.cells[view.order[c]];
      if (cell) changed += this.#drawCell(element.cells[used++] ?? this.#newCell(element), { index, number, c, cell, row, host: host.name, active: at === c }, view);
    }
    for (let i = used; i < element.cells.length; i++) element.cells[i].hidden = true;
    return changed;
  }

  #drawWhy(element, row) {
    const text = row.seen ? '' : row.why || 'looking…';
    if (text && !element.why) {
      element.why = h('div', { class: 'why', role: 'gridcell' });
      element.append(element.why);
    }
    if (element.why) {
      element.why.hidden = !text;
      say(element.why, text);
      element.why.title = text;
    }
  }

  #newCell(element) {
    const box = h('div', { role: 'gridcell' });
    box.text = document.createTextNode('');
    box.append(box.text);
    element.cells.push(box);
    element.append(box);
    return box;
  }

  /** Answers 1 where something had to be changed, or 0. Elements remember what they show: to ask them costs more. */
  #drawCell(box, { index, number, c, cell, row, host, active }, view) {
    const kind = this.#store.kind(cell, view.now);
    const chosen = view.isSelected(number, view.order[c]);
    const time = cell[3] > 0 ? ago(view.now - cell[3], view.column < 100) : '';
    const looks = `cell ${row.seen ? kind : 'old'}${active ? ' active' : ''}${chosen ? ' chosen' : ''}`;
    const left = view.name + c * view.column;
    const was = box.shown;
    if (was && !box.hidden && was.cell === cell && was.time === time && was.looks === looks && was.left === left
      && was.index === index && was.kind === kind) return 0;
    box.shown = { cell, time, looks, left, index, kind };
    box.place = { row: index, column: c, number, service: view.order[c] };
    box.hidden = false;
    box.className = looks;
    box.style.left = `${left}px`;
    box.dataset.glyph = KINDS[kind].glyph;
    box.text.data = kind === 'flap' || kind === 'wait' || !time ? KINDS[kind].label : time;
    const service = this.#store.services[view.order[c]];
    const lasts = time ? ` for ${time}` : '';
    box.setAttribute('aria-label', `${service} on ${host}: ${KINDS[kind].label}${lasts}`);
    box.title = `${service} on ${host}: ${KINDS[kind].says}${lasts}${cell[4] ? `, pid ${cell[4]}` : ''}`;
    box.setAttribute('aria-selected', chosen);
    box.setAttribute('aria-colindex', c + 2);
    box.id = idOf(index, c);
    return 1;
  }
}

/** The column of the cursor, where it is seen and in this row. */
const cursor = (element, view) => (view.hasFocus && view.active.row === element.index ? view.active.column : null);

/** What is seen comes first, and the row with the cursor before it. */
function order(seen, all, active) {
  const rows = [];
  if (active >= all[0] && active < all[1]) rows.push(active);
  for (let i = seen[0]; i < seen[1]; i++) rows.push(i);
  for (let i = all[0]; i < seen[0]; i++) rows.push(i);
  for (let i = seen[1]; i < all[1]; i++) rows.push(i);
  return rows;
}
