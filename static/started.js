// SPDX-License-Identifier: GPL-3.0-or-later
// Scripts run: styles show what only they bring to life.
document.documentElement.classList.add('js');
