-- SPDX-License-Identifier: GPL-3.0-or-later
-- The features that weights multiply mean something else now (resolve::kFeatureLayout 2): the program's own are in force
-- until outcomes recorded with the new ones are enough for `firstfix learn`.
UPDATE adopted_weights SET undone_at = CAST(strftime('%s', 'now') AS INTEGER) WHERE undone_at IS NULL;
