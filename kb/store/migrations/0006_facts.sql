-- SPDX-License-Identifier: GPL-3.0-or-later
-- More about places, handsets and the freshness of what was imported; the question a contact waits for.

ALTER TABLE coverage_tiles ADD COLUMN busy_load REAL;  -- PRB utilisation of the busy hour, percent; NULL: unknown
ALTER TABLE devices ADD COLUMN sa INTEGER CHECK (sa IN (0, 1));    -- 5G standalone
ALTER TABLE devices ADD COLUMN nsa INTEGER CHECK (nsa IN (0, 1));  -- 5G non-standalone
ALTER TABLE devices ADD COLUMN bands TEXT NOT NULL DEFAULT '';     -- "B3 B8 n41 n78"
ALTER TABLE contacts ADD COLUMN pending TEXT NOT NULL DEFAULT '';  -- the fact asked for last, not answered yet

CREATE INDEX subscribers_by_imei ON subscribers (imei) WHERE imei <> '';

-- number grows with every import of that table: who keeps something of it in memory sees that it must read anew.
CREATE TABLE imports (
  name   TEXT PRIMARY KEY,
  at     INTEGER NOT NULL,
  number INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every place somebody gave a name to, by last locations and by events.
CREATE VIEW known_areas AS
  SELECT area AS name, max(kind) AS kind, avg(latitude) AS latitude, avg(longitude) AS longitude,
         111000.0 / 2 * max(max(latitude) - min(latitude), (max(longitude) - min(longitude)) * 0.85) AS radius_m
    FROM last_locations WHERE area <> '' GROUP BY area
  UNION ALL
  SELECT area, '', latitude, longitude, radius_m FROM network_events WHERE area <> '';
