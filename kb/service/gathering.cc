// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/gathering.h"

#include <algorithm>

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

void Gathering::put(std::string id, std::string value, std::string source, Message detail,
                    std::optional<Timestamp> as_of) {
  caller_.facts.put({std::move(id), std::move(value), std::move(source), std::move(detail), as_of});
}

void Gathering::put_worded(std::string id, std::string value, Message reading, std::string source,
                           Message detail, std::optional<Timestamp> as_of) {
  caller_.facts.put(
      {std::move(id), std::move(value), std::move(source), std::move(detail), as_of, std::move(reading)});
}

void Gathering::notice(std::string kind, Message message) {
  caller_.notices.push_back({std::move(kind), std::move(message)});
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

std::vector<Message> Gathering::age(Timestamp at) const {
  return {firstfix::age(at, now())};
}

std::vector<Message> Gathering::when(Timestamp at) const {
  return {firstfix::when(at, now(), settings().utc_offset)};
}

std::string Gathering::spoken(Timestamp at) const {
  return spoken_time(at, now(), settings().utc_offset);
}

bool has(const PastContact& contact, OutcomeResult result) {
  return std::ranges::any_of(contact.outcomes,
                             [result](const auto& outcome) { return outcome.second == result; });
}

}  // namespace firstfix::service
