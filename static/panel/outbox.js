// SPDX-License-Identifier: GPL-3.0-or-later
// Outcomes on their way to the server. Each is written down before it is sent and struck off when the server has
// answered, so that neither a lost connection nor a reload loses one. The server keeps one outcome for each contact
// and case: sending the same again changes nothing.
import { Offline, ask } from './link.js';

const kStore = 'firstfix.outbox';

function read() {
  try {
    return JSON.parse(localStorage.getItem(kStore)) ?? [];
  } catch {
    return memory;
  }
}
let memory = [];
function write(list) {
  memory = list;
  try {
    localStorage.setItem(kStore, JSON.stringify(list));
  } catch { /* forbidden in this frame: kept as long as the page */ }
}

const same = (a, b) => a.contact === b.contact && a.case === b.case;

export const count = () => read().length;
export const has = (contact) => read().some((outcome) => outcome.contact === contact);

// A later outcome of the same contact and case takes the place of one that still waits.
export function add(outcome) {
  const entry = `${Date.now()}.${Math.random()}`;  // the same said twice is two entries
  write([...read().filter((one) => !same(one, outcome)), { ...outcome, entry }]);
}

function strike(outcome) {
  write(read().filter((one) => JSON.stringify(one) !== JSON.stringify(outcome)));
}

async function post({ contact, entry, ...outcome }) {
  const response = await ask(`/api/v1/contacts/${contact}/outcome`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(outcome),
  });
  if (response.ok) return null;
  if (response.status >= 500 || response.status === 429) throw new Offline();
  const problem = await response.json().catch(() => ({}));
  return problem.detail || String(response.status);
}

let settled = () => {};
const tabs = 'BroadcastChannel' in window ? new BroadcastChannel(kStore) : null;

// Called with each outcome that the server has answered and its complaint or null, whichever tab has sent it.
export function onSettled(step) {
  settled = step;
  tabs?.addEventListener('message', ({ data }) => step(data.outcome, data.complaint));
}

let sending = null;

// Sends what waits, oldest first. Stops when offline.
export function flush() {
  sending ??= locked(sendAll).finally(() => { sending = null; });
  return sending;
}

async function sendAll() {
  for (let [next] = read(); next; [next] = read()) {
    const release = await claim(next);
    if (!release) {  // the tab that had the turn before has sent and told it
      strike(next);
      continue;
    }
    let complaint;
    try {
      complaint = await post(next);
    } catch (error) {
      release();
      if (error instanceof Offline) return;
      throw error;
    }
    setTimeout(release, kTabsAgree);
    strike(next);
    settled(next, complaint);
    tabs?.postMessage({ outcome: next, complaint });
  }
}

// One tab at a time where the browser has locks (https, localhost); elsewhere the server's idempotence must do.
function locked(work) {
  return navigator.locks ? navigator.locks.request(kStore, work) : work();
}

// A tab's copy of the store follows another tab's writing some milliseconds late, a lock does not: what is sent stays
// claimed until all copies have it struck off. Resolves to the function that gives the claim up, or to null where
// another tab has sent it.
const kTabsAgree = 5000;  // milliseconds
function claim(outcome) {
  if (!navigator.locks) return () => {};
  return new Promise((resolve) => {
    navigator.locks.request(`${kStore}:${JSON.stringify(outcome)}`, { ifAvailable: true }, (lock) => {
      if (!lock) return resolve(null);
      return new Promise((release) => resolve(release));
    });
  });
}
