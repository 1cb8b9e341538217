// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/evidence.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace firstfix::search {
namespace {

// Chosen on `intents` with an eye on what wrong confirmations do to the other sets (README, "Evidence").
constexpr std::size_t kNeighbours = 200;

constexpr std::size_t kTermsOfAText = 48;        // the most telling ones of a long complaint
constexpr std::size_t kCompared = 300;           // texts compared exactly
constexpr std::size_t kPostings = 24'000;        // read by a search in all
constexpr std::size_t kPostingsOfATerm = 6'000;  // the newest of them
// As if so many texts without any of the terms were there too: rarity means nothing among the first few.
constexpr double kUnseenTexts = 1'000.0;
constexpr double kLogHalf = -0.693147;  // log_frequency of a term that no text has
// A term is taken to tell as much as its rarity says until so many texts show otherwise.
constexpr double kTellingStrength = 2.0;
constexpr std::uint32_t kJudgedAgain = 10;  // when it has a tenth more texts
constexpr double kRounding = 1e-9;          // a term that all texts have is as rare as this at most
constexpr double kNothingToTell = 0.01;     // nats: as good as all texts have the same case

double times_its_log(double weight) {
  return weight > 0.0 ? weight * std::log(weight) : 0.0;
}

}  // namespace

// What a search needs for itself: ICU's iterator and room for a sum by text.
struct EvidenceIndex::Scratch {
  Analyser analyser;
  std::vector<float> sums;      // by text, zero between searches
  std::vector<TextId> touched;  // the first `touched_count` are of this search
  std::size_t touched_count = 0;
  std::vector<ScoredText> best;
  std::vector<bool> asked;  // by term, whether the query has it; none between searches
  double query_norm = 0.0;
};

class EvidenceIndex::ScratchLease {
 public:
  explicit ScratchLease(const EvidenceIndex& index) : index_(index) {
    {
      const std::lock_guard lock(index_.scratch_mutex_);
      if (!index_.idle_.empty()) {
        scratch_ = std::move(index_.idle_.back());
        index_.idle_.pop_back();
      }
    }
    if (scratch_ == nullptr) scratch_ = std::make_unique<Scratch>();
  }
  ~ScratchLease() {
    const std::lock_guard lock(index_.scratch_mutex_);
    index_.idle_.push_back(std::move(scratch_));
  }
  ScratchLease(const ScratchLease&) = delete;
  ScratchLease& operator=(const ScratchLease&) = delete;
  Scratch& operator*() const { return *scratch_; }
  Scratch* operator->() const { return scratch_.get(); }

 private:
  const EvidenceIndex& index_;
  std::unique_ptr<Scratch> scratch_;
};

EvidenceIndex::EvidenceIndex(double half_life_days) : half_life_seconds_(half_life_days * 86'400.0) {
  count_texts();
}
EvidenceIndex::~EvidenceIndex() = default;

std::shared_lock<std::shared_mutex> EvidenceIndex::for_reading() const {
  const std::lock_guard turn(turnstile_);
  return std::shared_lock(mutex_);
}

std::unique_lock<std::shared_mutex> EvidenceIndex::for_writing() {
  const std::lock_guard turn(turnstile_);
  return std::unique_lock(mutex_);
}

std::size_t EvidenceIndex::size() const {
  const auto lock = for_reading();
  return by_key_.size();
}

std::size_t EvidenceIndex::stored() const {
  const auto lock = for_reading();
  return texts_.size();
}

void EvidenceIndex::count_texts() {
  log_texts_ = std::log(static_cast<double>(by_key_.size()) + kUnseenTexts);
}

// The square root, because both sides of a similarity have it: with the whole of it on both the rarest word
// decided alone, measured much worse.
double EvidenceIndex::rarity(double log_frequency) const {
  return std::sqrt(std::max(0.0, log_texts_ - log_frequency));
}

double EvidenceIndex::worth(TermId term) const {
  const TermWorth& it = worths_[term];
  return static_cast<double>(it.scale) * rarity(static_cast<double>(it.log_frequency));
}

