// The page: its tabs, its filter, and what ties the parts together.

import { ask, count, h, many, say, $ } from './dom.js';
import { follow, get } from './net.js';
import { soon } from './slices.js';
import { KINDS, Store } from './store.js';
import { Grid } from './grid.js';
import { act, named, VERBS } from './actions.js';
import * as command from './command.js';
import * as runs from './runs.js';

const store = new Store();
const grid = new Grid($('grid'), store);
const VIEWS = ['services', 'command', 'runs', 'run'];
// Words that are selectors by themselves; any other plain word is a part of a name.
const ALONE = new Set(['all', 'nil', 'out']);

let matching = null;
let only = '';
let asked = 0;
let typing = 0;

/** What to show of a refusal: the words, and the text with its wrong place marked. */
export function refusal(problem, text) {
  const at = problem.body?.position;
  if (at === undefined || at === null) return [h('span', { class: 'wrong' }, problem.message)];
  return [h('code', { class: 'pointed' }, text.slice(0, at), h('mark', {}, text.slice(at, at + 1) || ' '), text.slice(at + 1)),
    h('span', { class: 'wrong' }, problem.message)];
}

// ---- filter

function selectorOf(text) {
  const plain = /^[\w.-]+$/.test(text) && !ALONE.has(text);
  return plain ? `*${text}*` : text;
}

async function filter() {
  const mine = ++asked;
  const text = $('filter').value.trim();
  if (text === '') {
    matching = null;
    $('filter-says').replaceChildren();
    update();
    return;
  }
  try {
    const found = await get(`/api/hosts?selector=${encodeURIComponent(selectorOf(text))}`);
    if (mine !== asked) return;
    matching = new Set(found.hosts.map(({ host }) => host));
    $('filter-says').replaceChildren(matching.size === 0 ? h('span', { class: 'wrong' }, 'no host of this page is that') : '');
    update();
  } catch (problem) {
    // What was shown stays: half a selector is no reason to take everything away.
    if (mine === asked) $('filter-says').replaceChildren(...refusal(problem, selectorOf(text)));
  }
}

$('filter').addEventListener('input', () => {
  clearTimeout(typing);
  typing = setTimeout(filter, 120);
});
$('filter').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' || event.key === 'ArrowDown') {
    event.preventDefault();
    $('grid').focus();
  }
});

// ---- grid

function update() {
  const all = store.hosts.map((_, number) => number).filter((number) => !matching || matching.has(store.hosts[number].name));
  const shown = only ? all.filter((number) => store.has(number, only)) : all;
  grid.show(shown);
  chips(store.sums(all));
  const empty = $('grid-empty');
  const nothing = store.ready && shown.length === 0;
  const noService = store.ready && store.services.length === 0 && store.rows.every((row) => row.seen);
  empty.hidden = !nothing && !noService;
  $('grid').parentElement.hidden = nothing || noService;
  if (noService) {
    empty.replaceChildren(h('h2', {}, 'No services'), h('p', {}, 'No host has a folder of supervised services.'),
      h('p', {}, h('code', {}, 'dt all runit install FILE'), ' makes one of a run script.'));
  } else if (nothing) {
    empty.replaceChildren(h('h2', {}, 'Nothing to show'),
      h('p', {}, only === 'unseen' ? 'Every host was reached.' : only ? `No host has a service that is ${KINDS[only].label}.` : 'No host of this page matches the filter.'),
      h('p', {}, h('button', { type: 'button', onclick: reset }, 'Show all hosts')));
  }
}

function reset() {
  only = '';
  $('filter').value = '';
  filter();
}

let lastSums = '';

function chips(sums) {
  const signature = JSON.stringify([sums, only]);
  if (signature === lastSums) return;
  lastSums = signature;
  const wanted = ['fail', 'flap', 'wait', 'paused', 'denied', 'off', 'down', 'up'].filter((kind) => sums[kind] > 0 || only === kind)
    .map((kind) => [kind, KINDS[kind].label, sums[kind]]);
  if (sums.unseen > 0 || only === 'unseen') wanted.unshift(['unseen', sums.unseen === 1 ? 'host not reached' : 'hosts not reached', sums.unseen]);
  const focused = document.activeElement?.dataset?.kind;
  $('chips').replaceChildren(...wanted.map(([kind, label, number]) => h('button', {
    type: 'button', class: `chip ${kind}`, 'aria-pressed': only === kind ? 'true' : 'false', 'data-kind': kind,
    onclick: () => { only = only === kind ? '' : kind; update(); },
  }, h('b', {}, count(number)), ` ${label}`)));
  if (focused) $('chips').querySelector(`[data-kind="${focused}"]`)?.focus();
}

store.addEventListener('change', soon(update));
// Other hosts may have the same numbers now, and other services.
store.addEventListener('hosts', () => { grid.clear(); update(); });
setInterval(() => { if (store.ready && !document.hidden) update(); }, 5000);

function chosen() {
  const box = $('chosen');
  const cells = grid.cellsOf(grid.selected);
  box.hidden = cells.size === 0;
  if (cells.size === 0) return;
  const away = cells.size - new Set(grid.shown.map((number) => store.hosts[number].name)).intersection(cells).size;
  box.replaceChildren(h('strong', {}, `${named(cells)} selected`),
    away > 0 ? h('span', { class: 'away' }, cells.size === away ? 'none of them shown by the filter' : `${many(away, 'host')} of them not shown by the filter`) : '',
    h('span', { class: 'buttons' },
      ...VERBS.slice(0, 3).map(([verb, label, key]) => h('button', { type: 'button', class: verb === 'down' ? 'danger' : '', title: `${label} (${key})`,
        onclick: () => act(verb, grid.cellsOf(grid.selected)) }, label)),
      h('button', { type: 'button', class: 'quiet', onclick: () => grid.clear() }, 'Clear')));
}

