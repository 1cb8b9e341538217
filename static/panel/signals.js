// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent does in passing tells which offers are good. Sent and forgotten: a signal is not worth a wait, and one
// lost on a broken connection is no loss. Its answer tells whether what was offered still stands.
let stale = () => {};

// Called when the case is gone, or is another version than the one that was shown.
export function onStale(listener) {
  stale = listener;
}

export async function signal(call, kind, item, form = '') {
  if (!call.contact) return;
  const { case: id, version: shown } = item.dataset;
  try {
    const response = await fetch(`/api/v1/contacts/${call.contact}/signals`, {
      method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ case: id, kind, form }),
    });
    if (response.status === 409) return stale(call);
    const { version } = response.ok ? await response.json() : {};
    if (version && version !== shown) stale(call);
  } catch { /* no loss */ }
}
