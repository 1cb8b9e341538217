// SPDX-License-Identifier: GPL-3.0-or-later
// The row of callers above the form.
import { t } from '../words.js';
import * as calls from './calls.js';
import * as outbox from './outbox.js';

const kMarks = { resolved: '✓', unresolved: '–', escalated: '↗' };

function button(text, label, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text });
  if (label) made.setAttribute('aria-label', label);
  made.addEventListener('click', act);
  return made;
}

function tab(call, { show, close }) {
  const item = document.createElement('span');
  item.className = 'call';
  item.dataset.call = call.id;
  const name = call.number || call.phone || t('call.new');
  const unsent = outbox.has(call.contact);
  const mark = unsent ? '⏳' : kMarks[call.done] ?? '';
  const state = unsent ? t('call.unsent') : call.done ? t('call.done') : '';
  const front = button(mark ? `${name} ${mark}` : name, state ? `${name}, ${state}` : '', () => show(call));
  if (call === calls.current()) {
    item.classList.add('front');
    front.setAttribute('aria-current', 'true');
  }
  item.append(front);
  if (calls.all().length > 1) {
    const shut = button('×', t('call.close', name), () => close(call));
    shut.className = 'shut';
    item.append(shut);
  }
  return item;
}

// `acts`: show(call), close(call) and add(). A row that would look the same stays: a button exchanged between the
// press and the release of a click never hears of it.
export function draw(acts) {
  const row = document.getElementById('calls');
  const focused = [...row.querySelectorAll('button')].indexOf(document.activeElement);
  const add = button('+', t('call.add', 'n'), acts.add);
  add.className = 'add';
  const next = document.createElement('div');
  next.append(...calls.all().map((call) => tab(call, acts)), add);
  if (next.innerHTML === row.innerHTML) return;
  row.replaceChildren(...next.childNodes);
  if (focused >= 0) row.querySelectorAll('button')[focused]?.focus();
  row.querySelector('.front')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
}
