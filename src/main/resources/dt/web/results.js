// The results of one run: hosts that printed the same are together, the largest group first.

import { ask, count, fold, h, many, say } from './dom.js';
import { follow, post } from './net.js';

const MOST_LINES = 600;
const MOST_GROUPS = 200;
// A frame is not held up longer, nor by more new groups; what is left is drawn in the next one.
const BUDGET = 8;
const MOST_NEW = 12;
const WORDS = {
  ok: 'okay', exit: 'failed', signal: 'killed by a signal', timeout: 'timed out', unreached: 'not reached',
  dns: 'name not found', connect: 'not reached', hostkey: 'host key', auth: 'login refused', sudo: 'sudo refused',
  lost: 'connection lost', killed: 'ended', skipped: 'skipped', unknown: 'unknown', module: 'broken module',
};

const asking = new Set();

/** Has the person answer what a run asks: the password that sudo wants. Once, however often the run says so. */
export async function answer(id, question) {
  if (asking.has(id)) return;
  asking.add(id);
  const input = h('input', { type: 'password', autocomplete: 'off', autofocus: true });
  const yes = await ask(question.replace(/^dt: /, ''), [h('label', { class: 'field' }, h('span', {}, 'Answer, not shown'), input)],
    [['yes', 'Answer', 'primary'], ['', 'Cancel', '']]);
  try {
    await post(`/api/runs/${id}/answer`, { answer: yes === 'yes' ? input.value : '' });
  } catch {
    // It asks nothing any more: the time was over.
  }
  asking.delete(id);
}

/** Shows a run in a box until `end` is called. */
export class Results {
  #box;
  #id;
  #groups = [];
  #run = null;
  #bar;
  #list;
  #head;
  #notes;
  #frame = 0;
  #stops = 0;
  end;

  constructor(box, id) {
    this.#box = box;
    this.#id = id;
    this.#head = h('div', { class: 'run-head' });
    this.#bar = h('div', { class: 'progress', role: 'progressbar', 'aria-label': 'Hosts done', 'aria-valuemin': '0' });
    this.#notes = h('div', { class: 'notes' });
    this.#list = h('div', { class: 'groups' });
    box.replaceChildren(h('div', { class: 'run' }, this.#head, this.#bar, this.#notes, this.#list));
    this.end = follow(`/api/runs/${id}/events`, 'run', (data) => this.#take(data));
  }

  #drawSoon() {
    if (!this.#frame) this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.#draw(); });
  }

  #take(data) {
    if (data.from === 0) this.#groups = [];
    for (const [number, okay, text, cut] of data.groups) {
      this.#groups[number] = { number, okay: okay === 1, text, cut: cut === 1, hosts: [], kind: 'ok' };
    }
    for (const [host, state, kind, group, millis] of data.results) {
      this.#groups[group].hosts.push({ host, state, millis });
      this.#groups[group].kind = kind;
    }
    this.#run = data.run;
    this.#drawSoon();
    if (data.run.asks) answer(this.#id, data.run.asks);
    return data.run.state !== 'running' && !data.more;
  }

  #draw() {
    const run = this.#run;
    const done = run.ok + run.failed + run.unreached + run.skipped + run.unknown;
    this.#drawHead(run, done);
    this.#bar.hidden = run.state !== 'running' && done === run.ok;
    this.#bar.setAttribute('aria-valuemax', run.hosts);
    this.#bar.setAttribute('aria-valuenow', done);
    this.#bar.replaceChildren(...['ok', 'failed', 'unreached', 'unknown', 'skipped'].filter((s) => run[s] > 0).map((s) => {
      const part = h('span', { class: s, title: `${count(run[s])} ${s}` });
      part.style.flexGrow = run[s];
      return part;
    }), rest(run.hosts - done));
    this.#notes.replaceChildren(...(run.notes ?? []).map((note) => h('p', {}, note)));
    const groups = this.#groups.filter((group) => group.hosts.length > 0)
      .sort((a, b) => b.hosts.length - a.hosts.length || a.number - b.number);
    const largest = groups[0];
    place(this.#list, this.#cards(groups.slice(0, MOST_GROUPS), largest));
    if (groups.length > MOST_GROUPS) {
      this.#list.append(h('p', { class: 'says' }, `… and ${many(groups.length - MOST_GROUPS, 'smaller group')}`));
    }
  }

