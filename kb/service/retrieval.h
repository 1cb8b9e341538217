// SPDX-License-Identifier: GPL-3.0-or-later
// What the words of a contact bring up, and keeping it while its dialogue lasts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/result.h"
#include "kb/search/index.h"
#include "kb/service/case_memory.h"
#include "kb/service/knowledge.h"

namespace firstfix::service {

// What to retrieve by.
struct Words {
  std::string symptom;  // empty: the facts order the library
  std::optional<Audience> audience;

  bool operator==(const Words&) const = default;
};

struct Retrieved {
  std::vector<search::Hit> hits;       // best first, by the cases' own words
  std::vector<Remembered> remembered;  // by those of past contacts
};
using RetrievedPtr = std::shared_ptr<const Retrieved>;

// `facts` count only when nothing was said; `memory` may be null. Error: see search::Index.
Result<RetrievedPtr> retrieve(const Snapshot& snapshot, const CaseMemory* memory, const Words& words,
                              const ChoiceFacts& facts, Timestamp now);

// An answer changes what is known, not what was said, and searching is the larger half of a resolve: what the
// words of the latest contacts brought up is kept for a minute. Thread rule: any thread.
class RecentWords {
 public:
  static constexpr std::size_t kMost = 500;  // contacts, some 6 KB each

  // No value: never seen, other words, another library since, or too long ago.
  RetrievedPtr find(const std::string& contact, const Snapshot& snapshot, const Words& words,
                    Timestamp now) const;
  void keep(const std::string& contact, const Snapshot& snapshot, Words words, RetrievedPtr retrieved,
            Timestamp now);

 private:
  struct Entry {
    std::uint64_t library = 0;  // its fingerprint
    Words words;
    RetrievedPtr retrieved;
    Timestamp at;
  };

  mutable std::mutex mutex_;
  std::unordered_map<std::string, Entry> entries_;
  std::deque<std::string> order_;  // oldest first
};

}  // namespace firstfix::service
