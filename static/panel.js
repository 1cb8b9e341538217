// SPDX-License-Identifier: GPL-3.0-or-later
// The agent's panel: a number in, the best reply out, while the customer speaks. The page works by plain forms; this
// makes it quick: looks up a whole number at once, ranks again as the symptom is typed, keeps several callers, and
// goes on through a lost connection.
import './started.js';
import { composing, onWords } from './composing.js';
import { attempt, goOn, now, quiet, release, soon, want } from './panel/asking.js';
import * as calls from './panel/calls.js';
import { answer, onAnswer, openContact, place, restate, show } from './panel/contact.js';
import { listen, tell } from './panel/host.js';
import * as keys from './panel/keys.js';
import * as left from './panel/left.js';
import * as link from './panel/link.js';
import * as mapBox from './panel/map_box.js';
import { isWhole, onlyNumberIn } from './panel/number.js';
import * as outbox from './panel/outbox.js';
import { record } from './panel/outcomes.js';
import * as part from './panel/part.js';
import { onStale, signal } from './panel/signals.js';
import { draw } from './panel/tabs.js';
import { copyTrack } from './panel/track.js';
import { say, t } from './words.js';

const form = document.getElementById('caller');
const phone = document.getElementById('phone');
const symptom = document.getElementById('symptom');
const channels = [...form.elements.channel];

// ---- the form ----

let looked = '';  // the number as it was looked up last, so that leaving the field asks nothing twice
let opening = null;  // the call whose contact is being opened

function lookUp() {
  now();
  const call = calls.current();
  if (!phone.value.trim()) return;
  looked = phone.value;
  want(async () => {
    opening = call;
    try {
      await openContact(call);
    } finally {
      opening = null;
    }
    // What was said while the answer was on its way.
    if (call.contact && call.sent !== call.symptom + call.channel) await restate(call);
  });
}

onWords(phone, () => {
  const call = calls.current();
  call.phone = phone.value;
  calls.save();
  if (isWhole(phone.value) && phone.value !== looked) soon(lookUp);
});

phone.addEventListener('paste', (event) => {
  const text = event.clipboardData.getData('text');
  const number = isWhole(text) ? text.trim() : onlyNumberIn(text);
  if (!number) return;
  event.preventDefault();
  phone.value = number;
  calls.current().phone = number;
  lookUp();
  symptom.focus();  // the number is done with: the next keys are what the customer says
});

onWords(symptom, () => {
  const call = calls.current();
  call.symptom = symptom.value;
  calls.save();
  if (call.contact) soon(settle);
});

// Asks for what is typed and not yet asked for.
function settle() {
  now();
  const call = calls.current();
  if (call.sent === call.symptom + call.channel && call.contact) return release();
  if (call.contact) want(() => restate(call));
  else lookUp();
}

for (const channel of channels) {
  channel.addEventListener('change', () => {
    calls.current().channel = channel.value;
    calls.save();
    if (calls.current().contact) settle();
  });
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  if (opening !== calls.current() || phone.value !== looked) lookUp();
  symptom.focus();
});

phone.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || composing(event)) return;
  event.preventDefault();
  if (phone.value !== looked || !calls.current().contact) lookUp();
  symptom.focus();
});

// Enter: done typing, on to the solutions. Shift+Enter is a new line.
symptom.addEventListener('keydown', async (event) => {
  if (event.key !== 'Enter' || event.shiftKey || composing(event)) return;
  event.preventDefault();
  settle();
  if (!calls.current().contact && !phone.value) return phone.focus();
  // Out of the field at once, so that the next key is a command; to the best solution once it is known.
  const below = document.getElementById('contact');
  (part.chosen()?.querySelector('summary') ?? below).focus({ preventScroll: true });
  await quiet();
  const best = part.chosen();
  if (best && below.contains(document.activeElement)) part.choose(best);
});

// ---- what is done with the part ----

