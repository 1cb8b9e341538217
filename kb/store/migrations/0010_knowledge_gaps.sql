-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the library had no sure answer to, for the experts: contacts of which no case was sure, and searches that found
-- nothing good.

ALTER TABLE contacts ADD COLUMN confident INTEGER NOT NULL DEFAULT 1 CHECK (confident IN (0, 1));

CREATE INDEX contacts_unsure ON contacts (opened_at) WHERE confident = 0;

CREATE TABLE missed_searches (
  text    TEXT PRIMARY KEY,
  times   INTEGER NOT NULL,
  last_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX missed_searches_by_time ON missed_searches (last_at);
