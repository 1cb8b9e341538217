-- SPDX-License-Identifier: GPL-3.0-or-later
-- What the engine knew and thought about a contact, to learn from its outcome: the facts, the belief in each
-- case, and the features of those offered. Recorded, because it cannot be had again: records, events and the
-- library change.
ALTER TABLE contacts ADD COLUMN considered TEXT NOT NULL DEFAULT '';  -- JSON, see contact_json.h

-- A case that did not help teaches as well: every outcome of a case is a change now, not only the resolved.
DROP TRIGGER outcome_resolved;

CREATE TRIGGER outcome_recorded AFTER INSERT ON outcomes
WHEN new.case_id <> ''
BEGIN
  DELETE FROM outcome_changes WHERE contact = new.contact AND case_id = new.case_id;
  INSERT INTO outcome_changes (contact, case_id) VALUES (new.contact, new.case_id);
END;

INSERT INTO outcome_changes (contact, case_id)
  SELECT o.contact, o.case_id FROM outcomes o WHERE o.case_id <> '' AND NOT EXISTS
    (SELECT 1 FROM outcome_changes c WHERE c.contact = o.contact AND c.case_id = o.case_id)
  ORDER BY o.at, o.contact, o.case_id;
