-- SPDX-License-Identifier: GPL-3.0-or-later
-- What imports bring in. Never edit a migration that has been released: add the next number.
-- Times are seconds since 1970 UTC, angles degrees of WGS 84. '' stands for "unknown" in texts, NULL elsewhere.

CREATE TABLE subscribers (
  phone    TEXT PRIMARY KEY,  -- E.164, or a short code
  imei     TEXT NOT NULL,
  plan     TEXT NOT NULL,
  account  TEXT NOT NULL,
  porting  TEXT NOT NULL,
  volte_on TEXT NOT NULL,
  vip      INTEGER NOT NULL CHECK (vip IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE devices (
  tac   TEXT PRIMARY KEY,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  volte INTEGER CHECK (volte IN (0, 1)),
  nr    INTEGER CHECK (nr IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE last_locations (
  phone     TEXT PRIMARY KEY,
  latitude  REAL NOT NULL,
  longitude REAL NOT NULL,
  area      TEXT NOT NULL,
  kind      TEXT NOT NULL,
  seen_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- tile: row and column of the grid in one number, see kb/store/geo.h.
CREATE TABLE coverage_tiles (
  tile          INTEGER PRIMARY KEY,
  latitude      REAL NOT NULL,
  longitude     REAL NOT NULL,
  mean_rsrp_dbm REAL NOT NULL,
  samples       INTEGER NOT NULL CHECK (samples > 0),
  grade         TEXT NOT NULL CHECK (grade IN ('good', 'weak', 'none'))
) STRICT;

CREATE VIRTUAL TABLE coverage_index USING rtree(tile, south, north, west, east);

CREATE TABLE network_events (
  number    INTEGER PRIMARY KEY,
  id        TEXT NOT NULL UNIQUE,
  kind      TEXT NOT NULL CHECK (kind IN ('outage', 'planned')),
  title     TEXT NOT NULL,
  area      TEXT NOT NULL,
  latitude  REAL NOT NULL,
  longitude REAL NOT NULL,
  radius_m  REAL NOT NULL CHECK (radius_m > 0),
  starts_at INTEGER NOT NULL,
  ends_at   INTEGER
) STRICT;

CREATE VIRTUAL TABLE network_event_index USING rtree(number, south, north, west, east);
