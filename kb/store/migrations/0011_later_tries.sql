-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was tried in vain is learned anew when a case is tried for the same caller: in the same contact, or in one of the
-- next twenty within the window of the repeat rule (a number that everybody is entered with has thousands).

-- 1: told again for what came after it. The outcome's own change stays where it is, so that who reads all of them
-- learns each use when it happened.
ALTER TABLE outcome_changes ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
DROP INDEX outcome_changes_once;
CREATE UNIQUE INDEX outcome_changes_once ON outcome_changes (contact, case_id, again);

CREATE VIEW earlier_failures AS
  SELECT n.id AS later, o.contact, o.case_id
  FROM contacts n JOIN outcomes o ON o.contact IN
    (SELECT c.id FROM contacts c WHERE c.phone = n.phone
       AND c.opened_at BETWEEN n.opened_at - (SELECT window FROM credit_rule) AND n.opened_at
     ORDER BY c.opened_at DESC LIMIT 21)
  WHERE o.case_id <> '' AND (o.result <> 'resolved' OR o.taken_back = 1);

-- Nothing is kept here: a row put in tells again what failed before that outcome.
CREATE VIEW told_outcomes AS SELECT contact, case_id FROM outcomes;

CREATE TRIGGER outcome_told INSTEAD OF INSERT ON told_outcomes
BEGIN
  DELETE FROM outcome_changes WHERE again = 1 AND (contact, case_id) IN
    (SELECT contact, case_id FROM earlier_failures
     WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id));
  INSERT INTO outcome_changes (contact, case_id, again)
    SELECT contact, case_id, 1 FROM earlier_failures
    WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id);
END;

CREATE TRIGGER outcome_tells_of_earlier AFTER INSERT ON outcomes
WHEN new.case_id <> ''
BEGIN
  INSERT INTO told_outcomes (contact, case_id) VALUES (new.contact, new.case_id);
END;

CREATE TRIGGER correction_tells_of_earlier AFTER UPDATE ON outcomes
WHEN new.case_id <> ''
  AND (new.result = 'resolved' AND new.taken_back = 0) <> (old.result = 'resolved' AND old.taken_back = 0)
BEGIN
  INSERT INTO told_outcomes (contact, case_id) VALUES (new.contact, new.case_id);
END;

-- What was said and thought when the outcome was recorded, kept when the contact goes on; null: as the contact has it.
ALTER TABLE outcomes ADD COLUMN symptom TEXT;
ALTER TABLE outcomes ADD COLUMN considered TEXT;

CREATE TRIGGER contact_goes_on BEFORE UPDATE OF symptom, considered ON contacts
WHEN new.symptom <> old.symptom OR new.considered <> old.considered
BEGIN
  UPDATE outcomes SET symptom = old.symptom, considered = old.considered
    WHERE contact = old.id AND considered IS NULL;
END;
