// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <unordered_map>

#include "kb/store/import_table.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

enum : std::size_t { kPhone, kLat, kLon, kArea, kKind, kSeenAt };

constexpr std::array<Column, 6> kColumns{{
    {"phone", true, {"号码", "手机号", "手机号码", "msisdn"}},
    {"lat", true, {"latitude", "纬度"}},
    {"lon", true, {"longitude", "lng", "经度"}},
    {"area", false, {"区域", "位置", "地址"}},
    {"kind", false, {"城乡类型", "城乡", "区域类型"}},
    {"seen_at", true, {"时间", "定位时间", "最近时间"}},
}};

class LocationsImport final : public TableImport {
 public:
  explicit LocationsImport(const ImportOptions& options) : options_(options) {}

  std::span<const Column> columns() const override { return kColumns; }

  void take(CsvRow& row) override {
    LastLocation location;
    location.phone = row.phone(kPhone, options_.parse_phone);
    location.point = row.point(kLat, kLon);
    location.area = row.words(kArea);
    location.kind = row.choice(kKind, fact_of(options_, "area.kind"));
    location.seen_at = row.required_time(kSeenAt);
    if (row.is_good()) keep(std::move(location));
  }

  // The statement leaves a later sighting alone, hence the affected rows.
  std::size_t write(soci::session& session) override {
    std::string phone;
    LastLocation bound;
    long long seen_at = 0;
    soci::statement insert =
        (session.prepare << "INSERT INTO last_locations (phone, latitude, longitude, area, kind, seen_at)"
                            " VALUES (:phone, :latitude, :longitude, :area, :kind, :seen_at)"
                            " ON CONFLICT (phone) DO UPDATE SET latitude = excluded.latitude,"
                            " longitude = excluded.longitude, area = excluded.area, kind = excluded.kind,"
                            " seen_at = excluded.seen_at WHERE excluded.seen_at >= last_locations.seen_at",
         soci::use(phone), soci::use(bound.point.latitude), soci::use(bound.point.longitude),
         soci::use(bound.area), soci::use(bound.kind), soci::use(seen_at));
    std::size_t written = 0;
    for (const auto& [number, location] : latest_) {
      bound = location;
      phone = number;
      seen_at = to_column(location.seen_at);
      run(insert);
      written += static_cast<std::size_t>(insert.get_affected_rows());
    }
    return written;
  }

 private:
  // A number may be seen many times: the last time counts, and of the same time the row further down.
  void keep(LastLocation location) {
    const auto [kept, is_new] = latest_.try_emplace(location.phone.e164(), location);
    if (!is_new && location.seen_at >= kept->second.seen_at) kept->second = std::move(location);
  }

  const ImportOptions& options_;
  std::unordered_map<std::string, LastLocation> latest_;
};

}  // namespace

TableImportPtr make_locations_import(const ImportOptions& options) {
  return std::make_unique<LocationsImport>(options);
}

}  // namespace firstfix::store
