// SPDX-License-Identifier: GPL-3.0-or-later
// One click or the shortcut: opens the panel and finds the numbers on the page in front. The page is read at that
// moment only; nothing runs in pages by itself.
import { parseRules, settings } from './settings.js';

chrome.action.onClicked.addListener((tab) => {
  chrome.sidePanel.open({ windowId: tab.windowId });  // at once: it must be within the user's click
  take(tab);
});

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({ id: 'look-up', title: chrome.i18n.getMessage('menu'), contexts: ['selection'] });
});
chrome.contextMenus.onClicked.addListener((info, tab) => {
  chrome.sidePanel.open({ windowId: tab.windowId });
  hand(tab, [info.selectionText.trim()]);
});

// Leaves what was found for the panel, which may be opening still.
function hand(tab, numbers) {
  return chrome.storage.session.set({ found: { tab: tab.id, numbers, at: Date.now() } });
}

async function take(tab) {
  const { rules } = parseRules((await settings()).rules);
  const host = URL.canParse(tab.url ?? '') ? new URL(tab.url).host : '';
  const selector = rules.find((rule) => rule.host === host)?.selector ?? '';
  try {
    const [{ result }] = await chrome.scripting.executeScript({ target: { tabId: tab.id }, func: numbersOnPage, args: [selector] });
    await hand(tab, result);
  } catch {  // a page of the browser's own
    await hand(tab, []);
  }
}
globalThis.take = take;

// Runs in the page: what is selected wins, then the place the user has named, then the whole page.
function numbersOnPage(selector) {
  const kMobile = /(?<!\d)(?:(?:\+|00)?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?!\d)/g;
  const textOf = (element) => ('value' in element && typeof element.value === 'string' ? element.value : element.innerText) ?? '';
  const find = (text) => text.normalize('NFKC').match(kMobile) ?? [];
  const unique = (list) => [...new Map(list.map((number) => [number.replace(/\D/g, '').slice(-11), number])).values()].slice(0, 8);
  const selected = find(String(getSelection()));
  if (selected.length) return unique(selected);
  const named = selector ? [...document.querySelectorAll(selector)] : [];
  const places = named.length ? named : [document.body, ...document.querySelectorAll('input, textarea')];
  return unique(places.flatMap((element) => find(textOf(element))));
}
