// SPDX-License-Identifier: GPL-3.0-or-later
// An outcome on its way: written down, sent, and shown in place once the server has it.
import { say, t } from '../words.js';
import { want } from './asking.js';
import * as calls from './calls.js';
import { changed, show } from './contact.js';
import { tell } from './host.js';
import * as link from './link.js';
import * as outbox from './outbox.js';
import * as part from './part.js';

export function record(call, outcome) {
  outbox.add({ contact: call.contact, ...outcome });
  call.done = outcome.result;
  if (outcome.result === 'unresolved' && call.picked === outcome.case) call.picked = '';  // not in front of what is next
  calls.save();
  changed();
  if (link.isLost()) say(t('outcome.kept'));
  outbox.flush();
}

function settled(outcome, complaint) {
  const call = calls.byContact(outcome.contact);
  if (!call) return;
  if (complaint) {
    call.done = '';
    if (call === calls.current()) part.complain(complaint);
    calls.save();
    return changed();
  }
  tell('outcome', { contact: outcome.contact, case: outcome.case, result: outcome.result });
  if (call === calls.current()) {
    const query = new URLSearchParams({ done: outcome.result, case: outcome.case });
    want(() => show(call, '?' + query));
  }
  calls.save();
  changed();
}
outbox.onSettled(settled);
