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
  facts::RegionName region = facts::region_of(gathering.question().phone);
  if (region.name.empty()) return;
  Message reading{"region.name", {{"name", region.name}, {"name_en", std::move(region.name_en)}}};
  gathering.put_worded("region", std::move(region.name), std::move(reading), "number", {"detail.region"});
}

std::string_view words_in_a_reply(OutcomeResult result) {
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

using Tried = std::vector<std::pair<std::string, OutcomeResult>>;  // title, result

// Of each case the latest result, the latest first.
Tried tried(const Gathering& gathering, const std::vector<PastContact>& history) {
  std::vector<std::string> seen;
  Tried list;
  for (const PastContact& contact : history) {
    for (const auto& [case_id, result] : contact.outcomes) {
      const bool known = std::ranges::find(seen, case_id) != seen.end();
      if (case_id.empty() || known || seen.size() == kMostTried) continue;
      seen.push_back(case_id);
      list.emplace_back(title_of(gathering, case_id), result);
    }
  }
  return list;
}

// For {{contacts.tried}} in a reply.
std::string in_a_reply(const Tried& list) {
  std::string words;
  for (const auto& [title, result] : list) {
    words += fmt::format("{}{}（{}）", words.empty() ? "" : "、", title, words_in_a_reply(result));
  }
  return words;
}

std::vector<Message> as_messages(const Tried& list) {
  std::vector<Message> messages;
  for (const auto& [title, result] : list)
    messages.push_back({fmt::format("tried.{}", to_string(result)), {{"title", title}}});
  return messages;
}

void put_tried(Gathering& gathering, const Tried& list) {
  if (list.empty()) return;
  gathering.put_worded("contacts.tried", in_a_reply(list), {"list", {{"items", as_messages(list)}}},
                       "contacts", {"detail.contacts.tried"});
}

void put_visits(Gathering& gathering, const PastContact& last, std::size_t count) {
  const std::string times = fmt::to_string(count);
  gathering.put_worded("contacts.count", fmt::format("{} 次", count), {"times", {{"count", times}}},
                       "contacts", {}, last.opened_at);
  gathering.notice("repeat", {"notice.repeat",
                              {{"days", fmt::to_string(gathering.settings().history.count())},
                               {"visit", fmt::to_string(count + 1)},
                               {"last", gathering.when(last.opened_at)}}});
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
        if (!value.empty()) gathering.put(id, value, "subscriber", {detail}, as_of);
      };
      put("plan.name", subscriber->plan, "detail.subscriber.plan");
      put("account.state", subscriber->account, "detail.subscriber.state");
      put("account.porting", subscriber->porting, "detail.subscriber.porting");
      put("device.volte_on", subscriber->volte_on, "detail.subscriber.volte");
      put("account.vip", subscriber->vip ? "yes" : "no", "detail.subscriber.class");
      if (subscriber->vip) gathering.notice("vip", {"notice.vip"});
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
                "contacts",
                {"detail.contacts.recent",
                 {{"days", fmt::to_string(settings.history.count())}, {"count", fmt::to_string(count)}}});
  const Tried list = tried(gathering, *past);
  put_tried(gathering, list);
  if (count > 0) put_visits(gathering, *last, count);
  gathering.caller().history = *std::move(past);
}

void gather_network(Gathering& gathering) {
  using Access = NetworkState::Access;
  const NetworkState& network = gathering.network;
  if (network.reachability) {
    const bool reachable = network.reachability->reachable;
    gathering.put("reachable", reachable ? "yes" : "no", "network",
                  {reachable ? "detail.reachable.yes" : "detail.reachable.no"}, network.reachability->at);
    if (!reachable) gathering.notice("device", {"notice.unreachable"});
  }
  if (network.roaming) {
    const auto& state = *network.roaming;
    // A country that was not said is not guessed.
    if (!state.roaming || state.country != 0) {
      const char* value = !state.roaming                    ? "no"
                          : state.country == kMainlandChina ? "domestic"
                                                            : "international";
      gathering.put("roaming", value, "network",
                    state.roaming
                        ? Message{"detail.roaming.yes", {{"country", fmt::to_string(state.country)}}}
                        : Message{"detail.roaming.no"},
                    state.at);
    }
  }
  if (network.access) {
    static const std::map<Access, std::pair<const char*, const char*>> kAccess{
        {Access::g2, {"2g", "2G"}}, {Access::g4, {"4g", "4G"}}, {Access::g5, {"5g", "5G"}}};
    const auto found = kAccess.find(network.access->access);  // 3G is none of the catalogue's values
    if (found != kAccess.end())
      gathering.put("rat", found->second.first, "network",
                    {"detail.access", {{"access", found->second.second}}}, network.access->at);
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
  gather_earlier(gathering);
  return std::move(gathering.caller());
}

}  // namespace firstfix::service