  #drawHead(run, done) {
    const running = run.state === 'running';
    const signature = JSON.stringify([run, this.#stops]);
    if (this.#head.signature === signature) return;
    this.#head.signature = signature;
    const sums = [[run.ok, 'okay', 'ok'], [run.failed, 'failed', 'failed'], [run.unreached, 'not reached', 'unreached'],
      [run.unknown, 'unknown', 'unknown'], [run.skipped, 'skipped', 'skipped']].filter(([n]) => n > 0);
    this.#head.replaceChildren(
      h('h2', {}, h('code', {}, [run.module, ...run.words].join(' '))),
      h('p', { class: 'meta' }, `on ${run.selector} · ${new Date(run.start).toLocaleString()} · by ${run.who}`),
      h('p', { class: 'sums' }, h('b', {}, running ? `${count(done)} of ${many(run.hosts, 'host')}` : many(run.hosts, 'host')),
        ...sums.map(([n, label, kind]) => h('span', { class: `sum ${kind}` }, `${count(n)} ${label}`)),
        running && run.running > 0 ? h('span', { class: 'sum' }, `${count(run.running)} at work`) : null),
      h('div', { class: 'buttons' },
        running ? h('button', { type: 'button', class: 'danger', onclick: () => this.#stop() },
          this.#stops ? 'End the commands' : 'Stop') : null,
        !running && run.failed > 0 && run.repeatable ? h('button', { type: 'button', onclick: () => again(run, 'failed', run.failed) },
          `Repeat on ${many(run.failed, 'host')} that failed`) : null,
        !running && run.unreached > 0 && run.repeatable ? h('button', { type: 'button', onclick: () => again(run, 'unreached', run.unreached) },
          `Repeat on ${many(run.unreached, 'host')} not reached`) : null,
        !running && run.repeatable ? h('button', { type: 'button', onclick: () => again(run, '', run.hosts - run.unknown) }, 'Repeat') : null));
  }

  async #stop() {
    this.#stops++;
    await post(`/api/runs/${this.#id}/stop`).catch(() => {});
    if (this.#run) this.#draw();
  }

  /** The cards of these groups, but for those that the next frame makes. */
  #cards(groups, largest) {
    const until = performance.now() + BUDGET;
    let room = MOST_NEW;
    const cards = [];
    for (const group of groups) {
      const base = group === largest ? null : largest;
      const isNew = !group.card || group.shownAgainst !== base;
      if (isNew && (room <= 0 || performance.now() > until)) {
        this.#drawSoon();
        if (!group.card) continue;
      } else if (isNew) {
        room--;
        group.card ??= this.#newCard(group);
        group.shownAgainst = base;
        group.card.body.replaceChildren(...lines(group, base));
        say(group.card.difference, base && base.text && group.text !== base.text ? 'differences from the largest group are marked' : '');
      }
      this.#label(group, base === null);
      cards.push(group.card.card);
    }
    return cards;
  }

  /** Who is in a group, where that has changed. */
  #label(group, isLargest) {
    const { card, title, number } = group.card;
    card.classList.toggle('largest', isLargest);
    if (group.labelled === group.hosts.length) return;
    group.labelled = group.hosts.length;
    const names = group.hosts.map((one) => one.host);
    say(title, fold(names));
    title.title = names.length > 1 ? names.slice(0, 200).join(' ') : '';
    say(number, many(names.length, 'host'));
  }

  #newCard(group) {
    const title = h('span', { class: 'names' });
    const number = h('span', { class: 'number' });
    const difference = h('span', { class: 'difference' });
    const body = h('pre', { tabIndex: 0 });
    const state = h('span', { class: `sum ${group.okay ? 'ok' : group.hosts[0].state}` }, WORDS[group.kind] ?? group.kind);
    const whole = group.cut
      ? h('p', { class: 'says' }, 'cut here; ', h('a', {
        href: `/api/runs/${this.#id}/output/${encodeURIComponent(group.hosts[0].host)}`, target: '_blank', rel: 'noopener',
      }, `all that ${group.hosts[0].host} printed`))
      : null;
    const card = h('article', { class: 'card' }, h('header', {}, number, title, state, difference), body, whole);
    return { card, title, number, body, difference };
  }
}

