// What is done to services: asked about first, with the number of them, and followed to its end.

import { ask, count, fold, h, many, $ } from './dom.js';
import { follow, post } from './net.js';
import { answer } from './results.js';

/** The verbs of the menu, by what they are called to a person. */
export const VERBS = [
  ['up', 'Start', 's'],
  ['down', 'Stop', 'x'],
  ['restart', 'Restart', 'r'],
  ['hup', 'Reload (HUP)', ''],
  ['once', 'Start once', ''],
];

const LABEL = Object.fromEntries(VERBS.map(([verb, label]) => [verb, label]));
const DONE = { up: 'started', down: 'stopped', restart: 'restarted', hup: 'told to reload', once: 'started once' };
const MOST_NAMES = 160;

const short = (text) => (text.length > MOST_NAMES ? `${text.slice(0, MOST_NAMES)} …` : text);

/** "httpd on web1", "12 services on 4 hosts". */
export function named(cells) {
  let services = 0;
  const names = new Set();
  for (const list of cells.values()) {
    services += list.length;
    for (const name of list) names.add(name);
  }
  const on = cells.size === 1 ? [...cells.keys()][0] : many(cells.size, 'host');
  if (names.size === 1) return `${[...names][0]} on ${on}`;
  return `${many(services, 'service')} on ${on}`;
}

/** Asks, and does it. `cells`: host to list of services. */
export async function act(verb, cells) {
  const total = [...cells.values()].reduce((sum, list) => sum + list.length, 0);
  if (total === 0) return;
  const what = named(cells);
  const names = fold([...new Set([...cells.values()].flat())].sort());
  const yes = await ask(`${LABEL[verb]} ${what}?`, [
    h('dl', { class: 'what' },
      h('dt', {}, total === 1 ? 'Service' : many(total, 'service')), h('dd', {}, short(names)),
      h('dt', {}, cells.size === 1 ? 'Host' : many(cells.size, 'host')), h('dd', {}, short(fold([...cells.keys()])))),
  ], [['yes', total === 1 ? LABEL[verb] : `${LABEL[verb]} ${count(total)}`, verb === 'down' ? 'danger first' : 'primary first'], ['', 'Cancel', '']]);
  if (yes !== 'yes') return;
  const toast = new Toast(`${LABEL[verb]}: ${what}`);
  try {
    const { runs } = await post('/api/services', { verb, cells: Object.fromEntries(cells), confirm: total });
    watch(runs, toast, `${what} ${DONE[verb]}`);
  } catch (problem) {
    toast.end(problem.message, 'bad');
  }
}

function watch(ids, toast, done) {
  const states = new Map();
  let open = ids.length;
  for (const id of ids) {
    follow(`/api/runs/${id}/events`, 'run', ({ run }) => {
      states.set(id, run);
      if (run.asks) answer(id, run.asks);
      const sum = (name) => [...states.values()].reduce((all, one) => all + one[name], 0);
      const bad = sum('failed') + sum('unreached') + sum('unknown') + sum('skipped');
      const ended = run.state !== 'running';
      if (ended) open--;
      if (open > 0) toast.say(`${count(sum('ok') + bad)} of ${many(sum('hosts'), 'host')} done`);
      else if (bad > 0) toast.end(`${count(bad)} of ${many(sum('hosts'), 'host')} failed`, 'bad', `#run/${ids[0]}`);
      else toast.end(done, 'good', `#run/${ids[0]}`);
      return ended;
    });
  }
}

/** A short notice in the corner; it goes by itself unless something is wrong. */
export class Toast {
  #text = h('span');
  #box;

  constructor(title) {
    this.#box = h('div', { class: 'toast' }, h('strong', {}, title), this.#text,
      h('button', { type: 'button', class: 'quiet', 'aria-label': 'Dismiss', onclick: () => this.#box.remove() }, '×'));
    $('toasts').append(this.#box);
  }

  say(text) {
    this.#text.textContent = text;
  }

  end(text, kind, link) {
    this.say(text);
    this.#box.classList.add(kind);
    if (link) this.#text.append(' ', h('a', { href: link }, 'Show'));
    if (kind === 'good') setTimeout(() => this.#box.remove(), 6000);
  }
}