grid.addEventListener('selection', chosen);
grid.addEventListener('shown', chosen);

grid.addEventListener('verb', ({ detail }) => {
  const keys = grid.selected.size ? grid.selected : grid.at(grid.active.row, grid.active.column);
  act(detail, grid.cellsOf(keys));
});

grid.addEventListener('menu', ({ detail: { place, box } }) => {
  const keys = grid.at(place.row, place.column);
  const cells = grid.cellsOf(keys);
  if (cells.size === 0) return;
  const known = grid.detail(place.row, place.column);
  const menu = h('div', { class: 'menu', popover: 'auto', role: 'menu', 'aria-label': named(cells) });
  const item = (label, hint, does) => h('button', { type: 'button', role: 'menuitem', onclick: () => { menu.hidePopover(); does(); } },
    label, hint ? h('kbd', {}, hint) : null);
  menu.append(h('p', { class: 'title' }, h('b', {}, named(cells)), known ? h('span', {}, detail(known)) : null),
    ...VERBS.map(([verb, label, hint]) => item(label, hint, () => act(verb, cells))),
    item(keys.every((key) => grid.selected.has(key)) ? 'Take out of the selection' : 'Add to the selection', 'Space',
      () => grid.toggle(place.row, place.column)));
  document.body.append(menu);
  menu.addEventListener('toggle', (event) => {
    if (event.newState === 'closed') { menu.remove(); $('grid').focus({ preventScroll: true }); }
  });
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const items = [...menu.querySelectorAll('button')];
    items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
  });
  menu.showPopover();
  const size = menu.getBoundingClientRect();
  menu.style.left = `${Math.max(8, Math.min(box.left, innerWidth - size.width - 8))}px`;
  menu.style.top = `${box.bottom + size.height + 8 > innerHeight ? Math.max(8, box.top - size.height - 4) : box.bottom + 4}px`;
  menu.querySelector('button').focus();
});

function detail(known) {
  const since = known.since > 0 ? `, since ${new Date(known.since * 1000).toLocaleString()}` : '';
  return `${KINDS[known.kind].says}${since}${known.pid ? `, pid ${known.pid}` : ''}`;
}

// ---- tabs

function route() {
  const [name, id] = location.hash.slice(1).split('/');
  const view = VIEWS.includes(name) ? name : 'services';
  for (const one of VIEWS) $(`view-${one}`).hidden = one !== view;
  for (const one of VIEWS.slice(0, 3)) {
    const on = one === view || (view === 'run' && one === 'runs');
    $(`tab-${one}`).setAttribute('aria-current', on ? 'page' : 'false');
  }
  document.title = { services: 'dt: services', command: 'dt: command', runs: 'dt: runs', run: 'dt: run' }[view];
  if (view === 'services') grid.draw();
  if (view === 'command') command.on($('filter').value.trim() && selectorOf($('filter').value.trim()));
  if (view === 'runs') runs.list();
  if (view === 'run' && id) runs.show(id);
  else runs.leave();
}

addEventListener('hashchange', route);
document.addEventListener('visibilitychange', () => { if (!$('view-runs').hidden) runs.list(); });

// ---- keys

const HELP = [['/', 'filter'], ['1 2 3', 'services, command, runs'], ['arrows', 'move in the grid, also onto host and service names'],
  ['Enter', 'what can be done with the service, the row or the column'], ['Space', 'select it'], ['Shift + arrows', 'select a block'],
  ['Ctrl + A', 'select all that is shown'], ['s  x  r', 'start, stop, restart the selection, or what the cursor is on'], ['Esc', 'clear the selection']];

const help = () => ask('Keys of this page', [h('dl', { class: 'keys' }, ...HELP.flatMap(([key, what]) => [h('dt', {}, h('kbd', {}, key)), h('dd', {}, what)]))],
  [['', 'Close', 'first']]);
$('keys').addEventListener('click', help);

addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog')) return;
  if (['INPUT', 'SELECT', 'TEXTAREA'].includes(event.target.tagName)) {
    if (event.key === 'Escape') event.target.blur();
    return;
  }
  const to = { 1: 'services', 2: 'command', 3: 'runs' }[event.key];
  if (to) location.hash = to;
  if (event.key === '?') help();
  if (event.key === '/') {
    event.preventDefault();
    location.hash = 'services';
    $('filter').focus();
    $('filter').select();
  }
});

// ---- begin

let was = '';

function live(state) {
  if (state === was) return;
  was = state;
  const box = $('live');
  box.className = `live ${state}`;
  say(box, { live: 'live', lost: 'connection lost, trying again', refused: 'signed out: open the address that dt web printed' }[state]);
  document.body.classList.toggle('stale', state !== 'live');
}

route();
follow('/api/services', 'grid', (data) => { store.take(data); }, live);
get('/api/session').then((session) => {
  command.start(session);
  $('live').title = `${session.who}, ${many(session.hosts, 'host')}`;
}, () => {});
