// What is known of the services: filled by events, read by the grid.

const STATES = ['up', 'down', 'finish', 'paused', 'unsupervised'];

/** How a service looks to a person. The order is that of attention. */
export const KINDS = {
  fail: { label: 'failing', glyph: '✕', says: 'down, though it is wanted up' },
  flap: { label: 'flapping', glyph: '↻', says: 'started again and again' },
  wait: { label: 'changing', glyph: '…', says: 'up, though it is wanted down' },
  paused: { label: 'paused', glyph: '‖', says: 'paused' },
  down: { label: 'down', glyph: '–', says: 'down, as it is wanted' },
  off: { label: 'unsupervised', glyph: '○', says: 'nobody supervises it' },
  up: { label: 'up', glyph: '●', says: 'up' },
};

export class Store extends EventTarget {
  hosts = [];
  services = [];
  rows = [];
  #skew = 0;
  ready = false;

  /** Seconds since 1970 by the server's clock. */
  now() {
    return (Date.now() + this.#skew) / 1000;
  }

  /** Takes an event of the stream. */
  take(data) {
    this.#skew = data.now - Date.now();
    if (data.hosts) {
      this.hosts = data.hosts.map(([name, tags]) => ({ name, tags }));
      this.rows = this.hosts.map(() => ({ seen: false, why: '', cells: [] }));
      this.services = [];
    }
    if (data.services) this.services = data.services;
    for (const [number, seen, why, cells] of data.rows) {
      const row = { seen: seen === 1, why, cells: [] };
      for (const cell of cells) row.cells[cell[0]] = cell;
      this.rows[number] = row;
    }
    this.ready = true;
    this.dispatchEvent(new CustomEvent('change', { detail: { hosts: Boolean(data.hosts), columns: Boolean(data.services) } }));
  }

  /** The kind of a cell: a key of KINDS. */
  kind(cell, now = this.now()) {
    if (cell[5] > now) return 'flap';
    switch (STATES[cell[1]]) {
      case 'up': return cell[2] ? 'up' : 'wait';
      case 'down': return cell[2] ? 'fail' : 'down';
      case 'finish': return 'fail';
      case 'paused': return 'paused';
      default: return 'off';
    }
  }

  /** How many services there are of each kind in some rows, and how many hosts were not reached. */
  sums(numbers) {
    const now = this.now();
    const sums = { unseen: 0, hosts: numbers.length };
    for (const kind of Object.keys(KINDS)) sums[kind] = 0;
    for (const number of numbers) {
      const row = this.rows[number];
      if (!row.seen) {
        if (row.why) sums.unseen++;
        continue;
      }
      for (const cell of row.cells) if (cell) sums[this.kind(cell, now)]++;
    }
    return sums;
  }

  /** Whether a row has something of this kind: a key of KINDS, or 'unseen'. */
  has(number, kind) {
    const row = this.rows[number];
    if (kind === 'unseen') return !row.seen && row.why !== '';
    const now = this.now();
    return row.seen && row.cells.some((cell) => cell && this.kind(cell, now) === kind);
  }
}
