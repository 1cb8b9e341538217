// SPDX-License-Identifier: GPL-3.0-or-later
// The map below the answer: fetched and drawn when asked for, closed when another caller comes to the front.
import { t } from '../words.js';
import { ask } from './link.js';

const box = document.getElementById('map-box');
let shown = '';  // the contact whose surroundings are drawn

const button = () => document.getElementById('map-open');

function load() {
  if (window.firstfixMap) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const style = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: box.dataset.style });
    const script = Object.assign(document.createElement('script'), { src: box.dataset.script });
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(t('map.failed'))));
    document.head.append(style, script);
  });
}

export function close() {
  shown = '';
  box.hidden = true;
  button()?.setAttribute('aria-expanded', 'false');
}

// After the part has been exchanged: its button tells what is so.
export function keep(contact) {
  if (shown && shown !== contact) close();
  button()?.setAttribute('aria-expanded', String(Boolean(shown)));
}

function summary(features) {
  const count = (kind) => features.filter(({ properties }) => properties.kind === kind).length;
  const place = features.find(({ properties }) => properties.kind === 'place');
  return t('map.summary', place.properties.text, count('coverage'), count('outage') + count('planned'));
}

// Throws Offline, or an Error with words to show.
export async function toggle(contact) {
  if (shown === contact) return close();
  const [response] = await Promise.all([ask(`/api/v1/contacts/${contact}/map`), load()]);
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail);
  shown = contact;
  box.hidden = false;
  button()?.setAttribute('aria-expanded', 'true');
  const map = document.getElementById('map');
  map.setAttribute('aria-label', summary(body.features));
  const words = { good: t('map.good'), weak: t('map.weak'), none: t('map.none') };
  window.firstfixMap(map, body, words);
  box.scrollIntoView({ block: 'nearest' });
}
