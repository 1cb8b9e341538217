// SPDX-License-Identifier: GPL-3.0-or-later
// The library's pages: copy, and search as you type. Only the part below the box is replaced, so the caret and the
// input method stay put. Without this script the same form works by ordinary page loads.
import './started.js';
import './clipboard.js';
import './lock.js';
import { onWords } from './composing.js';
import { say, t } from './words.js';

const kPause = 180;  // milliseconds without a key before asking
const kMeant = 3000;  // standing for so long, words are what was meant, and the experts hear when nothing answers them
let timer = 0;
let standing = 0;
let asked = null;

function addressOf(form) {
  const fields = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) fields.append(name, value);
  const query = fields.toString();
  return form.getAttribute('action') + (query ? '?' + query : '');
}

async function look(form, keep) {
  clearTimeout(timer);
  clearTimeout(standing);
  asked?.abort();
  const mine = asked = new AbortController();
  const url = addressOf(form);
  try {
    const response = await fetch(url, { signal: mine.signal, headers: keep ? {} : { 'X-Typing': '1' } });
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (mine !== asked) return;
    const found = page.getElementById('found');
    document.getElementById('found').replaceWith(found);
    history[keep ? 'pushState' : 'replaceState']({}, '', url);
    const unanswered = found.querySelector('[data-unanswered]');
    if (unanswered && !keep) standing = setTimeout(() => fetch(url).catch(() => {}), kMeant);
    say(found.querySelector('.total, [role=alert]')?.textContent.trim() || '');
  } catch (error) {
    if (error.name !== 'AbortError') say(t('search.failed'));
  }
}

for (const form of document.querySelectorAll('form[data-live]')) {
  onWords(form, () => {
    clearTimeout(timer);
    timer = setTimeout(() => look(form, false), kPause);
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    look(form, true);
  });
}

addEventListener('popstate', () => location.reload());
