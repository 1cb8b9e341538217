// SPDX-License-Identifier: GPL-3.0-or-later
// Calls that a closed or crashed browser left open, offered to whoever opens the panel next on this machine. Only what
// finds them again is kept: the contact's id and the number's last four digits, never the number or the words, for
// half an hour. They are offered, not opened: the next one at a shared machine may be somebody else.
import { t, say } from '../words.js';
import { clerkName } from './idle.js';

const kStore = 'firstfix.left';
const kKept = 30 * 60e3;  // milliseconds
const kRollCall = 200;    // milliseconds in which another open tab says that its calls are its own

const mine = clerkName && '.' + clerkName;
const tab = own('firstfix.tab');
const channel = 'BroadcastChannel' in window ? new BroadcastChannel(kStore) : null;

// This tab's name: a reload keeps it.
function own(key) {
  const made = crypto.getRandomValues(new Uint32Array(2)).join('-');
  try {
    const kept = sessionStorage.getItem(key) ?? made;
    sessionStorage.setItem(key, kept);
    return kept;
  } catch {
    return made;
  }
}

// Each tab's record by its key, those of this clerk or of nobody; what is too old is struck off, whoever's it is.
function records() {
  const found = {};
  try {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(kStore + ':'))) {
      const record = JSON.parse(localStorage.getItem(key));
      if (!(record?.at > Date.now() - kKept)) localStorage.removeItem(key);
      else if (record.clerk === mine) found[key] = record;
    }
  } catch { /* storage is forbidden in this frame */ }
  return found;
}

const keyOf = (name) => `${kStore}:${name}`;

// Writes down this tab's open calls.
export function keep(calls) {
  const open = calls.filter((call) => call.contact && !call.done).map((call) => ({
    contact: call.contact, tail: call.number.slice(-4), channel: call.channel, picked: call.picked, dismissed: call.dismissed,
  }));
  try {
    if (!open.length) localStorage.removeItem(keyOf(tab));
    else localStorage.setItem(keyOf(tab), JSON.stringify({ at: Date.now(), clerk: mine, calls: open }));
  } catch { /* forbidden in this frame: nothing is left behind */ }
}

channel?.addEventListener('message', ({ data }) => { if (data === 'who') channel.postMessage({ here: tab }); });

// The records of tabs that are gone.
async function abandoned() {
  const left = records();
  delete left[keyOf(tab)];
  if (!Object.keys(left).length || !channel) return left;
  const hear = ({ data }) => { if (data.here) delete left[keyOf(data.here)]; };
  channel.addEventListener('message', hear);
  channel.postMessage('who');
  await new Promise((resolve) => setTimeout(resolve, kRollCall));
  channel.removeEventListener('message', hear);
  return left;
}

function button(text, act) {
  const made = Object.assign(document.createElement('button'), { type: 'button', textContent: text });
  made.addEventListener('click', act);
  return made;
}

// Offers them above the answer; `take` gets the calls when they are wanted.
export async function offer(take) {
  const left = await abandoned();
  const found = Object.values(left).flatMap((record) => record.calls);
  if (!found.length) return;
  const banner = Object.assign(document.createElement('p'), { id: 'left', className: 'banner doubt' });
  const words = t('left', found.length, found.map(({ tail }) => '…' + tail).join(' '));
  const end = () => {
    for (const key of Object.keys(left)) localStorage.removeItem(key);
    banner.remove();
  };
  banner.append(words + ' ', button(t('left.take'), () => { end(); take(found); }), ' ', button(t('left.drop'), end));
  document.getElementById('contact').before(banner);
  say(words);
}
