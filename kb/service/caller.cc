// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/caller.h"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "kb/facts/phone.h"
#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kManyContacts = 2;
constexpr std::size_t kMostTried = 3;
constexpr int kMainlandChina = 460;  // ITU-T E.212

void gather_region(Gathering& gathering) {
  if (std::string region = facts::region_of(gathering.question().phone); !region.empty()) {
    gathering.put("region", std::move(region), "number", "按号段判断，携号转网后可能不准");
  }
}

std::string result_words(OutcomeResult result) {
  switch (result) {
    case OutcomeResult::resolved:
      return "当时解决了";
    case OutcomeResult::unresolved:
      return "没解决";
    case OutcomeResult::escalated:
      return "转了专家席";
  }
  return {};
}

std::string title_of(const Gathering& gathering, const std::string& case_id) {
  const Library* library = gathering.sources().library;
  const CasePtr article = library == nullptr ? nullptr : library->find(case_id);
  return article == nullptr ? case_id : article->title;
}

// Of each case the latest result, the latest first.
std::string tried_words(const Gathering& gathering, const std::vector<PastContact>& history) {
  std::vector<std::string> seen;
  std::string words;
  for (const PastContact& contact : history) {
    for (const auto& [case_id, result] : contact.outcomes) {
      const bool known = std::ranges::find(seen, case_id) != seen.end();
      if (case_id.empty() || known || seen.size() == kMostTried) continue;
      seen.push_back(case_id);
      words += fmt::format("{}{}（{}）", words.empty() ? "" : "、", title_of(gathering, case_id),
                           result_words(result));
    }
  }
  return words;
}

}  // namespace

void gather_subscriber(Gathering& gathering) {
  std::string imei;
  if (gathering.in_time("subscriber")) {
    const auto subscriber =
        gathering.answered(gathering.records().subscriber(gathering.question().phone), "subscriber");
    if (subscriber) {
      const auto as_of = gathering.imported("subscribers");
      const auto put = [&](const char* id, const std::string& value, const char* detail) {
        if (!value.empty()) gathering.put(id, value, "subscriber", detail, as_of);
      };
      put("plan.name", subscriber->plan, "用户资料里的套餐");
      put("account.state", subscriber->account, "用户资料里的号码状态");
      put("account.porting", subscriber->porting, "用户资料里的携转标记");
      put("device.volte_on", subscriber->volte_on, "用户资料里的 VoLTE 开关");
      put("account.vip", subscriber->vip ? "yes" : "no", "用户资料里的客户等级");
      if (subscriber->vip) gathering.notice("vip", "重要客户，请优先处理");
      imei = subscriber->imei;
    }
  }
  gather_device(gathering, imei);
}

void gather_history(Gathering& gathering) {
  if (!gathering.in_time("contacts")) return;
  const Settings& settings = gathering.settings();
  auto past =
      gathering.records().contacts_since(gathering.question().phone, gathering.now() - settings.history);
  if (!past) return gathering.unavailable("contacts");
  const auto earlier = [&](const PastContact& contact) {
    return contact.id != gathering.question().skip_contact;
  };
  const auto last = std::ranges::find_if(*past, earlier);
  const auto count = static_cast<std::size_t>(std::ranges::count_if(*past, earlier));
  gathering.put("contacts.recent",
                count == 0              ? "none"
                : count < kManyContacts ? "once"
                                        : "many",
                "contacts", fmt::format("近 {} 天有 {} 次接触记录", settings.history.count(), count));
  const std::string tried = tried_words(gathering, *past);
  if (!tried.empty()) gathering.put("contacts.tried", tried, "contacts", "以前给过的方案和结果");
  if (count > 0) {
    gathering.put("contacts.count", fmt::format("{} 次", count), "contacts", {}, last->opened_at);
    gathering.notice("repeat",
                     fmt::format("近 {} 天第 {} 次来访，上次是{}{}", settings.history.count(), count + 1,
                                 gathering.spoken(last->opened_at), tried.empty() ? "" : "；试过：" + tried));
  }
  gathering.caller().history = *std::move(past);
}

void gather_network(Gathering& gathering) {
  using Access = NetworkState::Access;
  const NetworkState& network = gathering.network;
  if (network.reachability) {
    const bool reachable = network.reachability->reachable;
    gathering.put("reachable", reachable ? "yes" : "no", "network",
                  reachable ? "网络侧显示手机在线" : "网络侧显示手机现在联系不上（关机或不在服务区）",
                  network.reachability->at);
    if (!reachable) gathering.notice("device", "网络侧显示这个号码的手机现在联系不上：关机或不在服务区");
  }
  if (network.roaming) {
    const auto& state = *network.roaming;
    // A country that was not said is not guessed.
    if (!state.roaming || state.country != 0) {
      const char* value = !state.roaming                    ? "no"
                          : state.country == kMainlandChina ? "domestic"
                                                            : "international";
      gathering.put("roaming", value, "network",
                    state.roaming ? fmt::format("网络侧显示漫游中，所在网络国家码 {}", state.country)
                                  : "网络侧显示没有漫游",
                    state.at);
    }
  }
  if (network.access) {
    static const std::map<Access, std::pair<const char*, const char*>> kAccess{
        {Access::g2, {"2g", "2G"}}, {Access::g4, {"4g", "4G"}}, {Access::g5, {"5g", "5G"}}};
    const auto found = kAccess.find(network.access->access);  // 3G is none of the catalogue's values
    if (found != kAccess.end())
      gathering.put("rat", found->second.first, "network",
                    fmt::format("网络侧显示正在用 {}", found->second.second), network.access->at);
  }
}

Caller look_up(const CallerSources& sources, const CallerQuestion& question) {
  Gathering gathering(sources, question);
  if (sources.network != nullptr) sources.network->begin(question.phone);
  gather_region(gathering);
  gather_history(gathering);
  gather_said(gathering);
  if (sources.network != nullptr) {
    gathering.let_go();
    gathering.network = sources.network->ask(question.phone, gathering.network_deadline());
    for (const std::string& api : gathering.network.unavailable) gathering.unavailable(api);
  }
  gather_subscriber(gathering);
  gather_network(gathering);
  gather_place(gathering);
  return std::move(gathering.caller());
}

}  // namespace firstfix::service
