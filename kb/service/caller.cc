// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/caller.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "kb/facts/imei.h"
#include "kb/facts/phone.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::hours kPlannedWorkAhead{24};
constexpr std::size_t kManyContacts = 2;

// Gathers the facts of one number; each method is one source.
class LookUp {
 public:
  LookUp(const PhoneNumber& phone, store::Database& database, const Settings& settings, Timestamp now)
      : phone_(phone), database_(database), settings_(settings), now_(now) {}

  void region();
  void subscriber();
  void location();
  void history(const std::string& skip_contact);
  Caller take() { return std::move(caller_); }

 private:
  void put(std::string id, std::string value, std::string source, std::string detail = {});
  void notice(std::string kind, std::string text);
  // The value when the source answered and has one; a failed source is noted.
  template <class T>
  std::optional<T> answered(Result<std::optional<T>> result, std::string_view source);

  void device(const std::string& imei);
  void known_device(const Device& device);
  void coverage(const LastLocation& location);
  void events(const LastLocation& location);
  void event(const NetworkEvent& event);

  const PhoneNumber& phone_;
  store::Database& database_;
  const Settings& settings_;
  Timestamp now_;
  Caller caller_;
};

void LookUp::put(std::string id, std::string value, std::string source, std::string detail) {
  caller_.facts.put({std::move(id), std::move(value), std::move(source), std::move(detail)});
}

void LookUp::notice(std::string kind, std::string text) {
  caller_.notices.push_back({std::move(kind), std::move(text)});
}

template <class T>
std::optional<T> LookUp::answered(Result<std::optional<T>> result, std::string_view source) {
  if (result) return *std::move(result);
  caller_.unavailable.emplace_back(source);
  return std::nullopt;
}

void LookUp::region() {
  if (std::string region = facts::region_of(phone_); !region.empty()) {
    put("region", std::move(region), "number", "按号段判断，携号转网后可能不准");
  }
}

void LookUp::subscriber() {
  const auto subscriber = answered(database_.subscriber(phone_), "subscriber");
  if (!subscriber) return;
  if (!subscriber->plan.empty()) put("plan.name", subscriber->plan, "subscriber");
  if (!subscriber->account.empty()) put("account.state", subscriber->account, "subscriber");
  if (!subscriber->porting.empty()) put("account.porting", subscriber->porting, "subscriber");
  if (!subscriber->volte_on.empty()) put("device.volte_on", subscriber->volte_on, "subscriber");
  put("account.vip", subscriber->vip ? "yes" : "no", "subscriber");
  if (subscriber->vip) notice("vip", "重要客户，请优先处理");
  if (!subscriber->imei.empty()) device(subscriber->imei);
}

void LookUp::device(const std::string& imei) {
  const auto tac = facts::tac_of(imei);
  if (!tac || !facts::check_digit_ok(imei)) {
    put("device.genuine", "suspect", "device", "IMEI 校验位不对");
    notice("device", "手机串号（IMEI）校验不通过，可能不是正规入网手机");
    return;
  }
  const auto known = answered(database_.device(*tac), "device");
  if (known) return known_device(*known);
  // An empty table or a failed look-up makes nobody suspect.
  const auto has_devices = database_.has_devices();
  if (!has_devices || !*has_devices) return;
  put("device.genuine", "suspect", "device", fmt::format("机型库里没有 TAC {}", *tac));
  notice("device", "机型库里查不到这部手机，可能不是正规入网手机或很新的机型");
}

void LookUp::known_device(const Device& device) {
  put("device.brand", device.brand, "device");
  put("device.model", fmt::format("{} {}", device.brand, device.model), "device",
      fmt::format("TAC {}", device.tac));
  put("device.genuine", "yes", "device", "IMEI 校验通过，机型库有记录");
  if (device.volte) put("device.volte", *device.volte ? "yes" : "no", "device", device.model);
  if (device.nr) put("device.5g", *device.nr ? "yes" : "no", "device", device.model);
}

