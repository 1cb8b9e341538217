// SPDX-License-Identifier: GPL-3.0-or-later
// The server's panel in a frame, the page's numbers above it, and the way of a copied reply back into the page.
import { label, settings, words } from './settings.js';

const kPatience = 5000;  // milliseconds until a silent server is named

const frame = document.getElementById('panel');
const insert = document.getElementById('insert');
const say = (text) => { document.getElementById('status').textContent = text; };

let origin = '';
let ready = false;
let waiting = '';  // a number that came before the panel was ready
let reply = '';
let tab = 0;

function call(number) {
  waiting = ready ? '' : number;
  if (ready) frame.contentWindow.postMessage({ type: 'firstfix.call', number }, origin);
}

function show(found) {
  if (!found) return;
  tab = found.tab;
  const row = document.getElementById('numbers');
  row.replaceChildren();
  row.setAttribute('aria-label', words('foundNumbers'));
  if (found.numbers.length === 1) {
    say('');
    return call(found.numbers[0]);
  }
  say(found.numbers.length ? words('choose') : words('none'));
  for (const number of found.numbers) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: number });
    button.addEventListener('click', () => call(number));
    row.append(button);
  }
}

addEventListener('message', (event) => {
  if (event.source !== frame.contentWindow || event.origin !== origin) return;
  const { type, text } = event.data ?? {};
  if (type === 'firstfix.ready') {
    ready = true;
    say('');
    if (waiting) call(waiting);
  } else if (type === 'firstfix.reply' && typeof text === 'string') {
    reply = text;
    insert.disabled = false;
  }
});

// Runs in the page. Adds at the caret and replaces nothing, not even what is selected.
function insertText(text) {
  const field = document.activeElement;
  if (field?.matches('input:not([type]), input[type=text], input[type=search], textarea')) {
    field.setRangeText(text, field.selectionEnd, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText', data: text }));
    return true;
  }
  if (!field?.isContentEditable) return false;
  getSelection().collapseToEnd();
  return document.execCommand('insertText', false, text);
}

insert.addEventListener('click', async () => {
  try {
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab }, func: insertText, args: [reply] });
    say(words(result ? 'inserted' : 'nofield'));
  } catch {
    say(words('noaccess'));
  }
});

async function start() {
  label();
  const { server } = await settings();
  origin = new URL(server).origin;
  frame.src = server.replace(/\/$/, '') + '/panel';
  frame.title = words('panel');
  setTimeout(() => { if (!ready) say(words('noserver')); }, kPatience);
  // Listening first: a number found while the kept one is being read would be lost.
  chrome.storage.session.onChanged.addListener(({ found }) => show(found?.newValue));
  const { found } = await chrome.storage.session.get('found');
  if (!tab) show(found);
}

start();
