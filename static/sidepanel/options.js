// SPDX-License-Identifier: GPL-3.0-or-later
import { label, parseRules, settings, words } from './settings.js';

const form = document.getElementById('options');

label();
settings().then(({ server, rules }) => {
  form.elements.server.value = server;
  form.elements.rules.value = rules;
});

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const server = form.elements.server.value;
  const rules = form.elements.rules.value;
  const { wrong } = parseRules(rules);
  const status = document.getElementById('status');
  if (wrong) {
    status.textContent = words('wrong') + wrong;
    return;
  }
  await chrome.storage.sync.set({ server, rules });
  status.textContent = words('saved');
});
