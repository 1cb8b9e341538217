// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <vector>

#include "kb/store/csv_text.h"
#include "kb/store/geo.h"
#include "kb/store/import_table.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

constexpr double kMostRadiusM = 1'000'000.0;  // a province

enum : std::size_t { kId, kKind, kTitle, kArea, kLat, kLon, kRadius, kStartsAt, kEndsAt };

constexpr std::array<Column, 9> kColumns{{
    {"id", true, {"编号", "事件编号"}},
    {"kind", true, {"类型", "事件类型"}},
    {"title", true, {"名称", "标题"}},
    {"area", false, {"影响范围", "区域"}},
    {"lat", true, {"latitude", "纬度", "中心纬度"}},
    {"lon", true, {"longitude", "lng", "经度", "中心经度"}},
    {"radius_m", true, {"radius", "半径", "影响半径", "半径(米)"}},
    {"starts_at", true, {"开始时间"}},
    {"ends_at", false, {"结束时间", "预计恢复时间", "预计结束时间"}},
}};

EventKind read_kind(CsvRow& row) {
  const std::string text = to_lower(row.text(kKind));
  if (text == "planned" || text == "施工" || text == "计划施工" || text == "割接") return EventKind::planned;
  if (text != "outage" && text != "故障") row.reject(kKind, "请写 outage（故障）或 planned（施工）");
  return EventKind::outage;
}

class EventsImport final : public TableImport {
 public:
  std::span<const Column> columns() const override { return kColumns; }

  void take(CsvRow& row) override {
    NetworkEvent event;
    event.id = row.required_words(kId);
    event.kind = read_kind(row);
    event.title = row.required_words(kTitle);
    event.area = row.words(kArea);
    event.centre = row.point(kLat, kLon);
    event.radius_m = row.number(kRadius, 1.0, kMostRadiusM);
    event.starts_at = row.required_time(kStartsAt);
    event.ends_at = row.time(kEndsAt);
    if (row.is_good() && event.ends_at && *event.ends_at <= event.starts_at) {
      row.reject(kEndsAt, "请写开始之后的时间，不知道就留空");
    }
    if (row.is_good() && seen_.is_new(row, kId, event.id)) rows_.push_back(std::move(event));
  }

  std::size_t write(soci::session& session) override {
    EventWrite write(session);
    for (const NetworkEvent& event : rows_) write.one(event);
    return rows_.size();
  }

 private:
  class EventWrite {
   public:
    explicit EventWrite(soci::session& session)
        : upsert_(
              (session.prepare << "INSERT INTO network_events (id, kind, title, area, latitude, longitude,"
                                  " radius_m, starts_at, ends_at)"
                                  " VALUES (:id, :kind, :title, :area, :lat, :lon, :radius, :starts, :ends)"
                                  " ON CONFLICT (id) DO UPDATE SET kind = excluded.kind,"
                                  " title = excluded.title, area = excluded.area,"
                                  " latitude = excluded.latitude, longitude = excluded.longitude,"
                                  " radius_m = excluded.radius_m, starts_at = excluded.starts_at,"
                                  " ends_at = excluded.ends_at RETURNING number",
               soci::use(bound_.id), soci::use(kind_), soci::use(bound_.title), soci::use(bound_.area),
               soci::use(bound_.centre.latitude), soci::use(bound_.centre.longitude),
               soci::use(bound_.radius_m), soci::use(starts_at_), soci::use(ends_at_, has_end_),
               soci::into(number_))),
          index_((session.prepare
                      << "INSERT OR REPLACE INTO network_event_index (number, south, north, west, east)"
                         " VALUES (:number, :south, :north, :west, :east)",
                  soci::use(number_), soci::use(box_.south), soci::use(box_.north), soci::use(box_.west),
                  soci::use(box_.east))) {}

    void one(const NetworkEvent& event) {
      bound_ = event;
      kind_ = to_string(event.kind);
      starts_at_ = to_column(event.starts_at);
      ends_at_ = to_column(event.ends_at.value_or(event.starts_at));
      has_end_ = event.ends_at ? soci::i_ok : soci::i_null;
      for_each_row(upsert_, [] {});
      box_ = box_around(event.centre, event.radius_m);
      run(index_);
    }

   private:
    NetworkEvent bound_;
    std::string kind_;
    long long starts_at_ = 0;
    long long ends_at_ = 0;
    soci::indicator has_end_ = soci::i_ok;
    long long number_ = 0;
    GeoBox box_;
    soci::statement upsert_;
    soci::statement index_;
  };

  SeenKeys seen_;
  std::vector<NetworkEvent> rows_;
};

}  // namespace

TableImportPtr make_events_import(const ImportOptions& /*options*/) {
  return std::make_unique<EventsImport>();
}

}  // namespace firstfix::store
