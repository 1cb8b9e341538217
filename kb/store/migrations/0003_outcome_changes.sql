-- SPDX-License-Identifier: GPL-3.0-or-later
-- Every outcome that became resolved, or ceased to be, in the order it happened: who keeps the confirmed symptoms
-- in memory asks for what came after the last number it has seen. Triggers, so that no writer can forget it.

CREATE TABLE outcome_changes (
  number  INTEGER PRIMARY KEY AUTOINCREMENT,  -- grows, also across processes: writers take turns
  contact TEXT NOT NULL,
  case_id TEXT NOT NULL
) STRICT;

INSERT INTO outcome_changes (contact, case_id)
  SELECT contact, case_id FROM outcomes WHERE result = 'resolved' AND case_id <> '' ORDER BY at, contact, case_id;

CREATE TRIGGER outcome_resolved AFTER INSERT ON outcomes
WHEN new.result = 'resolved' AND new.case_id <> ''
BEGIN
  INSERT INTO outcome_changes (contact, case_id) VALUES (new.contact, new.case_id);
END;

CREATE TRIGGER outcome_corrected AFTER UPDATE ON outcomes
WHEN new.case_id <> '' AND (new.result = 'resolved') <> (old.result = 'resolved')
BEGIN
  INSERT INTO outcome_changes (contact, case_id) VALUES (new.contact, new.case_id);
END;
