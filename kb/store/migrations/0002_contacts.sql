-- SPDX-License-Identifier: GPL-3.0-or-later
-- What people create: contacts, what became of them, and the daily statistics of the cases.

CREATE TABLE contacts (
  id        TEXT PRIMARY KEY,
  phone     TEXT NOT NULL,
  channel   TEXT NOT NULL CHECK (channel IN ('hotline', 'counter', 'online')),
  symptom   TEXT NOT NULL,
  opened_at INTEGER NOT NULL,
  stated    TEXT NOT NULL CHECK (json_valid(stated)),   -- [{"id","value","source","detail"}]
  offered   TEXT NOT NULL CHECK (json_valid(offered)),  -- [case id], best first
  category  TEXT NOT NULL
) STRICT;

CREATE INDEX contacts_by_phone ON contacts (phone, opened_at);

-- category and at say which day's statistics the outcome was counted in, so that a correction takes it back there.
CREATE TABLE outcomes (
  contact  TEXT NOT NULL REFERENCES contacts (id),
  case_id  TEXT NOT NULL,
  result   TEXT NOT NULL CHECK (result IN ('resolved', 'unresolved', 'escalated')),
  note     TEXT NOT NULL,
  at       INTEGER NOT NULL,
  category TEXT NOT NULL,
  PRIMARY KEY (contact, case_id)
) STRICT, WITHOUT ROWID;

-- day: days since 1970, UTC.
CREATE TABLE case_days (
  day      INTEGER NOT NULL,
  case_id  TEXT NOT NULL,
  category TEXT NOT NULL,
  resolved INTEGER NOT NULL CHECK (resolved BETWEEN 0 AND tried),
  tried    INTEGER NOT NULL,
  PRIMARY KEY (day, case_id, category)
) STRICT, WITHOUT ROWID;
