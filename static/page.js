// SPDX-License-Identifier: GPL-3.0-or-later
// Sends forms without leaving the page and puts the answer in place, keeping focus, what was opened and where
// one had scrolled. Without this script the same forms and links work by ordinary page loads.
(() => {
  'use strict';
  document.documentElement.classList.add('js');

  const composing = (event) => event.isComposing || event.keyCode === 229;
  const say = (text) => { document.getElementById('live').textContent = text; };
  const keyed = (root, selector) => [...root.querySelectorAll(selector)].filter((element) => element.id);

  function complain(text) {
    const main = document.getElementById('main');
    main.querySelector('#trouble')?.remove();
    const banner = document.createElement('p');
    Object.assign(banner, { id: 'trouble', className: 'banner bad', textContent: text, tabIndex: -1 });
    banner.setAttribute('role', 'alert');
    main.prepend(banner);
    banner.scrollIntoView({ block: 'nearest' });
  }

  // What a person has opened, chosen or half typed goes over to the part that replaces it.
  function carry(from, to) {
    for (const old of keyed(from, 'details[open]')) to.querySelector('#' + CSS.escape(old.id))?.setAttribute('open', '');
    for (const old of keyed(from, '.pick:checked')) {
      const now = to.querySelector('#' + CSS.escape(old.id));
      if (now) now.checked = true;
    }
  }

  function refocus(active, moved) {
    const same = active?.id && document.getElementById(active.id);
    const arrived = document.querySelector('#main [data-arrive]') || document.querySelector('.solution > summary');
    const target = moved ? arrived : same;
    target?.focus({ preventScroll: true });
    if (moved) target?.scrollIntoView({ block: 'nearest' });  // moves only what is out of sight
  }

  async function fetchPage(url, options) {
    const response = await fetch(url, { credentials: 'same-origin', ...options });
    const body = await response.text();
    if (!(response.headers.get('Content-Type') || '').startsWith('text/html')) {
      let detail = '';
      try { detail = JSON.parse(body).detail; } catch { /* not ours, a proxy's perhaps */ }
      throw new Error(detail || '服务器没有正常回答（' + response.status + '）');
    }
    return { url: response.url, page: new DOMParser().parseFromString(body, 'text/html') };
  }

  const explain = (error) => error instanceof TypeError ? '没有发出去，请检查网络后再点一次；填的内容都还在。' : error.message;

  function show(page, moved) {
    const [from, to] = [document.getElementById('main'), page.getElementById('main')];
    const active = document.activeElement;
    const sameContact = from.querySelector('.caller') && to.querySelector('.caller') && !moved.fresh;
    if (sameContact) carry(from, to);
    from.replaceWith(to);
    document.title = page.title;
    refocus(active, moved.focus);
    if (moved.fresh) scrollTo(0, 0);
    say(to.dataset.summary || '');
  }

  async function send(form, submitter) {
    if (form.dataset.busy) return;
    form.dataset.busy = '1';
    const main = document.getElementById('main');
    main.setAttribute('aria-busy', 'true');
    const body = new FormData(form);
    if (submitter?.name) body.set(submitter.name, submitter.value);
    const action = form.getAttribute('action');
    try {
      const { url, page } = await fetchPage(action, { method: 'POST', body });
      const failed = page.getElementById('error');
      if (!failed) visit(url, true);
      show(page, { focus: true, fresh: action === '/panel' && !failed });
    } catch (error) {
      complain(explain(error));
    } finally {
      delete form.dataset.busy;
      main.removeAttribute('aria-busy');
    }
  }

  document.addEventListener('submit', (event) => {
    if (!event.target.matches('form[data-swap]')) return;
    event.preventDefault();
    send(event.target, event.submitter);
  });

  // Enter sends, Shift+Enter is a new line; Enter that ends an input method's word does neither.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || composing(event)) return;
    if (!event.target.matches('textarea[data-enter]')) return;
    event.preventDefault();
    event.target.form.requestSubmit();
  });

  // A jump within the page (#escalate) is a popstate too, but nothing to fetch.
  const address = () => location.pathname + location.search;
  let shown = address();

  function visit(url, keep) {
    history[keep ? 'pushState' : 'replaceState']({}, '', url);
    shown = address();
  }

  addEventListener('popstate', async () => {
    if (address() === shown) return;
    shown = address();
    try {
      show((await fetchPage(location.href)).page, { focus: false, fresh: true });
    } catch {
      location.reload();
    }
  });

  window.firstfix = { composing, fetchPage, say, visit };
})();
