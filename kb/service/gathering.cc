// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/gathering.h"

#include <algorithm>

#include <fmt/format.h>

namespace firstfix::service {
namespace {

using Steady = std::chrono::steady_clock;

// The network may use two thirds of the time; the tables, which need what it says, have the rest.
constexpr int kNetworkShare = 3;

}  // namespace

Gathering::Gathering(const CallerSources& sources, const CallerQuestion& question)
    : sources_(sources), question_(question), begun_(Steady::now()) {}

store::CallerRecords& Gathering::records() {
  if (!records_) records_ = sources_.database.moment();
  return *records_;
}

void Gathering::put(std::string id, std::string value, std::string source, std::string detail,
                    std::optional<Timestamp> as_of) {
  caller_.facts.put({std::move(id), std::move(value), std::move(source), std::move(detail), as_of});
}

void Gathering::notice(std::string kind, std::string text) {
  caller_.notices.push_back({std::move(kind), std::move(text)});
}

void Gathering::unavailable(std::string_view source) {
  const auto known = std::ranges::find(caller_.unavailable, source);
  if (known == caller_.unavailable.end()) caller_.unavailable.emplace_back(source);
}

bool Gathering::in_time(std::string_view source) {
  if (Steady::now() - begun_ < settings().facts_budget) return true;
  unavailable(source);
  return false;
}

Steady::time_point Gathering::network_deadline() const {
  return begun_ + settings().facts_budget - settings().facts_budget / kNetworkShare;
}

std::optional<Timestamp> Gathering::imported(std::string_view table) {
  if (!imports_) imports_ = records().imports().value_or(std::vector<store::ImportMark>{});
  const auto found = std::ranges::find(*imports_, table, &store::ImportMark::table);
  return found == imports_->end() ? std::nullopt : std::optional(found->at);
}

std::string Gathering::age(Timestamp at) const {
  const auto passed = now() - at;
  if (passed < std::chrono::minutes{1}) return "刚刚";
  if (passed < std::chrono::hours{1})
    return fmt::format("{} 分钟前", std::chrono::floor<std::chrono::minutes>(passed).count());
  if (passed < std::chrono::days{1})
    return fmt::format("{} 小时前", std::chrono::floor<std::chrono::hours>(passed).count());
  return fmt::format("{} 天前", std::chrono::floor<std::chrono::days>(passed).count());
}

std::string Gathering::spoken(Timestamp at) const {
  return spoken_time(at, now(), settings().utc_offset);
}

}  // namespace firstfix::service
