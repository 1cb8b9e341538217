-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the front line leaves behind: what agents did with offers, contacts prepared for a seat, customers' links.

CREATE TABLE signals (
  number  INTEGER PRIMARY KEY,
  contact TEXT NOT NULL REFERENCES contacts (id),
  case_id TEXT NOT NULL,
  kind    TEXT NOT NULL CHECK (kind IN ('copied', 'picked', 'dismissed')),
  form    TEXT NOT NULL,
  at      INTEGER NOT NULL
) STRICT;

CREATE INDEX signals_by_case ON signals (case_id, at);

CREATE TABLE screen_pops (
  agent   TEXT PRIMARY KEY,
  contact TEXT NOT NULL REFERENCES contacts (id),
  at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE track_links (
  token      TEXT PRIMARY KEY,
  contact    TEXT NOT NULL REFERENCES contacts (id),
  case_id    TEXT NOT NULL,
  made_at    INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