// A rare word need not tell anything of the case. What a term tells is how far the cases of the texts that
// have it are from the cases of all: their Kullback-Leibler divergence. At most that is its rarity, ln(N /
// n), as if each text had a case of its own, or what there is to know of the case, its entropy (README,
// "Evidence").
void EvidenceIndex::judge(TermId term) {
  Posting& posting = postings_[term];
  posting.judged = static_cast<std::uint32_t>(posting.texts.size());
  const std::size_t read = std::min(posting.texts.size(), kPostingsOfATerm);
  std::vector<std::uint32_t> cases;
  double said = 0.0;
  for (auto id = posting.texts.end() - static_cast<std::ptrdiff_t>(read); id != posting.texts.end(); ++id) {
    const Text& text = texts_[*id];
    if (!counts(*id)) continue;
    for (const Credit& credit : credits_of(text)) {
      if (!credit.solved || credit.weight <= 0.0F) continue;
      double& of_case = said_for_[credit.case_number];
      if (of_case == 0.0) cases.push_back(credit.case_number);
      of_case += static_cast<double>(credit.weight);
      said += static_cast<double>(credit.weight);
    }
  }
  double divergence = 0.0;
  for (const std::uint32_t number : cases) {
    const double share = said_for_[number] / said;
    divergence += share * std::log(share * solved_ / solved_by_case_[number]);
    said_for_[number] = 0.0;
  }
  const double entropy = solved_ > 0.0 ? std::log(solved_) - solved_logs_ / solved_ : 0.0;
  worths_[term].scale = posting.weight;
  if (said <= 0.0 || entropy < kNothingToTell) return;
  const double said_in_all = said * static_cast<double>(posting.texts.size()) / static_cast<double>(read);
  const double most = std::min(std::log(solved_ / said_in_all), entropy);
  const double telling = most > kRounding ? std::clamp(divergence / most, 0.0, 1.0) : 0.0;
  worths_[term].scale *= static_cast<float>((said * telling + kTellingStrength) / (said + kTellingStrength));
}

std::vector<EvidenceIndex::WeighedTerm> EvidenceIndex::weigh(const std::vector<EvidenceTerm>& terms) const {
  std::vector<WeighedTerm> weighed;
  weighed.reserve(terms.size());
  for (const EvidenceTerm& term : terms) {
    const auto known = term_ids_.find(term.name);
    if (known == term_ids_.end()) {
      weighed.push_back({term.weight * rarity(kLogHalf), std::nullopt});
    } else {
      weighed.push_back({worth(known->second), known->second});
    }
  }
  return weighed;
}

void EvidenceIndex::count_texts_of(TermId term) {
  worths_[term].log_frequency = std::log(static_cast<float>(postings_[term].texts.size()) + 0.5F);
}

void EvidenceIndex::add(const Confirmation& confirmation) {
  std::vector<EvidenceTerm> terms;
  {
    const ScratchLease scratch(*this);
    terms = evidence_terms(confirmation.text, scratch->analyser);
  }
  if (terms.empty()) return;
  const auto lock = for_writing();
  bury(confirmation.key);
  cut(terms);
  const auto text_id = static_cast<TextId>(texts_.size());
  texts_.push_back({.first_term = static_cast<std::uint32_t>(terms_.size()),
                    .terms = static_cast<std::uint32_t>(terms.size()),
                    .at = confirmation.at.time_since_epoch().count()});
  by_length_.push_back(1.0F / std::sqrt(static_cast<float>(terms.size())));
  put_credits(texts_.back(), confirmation.credits);
  for (EvidenceTerm& term : terms) {
    const auto id =
        term_ids_.try_emplace(std::move(term.name), static_cast<TermId>(postings_.size())).first->second;
    if (id == postings_.size()) {
      postings_.push_back({.weight = static_cast<float>(term.weight)});
      worths_.emplace_back();  // judged below
    }
    Posting& posting = postings_[id];
    posting.texts.push_back(text_id);
    count_texts_of(id);
    terms_.push_back(id);
    if (posting.texts.size() > posting.judged + posting.judged / kJudgedAgain) judge(id);
  }
  by_key_.emplace(confirmation.key, text_id);
  count_texts();
}

