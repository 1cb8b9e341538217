// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <map>

#include "kb/store/geo.h"
#include "kb/store/import_table.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

// What a handset can report (3GPP TS 38.133, table 10.1.6.1-1); below -140 only with NR.
constexpr double kLeastRsrp = -156.0;
constexpr double kMostRsrp = -31.0;

enum : std::size_t { kLat, kLon, kRsrp, kLoad };

constexpr std::array<Column, 4> kColumns{{
    {"lat", true, {"latitude", "纬度"}},
    {"lon", true, {"longitude", "lng", "经度"}},
    {"rsrp_dbm", true, {"rsrp", "rsrp(dbm)", "信号强度", "场强"}},
    {"busy_load", false, {"prb", "prb利用率", "忙时利用率", "忙时负荷"}},
}};

class CoverageImport final : public TableImport {
 public:
  explicit CoverageImport(const ImportOptions& options) : thresholds_(options.thresholds) {}

  std::span<const Column> columns() const override { return kColumns; }

  void take(CsvRow& row) override {
    const GeoPoint point = row.point(kLat, kLon);
    const double rsrp_dbm = row.number(kRsrp, kLeastRsrp, kMostRsrp);
    const bool has_load = !row.text(kLoad).empty();
    const double load = has_load ? row.number(kLoad, 0.0, 100.0) : 0.0;
    if (!row.is_good()) return;
    Samples& samples = tiles_[tile_of(point)];
    samples.sum_dbm += rsrp_dbm;
    ++samples.count;
    if (!has_load) return;
    samples.sum_load += load;
    ++samples.loads;
  }

  std::size_t write(soci::session& session) override {
    write_tiles(session);
    write_boxes(session);
    return tiles_.size();
  }

 private:
  struct Samples {
    double sum_dbm = 0.0;
    long long count = 0;
    double sum_load = 0.0;
    long long loads = 0;  // samples that state one
  };

  void write_tiles(soci::session& session) const {
    TileId tile = 0;
    GeoPoint centre;
    double mean_dbm = 0.0;
    long long count = 0;
    std::string grade;
    double load = 0.0;
    soci::indicator has_load = soci::i_ok;
    soci::statement insert =
        (session.prepare << "INSERT OR REPLACE INTO coverage_tiles"
                            " (tile, latitude, longitude, mean_rsrp_dbm, samples, grade, busy_load)"
                            " VALUES (:tile, :latitude, :longitude, :mean, :samples, :grade, :load)",
         soci::use(tile), soci::use(centre.latitude), soci::use(centre.longitude), soci::use(mean_dbm),
         soci::use(count), soci::use(grade), soci::use(load, has_load));
    for (const auto& [id, samples] : tiles_) {
      tile = id;
      centre = centre_of(id);
      count = samples.count;
      mean_dbm = samples.sum_dbm / static_cast<double>(samples.count);
      grade = to_string(grade_of(mean_dbm, thresholds_));
      has_load = samples.loads > 0 ? soci::i_ok : soci::i_null;
      load = samples.loads > 0 ? samples.sum_load / static_cast<double>(samples.loads) : 0.0;
      run(insert);
    }
  }

  // A tile's box never changes, so one that is there may stay.
  void write_boxes(soci::session& session) const {
    TileId tile = 0;
    GeoBox box;
    soci::statement insert =
        (session.prepare << "INSERT OR IGNORE INTO coverage_index (tile, south, north, west, east)"
                            " VALUES (:tile, :south, :north, :west, :east)",
         soci::use(tile), soci::use(box.south), soci::use(box.north), soci::use(box.west),
         soci::use(box.east));
    for (const auto& [id, samples] : tiles_) {
      tile = id;
      box = box_of(id);
      run(insert);
    }
  }

  const CoverageThresholds thresholds_;
  std::map<TileId, Samples> tiles_;  // ordered: neighbours are written together
};

}  // namespace

TableImportPtr make_coverage_import(const ImportOptions& options) {
  return std::make_unique<CoverageImport>(options);
}

}  // namespace firstfix::store
