// SPDX-License-Identifier: GPL-3.0-or-later
// Search as you type: only the part below the box is replaced, so the caret and the input method stay put.
(() => {
  'use strict';
  const kPause = 180;  // milliseconds without a key before asking
  let timer = 0;
  let asked = null;

  function addressOf(form) {
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value) fields.append(name, value);
    const query = fields.toString();
    return form.getAttribute('action') + (query ? '?' + query : '');
  }

  async function look(form, keep) {
    clearTimeout(timer);
    asked?.abort();
    const mine = asked = new AbortController();
    const url = addressOf(form);
    try {
      const { page } = await window.firstfix.fetchPage(url, { signal: mine.signal });
      if (mine !== asked) return;
      const found = page.getElementById('found');
      document.getElementById('found').replaceWith(found);
      window.firstfix.visit(url, keep);
      window.firstfix.say(found.querySelector('.total, [role=alert]')?.textContent.trim() || '');
    } catch (error) {
      if (error.name !== 'AbortError') window.firstfix.say('没有查成，请检查网络');
    }
  }

  const live = (element) => element.closest?.('form[data-live]');

  document.addEventListener('input', (event) => {
    const form = live(event.target);
    if (!form || window.firstfix.composing(event)) return;
    clearTimeout(timer);
    timer = setTimeout(() => look(form, false), kPause);
  });

  // Some browsers send the last input before compositionend, marked as composing: look once it is over.
  document.addEventListener('compositionend', (event) => {
    const form = live(event.target);
    if (form) look(form, false);
  });

  document.addEventListener('submit', (event) => {
    const form = live(event.target);
    if (!form) return;
    event.preventDefault();
    look(form, true);
  });
})();
