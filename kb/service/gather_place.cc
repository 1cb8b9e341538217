// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::hours kPlannedWorkAhead{24};
constexpr double kLeastAreaM = 300.0;   // around the middle of a named place
constexpr double kMostAreaM = 2'000.0;  // a larger one has good and bad corners
constexpr double kPointM = 150.0;       // a location as exact as that is a point
constexpr double kSameAreaM = 1'000.0;  // the table's area name still holds that far away

// Where the caller is, or speaks of.
struct Spot {
  GeoPoint point;
  double radius_m = 0.0;  // 0: as exact as a tile
  std::string area;
  std::string kind;
  std::string source;  // "location", "network", "symptom"
  std::string detail;
  std::optional<Timestamp> at;
};

std::optional<Spot> from_table(Gathering& gathering) {
  if (!gathering.in_time("location")) return std::nullopt;
  const auto found =
      gathering.answered(gathering.records().last_location(gathering.question().phone), "location");
  if (!found) return std::nullopt;
  return Spot{found->point,
              0.0,
              found->area,
              found->kind,
              "location",
              fmt::format("最近一次位置更新：{}（{}）", gathering.spoken(found->seen_at),
                          gathering.age(found->seen_at)),
              found->seen_at};
}

// The later of the two; the network tells no names, so the table's stands while it is about there.
std::optional<Spot> from_network(const Gathering& gathering, const std::optional<Spot>& table) {
  const auto& location = gathering.network.location;
  if (!location || (table && table->at && *table->at >= location->at)) return table;
  Spot spot{location->centre,
            location->radius_m,
            {},
            {},
            "network",
            fmt::format("网络侧定位：{}，误差约 {:.0f} 米", gathering.age(location->at), location->radius_m),
            location->at};
  if (table && distance_m(table->point, spot.point) <= location->radius_m + kSameAreaM) {
    spot.area = table->area;
    spot.kind = table->kind;
  }
  return spot;
}

std::optional<Spot> from_words(const Gathering& gathering) {
  const PlaceBook* places = gathering.sources().places;
  if (places == nullptr || gathering.question().said.empty()) return std::nullopt;
  const auto match = places->names()->find(gathering.question().said);
  if (!match) return std::nullopt;
  return Spot{match->area.centre,
              std::clamp(match->area.radius_m, kLeastAreaM, kMostAreaM),
              match->area.name,
              match->area.kind,
              "symptom",
              fmt::format("客户说到“{}”，按这个地点查的", match->said),
              {}};
}

bool is_fresh(const Gathering& gathering, const Spot& spot) {
  return spot.at && gathering.now() - *spot.at <= gathering.settings().location_fresh;
}

std::string grade_words(CoverageGrade grade) {
  switch (grade) {
    case CoverageGrade::good:
      return "信号良好";
    case CoverageGrade::weak:
      return "信号偏弱";
    case CoverageGrade::none:
      return "基本没有信号";
  }
  return {};
}

void put_reason(Gathering& gathering, const CoverageTile& tile) {
  const bool busy = tile.busy_load && *tile.busy_load >= gathering.settings().congested_above;
  const auto as_of = gathering.imported("coverage");
  if (tile.grade != CoverageGrade::good) {
    gathering.put("coverage.reason", "weak", "coverage", "路测信号弱于门限，是覆盖问题", as_of);
  } else if (busy) {
    gathering.put("coverage.reason", "congested", "coverage",
                  fmt::format("信号良好，但忙时负荷 {:.0f}%，人多时会慢", *tile.busy_load), as_of);
  } else if (tile.busy_load) {
    gathering.put("coverage.reason", "fine", "coverage",
                  fmt::format("信号良好，忙时负荷 {:.0f}%，没有拥塞", *tile.busy_load), as_of);
  } else {
    gathering.put("coverage.reason", "fine", "coverage", "信号良好，没有忙时负荷数据", as_of);
  }
}

void put_no_tile(Gathering& gathering) {
  const auto has_any = gathering.records().has_coverage();
  if (!has_any || !*has_any) return;  // an empty table says nothing about this place
  gathering.put("coverage.reason", "no_tile", "coverage", "这里没有路测数据，覆盖情况未知",
                gathering.imported("coverage"));
}

