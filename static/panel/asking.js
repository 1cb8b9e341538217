// SPDX-License-Identifier: GPL-3.0-or-later
// One request at a time: the newest wish wins, and a lost connection only delays it.
import * as link from './link.js';
import * as part from './part.js';
import { t } from '../words.js';

const kPause = 160;  // milliseconds without a key before asking

const form = document.getElementById('caller');
let wish = null;
let busy = false;
let timer = 0;
let waiting = [];

export async function want(step) {
  wish = step;
  if (busy) return;
  busy = true;
  form.setAttribute('aria-busy', 'true');
  while (wish && !link.isLost()) {
    const mine = wish;
    wish = null;
    try {
      await mine();
    } catch (error) {
      if (error instanceof link.Offline) wish ??= mine;
      else part.complain(error.message);
    }
  }
  busy = false;
  form.removeAttribute('aria-busy');
  release();
}

// Beside the queue: what changes nothing below the form. What fails is said.
export async function attempt(step) {
  try {
    await step();
  } catch (error) {
    part.complain(error instanceof link.Offline ? t('link.lost') : error.message);
  }
}

// The connection is back: what was wished for meanwhile.
export function goOn() {
  if (wish) want(wish);
}

// Resolves once what was typed has been answered, at once when it has been or while there is no connection: nobody
// must copy the reply, or record the outcome, of an order that is about to change.
export function quiet() {
  if ((!timer && !busy) || link.isLost()) return Promise.resolve();
  return new Promise((resolve) => waiting.push(resolve));
}

export function release() {
  const released = waiting;
  waiting = [];
  for (const resolve of released) resolve();
}

// After a pause in the typing.
export function soon(step) {
  clearTimeout(timer);
  timer = setTimeout(step, kPause);
}

// The pause is over, whoever ended it.
export function now() {
  clearTimeout(timer);
  timer = 0;
}
