-- SPDX-License-Identifier: GPL-3.0-or-later
-- First contact resolution: one credit a contact, taken back by a repeat (kb/core/fcr.h has the rule).

ALTER TABLE contacts ADD COLUMN region TEXT NOT NULL DEFAULT '';  -- where the number was issued
ALTER TABLE contacts ADD COLUMN agent TEXT NOT NULL DEFAULT '';
-- 1: the number came back, so that this 'resolved' counts as tried only.
ALTER TABLE outcomes ADD COLUMN taken_back INTEGER NOT NULL DEFAULT 0 CHECK (taken_back IN (0, 1));

-- One row a contact, narrow, in the order of their coming: reports read these and leave the texts alone.
CREATE TABLE credits (
  contact     TEXT PRIMARY KEY REFERENCES contacts (id) ON DELETE CASCADE,
  phone       TEXT NOT NULL,
  opened_at   INTEGER NOT NULL,
  channel     TEXT NOT NULL,
  region      TEXT NOT NULL,
  agent       TEXT NOT NULL,
  spoken      INTEGER NOT NULL CHECK (spoken IN (0, 1)),  -- has words or stated facts: more than a look-up
  result      TEXT NOT NULL CHECK (result IN ('none', 'resolved', 'unresolved', 'escalated')),
  case_id     TEXT NOT NULL,     -- of the outcome that decides
  category    TEXT NOT NULL,     -- of that case, else of the contact's best offer
  credit_from INTEGER NOT NULL,  -- from when on another contact is a repeat; of resolved ones
  repeated_by TEXT NOT NULL      -- the contact that took the credit back, or ''
) STRICT;

CREATE INDEX credits_by_time ON credits (opened_at);
CREATE INDEX credits_by_number ON credits (phone, category, opened_at);
CREATE INDEX credits_standing ON credits (phone, category) WHERE result = 'resolved' AND repeated_by = '';
CREATE INDEX credits_by_repeat ON credits (repeated_by) WHERE repeated_by <> '';

-- The rule the credits were counted by, in seconds; no row: not counted yet. Opening counts anew when it differs.
CREATE TABLE credit_rule (
  only_row  INTEGER PRIMARY KEY CHECK (only_row = 1),
  window    INTEGER NOT NULL,
  same_call INTEGER NOT NULL
) STRICT;

-- Of every outcome only its newest change is kept.
DELETE FROM outcome_changes
  WHERE number NOT IN (SELECT max(number) FROM outcome_changes GROUP BY contact, case_id);
CREATE UNIQUE INDEX outcome_changes_once ON outcome_changes (contact, case_id);

DROP TRIGGER outcome_resolved;
DROP TRIGGER outcome_corrected;

CREATE TRIGGER outcome_resolved AFTER INSERT ON outcomes
WHEN new.result = 'resolved' AND new.taken_back = 0 AND new.case_id <> ''
BEGIN
  DELETE FROM outcome_changes WHERE contact = new.contact AND case_id = new.case_id;
  INSERT INTO outcome_changes (contact, case_id) VALUES (new.contact, new.case_id);
END;

CREATE TRIGGER outcome_corrected AFTER UPDATE ON outcomes
WHEN new.case_id <> ''
  AND (new.result = 'resolved' AND new.taken_back = 0) <> (old.result = 'resolved' AND old.taken_back = 0)
BEGIN
  DELETE FROM outcome_changes WHERE contact = new.contact AND case_id = new.case_id;
  INSERT INTO outcome_changes (contact, case_id) VALUES (new.contact, new.case_id);
END;
