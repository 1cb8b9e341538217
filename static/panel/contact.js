// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of the server about a call; its answer is the part of the page below the form.
import * as calls from './calls.js';
import * as link from './link.js';
import * as mapBox from './map_box.js';
import * as part from './part.js';
import { t } from '../words.js';

const base = document.getElementById('caller').getAttribute('action');  // /panel or /counter
let answered = () => {};

// Called after every answer and outcome, when the call may have another name or state.
export function onAnswer(step) {
  answered = step;
}
export const changed = () => answered();

// With the case in front, so that the server says when it is gone.
function headersFor(call) {
  const item = call === calls.current() && part.shows(call) ? part.chosen() : null;
  return { 'X-Part': 'contact', ...(item && { 'X-Holding': item.dataset.case }) };
}

// Asks for the part below the form and shows it when its call is still in front.
async function askPart(call, url, fields) {
  const body = fields && new FormData();
  for (const [name, value] of Object.entries(fields ?? {})) body.set(name, value);
  const response = await link.ask(url, { method: body ? 'POST' : 'GET', body, headers: headersFor(call) });
  if (response.status === 401) return location.reload();  // locked meanwhile: what is typed is kept in this tab
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) {
    throw new Error(t('server.strange', response.status));
  }
  const html = await response.text();
  const shown = call === calls.current() ? part.put(html, call) : {};
  if (shown.contact) {
    call.contact = shown.contact;
    call.number = shown.number;
    place(call);
  }
  if (call === calls.current()) mapBox.keep(shown.contact);
  calls.save();
  answered();
  return response.status;
}

export const place = (call) => history.replaceState({}, '', call.contact ? `${base}/${call.contact}` : base);

// Opens a contact for the number, with what is typed by then.
export async function openContact(call) {
  const fields = { phone: call.phone, symptom: call.symptom, channel: call.channel };
  call.sent = call.symptom + call.channel;
  call.contact = '';
  await askPart(call, base, fields);
}

export async function restate(call) {
  if (!call.contact) return openContact(call);
  const fields = { symptom: call.symptom, channel: call.channel };
  call.sent = call.symptom + call.channel;
  const status = await askPart(call, `${base}/${call.contact}/symptom`, fields);
  if (status === 404) await openContact(call);  // the server has lost it: nothing the agent need know
}

export const show = (call, query = '') => askPart(call, `${base}/${call.contact}${query}`);

// An answer to a question.
export const answer = (call, fields) => askPart(call, `${base}/${call.contact}/answers`, fields);
