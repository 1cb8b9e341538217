// SPDX-License-Identifier: GPL-3.0-or-later
import { copyWords } from '../clipboard.js';
import { ask } from './link.js';

// Opens a progress link for the customer and copies its address. Throws Offline, or an Error with words to show.
export async function copyTrack(button, call) {
  const response = await ask(`/api/v1/contacts/${call.contact}/track`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ case: button.dataset.track }),
  });
  const body = await response.json();
  if (!response.ok) throw new Error(body.detail);
  await copyWords(button, location.origin + body.path);
}
