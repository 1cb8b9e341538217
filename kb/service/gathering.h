// SPDX-License-Identifier: GPL-3.0-or-later
// What the parts of a look-up share: where facts go, and how much time is left.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/network_state.h"
#include "kb/service/caller.h"

namespace firstfix::service {

class Gathering {
 public:
  Gathering(const CallerSources& sources, const CallerQuestion& question);

  const CallerSources& sources() const { return sources_; }
  const CallerQuestion& question() const { return question_; }
  const Settings& settings() const { return sources_.settings; }
  // All tables as they are at one moment; one that begins anew after let_go().
  store::CallerRecords& records();
  // While the network is waited for others may use the session.
  void let_go() { records_.reset(); }
  Timestamp now() const { return question_.now; }

  void put(std::string id, std::string value, std::string source, Message detail = {},
           std::optional<Timestamp> as_of = {});
  // A text in our own words: `value` for the replies, `reading` for every other language.
  void put_worded(std::string id, std::string value, Message reading, std::string source, Message detail = {},
                  std::optional<Timestamp> as_of = {});
  void notice(std::string kind, Message message);
  void unavailable(std::string_view source);
  // Whether this source may still be asked; one that may not is named as unavailable.
  bool in_time(std::string_view source);
  std::chrono::steady_clock::time_point network_deadline() const;

  // The value when the source answered and has one; a failed source is noted.
  template <class T>
  std::optional<T> answered(Result<std::optional<T>> result, std::string_view source) {
    if (result) return *std::move(result);
    unavailable(source);
    return std::nullopt;
  }

  // When that table was imported last; no value: never, or by an older version.
  std::optional<Timestamp> imported(std::string_view table);
  // How long ago, and when, as arguments of a sentence; and when as the replies have it, "今天 18:30".
  std::vector<Message> age(Timestamp at) const;
  std::vector<Message> when(Timestamp at) const;
  std::string spoken(Timestamp at) const;

  Caller& caller() { return caller_; }
  NetworkState network;  // filled between the parts

 private:
  const CallerSources& sources_;
  const CallerQuestion& question_;
  const std::chrono::steady_clock::time_point begun_;
  std::unique_ptr<store::CallerRecords> records_;
  std::optional<std::vector<store::ImportMark>> imports_;
  Caller caller_;
};

// Whether any of its outcomes is such.
bool has(const PastContact& contact, OutcomeResult result);

// The parts, each a source or two.
void gather_subscriber(Gathering& gathering);
void gather_history(Gathering& gathering);
void gather_network(Gathering& gathering);  // reachability, roaming, network type
void gather_place(Gathering& gathering);    // location or named place, coverage, events
// What was said at earlier calls about the same trouble, as far as nothing else tells it. Last of all.
void gather_earlier(Gathering& gathering);
// What the customer's own words say, and how content a customer with this history can be. After the history.
void gather_said(Gathering& gathering);
// The handset of this IMEI; the network's TAC when it is empty.
void gather_device(Gathering& gathering, const std::string& imei);

}  // namespace firstfix::service