document.getElementById('contact').addEventListener('submit', (event) => {
  if (!event.target.matches('[data-answer], [data-outcome]')) return;
  event.preventDefault();
  const call = calls.current();
  const { name, value } = event.submitter ?? {};
  if (event.target.matches('[data-answer]')) {
    want(() => answer(call, { [name]: value }));
  } else if (event.target.matches('[data-outcome]')) {
    const fields = event.target.elements;
    record(call, { case: fields.case.value, result: value, note: fields.note.value });
  }
});

document.getElementById('contact').addEventListener('click', (event) => {
  const summary = event.target.closest('.solution > summary');
  const item = event.target.closest('.solutions > li');
  if (summary && !item.querySelector('details').open) {
    event.preventDefault();
    pick(item, false);
  }
  const dismissing = event.target.closest('[data-dismiss]');
  if (dismissing) dismiss(item);
  const resuming = event.target.closest('[data-resume]');
  if (resuming) {
    event.preventDefault();
    resume(resuming.dataset.resume);
  }
  const tracking = event.target.closest('[data-track]');
  if (tracking) attempt(() => copyTrack(tracking, calls.current()));
  if (event.target.closest('#map-open')) attempt(() => mapBox.toggle(calls.current().contact));
});

document.addEventListener('firstfix:copied', ({ target, detail }) => {
  const item = target.closest('.solutions > li');
  if (!item) return;
  const call = calls.current();
  const reply = item.querySelector('.pick:checked').value;
  signal(call, 'copied', item, reply);
  tell('reply', { contact: call.contact, case: item.dataset.case, form: reply, text: detail.text });
});

// The number's broken-off dialogue takes the place of the contact just opened.
function resume(contact) {
  const known = calls.byContact(contact);
  if (known) return front(known);
  const call = calls.current();
  Object.assign(call, { contact, symptom: '', picked: '', dismissed: [], done: '' });
  want(async () => {
    await show(call);
    adopt(call, document.getElementById('part').dataset);
    fill(call);
  });
}

function pick(item, focus = true) {
  const call = calls.current();
  call.dismissed = call.dismissed.filter((id) => id !== item.dataset.case);
  if (item !== part.chosen()) signal(call, 'picked', item);
  tell('case', { contact: call.contact, case: item.dataset.case, title: part.titleOf(item) });
  call.picked = item.dataset.case;
  calls.save();
  part.remark(call);
  part.choose(item, focus);
}

function dismiss(item) {
  if (!item) return;
  const call = calls.current();
  signal(call, 'dismissed', item);
  call.dismissed = [...new Set([...call.dismissed, item.dataset.case])];
  if (call.picked === item.dataset.case) call.picked = '';
  calls.save();
  part.remark(call);
  say(t('dismissed', part.titleOf(item)));
  const next = part.chosen();
  if (next) part.choose(next);
}

// ---- callers ----

function redraw() {
  draw({ show: front, close: shut, add: next });
}

function fill(call) {
  phone.value = call.phone;
  symptom.value = call.symptom;
  looked = call.contact ? call.phone : '';
  for (const channel of channels) channel.checked = channel.value === call.channel;
}

// Puts a call in front: its words into the form, its answer below.
function front(call) {
  now();
  calls.activate(call);
  fill(call);
  mapBox.close();
  part.clear();
  place(call);
  redraw();
  if (!call.contact) return call.phone && isWhole(call.phone) ? lookUp() : undefined;
  if (!call.phone) return want(async () => { await show(call); adopt(call, document.getElementById('part').dataset); fill(call); });
  want(() => (call.sent === call.symptom + call.channel ? show(call) : restate(call)));
}

function next() {
  front(calls.open());
  phone.focus();
}

function shut(call) {
  const current = call === calls.current();
  calls.close(call);
  if (current) front(calls.current());
  else redraw();
}

// A number from outside: a screen pop, the address's fragment, the CRM around us. The caller in front stays a tab.
function receive(number, said) {
  const call = calls.open();
  call.phone = number;
  call.symptom = said;
  calls.save();
  front(call);
  if (!isWhole(number)) lookUp();
  symptom.focus();
}