void coverage(Gathering& gathering, const Spot& spot) {
  if (!gathering.in_time("coverage")) return;
  const bool area = spot.radius_m > kPointM;
  auto found = area ? gathering.records().coverage_around(spot.point, std::min(spot.radius_m, kMostAreaM))
                    : gathering.records().coverage_at(spot.point);
  if (!found) return gathering.unavailable("coverage");
  if (!*found) return put_no_tile(gathering);
  const CoverageTile& tile = **found;
  gathering.put("coverage", std::string(to_string(tile.grade)), "coverage",
                fmt::format("{}路测 {} 个点，平均 RSRP {:.0f} dBm，{}", area ? "这一片" : "附近",
                            tile.samples, tile.mean_rsrp_dbm, grade_words(tile.grade)),
                gathering.imported("coverage"));
  put_reason(gathering, tile);
}

void put_event(Gathering& gathering, const NetworkEvent& event) {
  const bool outage = event.kind == EventKind::outage;
  const bool running = event.starts_at <= gathering.now();
  const auto as_of = gathering.imported("events");
  const std::string start = gathering.spoken(event.starts_at);
  const std::string end = event.ends_at ? gathering.spoken(*event.ends_at) : std::string();
  const std::string until = end.empty() ? "恢复时间待定" : "预计" + end + " 恢复";
  gathering.put("event", std::string(to_string(event.kind)), "events",
                fmt::format("{}，{} {}，{}", event.title, start, running ? "开始" : "才开始", until), as_of);
  gathering.put("event.title", event.title, "events", {}, as_of);
  if (!event.area.empty()) gathering.put("event.area", event.area, "events", {}, as_of);
  gathering.put("event.start", start, "events", {}, as_of);
  if (!end.empty()) gathering.put("event.end", end, "events", {}, as_of);
  if (outage && running) {
    const bool lasting = gathering.now() - event.starts_at >= gathering.settings().long_outage;
    gathering.put("event.lasting", lasting ? "long" : "short", "events",
                  fmt::format("{}开始", gathering.age(event.starts_at)), as_of);
  }
  gathering.notice(
      std::string(to_string(event.kind)),
      fmt::format("{}：{}，{} 起，{}", outage ? "正在故障" : "计划施工", event.title, start, until));
}

// Nobody closed it: whether it still runs is not known.
bool forgotten(const Gathering& gathering, const NetworkEvent& event) {
  return !event.ends_at && gathering.now() - event.starts_at > gathering.settings().endless_event;
}

void events(Gathering& gathering, const Spot& spot) {
  if (!gathering.in_time("events")) return;
  auto found =
      gathering.records().events_at(spot.point, gathering.now(), gathering.now() + kPlannedWorkAhead);
  if (!found) return gathering.unavailable("events");
  std::vector<NetworkEvent>& all = *found;
  const auto doubtful =
      std::ranges::find_if(all, [&](const auto& event) { return forgotten(gathering, event); });
  if (doubtful != all.end()) {
    gathering.notice("unavailable", fmt::format("“{}”从 {} 起没有登记结束，是否还在影响请向网络侧核实",
                                                doubtful->title, gathering.spoken(doubtful->starts_at)));
    std::erase_if(all, [&](const auto& event) { return forgotten(gathering, event); });
    if (all.empty()) return;  // neither an event nor none
  }
  if (all.empty()) {
    return gathering.put("event", "none", "events", "这里现在和 24 小时内都没有登记的故障和施工",
                         gathering.imported("events"));
  }
  // What runs explains more than what is to come, an outage more than work; of equals the earliest.
  const auto rank = [&](const NetworkEvent& event) {
    return std::tuple(event.starts_at > gathering.now() && event.kind == EventKind::planned, event.kind,
                      event.starts_at);
  };
  put_event(gathering, *std::ranges::min_element(all, {}, rank));
}

}  // namespace

void gather_place(Gathering& gathering) {
  std::optional<Spot> spot = from_network(gathering, from_table(gathering));
  if (!spot || !is_fresh(gathering, *spot)) {
    if (auto named = from_words(gathering)) spot = std::move(named);
  }
  if (!spot) return;
  if (!spot->area.empty()) gathering.put("area", spot->area, spot->source, spot->detail, spot->at);
  if (!spot->kind.empty()) {
    gathering.put("area.kind", spot->kind, spot->source, {}, spot->at);
    gathering.put("repair.deadline", spot->kind == "rural" ? "72 小时" : "48 小时", spot->source,
                  "电信条例修复时限", spot->at);
  }
  coverage(gathering, *spot);
  events(gathering, *spot);
}

}  // namespace firstfix::service
