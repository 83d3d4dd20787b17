// Elements by code. Text becomes text nodes only: whatever a host printed can never be markup.

/** An element: h('p', {class: 'a', onclick: f}, 'text', child). */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name in element && name !== 'list' && !name.startsWith('aria')) element[name] = value;
    else element.setAttribute(name === 'class' ? 'class' : name, value === true ? '' : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const $ = (id) => document.getElementById(id);

/** Sets a text only where it differs: assigning the same one costs a layout. */
export function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/** 1234 as 1,234. */
export const count = (number) => number.toLocaleString('en');

/** "1 host", "12 hosts". */
export const many = (number, one, more = one + 's') => `${count(number)} ${number === 1 ? one : more}`;

/** How long something has lasted, in two words at most, or in one where there is little room. */
export function ago(seconds, short = false) {
  const s = Math.max(0, Math.floor(seconds));
  if (s < 60) return `${s}s`;
  if (s < 3600) return `${Math.floor(s / 60)}m`;
  if (short) return s < 86400 ? `${Math.floor(s / 3600)}h` : `${Math.floor(s / 86400)}d`;
  if (s < 86400) return `${Math.floor(s / 3600)}h ${Math.floor((s % 3600) / 60)}m`;
  if (s < 86400 * 100) return `${Math.floor(s / 86400)}d ${Math.floor((s % 86400) / 3600)}h`;
  return `${Math.floor(s / 86400)}d`;
}

/** A modal dialog that answers with the value of the button pressed, or '' when it was left. */
export function ask(title, body, buttons, className = '') {
  return new Promise((done) => {
    const row = h('div', { class: 'buttons' });
    const dialog = h('dialog', { class: className, 'aria-labelledby': 'dialog-title' },
      h('h2', { id: 'dialog-title' }, title), ...body, row);
    for (const [value, label, kind] of buttons) {
      row.append(h('button', { type: 'button', class: kind, autofocus: kind.includes('first'),
        onclick: () => dialog.close(value) }, label));
    }
    dialog.addEventListener('close', () => { dialog.remove(); done(dialog.returnValue); });
    dialog.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target.tagName === 'INPUT') { event.preventDefault(); dialog.close(buttons[0][0]); }
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Names folded as dt does it: web1, web2, web3 as web[1-3]. */
export function fold(names) {
  const shapes = new Map();
  for (const name of names) {
    const found = /^(.*?)(\d+)(\D*)$/.exec(name);
    const key = found ? `${found[1]}\n${found[3]}` : name;
    if (!shapes.has(key)) shapes.set(key, []);
    shapes.get(key).push(found ? found[2] : null);
  }
  const parts = [];
  for (const [key, numbers] of shapes) {
    const [before, after] = key.split('\n');
    if (numbers[0] === null) parts.push(key);
    else for (const alike of byWidth(numbers)) parts.push(alike.length === 1 ? before + alike[0] + after : `${before}[${ranges(alike)}]${after}`);
  }
  return parts.join(',');
}

/** Numbers with leading zeros are folded with those of their own width only. */
function byWidth(numbers) {
  if (!numbers.some((number) => number.length > 1 && number.startsWith('0'))) return [numbers];
  return [...Map.groupBy(numbers, (number) => number.length).values()];
}

function ranges(numbers) {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const out = [];
  for (let i = 0; i < sorted.length; i++) {
    let j = i;
    while (j + 1 < sorted.length && Number(sorted[j + 1]) === Number(sorted[j]) + 1) j++;
    out.push(i === j ? sorted[i] : `${sorted[i]}-${sorted[j]}`);
    i = j;
  }
  return out.join(',');
}
