// SPDX-License-Identifier: GPL-3.0-or-later
// What past contacts said, and which case solved it: the memory that makes the same words find that case.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/search/evidence_terms.h"

namespace firstfix::search {

// That a case solved a text, or failed to.
struct TextCredit {
  std::string case_id;
  double weight = 1.0;  // how sure that is, 0..1
  bool solved = true;   // false: the case was tried and did not help
};

// A text and what it says for cases: one that failed may speak for several that would have helped.
struct Confirmation {
  std::string key;  // names it for good: a later one of the same key replaces it
  std::string text;
  Timestamp at;
  std::vector<TextCredit> credits;
};

// A credit of a near text. `case_id` is the index's and lives as long.
struct Neighbour {
  std::string_view case_id;
  double similarity = 0.0;  // 0..1, cosine of the weighted terms
  double recency = 1.0;     // 1 now, half of it after each half-life
  double weight = 1.0;      // of the credit
  bool solved = true;       // as there
};

// An inverted index in memory over confirmed texts, changed in place.
//
// A search adds up the postings of the query's rarest terms, newest first and at most so many, and then
// compares the best some hundred texts exactly: a million texts cost no more than a few thousand. What is
// said beside the point ("都好几天了") loses its weight as it turns out to stand before any case alike.
// Thread rule: any thread; searches run beside one another, a change waits for them.
class EvidenceIndex {
 public:
  explicit EvidenceIndex(double half_life_days);
  ~EvidenceIndex();
  EvidenceIndex(const EvidenceIndex&) = delete;
  EvidenceIndex& operator=(const EvidenceIndex&) = delete;

  void add(const Confirmation& confirmation);  // a text without letters and digits is left out
  // The text stays, what it says for cases changes. Nothing when there is none.
  void credit(std::string_view key, const std::vector<TextCredit>& credits);
  void remove(std::string_view key);  // nothing when there is none
  // Removes what is older. Where most of the texts are gone by then, so is the room that they took: about a
  // second for a million, in which searches wait.
  void forget_before(Timestamp time);
  std::size_t size() const;    // texts that count
  std::size_t stored() const;  // those and the ones removed that still take room

  // The credits of the most similar texts, most similar first; of equals the newest. How many credits a text
  // has does not change which texts are near.
  std::vector<Neighbour> nearest(std::string_view text, Timestamp now) const;
  // That the next contact's case has no text yet: the share of cases with one text in all texts (Good, 1953,
  // after Turing), of those that were solved. 1 while there is none.
  double chance_of_new_case() const;

 private:
  using TermId = std::uint32_t;
  using TextId = std::uint32_t;
  struct Posting {
    float weight = 0.0F;        // of the term's channel
    std::uint32_t judged = 0;   // how many texts it had when it was last found out what it tells
    std::vector<TextId> texts;  // ascending, hence in the order they were added
  };
  // Apart from the postings and small, because comparing texts is a walk through them.
  struct TermWorth {
    float scale = 0.0F;  // weight of its channel, times the share of its rarity that tells cases apart
    float log_frequency = 0.0F;  // logarithm of the texts' number and a half
  };
  struct Credit {
    std::uint32_t case_number = 0;
    float weight = 1.0F;
    bool solved = true;
  };
  struct Text {
    std::uint32_t first_term = 0;  // in terms_
    std::uint32_t terms = 0;
    std::uint32_t first_credit = 0;  // in credits_
    std::uint32_t credits = 0;
    std::int64_t at = 0;
  };
  struct WeighedTerm {
    double weight = 0.0;
    std::optional<TermId> term;  // none: no text has it
  };
  using ScoredText = std::pair<float, TextId>;
  struct Scratch;
  class ScratchLease;

  std::shared_lock<std::shared_mutex> for_reading() const;
  std::unique_lock<std::shared_mutex> for_writing();
  double rarity(double log_frequency) const;
  double worth(TermId term) const;
  void judge(TermId term);
  void count_texts_of(TermId term);
  bool counts(TextId text) const { return by_length_[text] > 0.0F; }  // it was not removed
  std::span<const Credit> credits_of(const Text& text) const {
    return std::span(credits_).subspan(text.first_credit, text.credits);
  }
  std::uint32_t number_of_case(const std::string& case_id);
  void put_credits(Text& text, const std::vector<TextCredit>& credits);
  void count(const Text& text, int times);
  void count_texts();
  void cut(std::vector<EvidenceTerm>& terms) const;
  std::vector<WeighedTerm> weigh(const std::vector<EvidenceTerm>& terms) const;
  void gather(const std::vector<WeighedTerm>& terms, Scratch& scratch) const;
  std::span<const ScoredText> most_alike(Scratch& scratch) const;
  double similarity_of(TextId text, const Scratch& scratch) const;
  void bury(std::string_view key);
  void reclaim();
  void reclaim_texts();
  void reclaim_terms();

  const double half_life_seconds_;
  // Whoever waits for mutex_ holds it: glibc lets new readers pass a waiting writer, for ever under load.
  mutable std::mutex turnstile_;
  mutable std::shared_mutex mutex_;
  double log_texts_ = 0.0;  // logarithm of the texts' number, as many unseen ones included
  std::unordered_map<std::string, TermId> term_ids_;
  std::vector<Posting> postings_;
  std::vector<TermWorth> worths_;  // of the same terms
  std::vector<TermId> terms_;      // of all texts, one text after the other
  std::vector<Text> texts_;
  std::vector<float> by_length_;  // of each text 1 / sqrt(its terms), 0 when it counts no more
  std::vector<Credit> credits_;   // of all texts
  std::unordered_map<std::string, TextId> by_key_;
  std::unordered_map<std::string, std::uint32_t> case_numbers_;
  std::deque<std::string> cases_;   // neighbours refer to them
  std::vector<int> texts_of_case_;  // that count and were solved
  int cases_with_one_ = 0;
  int solved_texts_ = 0;
  std::vector<double> solved_by_case_;  // weights of those texts
  double solved_ = 0.0;                 // their sum
  double solved_logs_ = 0.0;            // sum of w ln w over them
  std::vector<double> said_for_;        // weights by case, zero between judgements

  mutable std::mutex scratch_mutex_;
  mutable std::vector<std::unique_ptr<Scratch>> idle_;
};

}  // namespace firstfix::search