function rest(number) {
  const part = h('span', { class: 'rest' });
  part.style.flexGrow = number;
  return part;
}

/** Puts elements into a box in this order without touching those that are in place: scrolled ones stay scrolled. */
function place(box, elements) {
  elements.forEach((element, i) => {
    if (box.children[i] !== element) box.insertBefore(element, box.children[i] ?? null);
  });
  while (box.children.length > elements.length) box.lastChild.remove();
}

/** The lines of a group; where there is another to compare with, marked as the same, added or missing. */
function lines(group, base) {
  const own = group.text.split('\n');
  if (group.text === '') return [h('span', { class: 'nothing' }, 'printed nothing')];
  if (!base || base.text === '' || base.text === group.text) return plain(own);
  const other = base.text.split('\n');
  const marked = own.length * other.length <= MOST_LINES * MOST_LINES ? compare(other, own) : byMembership(other, own);
  return joined(marked).map(([kind, line]) => h('span', { class: kind }, line));
}

/** Lines that are the same on both sides need no element each. */
function joined(marked) {
  const out = [];
  for (const [kind, line] of marked) {
    const before = out.at(-1);
    if (kind === 'same' && before?.[0] === 'same') before[1].push(line);
    else out.push([kind, [line]]);
  }
  return out.map(([kind, all]) => [kind, all.join('\n')]);
}

function plain(all) {
  return [all.slice(0, 5000).join('\n')];
}

function byMembership(other, own) {
  const known = new Set(other);
  return own.slice(0, 5000).map((line) => [known.has(line) ? 'same' : 'added', line]);
}

/** The longest common subsequence, as every diff has it. */
function compare(other, own) {
  const width = own.length + 1;
  const length = new Uint32Array((other.length + 1) * width);
  for (let i = other.length - 1; i >= 0; i--) {
    for (let j = own.length - 1; j >= 0; j--) {
      length[i * width + j] = other[i] === own[j]
        ? length[(i + 1) * width + j + 1] + 1
        : Math.max(length[(i + 1) * width + j], length[i * width + j + 1]);
    }
  }
  const out = [];
  let i = 0;
  let j = 0;
  while (i < other.length || j < own.length) {
    if (i < other.length && j < own.length && other[i] === own[j]) { out.push(['same', own[j]]); i++; j++; }
    else if (i < other.length && (j === own.length || length[(i + 1) * width + j] >= length[i * width + j + 1])) out.push(['missing', other[i++]]);
    else out.push(['added', own[j++]]);
  }
  return out;
}

/** Repeats a run after a yes, and shows the new one. */
export async function again(run, which, hosts) {
  const words = [run.module, ...run.words].join(' ');
  const yes = await ask(`Repeat on ${many(hosts, 'host')}?`, [h('p', {}, h('code', {}, words))],
    [['yes', `Repeat on ${count(hosts)}`, 'primary first'], ['', 'Cancel', '']]);
  if (yes !== 'yes') return;
  try {
    const { id } = await post('/api/runs', { again: run.id, which, confirm: hosts });
    location.hash = `#run/${id}`;
  } catch (problem) {
    await ask('It was not repeated', [h('p', {}, problem.message)], [['', 'Close', 'first']]);
  }
}
