// The grid of hosts and services. Only what is on the screen is in the document, however many hosts there are.

import { h, many } from './dom.js';
import { ROW, Rows, idOf } from './rows.js';

const HEAD = 38;
const MOST_COLUMNS = 65536;

const keyOf = (number, column) => number * MOST_COLUMNS + column;

export class Grid extends EventTarget {
  #store;
  #box;
  #head;
  #body;
  #rows;
  #shown = [];
  #order = [];
  // The size and the place of what is seen, as the browser tells them: to ask for them makes it lay out the page.
  #width = 0;
  #height = 0;
  #top = 0;
  #left = 0;
  #name = 190;
  #column = 104;
  #frame = 0;
  #anchor = null;
  #drawn = false;
  #shapes = -1;
  // How often something changed that all rows are drawn by.
  #changes = 0;
  active = { row: 0, column: 0 };
  selected = new Set();

  constructor(box, store) {
    super();
    this.#store = store;
    this.#box = box;
    this.#head = h('div', { class: 'row head', role: 'row', 'aria-rowindex': '1' });
    this.#body = h('div', { class: 'body', role: 'rowgroup' });
    this.#rows = new Rows(this.#body, store);
    box.append(h('div', { class: 'headbox', role: 'rowgroup' }, this.#head), this.#body);
    box.addEventListener('scroll', () => { this.#top = box.scrollTop; this.#left = box.scrollLeft; this.draw(); }, { passive: true });
    box.addEventListener('keydown', (event) => this.#key(event));
    box.addEventListener('click', (event) => this.#click(event));
    box.addEventListener('contextmenu', (event) => this.#click(event, true));
    box.addEventListener('focus', () => this.draw());
    box.addEventListener('blur', () => this.draw());
    new ResizeObserver(() => this.#resized()).observe(box);
    setInterval(() => this.draw(), 1000);
  }

  /** The rows to be shown, as numbers of the store; columns that none of them has are left out. */
  show(numbers) {
    const same = this.#shapes === this.#store.shapes && numbers.length === this.#shown.length
      && numbers.every((number, i) => number === this.#shown[i]);
    if (!same) {
      this.#shapes = this.#store.shapes;
      this.#shown = numbers;
      this.#changes++;
      const names = this.#store.services;
      this.#order = this.#store.columns(numbers).sort((a, b) => (names[a] < names[b] ? -1 : 1));
      this.#measure();
      this.#clamp();
      if (this.selected.size > 0) this.dispatchEvent(new Event('shown'));
    }
    this.draw();
  }

  get shown() {
    return this.#shown;
  }

  #resized() {
    const { clientWidth, clientHeight } = this.#box;
    const wider = clientWidth !== this.#width;
    this.#width = clientWidth;
    this.#height = clientHeight;
    if (clientHeight === 0) {
      this.#rows.hide();
      return;
    }
    if (wider) this.#measure();
    this.draw();
  }

  #measure() {
    const width = this.#width;
    this.#name = width < 600 ? 128 : Math.min(280, Math.max(170, width * 0.16));
    const room = (width - this.#name) / Math.max(1, this.#order.length);
    this.#column = Math.floor(Math.min(168, Math.max(width < 600 ? 88 : 104, room)));
    this.#box.style.setProperty('--name', `${this.#name}px`);
    this.#box.style.setProperty('--column', `${this.#column}px`);
    const all = `${this.#name + this.#order.length * this.#column}px`;
    this.#head.style.width = all;
    this.#body.style.width = all;
    // Contained, so its height does not come from what is in it.
    this.#box.style.height = `${HEAD + this.#shown.length * ROW + 2 + (this.#name + this.#order.length * this.#column > width ? 14 : 0)}px`;
    this.#body.style.height = `${this.#shown.length * ROW}px`;
    this.#box.setAttribute('aria-rowcount', this.#shown.length + 1);
    this.#box.setAttribute('aria-colcount', this.#order.length + 1);
  }

  #clamp() {
    // Where nothing is shown yet, the cursor waits where it was.
    if (this.#shown.length > 0) this.active.row = Math.min(this.active.row, this.#shown.length - 1);
    if (this.#order.length > 0) this.active.column = Math.min(this.active.column, this.#order.length - 1);
    // The browser says so itself, but later.
    this.#top = Math.max(0, Math.min(this.#top, this.#shown.length * ROW + HEAD - this.#height));
  }

  /** Draws at the next frame, once however often it is asked for. */
  draw() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        if (this.#height > 0) this.#drawNow();
      });
    }
  }

  #drawNow() {
    const view = this.#view();
    this.#drawHead(view);
    if (this.#rows.draw(view)) this.draw();
    const active = idOf(this.active.row, this.active.column);
    if (this.#box.getAttribute('aria-activedescendant') !== active) this.#box.setAttribute('aria-activedescendant', active);
    if (this.#shown.length > 0 && !this.#drawn) {
      this.#drawn = true;
      performance.mark('dt-first-rows');
    }
  }

  /** What is to be drawn. Rows that were drawn with the same stamp differ by their own data only. */
  #view() {
    const now = this.#store.now();
    const from = Math.max(0, Math.floor(this.#left / this.#column) - 1);
    const to = Math.min(this.#order.length, Math.ceil((this.#left + this.#width) / this.#column) + 1);
    return {
      shown: this.#shown, order: this.#order, active: this.active, top: this.#top, height: this.#height - HEAD,
      name: this.#name, column: this.#column, from, to, now, hasFocus: this.#box === document.activeElement,
      stamp: [from, to, this.#name, this.#column, this.#changes, Math.floor(now)].join(),
      isSelected: (number, column) => this.selected.has(keyOf(number, column)),
    };
  }

  #drawHead({ from, to, hasFocus }) {
    const cells = [];
    for (let c = -1; c < to; c = Math.max(c + 1, from)) {
      const text = c < 0 ? many(this.#shown.length, 'host') : this.#store.services[this.#order[c]];
      cells.push({ c, text, active: hasFocus && this.active.row === -1 && this.active.column === c });
    }
    const signature = JSON.stringify([this.#name, this.#column, cells]);
    if (this.#head.signature === signature) return;
    this.#head.signature = signature;
    this.#head.replaceChildren(...cells.map((cell) => this.#headCell(cell)));
  }

  #headCell({ c, text, active }) {
    const cell = h('div', {
      class: (c < 0 ? 'name' : 'column') + (active ? ' active' : ''), role: 'columnheader', id: idOf(-1, c),
      'aria-colindex': c + 2, title: text,
    }, h('b', {}, text));
    if (c >= 0) cell.style.left = `${this.#name + c * this.#column}px`;
    cell.place = { row: -1, column: c, service: this.#order[c] };
    return cell;
  }

  /** The services at a place: one, those of a row, of a column, or all that are shown. */
  at(row, column) {
    const numbers = row < 0 ? this.#shown : [this.#shown[row]];
    const columns = column < 0 ? this.#order : [this.#order[column]];
    const keys = [];
    for (const number of numbers) {
      for (const c of columns) if (number !== undefined && this.#store.rows[number].cells[c]) keys.push(keyOf(number, c));
    }
    return keys;
  }

  /** Host to list of services. */
  cellsOf(keys) {
    const cells = new Map();
    let last = -1;
    let list = [];
    for (const key of keys) {
      const number = Math.floor(key / MOST_COLUMNS);
      if (number !== last) {
        const host = this.#store.hosts[number].name;
        list = cells.get(host) ?? [];
        cells.set(host, list);
        last = number;
      }
      list.push(this.#store.services[key % MOST_COLUMNS]);
    }
    return cells;
  }

  /** What is known of the one service at a place, or null. */
  detail(row, column) {
    if (row < 0 || column < 0) return null;
    const cell = this.#store.rows[this.#shown[row]].cells[this.#order[column]];
    if (!cell) return null;
    const kind = this.#store.kind(cell);
    return { kind, since: cell[3], pid: cell[4] };
  }

  clear() {
    this.selected.clear();
    this.#changed();
  }

  #changed() {
    this.#changes++;
    this.draw();
    this.dispatchEvent(new Event('selection'));
  }

  /** Takes the services at a place into the selection, or all of them out when all are in it. */
  toggle(row, column) {
    const keys = this.at(row, column);
    const all = keys.every((key) => this.selected.has(key));
    for (const key of keys) all ? this.selected.delete(key) : this.selected.add(key);
    this.#changed();
  }

  #range(to) {
    const from = this.#anchor ?? this.active;
    this.selected.clear();
    for (let r = Math.min(from.row, to.row); r <= Math.max(from.row, to.row); r++) {
      for (let c = Math.min(from.column, to.column); c <= Math.max(from.column, to.column); c++) {
        if (r >= 0 && c >= 0 && this.#store.rows[this.#shown[r]].cells[this.#order[c]]) this.selected.add(keyOf(this.#shown[r], this.#order[c]));
      }
    }
    this.#anchor = from;
    this.#changed();
  }

  #click(event, menu = false) {
    const found = event.target.closest('[role]')?.place;
    if (!found) return;
    event.preventDefault();
    const { row, column, number, service } = found;
    // What was filtered or came a moment ago may not be drawn yet: nobody has meant what is there now.
    if (number !== this.#shown[row] || service !== this.#order[column]) return;
    const place = { row, column };
    if (event.shiftKey) {
      this.#range(place);
      this.active = place;
      return;
    }
    this.#anchor = null;
    this.active = place;
    if (!menu && (event.ctrlKey || event.metaKey)) {
      this.toggle(place.row, place.column);
    } else {
      this.#menu(event.target.closest('[role]'));
    }
    this.draw();
  }

  #menu(element) {
    this.dispatchEvent(new CustomEvent('menu', { detail: { place: { ...this.active }, box: element.getBoundingClientRect() } }));
  }

  #key(event) {
    if (event.altKey) return;
    const page = Math.max(1, Math.floor(this.#height / ROW) - 2);
    const ends = event.ctrlKey || event.metaKey;
    const to = { ...this.active };
    switch (event.key) {
      case 'ArrowUp': to.row--; break;
      case 'ArrowDown': to.row++; break;
      case 'ArrowLeft': to.column--; break;
      case 'ArrowRight': to.column++; break;
      case 'PageUp': to.row = Math.max(0, to.row - page); break;
      case 'PageDown': to.row += page; break;
      case 'Home': to.column = -1; if (ends) to.row = 0; break;
      case 'End': to.column = this.#order.length - 1; if (ends) to.row = this.#shown.length - 1; break;
      case ' ': event.preventDefault(); this.toggle(this.active.row, this.active.column); return;
      case 'Escape': this.clear(); return;
      case 'a': if (!ends) return; event.preventDefault(); this.toggle(-1, -1); return;
      case 'Enter': case 'ContextMenu': {
        event.preventDefault();
        const element = document.getElementById(idOf(this.active.row, this.active.column));
        if (element) this.#menu(element);
        return;
      }
      case 's': case 'x': case 'r':
        if (ends) return;
        this.dispatchEvent(new CustomEvent('verb', { detail: { s: 'up', x: 'down', r: 'restart' }[event.key] }));
        return;
      default: return;
    }
    event.preventDefault();
    to.row = Math.min(Math.max(-1, to.row), this.#shown.length - 1);
    to.column = Math.min(Math.max(-1, to.column), this.#order.length - 1);
    if (event.shiftKey) this.#range(to);
    else this.#anchor = null;
    this.active = to;
    this.#reveal();
    this.draw();
  }

  #reveal() {
    const { row, column } = this.active;
    if (row >= 0) this.#scroll('scrollTop', this.#top, row * ROW, ROW, this.#height - HEAD);
    if (column >= 0) this.#scroll('scrollLeft', this.#left, column * this.#column, this.#column, this.#width - this.#name);
  }

  #scroll(side, from, at, size, room) {
    if (at < from) this.#box[side] = at;
    else if (at + size > from + room) this.#box[side] = at + size - room;
    else return;
    this.#top = this.#box.scrollTop;
    this.#left = this.#box.scrollLeft;
  }
}