// Of a long complaint the most telling terms.
void EvidenceIndex::cut(std::vector<EvidenceTerm>& terms) const {
  if (terms.size() <= kTermsOfAText) return;
  const auto weighed = weigh(terms);
  std::vector<std::pair<double, std::size_t>> order;
  for (std::size_t i = 0; i < terms.size(); ++i) order.emplace_back(-weighed[i].weight, i);
  std::ranges::sort(order);
  std::vector<EvidenceTerm> telling;
  for (std::size_t i = 0; i < kTermsOfAText; ++i) telling.push_back(std::move(terms[order[i].second]));
  terms = std::move(telling);
}

void EvidenceIndex::credit(std::string_view key, const std::vector<TextCredit>& credits) {
  const auto lock = for_writing();
  const auto found = by_key_.find(std::string(key));
  if (found == by_key_.end()) return;
  Text& text = texts_[found->second];
  count(text, -1);
  put_credits(text, credits);
}

std::uint32_t EvidenceIndex::number_of_case(const std::string& case_id) {
  const auto [place, is_new] = case_numbers_.try_emplace(case_id, static_cast<std::uint32_t>(cases_.size()));
  if (is_new) {
    cases_.push_back(case_id);
    texts_of_case_.push_back(0);
    solved_by_case_.push_back(0.0);
    said_for_.push_back(0.0);
  }
  return place->second;
}

// Where the old ones were when there is room, so that a text may change its mind for ever.
void EvidenceIndex::put_credits(Text& text, const std::vector<TextCredit>& credits) {
  if (credits.size() > text.credits) {
    text.first_credit = static_cast<std::uint32_t>(credits_.size());
    credits_.resize(credits_.size() + credits.size());
  }
  text.credits = static_cast<std::uint32_t>(credits.size());
  for (std::size_t i = 0; i < credits.size(); ++i) {
    const TextCredit& each = credits[i];
    credits_[text.first_credit + i] = {number_of_case(each.case_id), static_cast<float>(each.weight),
                                       each.solved};
  }
  count(text, 1);
}

void EvidenceIndex::remove(std::string_view key) {
  const auto lock = for_writing();
  bury(key);
}

// Its postings stay until most texts are such (reclaim).
void EvidenceIndex::bury(std::string_view key) {
  const auto found = by_key_.find(std::string(key));
  if (found == by_key_.end()) return;
  Text& text = texts_[found->second];
  by_length_[found->second] = 0.0F;
  count(text, -1);
  by_key_.erase(found);
}

// Rare terms first; what the budget leaves of the frequent ones goes to their newest texts.
void EvidenceIndex::gather(const std::vector<WeighedTerm>& terms, Scratch& scratch) const {
  std::vector<WeighedTerm> known;
  scratch.query_norm = 0.0;
  if (scratch.asked.size() < postings_.size()) scratch.asked.resize(postings_.size() + postings_.size() / 4);
  for (const WeighedTerm& term : terms) {
    scratch.query_norm += term.weight * term.weight;
    if (!term.term) continue;
    known.push_back(term);
    scratch.asked[*term.term] = true;
  }
  std::ranges::stable_sort(known, {},
                           [&](const WeighedTerm& each) { return postings_[*each.term].texts.size(); });
  if (scratch.sums.size() < texts_.size()) scratch.sums.resize(texts_.size() + texts_.size() / 4);
  scratch.touched.resize(kPostings);
  std::size_t& touched = scratch.touched_count;
  touched = 0;
  std::size_t budget = kPostings;
  for (const WeighedTerm& term : known) {
    const std::vector<TextId>& texts = postings_[*term.term].texts;
    const std::size_t read = std::min({texts.size(), budget, kPostingsOfATerm});
    budget -= read;
    const auto add = static_cast<float>(term.weight * term.weight);
    for (std::size_t i = texts.size() - read; i < texts.size(); ++i) {
      float& sum = scratch.sums[texts[i]];
      // Every text is written down and stays if it is new: no branch, which would be a guess.
      scratch.touched[touched] = texts[i];
      touched += sum == 0.0F ? 1 : 0;
      sum += add;
    }
  }
}

