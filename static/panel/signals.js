// SPDX-License-Identifier: GPL-3.0-or-later
// What an agent does in passing tells which offers are good. Sent and forgotten: a signal is not worth a wait, and one
// lost on a broken connection is no loss.
export function signal(call, kind, caseId, form = '') {
  if (!call.contact) return;
  fetch(`/api/v1/contacts/${call.contact}/signals`, {
    method: 'POST', keepalive: true, headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ case: caseId, kind, form }),
  }).catch(() => {});
}
