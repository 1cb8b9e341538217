-- SPDX-License-Identifier: GPL-3.0-or-later
-- Weights that `firstfix learn` adopted. The newest that is not undone is in force; none: the program's own.

CREATE TABLE adopted_weights (
  number    INTEGER PRIMARY KEY AUTOINCREMENT,
  at        INTEGER NOT NULL,
  weights   TEXT NOT NULL,     -- JSON: [["bias", 0.12], …]
  fitted_on INTEGER NOT NULL,  -- outcomes
  tested_on INTEGER NOT NULL,
  old_loss  REAL NOT NULL,
  new_loss  REAL NOT NULL,
  undone_at INTEGER
) STRICT;
