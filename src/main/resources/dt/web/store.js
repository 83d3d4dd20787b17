// What is known of the services: filled by events, read by the grid.

const STATES = ['up', 'down', 'finish', 'paused', 'unsupervised', 'denied'];

/** How a service looks to a person. The order is that of attention. */
export const KINDS = {
  fail: { label: 'failing', glyph: '✕', says: 'down, though it is wanted up' },
  flap: { label: 'flapping', glyph: '↻', says: 'started again and again' },
  wait: { label: 'changing', glyph: '…', says: 'up, though it is wanted down' },
  paused: { label: 'paused', glyph: '‖', says: 'paused' },
  down: { label: 'down', glyph: '–', says: 'down, as it is wanted' },
  denied: { label: 'not permitted', glyph: '⊘', says: 'closed to the user who logs in; dt web --sudo opens it' },
  off: { label: 'unsupervised', glyph: '○', says: 'nobody supervises it' },
  up: { label: 'up', glyph: '●', says: 'up' },
};

/** A row of the grid, counted once: what asks about all rows does not look at all cells. */
class Row {
  /** Until when the counts hold: then a service is quiet again, unless it was started once more. */
  #until = 0;
  #sums = {};

  constructor(seen, why, cells, store) {
    this.seen = seen;
    this.why = why;
    this.cells = [];
    for (const cell of cells) this.cells[cell[0]] = cell;
    /** Which services it has. */
    this.shape = cells.map((cell) => cell[0]).sort((a, b) => a - b).join();
    this.#count(store, store.now());
  }

  #count(store, now) {
    this.#sums = {};
    this.#until = Infinity;
    this.cells.forEach((cell) => {
      const kind = store.kind(cell, now);
      this.#sums[kind] = (this.#sums[kind] ?? 0) + 1;
      if (kind === 'flap') this.#until = Math.min(this.#until, cell[5]);
    });
  }

  /** How many services are of each kind that there is. */
  sums(store, now) {
    if (now >= this.#until) this.#count(store, now);
    return this.#sums;
  }
}

export class Store extends EventTarget {
  hosts = [];
  services = [];
  rows = [];
  #skew = 0;
  ready = false;
  /** Another number whenever a row has other services than before. */
  shapes = 0;

  /** Seconds since 1970 by the server's clock. */
  now() {
    return (Date.now() + this.#skew) / 1000;
  }

  /** Takes an event of the stream. */
  take(data) {
    this.#skew = data.now - Date.now();
    if (data.hosts) {
      this.hosts = data.hosts.map(([name, tags]) => ({ name, tags }));
      this.rows = this.hosts.map(() => new Row(false, '', [], this));
      this.services = [];
      this.shapes++;
      this.dispatchEvent(new Event('hosts'));
    }
    if (data.services) this.services = data.services;
    for (const [number, seen, why, cells] of data.rows) {
      const row = new Row(seen === 1, why, cells, this);
      if (row.shape !== this.rows[number].shape) this.shapes++;
      this.rows[number] = row;
    }
    this.ready = true;
    this.dispatchEvent(new Event('change'));
  }

  /** The kind of a cell: a key of KINDS. */
  kind(cell, now = this.now()) {
    if (cell[5] > now) return 'flap';
    switch (STATES[cell[1]]) {
      case 'up': return cell[2] ? 'up' : 'wait';
      case 'down': return cell[2] ? 'fail' : 'down';
      case 'finish': return 'fail';
      case 'paused': return 'paused';
      case 'denied': return 'denied';
      default: return 'off';
    }
  }

  /** The services that some rows have; rows mostly have the same. */
  columns(numbers) {
    const shapes = new Set();
    for (const number of numbers) shapes.add(this.rows[number].shape);
    const columns = new Set();
    for (const shape of shapes) if (shape !== '') for (const column of shape.split(',')) columns.add(Number(column));
    return [...columns];
  }

  /** How many services there are of each kind in some rows, and how many hosts were not reached. */
  sums(numbers) {
    const now = this.now();
    const sums = { unseen: 0, hosts: numbers.length };
    for (const kind of Object.keys(KINDS)) sums[kind] = 0;
    for (const number of numbers) {
      const row = this.rows[number];
      if (row.seen) {
        const own = row.sums(this, now);
        for (const kind in own) sums[kind] += own[kind];
      } else if (row.why) {
        sums.unseen++;
      }
    }
    return sums;
  }

  /** Whether a row has something of this kind: a key of KINDS, or 'unseen'. */
  has(number, kind) {
    const row = this.rows[number];
    if (kind === 'unseen') return !row.seen && row.why !== '';
    return row.seen && (row.sums(this, this.now())[kind] ?? 0) > 0;
  }
}
