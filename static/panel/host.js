// SPDX-License-Identifier: GPL-3.0-or-later
// The CRM around us and the telephone beside us. Numbers come by the address's fragment, which browsers send to no
// server and which is taken out of the address at once, or by postMessage; a telephone system prepares a contact by
// POST /api/v1/screen-pop and we ask for it.
//
// In:   {type: 'firstfix.call', number, symptom?}   from an origin that may frame us
// Out:  {type: 'firstfix.ready'}, {type: 'firstfix.case', contact, case, title},
//       {type: 'firstfix.reply', contact, case, form, text}, {type: 'firstfix.outcome', contact, case, result}
import { ask } from './link.js';

const kPopEvery = 1000;  // milliseconds

const rules = (document.querySelector('meta[name="firstfix-hosts"]')?.content ?? "'self'").split(/\s+/).filter(Boolean);

// As CSP's frame-ancestors reads them: 'self', an origin, a scheme with a wildcard host, a bare scheme.
function allows(rule, origin) {
  if (rule === "'self'") return origin === location.origin;
  if (rule === '*') return /^https?:/.test(origin);
  if (rule.endsWith(':')) return origin.startsWith(rule);
  const [scheme, host] = rule.split('://');
  if (!host?.startsWith('*.')) return origin === rule;
  return origin.startsWith(scheme + '://') && origin.endsWith(host.slice(1));
}
const isAllowed = (origin) => rules.some((rule) => allows(rule, origin));

const framed = window.parent !== window;
let host = framed && window.location.ancestorOrigins?.[0];  // known at once in Chromium and Safari
if (host && !isAllowed(host)) host = null;

// Tells the page around us; nobody else can read it.
export function tell(type, detail = {}) {
  if (framed && host) window.parent.postMessage({ type: 'firstfix.' + type, ...detail }, host);
}

function listenToHost({ call, refused }) {
  addEventListener('message', ({ data, origin, source }) => {
    if (typeof data?.type !== 'string' || !data.type.startsWith('firstfix.')) return;
    if (source !== window.parent && source !== window.opener || source === window) return;
    if (!isAllowed(origin)) return refused(origin);
    host = origin;
    if (data.type === 'firstfix.call' && typeof data.number === 'string') {
      call(data.number.slice(0, 100), typeof data.symptom === 'string' ? data.symptom.slice(0, 10000) : '');
    }
  });
  tell('ready');
}

function listenToFragment(call) {
  const take = () => {
    let handed = '';
    try {
      handed = decodeURIComponent(location.hash.slice(1));
    } catch { /* not percent-encoded: no number of ours */ }
    if (!/\d/.test(handed)) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    call(handed.slice(0, 100), '');
  };
  addEventListener('hashchange', take);
  take();
}

// The seat is named once, /panel?agent=1001, and kept for this tab.
function listenToTelephone(pop) {
  const named = new URLSearchParams(location.search).get('agent');
  try {
    if (named) sessionStorage.setItem('firstfix.agent', named);
  } catch { /* forbidden in this frame */ }
  let agent = named;
  try {
    agent ??= sessionStorage.getItem('firstfix.agent');
  } catch { /* as above */ }
  if (!agent) return;
  const address = '/api/v1/screen-pop?' + new URLSearchParams({ agent });
  const look = async () => {
    try {
      if (!document.hidden) {
        const response = await ask(address);
        if (response.ok) {
          const { pop: latest } = await response.json();
          if (latest) pop(latest.contact);
        }
      }
    } catch { /* offline: the panel says so */ }
    setTimeout(look, kPopEvery);
  };
  look();
}

// call(number, symptom): a number has come. pop(contact): a contact has been prepared. refused(origin).
export function listen({ call, pop, refused }) {
  listenToHost({ call, refused });
  listenToFragment(call);
  listenToTelephone(pop);
}
