// SPDX-License-Identifier: GPL-3.0-or-later
// The callers an agent has open, one at a time in front. They live in this tab's session storage: a reload or a
// restored session finds them again, another tab does not see them, and closing the tab forgets the numbers. What a
// closed tab leaves to find them by is in left.js.

import { clerkName } from './idle.js';
import { keep } from './left.js';

const kStore = 'firstfix.calls' + (clerkName && '.' + clerkName);  // clerks who share a counter keep theirs apart
const kMost = 12;  // more cannot be overlooked; the oldest that is done goes first

// phone and symptom as typed; contact is empty until the server has opened one.
function fresh(channel) {
  return {
    id: crypto.getRandomValues(new Uint32Array(2)).join('-'), contact: '', number: '', phone: '', symptom: '',
    sent: '', channel: channel || 'hotline', picked: '', dismissed: [], done: '',
  };
}

function read() {
  try {
    const stored = JSON.parse(sessionStorage.getItem(kStore));
    if (Array.isArray(stored?.calls) && stored.calls.length) return stored;
  } catch { /* nothing kept, or by another version */ }
  const call = fresh();
  return { active: call.id, calls: [call] };
}

const state = read();

export const all = () => state.calls;
export const current = () => state.calls.find((call) => call.id === state.active) ?? state.calls[0];
export const isEmpty = (call) => !call.contact && !call.phone && !call.symptom;

export function save() {
  try {
    sessionStorage.setItem(kStore, JSON.stringify(state));
  } catch { /* storage is forbidden in this frame: calls last as long as the page */ }
  keep(state.calls);
}

// Calls that another tab left: put beside those here, the first of them returned.
export function adoptAll(left) {
  const known = new Set(state.calls.map((call) => call.contact));
  const taken = left.filter(({ contact }) => !known.has(contact))
    .map(({ tail, ...call }) => ({ ...fresh(call.channel), ...call, number: '…' + tail }));
  state.calls = [...state.calls.filter((call) => !isEmpty(call)), ...taken].slice(-kMost);
  if (!state.calls.length) state.calls = [fresh()];
  save();
  return taken[0] ?? current();
}

export function activate(call) {
  state.active = call.id;
  save();
}

// A new call in front; an untouched one is used again.
export function open() {
  let call = state.calls.find(isEmpty);
  if (!call) {
    call = fresh(current().channel);
    state.calls.push(call);
    if (state.calls.length > kMost) {
      const oldest = state.calls.find((one) => one.done) ?? state.calls[0];
      state.calls.splice(state.calls.indexOf(oldest), 1);
    }
  }
  activate(call);
  return call;
}

export function close(call) {
  const at = state.calls.indexOf(call);
  const wasCurrent = call === current();
  state.calls.splice(at, 1);
  if (!state.calls.length) state.calls.push(fresh(call.channel));
  if (wasCurrent) state.active = state.calls[Math.min(at, state.calls.length - 1)].id;
  save();
}

export const byContact = (contact) => state.calls.find((call) => call.contact === contact);
