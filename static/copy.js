// SPDX-License-Identifier: GPL-3.0-or-later
// Copies the words of a reply, and nothing else, with one click.
(() => {
  'use strict';
  const kShown = 1600;  // milliseconds that 已复制 stays

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
    button.textContent = copied ? '已复制' : '没有复制成，请选中文字复制';
    button.classList.toggle('done', copied);
    window.firstfix.say(button.textContent);
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = setTimeout(() => {
      button.textContent = label;
      button.classList.remove('done');
    }, kShown);
  }

  document.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const words = document.getElementById(button.dataset.copy);
    const copied = await copy(words.textContent);
    button.focus({ preventScroll: true });
    tell(button, copied);
  });
})();
