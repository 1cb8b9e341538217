-- SPDX-License-Identifier: GPL-3.0-or-later
-- Clerks who share a counter: their PINs as argon2id strings, and the counters they have unlocked.

CREATE TABLE clerks (
  name         TEXT PRIMARY KEY,
  pin_hash     TEXT NOT NULL,
  failures     INTEGER NOT NULL CHECK (failures >= 0),
  locked_until INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE clerk_sessions (
  token_hash TEXT PRIMARY KEY,  -- of a random token that only the browser has
  clerk      TEXT NOT NULL REFERENCES clerks (name) ON DELETE CASCADE,
  seen_at    INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX clerk_sessions_by_clerk ON clerk_sessions (clerk);

ALTER TABLE outcomes ADD COLUMN agent TEXT NOT NULL DEFAULT '';  -- who recorded it, may be empty
