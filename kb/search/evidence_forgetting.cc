// SPDX-License-Identifier: GPL-3.0-or-later
// What an index that lives for years forgets, and how it gets the room back.
#include <algorithm>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "kb/search/evidence.h"

namespace firstfix::search {
namespace {

constexpr std::uint32_t kGone = std::numeric_limits<std::uint32_t>::max();

}  // namespace

// Looked for beside the searches: only what is removed makes them wait.
void EvidenceIndex::forget_before(Timestamp time) {
  const std::int64_t since = time.time_since_epoch().count();
  std::vector<std::string> old;
  {
    const auto lock = for_reading();
    for (const auto& [key, id] : by_key_) {
      if (texts_[id].at < since) old.push_back(key);
    }
  }
  if (old.empty()) return;
  const auto lock = for_writing();
  for (const std::string& key : old) {
    const auto found = by_key_.find(key);
    if (found != by_key_.end() && texts_[found->second].at < since) bury(key);
  }
  count_texts();
  if (2 * by_key_.size() < texts_.size()) reclaim();
}

// The texts that count keep their order, and with it which of a term's are the newest.
void EvidenceIndex::reclaim() {
  reclaim_texts();
  reclaim_terms();
  for (TermId term = 0; term < postings_.size(); ++term) {
    count_texts_of(term);
    judge(term);
  }
}

void EvidenceIndex::reclaim_texts() {
  std::vector<TextId> moved(texts_.size(), kGone);
  std::vector<Text> texts;
  std::vector<float> by_length;
  std::vector<TermId> terms;
  std::vector<Credit> credits;
  for (std::size_t id = 0; id < texts_.size(); ++id) {
    Text text = texts_[id];
    if (!counts(static_cast<TextId>(id))) continue;
    const auto term = terms_.begin() + static_cast<std::ptrdiff_t>(text.first_term);
    text.first_term = static_cast<std::uint32_t>(terms.size());
    terms.insert(terms.end(), term, term + static_cast<std::ptrdiff_t>(text.terms));
    const std::span<const Credit> said = credits_of(text);
    text.first_credit = static_cast<std::uint32_t>(credits.size());
    credits.insert(credits.end(), said.begin(), said.end());
    moved[id] = static_cast<TextId>(texts.size());
    texts.push_back(text);
    by_length.push_back(by_length_[id]);
  }
  for (auto& [key, id] : by_key_) id = moved[id];
  for (Posting& posting : postings_) {
    std::erase_if(posting.texts, [&](TextId id) { return moved[id] == kGone; });
    for (TextId& id : posting.texts) id = moved[id];
    posting.texts.shrink_to_fit();
  }
  texts_ = std::move(texts);
  by_length_ = std::move(by_length);
  terms_ = std::move(terms);
  credits_ = std::move(credits);
}

void EvidenceIndex::reclaim_terms() {
  std::vector<TermId> moved(postings_.size(), kGone);
  std::vector<Posting> postings;
  std::vector<TermWorth> worths;
  for (std::size_t id = 0; id < postings_.size(); ++id) {
    if (postings_[id].texts.empty()) continue;
    moved[id] = static_cast<TermId>(postings.size());
    postings.push_back(std::move(postings_[id]));
    worths.push_back(worths_[id]);
  }
  std::erase_if(term_ids_, [&](const auto& named) { return moved[named.second] == kGone; });
  for (auto& [name, id] : term_ids_) id = moved[id];
  for (TermId& term : terms_) term = moved[term];
  postings_ = std::move(postings);
  worths_ = std::move(worths);
}

}  // namespace firstfix::search
