// SPDX-License-Identifier: GPL-3.0-or-later
// The connection to the server: asks, notices when it is gone, and says when it is back.

export class Offline extends Error {}

const kProbeEvery = 1500;  // milliseconds
let lost = false;
let probing = 0;
const listeners = [];

// Called with true when the connection is lost and with false when it is back.
export function onLink(listener) {
  listeners.push(listener);
}
export const isLost = () => lost;

function set(now) {
  if (now === lost) return;
  lost = now;
  clearTimeout(probing);
  if (lost) probing = setTimeout(probe, kProbeEvery);
  for (const listener of listeners) listener(lost);
}

async function probe() {
  clearTimeout(probing);
  try {
    const response = await fetch('/livez', { cache: 'no-store' });
    if (response.ok) return set(false);
  } catch { /* still gone */ }
  probing = setTimeout(probe, kProbeEvery);
}
addEventListener('online', () => { if (lost) probe(); });
addEventListener('offline', () => set(true));

// A gateway in front that has lost the server counts as no connection.
const gone = (status) => status === 502 || status === 503 || status === 504;

// The response, or Offline when there is no server to be had.
export async function ask(url, options = {}) {
  let response;
  try {
    response = await fetch(url, { credentials: 'same-origin', ...options });
  } catch {
    set(true);
    throw new Offline();
  }
  if (gone(response.status)) {
    set(true);
    throw new Offline();
  }
  set(false);
  return response;
}
