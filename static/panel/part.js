// SPDX-License-Identifier: GPL-3.0-or-later
// What stands below the caller's form: put in place, read and moved about in. The server renders it; here it is only
// exchanged, keeping what a person has opened, chosen, half typed or focused.
import { say, t } from '../words.js';

const place = () => document.getElementById('contact');
const part = () => document.getElementById('part');
const keyed = (root, selector) => [...root.querySelectorAll(selector)].filter((element) => element.id);
const byId = (root, id) => root.querySelector('#' + CSS.escape(id));

function carry(from, to) {
  for (const old of keyed(from, 'details:not(.solution)[open]')) byId(to, old.id)?.setAttribute('open', '');
  for (const old of keyed(from, '.pick:checked')) {
    const now = byId(to, old.id);
    if (now) now.checked = true;
  }
  for (const old of keyed(from, 'textarea')) {
    const now = byId(to, old.id);
    if (now && !now.value) now.value = old.value;
  }
}

// `html`: the server's answer. Returns the part's data: contact and number, both missing when it is an error.
export function put(html, call) {
  const next = new DOMParser().parseFromString(html, 'text/html').getElementById('part');
  if (!next) throw new Error('no part');
  const focused = place().contains(document.activeElement) ? document.activeElement : null;
  const front = chosen()?.contains(focused) ? chosen().dataset.case : '';
  const before = shows(call) ? Object.fromEntries(items().map((item) => [item.dataset.case, [item.dataset.version, titleOf(item)]])) : {};
  if (part()?.dataset.contact && part().dataset.contact === next.dataset.contact) carry(part(), next);
  mark(next, call);
  place().replaceChildren(next);
  tellAges(next);
  tellStale(before);
  if (focused) successor(focused, front).focus({ preventScroll: true });
  say(next.querySelector('#error, #done')?.textContent.trim() || next.dataset.summary || '');
  return next.dataset;
}

// Where the focus goes. `front`: the case in front that it was in; keys are about the one in front now.
function successor(focused, front) {
  const now = chosen();
  if (front && now && now.dataset.case !== front) return now.querySelector('summary');
  return focused.id && byId(place(), focused.id) || place();
}

export const shows = (call) => Boolean(call.contact) && part()?.dataset.contact === call.contact;

// What was rewritten or withdrawn under the agent's eyes: `before` has version and title of each case by its id.
function tellStale(before) {
  const gone = place().querySelector('[data-withdrawn]');
  if (gone && before[gone.dataset.withdrawn]) gone.textContent = before[gone.dataset.withdrawn][1];
  const item = chosen();
  const [version] = before[item?.dataset.case] ?? [];
  if (version && version !== item.dataset.version) complain(t('case.changed', titleOf(item)));
}

const kUnits = [['day', 86400], ['hour', 3600], ['minute', 60]];

// How old a fact is, in words: 3 小时前.
export function tellAges(root = place()) {
  const relative = new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: 'auto' });
  for (const time of root.querySelectorAll('time[datetime]')) {
    const seconds = (Date.parse(time.dateTime) - Date.now()) / 1000;
    const [unit, length] = kUnits.find(([, size]) => Math.abs(seconds) >= size) ?? kUnits.at(-1);
    time.textContent = relative.format(Math.trunc(seconds / length), unit);
  }
}

// Puts an empty part there: a new call.
export function clear() {
  place().replaceChildren(Object.assign(document.createElement('div'), { id: 'part', className: 'part' }));
}

// Shows a message of the page's own instead of the server's.
export function complain(text) {
  const banner = Object.assign(document.createElement('p'), { className: 'banner bad', textContent: text });
  banner.setAttribute('role', 'alert');
  part().querySelector(':scope > .banner.bad[role=alert]')?.remove();
  part().prepend(banner);
}

const items = (root = place()) => [...root.querySelectorAll('.solutions > li')];
const open = (item) => item.querySelector('details').open;

// What the agent has ruled out or picked on this call goes over each refresh.
function mark(root, call) {
  const list = items(root);
  for (const item of list) item.classList.toggle('dismissed', call.dismissed.includes(item.dataset.case));
  const left = list.filter((item) => !item.classList.contains('dismissed'));
  const chosen = left.find((item) => item.dataset.case === call.picked) ?? left[0];
  for (const item of list) item.querySelector('details').open = item === chosen;
}
export const remark = (call) => mark(place(), call);

const offered = () => items().filter((item) => !item.classList.contains('dismissed'));
// The one in front: what copy and outcome are about.
export const chosen = () => offered().find(open) ?? offered()[0];
export const nth = (number) => items()[number - 1];

export const titleOf = (item) => item.querySelector('.solution-title').textContent.trim();

export function choose(item, focus = true) {
  for (const other of items()) other.querySelector('details').open = other === item;
  const summary = item.querySelector('summary');
  if (focus) summary.focus({ preventScroll: true });
  summary.scrollIntoView({ block: 'nearest' });
}

export function neighbour(step) {
  const list = offered();
  const focused = document.activeElement.closest?.('.solutions > li');
  const at = list.indexOf(focused ?? chosen());
  return focused ? list[Math.min(Math.max(at + step, 0), list.length - 1)] : list[Math.max(at, 0)];
}

export const copyButton = (item) => [...item.querySelectorAll('.copy')].find((button) => button.offsetParent);
export const options = () => [...place().querySelectorAll('.question .option')];