// A contact prepared for this seat. It comes to the front unless the agent is in the middle of another call.
async function receiveContact(contact) {
  if (calls.byContact(contact)) return;
  const before = calls.current();
  const idle = calls.isEmpty(before) || before.done;
  const call = calls.open();
  call.contact = contact;
  if (!idle) calls.activate(before);
  calls.save();
  if (idle) {
    symptom.focus();
    await want(() => show(call));
    const shown = document.getElementById('part').dataset;
    adopt(call, shown);
    fill(call);
  } else {
    say(t('call.popped'));
    redraw();
  }
}

function adopt(call, shown) {
  if (shown.contact !== call.contact) return;
  Object.assign(call, { number: shown.number, phone: shown.number, channel: shown.channel });
  if (!call.symptom) call.symptom = shown.symptom;
  call.sent = shown.symptom + shown.channel;
  calls.save();
}

function beside(step) {
  const list = calls.all();
  front(list[(list.indexOf(calls.current()) + step + list.length) % list.length]);
}

document.getElementById('next').addEventListener('click', (event) => {
  event.preventDefault();
  next();
});

// ---- keys ----

const outcome = (result) => async () => {
  await quiet();
  const scope = part.chosen() ?? (result === 'escalated' ? document.getElementById('escalate') : null);
  scope?.querySelector(`button[value=${result}]`).click();
};

function digit(number) {
  const options = part.options();
  if (options.includes(document.activeElement)) return options[number - 1]?.click();
  const item = part.nth(number);
  if (item) pick(item);
}

function walk(step) {
  const options = part.options();
  const at = options.indexOf(document.activeElement);
  if (at >= 0) return options[(at + step + options.length) % options.length].focus();
  const item = part.neighbour(step);
  item?.querySelector('summary').focus();
}

keys.bind({
  focus: () => (calls.current().contact ? symptom : phone).focus(),
  pick: digit,
  down: () => walk(1),
  up: () => walk(-1),
  copy: async () => {
    await quiet();
    const item = part.chosen();
    if (item) part.copyButton(item)?.click();
  },
  steps: () => part.chosen()?.querySelector('.fold:not(.note) > summary')?.click(),
  question: () => part.options()[0]?.focus(),
  resolved: outcome('resolved'),
  unresolved: outcome('unresolved'),
  escalated: outcome('escalated'),
  dismiss: () => dismiss(part.chosen()),
  next,
  left: () => beside(-1),
  right: () => beside(1),
  escape: () => { const item = part.chosen(); if (item) item.querySelector('summary').focus(); else document.activeElement.blur(); },
});

// ---- the connection ----

const state = document.getElementById('link-state');

link.onLink((lost) => {
  const unsent = outbox.count();
  state.hidden = !lost;
  state.textContent = !lost ? '' : unsent ? t('link.unsent', unsent) : t('link.lost');
  if (lost) return release();
  say(t('link.back'));
  outbox.flush();
  goOn();
});

// ---- the start ----

// A page the server made for this contact is the truth about it; words typed since are ours.
function start() {
  const shown = document.getElementById('part').dataset;
  if (shown.contact) {
    let call = calls.byContact(shown.contact);
    if (!call) {
      call = calls.open();
      Object.assign(call, { contact: shown.contact, number: shown.number, phone: phone.value, symptom: symptom.value,
        channel: channels.find((one) => one.checked).value });
      call.sent = call.symptom + call.channel;
    }
    calls.activate(call);
    looked = phone.value;
    symptom.value = call.symptom;
    part.remark(call);
    part.tellAges();
    redraw();
    settle();
  } else {
    if (phone.value) Object.assign(calls.current(), { phone: phone.value, symptom: symptom.value });
    const call = calls.current();
    if (calls.isEmpty(call) || document.getElementById('error')) redraw();
    else front(call);
  }
  outbox.flush();
}

left.offer((found) => front(calls.adoptAll(found)));
onAnswer(redraw);
onStale((call) => { if (call === calls.current()) want(() => show(call)); });
start();
listen({
  call: receive,
  pop: receiveContact,
  refused: (origin) => part.complain(t('host.refused', origin)),
});
