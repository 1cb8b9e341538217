// SPDX-License-Identifier: GPL-3.0-or-later
// A counter that a clerk has unlocked locks itself when nobody has touched it for a while, also when it slept.
const clerk = document.querySelector('meta[name="firstfix-clerk"]');
export const clerkName = clerk?.content ?? '';

const kLook = 5000;  // milliseconds
let touched = Date.now();

if (clerk) {
  const idle = Number(clerk.dataset.idle) * 1000;
  for (const kind of ['pointerdown', 'keydown', 'input']) {
    addEventListener(kind, () => { touched = Date.now(); }, { capture: true, passive: true });
  }
  setInterval(() => {
    if (Date.now() - touched >= idle) document.getElementById('lock').requestSubmit();
  }, Math.min(kLook, idle / 2));
}
