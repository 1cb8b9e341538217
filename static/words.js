// SPDX-License-Identifier: GPL-3.0-or-later
// What scripts say, in the page's language. Of the catalogues the bundle holds the keys that begin with "js.".
import chinese from './strings/zh-CN.json';
import english from './strings/en.json';

const texts = document.documentElement.lang === 'en' ? english : chinese;

export function t(key, ...values) {
  let next = 0;
  return (texts['js.' + key] ?? `⟦${key}⟧`).replace(/\{\}/g, () => values[next++]);
}

// Tells a screen reader what has changed without moving the focus.
export function say(text) {
  document.getElementById('live').textContent = text;
}
