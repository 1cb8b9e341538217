// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the words of a reply, and nothing else, with one click. The clipboard is all it touches: no draft is
// overwritten. Whoever wants to know listens to the event `firstfix:copied` on the button.
import { say, t } from './words.js';

const kShown = 1600;  // milliseconds that "copied" stays

// navigator.clipboard is there on https and localhost only; a panel may be served on plain http in-house.
function copyBySelection(text) {
  const area = document.createElement('textarea');
  area.value = text;
  area.className = 'unseen';
  document.body.append(area);
  area.select();
  const copied = document.execCommand('copy');
  area.remove();
  return copied;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function tell(button, copied) {
  const label = button.dataset.label || button.textContent;
  button.dataset.label = label;
  button.textContent = copied ? t('copy.done') : t('copy.failed');
  button.classList.toggle('done', copied);
  say(button.textContent);
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => {
    button.textContent = label;
    button.classList.remove('done');
  }, kShown);
}

// For words that stand nowhere on the page: a link. Says on the button what became of it.
export async function copyWords(button, text) {
  tell(button, await copy(text));
}

document.addEventListener('click', async (event) => {
  const button = event.target.closest('[data-copy]');
  if (!button) return;
  const focused = document.activeElement;
  const text = document.getElementById(button.dataset.copy).textContent;
  const copied = await copy(text);
  focused?.focus({ preventScroll: true });  // where it was: copying is done in passing
  tell(button, copied);
  if (copied) button.dispatchEvent(new CustomEvent('firstfix:copied', { bubbles: true, detail: { text } }));
});
