// The runs tab: what was done, by whom, and how it ended.

import { count, h, many, $ } from './dom.js';
import { get } from './net.js';
import { Results, again } from './results.js';

const AGAIN = 2000;
let timer = 0;
let results = null;

/** Shows the list and keeps it up to date while it is seen. */
export async function list() {
  clearTimeout(timer);
  try {
    const { runs } = await get('/api/runs');
    draw(runs);
  } catch {
    // The next time it may be there again.
  }
  if (!$('view-runs').hidden && !document.hidden) timer = setTimeout(list, AGAIN);
}

// So many rows are made in one frame.
const AT_ONCE = 25;
let drawn = '';
let drawing = 0;
let rows = new Map();

function draw(runs) {
  const text = JSON.stringify(runs);
  if (text === drawn) return;
  drawn = text;
  const box = $('runs-list');
  if (runs.length === 0) {
    box.replaceChildren(h('div', { class: 'empty' }, h('h2', {}, 'No run yet'),
      h('p', {}, 'What is run here or by dt in a terminal is listed here for 30 days.'),
      h('p', {}, h('a', { href: '#command' }, 'Run a command'))));
    return;
  }
  if (!box.querySelector('tbody')) {
    box.replaceChildren(h('table', { class: 'runs' },
      h('thead', {}, h('tr', {}, ...['Begun', 'What', 'Hosts', 'Outcome', ''].map((name) => h('th', { scope: 'col' }, name)))),
      h('tbody')));
  }
  const before = rows;
  rows = new Map();
  for (const run of runs) {
    const known = before.get(run.id);
    const same = JSON.stringify(run);
    rows.set(run.id, known?.same === same ? known : { same, run, element: null });
  }
  fill(box.querySelector('tbody'), [...rows.values()], 0, ++drawing);
}

function fill(body, all, from, mine) {
  if (mine !== drawing) return;
  const to = Math.min(all.length, from + AT_ONCE);
  for (let i = from; i < to; i++) {
    const element = all[i].element ??= row(all[i].run);
    if (body.children[i] !== element) body.insertBefore(element, body.children[i] ?? null);
  }
  if (to < all.length) requestAnimationFrame(() => fill(body, all, to, mine));
  else while (body.children.length > all.length) body.lastChild.remove();
}

function row(run) {
  const bad = [[run.failed, 'failed'], [run.unreached, 'not reached'], [run.unknown, 'unknown'], [run.skipped, 'skipped']]
    .filter(([n]) => n > 0);
  const state = run.state === 'running' ? h('span', { class: 'sum' }, 'goes on')
    : run.state === 'died' ? h('span', { class: 'sum unknown' }, 'dt died') : null;
  return h('tr', {},
    h('td', { class: 'when' }, h('time', { dateTime: run.start }, when(run.start)), h('small', {}, run.who)),
    h('td', {}, h('a', { href: `#run/${run.id}` }, h('code', {}, [run.module, ...run.words].join(' '))),
      h('small', {}, `on ${run.selector}`)),
    h('td', { class: 'number' }, count(run.hosts)),
    h('td', {}, h('span', { class: 'sums' }, run.ok > 0 ? h('span', { class: 'sum ok' }, `${count(run.ok)} okay`) : null,
      ...bad.map(([n, label]) => h('span', { class: `sum ${label === 'not reached' ? 'unreached' : label}` }, `${count(n)} ${label}`)), state)),
    h('td', { class: 'buttons' }, run.failed > 0 && run.repeatable && run.state !== 'running'
      ? h('button', { type: 'button', onclick: () => again(run, 'failed', run.failed), 'aria-label': `Repeat on ${many(run.failed, 'host')} that failed` }, 'Repeat failed')
      : null));
}

function when(start) {
  const date = new Date(start);
  const today = date.toDateString() === new Date().toDateString();
  return today ? date.toLocaleTimeString() : date.toLocaleString();
}

/** Shows one run. */
export function show(id) {
  leave();
  results = new Results($('run-results'), id);
}

/** Ends what was shown. */
export function leave() {
  results?.end();
  results = null;
  $('run-results').replaceChildren();
}
