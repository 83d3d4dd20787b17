// The grid of hosts and services. Only what is on the screen is in the document, however many hosts there are.

import { h, ago, many, say } from './dom.js';
import { KINDS } from './store.js';

const ROW = 34;
const HEAD = 38;
const SPARE = 6;
const MOST_COLUMNS = 65536;

export class Grid extends EventTarget {
  #store;
  #box;
  #head;
  #body;
  #rows = [];
  #shown = [];
  #order = [];
  #name = 190;
  #column = 104;
  #frame = 0;
  #anchor = null;
  #drawn = false;
  #shapes = -1;
  active = { row: 0, column: 0 };
  selected = new Set();

  constructor(box, store) {
    super();
    this.#store = store;
    this.#box = box;
    this.#head = h('div', { class: 'row head', role: 'row', 'aria-rowindex': '1' });
    this.#body = h('div', { class: 'body', role: 'rowgroup' });
    box.append(h('div', { class: 'headbox', role: 'rowgroup' }, this.#head), this.#body);
    box.addEventListener('scroll', () => this.draw(), { passive: true });
    box.addEventListener('keydown', (event) => this.#key(event));
    box.addEventListener('click', (event) => this.#click(event));
    box.addEventListener('contextmenu', (event) => this.#click(event, true));
    box.addEventListener('focus', () => this.draw());
    box.addEventListener('blur', () => this.draw());
    new ResizeObserver(() => { this.#measure(); this.draw(); }).observe(box);
    setInterval(() => this.draw(), 1000);
  }

  /** The rows to be shown, as numbers of the store; columns that none of them has are left out. */
  show(numbers) {
    const same = this.#shapes === this.#store.shapes && numbers.length === this.#shown.length
      && numbers.every((number, i) => number === this.#shown[i]);
    if (!same) {
      this.#shapes = this.#store.shapes;
      this.#shown = numbers;
      const used = new Set();
      for (const number of numbers) this.#store.rows[number].cells.forEach((cell, column) => used.add(column));
      const names = this.#store.services;
      this.#order = [...used].sort((a, b) => (names[a] < names[b] ? -1 : 1));
      this.#measure();
      this.#clamp();
    }
    this.draw();
  }

  get shown() {
    return this.#shown;
  }

  #measure() {
    const width = this.#box.clientWidth;
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
    this.active.row = Math.min(Math.max(-1, this.active.row), this.#shown.length - 1);
    this.active.column = Math.min(Math.max(-1, this.active.column), this.#order.length - 1);
  }

  /** Draws at the next frame, once however often it is asked for. */
  draw() {
    if (!this.#frame) {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = 0;
        if (this.#box.clientHeight > 0) this.#drawNow();
      });
    }
  }

  #drawNow() {
    if (this.#shown.length > 0 && !this.#drawn) {
      this.#drawn = true;
      performance.mark('dt-first-rows');
    }
    const top = this.#box.scrollTop;
    const first = Math.max(0, Math.floor(top / ROW) - SPARE);
    const last = Math.min(this.#shown.length, Math.ceil((top + this.#box.clientHeight) / ROW) + SPARE);
    const left = this.#box.scrollLeft;
    const from = Math.max(0, Math.floor(left / this.#column) - 1);
    const to = Math.min(this.#order.length, Math.ceil((left + this.#box.clientWidth) / this.#column) + 1);
    this.#drawHead(from, to);
    while (this.#rows.length < last - first) {
      const row = h('div', { class: 'row', role: 'row' }, h('div', { class: 'name', role: 'rowheader' }, h('b')));
      row.cells = [];
      this.#rows.push(row);
      this.#body.append(row);
    }
    const now = this.#store.now();
    const hasFocus = this.#box === document.activeElement;
    this.#rows.forEach((element, i) => {
      const index = first + i;
      element.hidden = index >= last;
      if (!element.hidden) this.#drawRow(element, index, from, to, now, hasFocus);
    });
    this.#box.setAttribute('aria-activedescendant', this.#id(this.active.row, this.active.column));
  }

  #id(row, column) {
    return `g${row}_${column}`;
  }

  #drawHead(from, to) {
    const cells = [this.#headCell(-1)];
    for (let c = from; c < to; c++) cells.push(this.#headCell(c));
    const signature = cells.map((cell) => cell.signature).join('\n');
    if (this.#head.signature !== signature) {
      this.#head.signature = signature;
      this.#head.replaceChildren(...cells);
    }
  }

  #headCell(c) {
    const active = this.active.row === -1 && this.active.column === c && this.#box === document.activeElement;
    const text = c < 0 ? many(this.#shown.length, 'host') : this.#store.services[this.#order[c]];
    const cell = h('div', {
      class: (c < 0 ? 'name' : 'column') + (active ? ' active' : ''), role: 'columnheader', id: this.#id(-1, c),
      'aria-colindex': c + 2, title: text,
    }, h('b', {}, text));
    if (c >= 0) cell.style.left = `${this.#name + c * this.#column}px`;
    cell.place = { row: -1, column: c };
    cell.signature = `${c} ${text} ${active} ${this.#column}`;
    return cell;
  }

  #drawRow(element, index, from, to, now, hasFocus) {
    const number = this.#shown[index];
    const row = this.#store.rows[number];
    const host = this.#store.hosts[number];
    element.style.transform = `translateY(${index * ROW}px)`;
    element.setAttribute('aria-rowindex', index + 2);
    const name = element.firstChild;
    const isActive = (c) => hasFocus && this.active.row === index && this.active.column === c;
    const kind = row.seen ? '' : row.why ? ' unseen' : ' waiting';
    element.className = `row${kind}${index % 2 ? ' odd' : ''}`;
    name.className = `name${isActive(-1) ? ' active' : ''}`;
    name.id = this.#id(index, -1);
    name.place = { row: index, column: -1 };
    say(name.firstChild, host.name);
    name.title = [host.name, host.tags.join(' '), row.why].filter(Boolean).join('\n');
    this.#drawWhy(element, row);
    let used = 0;
    for (let c = from; c < to; c++) {
      const cell = row.cells[this.#order[c]];
      if (!cell) continue;
      const box = element.cells[used] ?? this.#newCell(element);
      used++;
      this.#drawCell(box, index, c, cell, now, isActive(c), host.name, row.seen);
    }
    for (let i = used; i < element.cells.length; i++) element.cells[i].hidden = true;
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
    const cell = h('div', { role: 'gridcell' }, h('i', { 'aria-hidden': 'true' }), h('span'));
    element.cells.push(cell);
    element.append(cell);
    return cell;
  }

  #drawCell(box, index, c, cell, now, active, host, seen) {
    const kind = this.#store.kind(cell, now);
    const chosen = this.selected.has(this.#key_(this.#shown[index], this.#order[c]));
    const time = cell[3] > 0 ? ago(now - cell[3], this.#column < 100) : '';
    const service = this.#store.services[this.#order[c]];
    box.hidden = false;
    const name = `cell ${seen ? kind : 'old'}${active ? ' active' : ''}${chosen ? ' chosen' : ''}`;
    if (box.className !== name) box.className = name;
    box.style.left = `${this.#name + c * this.#column}px`;
    say(box.firstChild, KINDS[kind].glyph);
    say(box.lastChild, kind === 'flap' || kind === 'wait' || !time ? KINDS[kind].label : time);
    const lasts = time ? ` for ${time}` : '';
    const label = `${service} on ${host}: ${KINDS[kind].label}${lasts}`;
    if (box.label !== label) {
      box.label = label;
      box.setAttribute('aria-label', label);
      box.title = `${service} on ${host}: ${KINDS[kind].says}${lasts}${cell[4] ? `, pid ${cell[4]}` : ''}`;
    }
    box.setAttribute('aria-selected', chosen);
    box.setAttribute('aria-colindex', c + 2);
    box.id = this.#id(index, c);
    box.place = { row: index, column: c };
  }

  #key_(number, column) {
    return number * MOST_COLUMNS + column;
  }

  /** The services at a place: one, those of a row, of a column, or all that are shown. */
  at(row, column) {
    const numbers = row < 0 ? this.#shown : [this.#shown[row]];
    const columns = column < 0 ? this.#order : [this.#order[column]];
    const keys = [];
    for (const number of numbers) {
      for (const c of columns) if (number !== undefined && this.#store.rows[number].cells[c]) keys.push(this.#key_(number, c));
    }
    return keys;
  }

  /** Host to list of services. */
  cellsOf(keys) {
    const cells = new Map();
    for (const key of keys) {
      const host = this.#store.hosts[Math.floor(key / MOST_COLUMNS)].name;
      if (!cells.has(host)) cells.set(host, []);
      cells.get(host).push(this.#store.services[key % MOST_COLUMNS]);
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
        if (r >= 0 && c >= 0) for (const key of this.at(r, c)) this.selected.add(key);
      }
    }
    this.#anchor = from;
    this.#changed();
  }

  #click(event, menu = false) {
    const place = event.target.closest('[role]')?.place;
    if (!place) return;
    event.preventDefault();
    if (event.shiftKey) {
      this.#range(place);
      this.active = place;
      return;
    }
    this.#anchor = null;
    this.active = { ...place };
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
    const page = Math.max(1, Math.floor(this.#box.clientHeight / ROW) - 2);
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
        const element = document.getElementById(this.#id(this.active.row, this.active.column));
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
    const box = this.#box;
    if (row >= 0) {
      const top = row * ROW;
      if (top < box.scrollTop) box.scrollTop = top;
      else if (top + ROW > box.scrollTop + box.clientHeight - HEAD) box.scrollTop = top + ROW - box.clientHeight + HEAD;
    }
    if (column >= 0) {
      const left = column * this.#column;
      if (left < box.scrollLeft) box.scrollLeft = left;
      else if (left + this.#column > box.scrollLeft + box.clientWidth - this.#name) {
        box.scrollLeft = left + this.#column - box.clientWidth + this.#name;
      }
    }
  }
}
