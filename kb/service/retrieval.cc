// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/retrieval.h"

#include <utility>

namespace firstfix::service {
namespace {

constexpr std::size_t kHits = 50;  // that the ranking looks at; more never changed a first five
constexpr std::chrono::seconds kKeptFor{60};

}  // namespace

Result<RetrievedPtr> retrieve(const Snapshot& snapshot, const CaseMemory* memory, const Words& words,
                              const ChoiceFacts& facts, Timestamp now) {
  search::Query query;
  query.text = words.symptom;
  query.audience = words.audience;
  query.limit = kHits;
  // Beside words the facts wait for the ranking, which knows what each is worth to a case.
  if (words.symptom.empty()) query.facts = facts;
  auto found = snapshot.index->search(query);
  if (!found) return fail(found.error());
  auto retrieved = std::make_shared<Retrieved>();
  retrieved->hits = std::move(found->hits);
  if (memory != nullptr && !words.symptom.empty())
    retrieved->remembered = memory->remembered(words.symptom, retrieved->hits, now);
  return retrieved;
}

RetrievedPtr RecentWords::find(const std::string& contact, const Snapshot& snapshot, const Words& words,
                               Timestamp now) const {
  if (words.symptom.empty()) return nullptr;  // then facts decide what is retrieved
  const std::scoped_lock lock(mutex_);
  const auto found = entries_.find(contact);
  if (found == entries_.end()) return nullptr;
  const Entry& entry = found->second;
  const bool fresh = now >= entry.at && now - entry.at < kKeptFor;
  const bool same = entry.library == snapshot.library->fingerprint && entry.words == words;
  return fresh && same ? entry.retrieved : nullptr;
}

void RecentWords::keep(const std::string& contact, const Snapshot& snapshot, Words words,
                       RetrievedPtr retrieved, Timestamp now) {
  const std::scoped_lock lock(mutex_);
  const auto [entry, is_new] = entries_.try_emplace(contact);
  entry->second = {snapshot.library->fingerprint, std::move(words), std::move(retrieved), now};
  if (!is_new) return;
  order_.push_back(contact);
  if (order_.size() <= kMost) return;
  entries_.erase(order_.front());
  order_.pop_front();
}

}  // namespace firstfix::service
