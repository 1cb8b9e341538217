// SPDX-License-Identifier: GPL-3.0-or-later
// What the user has set: the server, and where numbers stand on which site.
export const kDefaults = { server: 'http://127.0.0.1:8080', rules: '' };

export const settings = () => chrome.storage.sync.get(kDefaults);

// "crm.example .caller-number" -> {host, selector}; a line that is not so is returned as `wrong`.
export function parseRules(text) {
  const rules = [];
  for (const line of text.split('\n').map((one) => one.trim()).filter(Boolean)) {
    const [, host, selector] = /^([\w.-]+(?::\d+)?)\s+(.+)$/.exec(line) ?? [];
    if (!host || !isSelector(selector)) return { rules, wrong: line };
    rules.push({ host, selector });
  }
  return { rules, wrong: '' };
}

// A service worker has no document to ask; the options page has checked before.
function isSelector(text) {
  if (typeof document === 'undefined') return true;
  try {
    document.createDocumentFragment().querySelector(text);
    return true;
  } catch {
    return false;
  }
}

export const words = (key) => chrome.i18n.getMessage(key);

export function label(root = document) {
  document.documentElement.lang = chrome.i18n.getUILanguage();
  document.title = words('panel');
  for (const element of root.querySelectorAll('[data-words]')) element.textContent = words(element.dataset.words);
}
