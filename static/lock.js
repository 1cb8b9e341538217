// SPDX-License-Identifier: GPL-3.0-or-later
// The lock screen: a name tapped, also the one that is chosen already, the PIN typed, Enter.
const pin = document.getElementById('pin');
for (const name of document.querySelectorAll('.clerks input')) name.addEventListener('click', () => pin.focus());
if (document.querySelector('.clerks input:checked')) pin?.focus();
