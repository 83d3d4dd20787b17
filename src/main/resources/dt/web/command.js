// The command tab: what to run, on which hosts, and what came of it.

import { h, many, say, $ } from './dom.js';
import { get, post } from './net.js';
import { Results } from './results.js';
import { refusal } from './main.js';

let results = null;
let hosts = 0;
let asked = 0;
let timer = 0;

/** Fills the list of modules and waits for what is typed. */
export function start(session) {
  const module = $('command-module');
  for (const { name } of session.modules) module.append(h('option', { value: name }, name));
  module.value = 'ssh';
  const described = () => {
    const chosen = session.modules.find(({ name }) => name === module.value);
    say($('command-usage'), chosen ? chosen.usage || 'no arguments' : 'Command');
    module.title = chosen ? chosen.summary : '';
  };
  module.addEventListener('change', described);
  described();
  $('command-hosts').addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(resolve, 150);
  });
  $('command').addEventListener('submit', (event) => {
    event.preventDefault();
    run();
  });
  resolve();
}

/** Puts a selector into the field, as the services tab has one. */
export function on(selector) {
  if ($('command-hosts').value === '' && selector !== '') {
    $('command-hosts').value = selector;
    resolve();
  }
}

async function resolve() {
  const mine = ++asked;
  const text = $('command-hosts').value.trim() || 'all';
  try {
    const found = await get(`/api/hosts?selector=${encodeURIComponent(text)}`);
    if (mine !== asked) return;
    hosts = found.hosts.length;
    $('command-says').replaceChildren();
  } catch (problem) {
    if (mine !== asked) return;
    hosts = 0;
    $('command-says').replaceChildren(...refusal(problem, text));
  }
  const button = $('command-run');
  button.disabled = hosts === 0;
  say(button, hosts === 0 ? 'Run' : `Run on ${many(hosts, 'host')}`);
}

async function run() {
  clearTimeout(timer);
  await resolve();
  if (hosts === 0) return;
  const module = $('command-module').value;
  const text = $('command-words').value;
  const selector = $('command-hosts').value.trim() || 'all';
  $('command-run').disabled = true;
  try {
    const words = module === 'ssh' || module === 'sudo' ? (text.trim() === '' ? [] : [text]) : split(text);
    const { id } = await post('/api/runs', { selector, module, words, confirm: hosts });
    results?.end();
    results = new Results($('command-results'), id);
  } catch (problem) {
    $('command-says').replaceChildren(...refusal(problem, selector));
  } finally {
    $('command-run').disabled = false;
  }
}

/** Words as a shell takes them apart, quotes and backslashes included; nothing is expanded. */
export function split(text) {
  const words = [];
  for (const match of text.matchAll(/(?:"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)|[^\s"'\\])+/g)) {
    words.push(match[0].replace(/"((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)/g,
      (_, double, single, escaped) => (double !== undefined ? double.replace(/\\(["\\$`])/g, '$1') : single ?? escaped)));
  }
  return words;
}
