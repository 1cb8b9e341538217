// SPDX-License-Identifier: GPL-3.0-or-later
import './started.js';

document.getElementById('print').addEventListener('click', () => print());