double EvidenceIndex::similarity_of(TextId text, const Scratch& scratch) const {
  double shared = 0.0;
  double norm = 0.0;
  const Text& it = texts_[text];
  for (const TermId term : std::span(terms_).subspan(it.first_term, it.terms)) {
    const double weight = worth(term);
    norm += weight * weight;
    if (scratch.asked[term]) shared += weight * weight;  // the query's weight of it is the same
  }
  return norm > 0.0 && scratch.query_norm > 0.0 ? shared / std::sqrt(norm * scratch.query_norm) : 0.0;
}

// Of all that count and have a term of the query, by sum and length: about a cosine, since a long text has
// more terms in common with anything. Of equals the newest.
std::span<const EvidenceIndex::ScoredText> EvidenceIndex::most_alike(Scratch& scratch) const {
  std::vector<ScoredText>& best = scratch.best;
  best.clear();
  ScoredText least{0.0F, std::numeric_limits<TextId>::max()};
  const auto keep_best = [&] {
    std::ranges::nth_element(best, best.begin() + kCompared - 1, std::ranges::greater{});
    best.resize(kCompared);
    least = best.back();
  };
  for (const TextId id : std::span(scratch.touched).first(scratch.touched_count)) {
    const ScoredText text{scratch.sums[id] * by_length_[id], id};
    scratch.sums[id] = 0.0F;
    if (text <= least) continue;
    best.push_back(text);
    if (best.size() == 2 * kCompared) keep_best();
  }
  if (best.size() > kCompared) keep_best();
  return best;
}

std::vector<Neighbour> EvidenceIndex::nearest(std::string_view text, Timestamp now) const {
  if (size() == 0) return {};  // before the text is cut, which costs more than the rest
  const ScratchLease scratch(*this);
  const std::vector<EvidenceTerm> terms = evidence_terms(text, scratch->analyser);
  const auto lock = for_reading();
  if (by_key_.empty()) return {};
  const std::vector<WeighedTerm> weighed = weigh(terms);
  gather(weighed, *scratch);
  std::vector<std::pair<double, TextId>> exact;
  exact.reserve(kCompared);
  for (const auto& [about, id] : most_alike(*scratch)) exact.emplace_back(similarity_of(id, *scratch), id);
  for (const WeighedTerm& term : weighed) {
    if (term.term) scratch->asked[*term.term] = false;
  }
  std::ranges::sort(exact, std::ranges::greater{});
  if (exact.size() > kNeighbours) exact.resize(kNeighbours);
  std::vector<Neighbour> neighbours;
  neighbours.reserve(2 * exact.size());
  for (const auto& [similarity, id] : exact) {
    const double age = static_cast<double>(now.time_since_epoch().count() - texts_[id].at);
    const double recency = std::exp2(-std::max(age, 0.0) / half_life_seconds_);
    for (const Credit& credit : credits_of(texts_[id])) {
      neighbours.push_back({cases_[credit.case_number], std::min(similarity, 1.0), recency,
                            static_cast<double>(credit.weight), credit.solved});
    }
  }
  return neighbours;
}

double EvidenceIndex::chance_of_new_case() const {
  const auto lock = for_reading();
  return solved_texts_ == 0 ? 1.0 : static_cast<double>(cases_with_one_) / static_cast<double>(solved_texts_);
}

void EvidenceIndex::count(const Text& text, int times) {
  for (const Credit& credit : credits_of(text)) {
    if (!credit.solved) continue;
    int& of_case = texts_of_case_[credit.case_number];
    cases_with_one_ -= of_case == 1 ? 1 : 0;
    of_case += times;
    solved_texts_ += times;
    cases_with_one_ += of_case == 1 ? 1 : 0;
    double& weight = solved_by_case_[credit.case_number];
    solved_logs_ -= times_its_log(weight);
    weight = std::max(0.0, weight + times * static_cast<double>(credit.weight));
    solved_logs_ += times_its_log(weight);
    solved_ += times * static_cast<double>(credit.weight);
  }
}

}  // namespace firstfix::search
