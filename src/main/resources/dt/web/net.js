// The way to the server: requests, and event streams that come back by themselves.

import { later } from './slices.js';

/** What the server refused; `body` has its words. */
export class Refusal extends Error {
  constructor(status, body) {
    super(body.error || `the server answered ${status}`);
    this.status = status;
    this.body = body;
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, body);
  return body;
}

export const get = async (path, signal) => answer(await fetch(path, { headers: { Accept: 'application/json' }, signal }));

export const post = async (path, body) => answer(await fetch(path, {
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body ?? {}),
}));

// The server pings every 10 s; three missed are a connection that is dead without a word.
const SILENCE = 30_000;
const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 4_000;

/**
 * Follows an event stream. It ends when the page is hidden, as browsers open only six connections to a server and
 * people many tabs, and goes on where it was when the page is shown again.
 *
 * @param path without a query
 * @param name of the events
 * @param onEvent gets the parsed data; answers true after the last one
 * @param onState gets 'live', 'lost' or 'refused'
 * @return a function that ends it
 */
export function follow(path, name, onEvent, onState = () => {}) {
  let source = null;
  let last = '';
  let pause = FIRST_PAUSE;
  let timer = 0;
  let over = false;

  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(again, SILENCE);
  };
  const shut = () => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const again = async () => {
    shut();
    if (over || document.hidden) return;
    onState('lost');
    try {
      await get('/api/session');
    } catch (problem) {
      if (problem.status === 401) onState('refused');
    }
    timer = setTimeout(open, pause);
    pause = Math.min(LONGEST_PAUSE, pause * 2);
  };
  const open = () => {
    shut();
    if (over || document.hidden) return;
    source = new EventSource(last ? `${path}?after=${encodeURIComponent(last)}` : path);
    alive();
    source.addEventListener('ping', alive);
    source.addEventListener(name, (event) => {
      alive();
      pause = FIRST_PAUSE;
      // One without an id is a part of what the next one with an id completes.
      if (event.lastEventId) last = event.lastEventId;
      onState('live');
      // The browser hands on all that has come in one go.
      later(() => { if (!over && onEvent(JSON.parse(event.data))) end(); });
    });
    // Also where the browser would come back by itself: it does not say when it has given up.
    source.addEventListener('error', again);
  };
  const shown = () => (document.hidden ? shut() : open());
  const end = () => {
    over = true;
    shut();
    document.removeEventListener('visibilitychange', shown);
  };
  document.addEventListener('visibilitychange', shown);
  open();
  return end;
}
