// SPDX-License-Identifier: GPL-3.0-or-later
// Hand-over from outside. A number in the address's fragment is taken out of it at once: browsers send fragments to no
// server, and here none stays in the history either.

export function listen(receive) {
  const take = () => {
    const handed = decodeURIComponent(location.hash.slice(1));
    if (!/\d/.test(handed)) return;
    history.replaceState(history.state, '', location.pathname + location.search);
    receive(handed);
  };
  addEventListener('hashchange', take);
  take();
}
