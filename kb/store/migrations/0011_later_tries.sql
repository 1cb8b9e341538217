-- SPDX-License-Identifier: GPL-3.0-or-later
-- What was tried in vain is learned anew when a case is tried for the same caller: in the same contact, or in one
-- of the next twenty within the window of the repeat rule (a number that everybody is entered with has thousands).

CREATE VIEW earlier_failures AS
  SELECT n.id AS later, o.contact, o.case_id
  FROM contacts n JOIN outcomes o ON o.contact IN
    (SELECT c.id FROM contacts c WHERE c.phone = n.phone
       AND c.opened_at BETWEEN n.opened_at - (SELECT window FROM credit_rule) AND n.opened_at
     ORDER BY c.opened_at DESC LIMIT 21)
  WHERE o.case_id <> '' AND (o.result <> 'resolved' OR o.taken_back = 1);

CREATE TRIGGER outcome_tells_of_earlier AFTER INSERT ON outcomes
WHEN new.case_id <> ''
BEGIN
  DELETE FROM outcome_changes WHERE (contact, case_id) IN
    (SELECT contact, case_id FROM earlier_failures
     WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id));
  INSERT INTO outcome_changes (contact, case_id)
    SELECT contact, case_id FROM earlier_failures
    WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id);
END;

CREATE TRIGGER correction_tells_of_earlier AFTER UPDATE ON outcomes
WHEN new.case_id <> ''
  AND (new.result = 'resolved' AND new.taken_back = 0) <> (old.result = 'resolved' AND old.taken_back = 0)
BEGIN
  DELETE FROM outcome_changes WHERE (contact, case_id) IN
    (SELECT contact, case_id FROM earlier_failures
     WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id));
  INSERT INTO outcome_changes (contact, case_id)
    SELECT contact, case_id FROM earlier_failures
    WHERE later = new.contact AND (contact <> new.contact OR case_id <> new.case_id);
END;
