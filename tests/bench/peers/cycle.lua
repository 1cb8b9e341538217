-- SPDX-License-Identifier: GPL-3.0-or-later
-- wrk asks the paths of the file named in PATHS in turn, each thread from a place of its own, and prints
-- "requests/s  p99 in ms  failed requests" as the last line.
local paths = {}
for path in io.lines(os.getenv("PATHS")) do paths[#paths + 1] = path end

local threads = 0
function setup(thread)
  thread:set("place", threads * 997)
  threads = threads + 1
end

function request()
  place = place + 1
  return wrk.format("GET", paths[place % #paths + 1])
end

function done(summary, latency, _)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("cell\t%.1f\t%.2f\t%d", summary.requests / (summary.duration / 1e6),
    latency:percentile(99) / 1000, failed))
end
