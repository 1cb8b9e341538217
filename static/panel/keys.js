// SPDX-License-Identifier: GPL-3.0-or-later
// Single keys for what an agent does all day. They work while no text is being typed, never together with Ctrl, Alt or
// Meta (those are the browser's), can be changed one by one and switched off (WCAG 2.2, 2.1.4).
import { composing } from '../composing.js';
import { t } from '../words.js';

const kStore = 'firstfix.keys';
const kDefaults = {
  focus: '/', copy: 'c', steps: 's', question: 'q', resolved: 'r', unresolved: 'u', escalated: 'e', dismiss: 'd', next: 'n',
  down: 'ArrowDown', up: 'ArrowUp', left: '[', right: ']', sheet: '?',
};
const kShown = { ArrowDown: '↓', ArrowUp: '↑', ArrowLeft: '←', ArrowRight: '→', ' ': '␣' };
const kNotOurs = new Set(['Enter', 'Tab', 'Escape', 'Shift', 'Control', 'Alt', 'Meta', 'CapsLock', 'Process', 'Dead']);

function read() {
  try {
    return JSON.parse(localStorage.getItem(kStore)) ?? {};
  } catch {
    return {};
  }
}
let settings = { off: false, keys: {}, ...read() };
function write() {
  try {
    localStorage.setItem(kStore, JSON.stringify(settings));
  } catch { /* forbidden in this frame: as long as the page */ }
}

const keyOf = (command) => settings.keys[command] ?? kDefaults[command];
const shown = (key) => kShown[key] ?? key;
const normal = (key) => (key.length === 1 ? key.toLowerCase().normalize('NFKC') : key);

const typing = (element) => element.closest?.('input:not([type=radio]), textarea, select, [contenteditable]');

let commands = {};

// `actions`: what each command does; a missing one is not offered. `pick(number)` is for the digits.
export function bind(actions) {
  commands = actions;
  document.addEventListener('keydown', press);
  document.getElementById('help').addEventListener('click', showSheet);
}

function press(event) {
  if (composing(event) || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
  if (document.querySelector('dialog[open]')) return;
  if (typing(event.target)) {
    if (event.key === 'Escape') commands.escape();
    return;
  }
  if (settings.off) return;
  const key = normal(event.key);
  if (/^[1-9]$/.test(key)) {
    commands.pick(Number(key));
    return event.preventDefault();
  }
  const command = Object.keys(kDefaults).find((name) => keyOf(name) === key);
  if (!command || event.repeat && !['down', 'up'].includes(command)) return;
  event.preventDefault();
  if (command === 'sheet') showSheet();
  else commands[command]?.();
}

function element(tag, attributes, ...children) {
  const made = Object.assign(document.createElement(tag), attributes);
  made.append(...children);
  return made;
}

function row(label, ...keys) {
  return element('div', {}, element('dt', { textContent: label }), element('dd', {}, ...keys));
}
const fixed = (key) => element('kbd', { textContent: key });

function changeable(command) {
  const button = element('button', { type: 'button', className: 'key' }, fixed(shown(keyOf(command))));
  button.setAttribute('aria-label', t('keys.change', t('keys.' + command), shown(keyOf(command))));
  button.addEventListener('click', () => {
    button.textContent = t('keys.press');
    button.addEventListener('keydown', (event) => rebind(command, event), { once: true });
  });
  return button;
}

function rebind(command, event) {
  const key = normal(event.key);
  event.preventDefault();
  event.stopPropagation();
  let complaint = '';
  if (!kNotOurs.has(event.key) && !/^[1-9]$/.test(key)) {
    const taken = Object.keys(kDefaults).find((name) => name !== command && keyOf(name) === key);
    if (taken) {
      complaint = t('keys.taken', shown(key), t('keys.' + taken));
    } else {
      settings.keys[command] = key;
      write();
    }
  }
  fill(complaint);
  document.querySelector(`[data-command="${command}"] button`)?.focus();
}

function fill(complaint = '') {
  const sheet = document.getElementById('sheet');
  const list = element('dl', { className: 'keys' });
  list.append(row(t('keys.enter'), fixed('Enter')), row(t('keys.escape'), fixed('Esc')),
    row(t('keys.pick'), fixed('1'), ' – ', fixed('5')));
  for (const command of Object.keys(kDefaults)) {
    const line = row(t('keys.' + command), changeable(command));
    line.dataset.command = command;
    list.append(line);
  }
  const on = element('input', { type: 'checkbox', id: 'keys-on', checked: !settings.off });
  on.addEventListener('change', () => { settings.off = !on.checked; write(); });
  const reset = element('button', { type: 'button', textContent: t('keys.reset') });
  reset.addEventListener('click', () => { settings = { off: false, keys: {} }; write(); fill(); });
  const done = element('button', { type: 'button', className: 'primary', textContent: t('keys.close') });
  done.addEventListener('click', () => sheet.close());
  const say = element('p', { className: 'quiet', textContent: complaint || t('keys.hint') });
  say.setAttribute('role', 'status');
  sheet.replaceChildren(element('h2', { id: 'sheet-title', textContent: t('keys.title') }), say, list,
    element('div', { className: 'sheet-end' },
      element('label', { className: 'check' }, on, ' ' + t('keys.on')), reset, done));
}

function showSheet() {
  fill();
  document.getElementById('sheet').showModal();
}