void LookUp::location() {
  const auto location = answered(database_.last_location(phone_), "location");
  if (!location) return;
  const std::string seen = spoken_time(location->seen_at, now_, settings_.utc_offset);
  if (!location->area.empty())
    put("area", location->area, "location", fmt::format("最近一次位置更新：{}", seen));
  if (!location->kind.empty()) {
    put("area.kind", location->kind, "location");
    put("repair.deadline", location->kind == "rural" ? "72 小时" : "48 小时", "location", "电信条例修复时限");
  }
  coverage(*location);
  events(*location);
}

void LookUp::coverage(const LastLocation& location) {
  const auto tile = answered(database_.coverage_at(location.point), "coverage");
  if (!tile) return;
  put("coverage", std::string(to_string(tile->grade)), "coverage",
      fmt::format("附近路测 {} 个点，平均 RSRP {:.0f} dBm", tile->samples, tile->mean_rsrp_dbm));
}

void LookUp::events(const LastLocation& location) {
  const auto found = database_.events_at(location.point, now_, now_ + kPlannedWorkAhead);
  if (!found) {
    caller_.unavailable.emplace_back("events");
    return;
  }
  if (found->empty()) return put("event", "none", "events");
  // An outage that runs explains more than work to come; among equals the one that began first.
  const auto most_telling = std::min_element(found->begin(), found->end(), [](const auto& a, const auto& b) {
    return std::pair(a.kind, a.starts_at) < std::pair(b.kind, b.starts_at);
  });
  event(*most_telling);
}

void LookUp::event(const NetworkEvent& event) {
  const bool outage = event.kind == EventKind::outage;
  const std::string start = spoken_time(event.starts_at, now_, settings_.utc_offset);
  const std::string end =
      event.ends_at ? spoken_time(*event.ends_at, now_, settings_.utc_offset) : std::string();
  put("event", std::string(to_string(event.kind)), "events", event.title);
  put("event.title", event.title, "events");
  if (!event.area.empty()) put("event.area", event.area, "events");
  put("event.start", start, "events");
  if (outage && event.starts_at <= now_) {
    put("event.lasting", now_ - event.starts_at >= settings_.long_outage ? "long" : "short", "events");
  }
  if (!end.empty()) put("event.end", end, "events");
  notice(std::string(to_string(event.kind)),
         fmt::format("{}：{}，{} 起，{}", outage ? "正在故障" : "计划施工", event.title, start,
                     end.empty() ? "恢复时间待定" : "预计" + end + " 恢复"));
}

void LookUp::history(const std::string& skip_contact) {
  auto past = database_.contacts_since(phone_, now_ - settings_.history);
  if (!past) {
    caller_.unavailable.emplace_back("contacts");
    return;
  }
  const auto earlier = [&](const PastContact& contact) { return contact.id != skip_contact; };
  const auto last = std::ranges::find_if(*past, earlier);
  const auto count = static_cast<std::size_t>(std::ranges::count_if(*past, earlier));
  put("contacts.recent", count == 0 ? "none" : count < kManyContacts ? "once" : "many", "contacts");
  if (count > 0) {
    put("contacts.count", fmt::format("{} 次", count), "contacts");
    const std::string when = spoken_time(last->opened_at, now_, settings_.utc_offset);
    notice("repeat",
           fmt::format("近 {} 天第 {} 次来访，上次是{}", settings_.history.count(), count + 1, when));
  }
  caller_.history = *std::move(past);
}

}  // namespace

Caller look_up(const PhoneNumber& phone, store::Database& database, const Settings& settings, Timestamp now,
               const std::string& skip_contact) {
  LookUp look_up(phone, database, settings, now);
  look_up.region();
  look_up.subscriber();
  look_up.location();
  look_up.history(skip_contact);
  return look_up.take();
}

}  // namespace firstfix::service
