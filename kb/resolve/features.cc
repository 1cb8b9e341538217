// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/features.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <optional>

#include "kb/resolve/success_evidence.h"

namespace firstfix::resolve {
namespace {

constexpr double kUtmost = 20.0;     // log-odds of two in a thousand million
constexpr double kTrendLimit = 8.0;  // popularity and trend move a case no further than this, either way

constexpr double kRecordLimit = 5.0;  // log-odds by which its own record moves the mass of a case, either way

// What the cases' own words keep however much past contacts say. Where a case has failed this number, past
// contacts may all have been offered the wrong one, again and again; their authors are asked once more.
constexpr double kOwnWordsLeast = 0.02;
constexpr double kOwnWordsAgain = 0.3;

// A score as it should be: finite and not negative.
double sane_score(double score) {
  return std::isfinite(score) && score > 0.0 ? score : 0.0;
}

double share(double value) {
  return value > 0.0 ? std::min(value, 1.0) : 0.0;
}

// What is no number is not known.
std::optional<double> sane_likeness(const Candidate& candidate) {
  if (!candidate.text_likeness || !std::isfinite(*candidate.text_likeness)) return std::nullopt;
  return share(*candidate.text_likeness);
}

double factor(double value) {
  return std::isfinite(value) && value > 0.0 ? std::clamp(value, 1.0 / kTrendLimit, kTrendLimit) : 1.0;
}

}  // namespace

double sum_of(std::vector<double> values) {
  std::sort(values.begin(), values.end(), std::greater<>());
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum;
}

double log_odds(const Features& features, const Weights& weights) {
  return weights.bias + weights.belief * features.belief + weights.text * features.text +
         weights.neighbours * features.neighbours + weights.agreement * features.agreement +
         weights.contradiction * features.contradiction + weights.success * features.success +
         weights.not_validated * features.not_validated + weights.wip * features.wip +
         weights.archived * features.archived + weights.failed * features.failed;
}

double probability_of(double log_odds) {
  return 1.0 / (1.0 + std::exp(-std::clamp(log_odds, -kUtmost, kUtmost)));
}

double logit(double probability) {
  const double inside = std::clamp(probability, 1e-9, 1.0 - 1e-9);
  return std::log(inside / (1.0 - inside));
}

double belief_feature(double belief, const Weights& weights) {
  const double wrong = weights.wrong_case_resolves;
  return logit(wrong + (weights.right_case_resolves - wrong) * belief);
}

double success_feature(double record, double belief, const Weights& weights) {
  const double counts = weights.record_in_rate * record;
  if (counts <= 0.0) return counts;
  const double right = weights.right_case_resolves * belief;
  return right > 0.0 ? counts * right / (right + weights.wrong_case_resolves * (1.0 - belief)) : 0.0;
}

Evidence::Evidence(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights)
    : situation_(situation),
      candidates_(candidates),
      weights_(weights),
      features_(candidates.size()),
      words_(candidates.size()),
      records_(candidates.size()),
      by_record_(candidates.size()),
      masses_(candidates.size()),
      from_siblings_(candidates.size()),
      text_powers_(candidates.size()),
      library_success_(
          smoothed_success(situation.library_success, weights.library_success, weights.library_strength)) {
  find_known_facts();
  find_circumstances();
  weigh_words();
  weigh_facts();
  sum_up();
}

void Evidence::find_known_facts() {
  for (const Fact& fact : situation_.facts) {
    const FactDefinition* definition = situation_.catalogue.find(fact.id);
    const bool choice = definition != nullptr && definition->type == FactType::choice;
    if (!choice || fact.value.empty()) continue;
    const auto value = std::ranges::find(definition->values, fact.value, &FactValue::id);
    known_.push_back({&fact, definition, static_cast<std::size_t>(value - definition->values.begin()),
                      &of_fact(*definition)});
  }
  std::sort(known_.begin(), known_.end(),
            [](const KnownFact& a, const KnownFact& b) { return a.fact->id < b.fact->id; });
}

void Evidence::find_circumstances() {
  for (std::size_t place = 0; place < situation_.circumstances.size(); ++place) {
    const Circumstance& circumstance = situation_.circumstances[place];
    const FactDefinition* definition = situation_.catalogue.find(circumstance.fact);
    if (definition == nullptr || circumstance.there == nullptr) continue;
    std::vector<const FactLikelihood*> settled;
    for (const std::string& id : definition->determines) {
      const FactDefinition* fact = situation_.catalogue.find(id);
      if (fact != nullptr && fact->type == FactType::choice) settled.push_back(&of_fact(*fact));
    }
    circumstances_.emplace_back(circumstance, settled, situation_, candidates_);
    circumstance_places_.push_back(place);
  }
}

void Evidence::weigh_words() {
  std::vector<double> votes;
  for (const Candidate& candidate : candidates_) {
    best_score_ = std::max(best_score_, sane_score(candidate.text_score));
    best_likeness_ = std::max(best_likeness_, sane_likeness(candidate).value_or(0.0));
    votes.push_back(share(candidate.neighbour_votes));
  }
  votes_ = std::min(1.0, sum_of(std::move(votes)));
  // Nothing said: the facts alone have brought up the candidates, and it is among them or nowhere.
  const std::size_t library = situation_.has_symptom ? situation_.library_cases : 0;
  const auto cases = static_cast<double>(std::max({std::size_t{1}, candidates_.size(), library}));
  anybodys_ = weights_.text_ceiling / cases;
  if (best_score_ == 0.0 || !situation_.has_symptom) return;
  sharpness_ =
      std::min(weights_.text_sharpness, weights_.sharpness_by_term * best_score_ / std::log(1.0 + cases));
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    text_powers_[i] = text_power(i);
    if (relative_score(i) < 1.0) continue;
    const double coverage = share(candidates_[i].text_coverage.value_or(weights_.text_unknown_coverage));
    const double explained = std::min(1.0, coverage / weights_.text_full_coverage);
    told_ = std::max(told_, explained * sharpness_ / weights_.text_sharpness);
  }
  score_mass_ = sum_of(text_powers_);
  anybodys_ *= 1.0 - told_;
}

// Of what the words give to all cases, this case's part: by its own words, weighed by how often it was
// needed of late, and by those of past contacts.
double Evidence::words_mass(std::size_t i) const {
  const Candidate& candidate = candidates_[i];
  const double own = anybodys_ + weights_.text_ceiling * told_ * text_share(i);
  const double least = situation_.failed.empty() ? kOwnWordsLeast : kOwnWordsAgain;
  return std::max(least, 1.0 - votes_) * own * factor(candidate.popularity) +
         weights_.text_ceiling * share(candidate.neighbour_votes);
}

void Evidence::weigh_facts() {
  const double uninformed =
      weights_.text_ceiling / static_cast<double>(std::max<std::size_t>(8, candidates_.size()));
  const double least = std::max(anybodys_, 1e-3);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    const Candidate& candidate = candidates_[i];
    assert(candidate.article != nullptr);
    Features& features = features_[i];
    for (const KnownFact& fact : known_) {
      const double evidence = ratio(i, fact);
      (evidence < 0.0 ? features.contradiction : features.agreement) += evidence;
    }
    for (std::size_t k = 0; k < circumstances_.size(); ++k) {
      const double evidence = of_circumstance(i, k);
      (evidence < 0.0 ? features.contradiction : features.agreement) += evidence;
    }
    if (situation_.has_symptom) {
      const double own = weights_.text_ceiling * told_ * text_share(i);
      features.text = std::log((least + own) / (least + uninformed));
    }
    features.neighbours = share(candidate.neighbour_votes);
    records_[i] = success_evidence(candidate, library_success_, weights_);
    const Confidence confidence = candidate.article->confidence;
    features.not_validated = confidence == Confidence::not_validated ? 1.0 : 0.0;
    features.wip = confidence == Confidence::wip ? 1.0 : 0.0;
    features.archived = confidence == Confidence::archived ? 1.0 : 0.0;
    features.failed = situation_.failed.contains(candidate.article->id) ? 1.0 : 0.0;
  }
}

void Evidence::sum_up() {
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    words_[i] = words_mass(i);
    const double failures = weights_.failure_tells * sane_score(candidates_[i].neighbour_failures);
    const Features& features = features_[i];
    // That it did not help says, by Bayes' rule, that it was likely not the right one.
    const double tried = features.failed > 0.0 ? 1.0 - weights_.right_case_resolves : 1.0;
    // Its record as well: what never helps whom it seems to fit is not the right one, and makes room for
    // others.
    by_record_[i] = std::exp(std::clamp(records_[i], -kRecordLimit, kRecordLimit));
    masses_[i] = words_[i] / (1.0 + failures) * tried * by_record_[i] * factor(candidates_[i].trend) *
                 std::exp(features.agreement + features.contradiction);
  }
  if (!situation_.failed.empty()) turn_to_siblings();
  level_records();
  words_total_ = sum_of(words_);
  outside_ = std::max(1.0 - weights_.text_ceiling, 1.0 - words_total_);
  total_ = outside_ + sum_of(masses_);
  for (std::size_t i = 0; i < candidates_.size(); ++i) {
    Features& features = features_[i];
    features.belief = belief_feature(belief(i), weights_);
    features.success = success_feature(records_[i], belief(i), weights_);
  }
}

double Evidence::expected_log_odds(std::size_t i) const {
  const double without = masses_[i] / by_record_[i];
  Features features = features_[i];
  features.belief = belief_feature(without / (total_ - masses_[i] + without), weights_);
  features.success = 0.0;
  return log_odds(features, weights_);
}

// What was tried for this number in vain often was not beside the point: authors file together what cures the
// same trouble. Some of what it would be worth untried goes to the others of its category, shared by what the
// facts say for each; who is known to fit worse than the failed one gets less.
void Evidence::turn_to_siblings() {
  const auto fit = [this](std::size_t i) {
    return std::exp(features_[i].agreement + features_[i].contradiction);
  };
  std::vector<std::vector<double>> turned(candidates_.size());
  for (std::size_t failed = 0; failed < candidates_.size(); ++failed) {
    if (features_[failed].failed == 0.0) continue;
    std::vector<std::size_t> siblings;
    std::vector<double> fits;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      if (features_[i].failed > 0.0 ||
          candidates_[i].article->category != candidates_[failed].article->category)
        continue;
      siblings.push_back(i);
      fits.push_back(fit(i));
    }
    const double untried = masses_[failed] / (1.0 - weights_.right_case_resolves);
    const double shared = weights_.sibling_helps * untried / std::max(sum_of(std::move(fits)), fit(failed));
    for (const std::size_t i : siblings) turned[i].push_back(shared * fit(i) * by_record_[i]);
  }
  for (std::size_t i = 0; i < turned.size(); ++i) {
    from_siblings_[i] = sum_of(std::move(turned[i]));
    masses_[i] += from_siblings_[i];
  }
}

// Records move masses between the cases and to "none of these", not away from it: where everything helps more
// than was expected, the words still tell which case.
void Evidence::level_records() {
  std::vector<double> without = masses_;
  for (std::size_t i = 0; i < without.size(); ++i) without[i] /= by_record_[i];
  const double with = sum_of(masses_);
  const double level = with > 0.0 ? std::min(1.0, sum_of(std::move(without)) / with) : 1.0;
  for (double& mass : masses_) mass *= level;
  for (double& mass : from_siblings_) mass *= level;
  all_from_siblings_ = sum_of(from_siblings_);
  for (double& by : by_record_) by *= level;
}

double Evidence::relative_score(std::size_t i) const {
  return best_score_ > 0.0 ? sane_score(candidates_[i].text_score) / best_score_ : 0.0;
}

// What the words say for the case: the opinions of two readers, its score and its likeness, multiplied. The
// less the best likeness is, the less it can tell, and at 0 the score alone speaks.
double Evidence::text_power(std::size_t i) const {
  const double relative = relative_score(i);
  if (relative == 0.0) return 0.0;
  const std::optional<double> alike = sane_likeness(candidates_[i]);
  if (best_likeness_ == 0.0 || !alike) return std::pow(relative, sharpness_);
  const double floor = weights_.likeness_floor;
  const double heard = std::min(1.0, best_likeness_ / floor);
  const double score_weight = 1.0 - heard * (1.0 - weights_.score_weight);
  return std::pow(relative, score_weight * sharpness_) *
         std::pow((*alike + floor) / (best_likeness_ + floor), weights_.likeness_sharpness);
}

double Evidence::text_share(std::size_t i) const {
  return score_mass_ == 0.0 ? 0.0 : text_powers_[i] / score_mass_;
}

const KnownFact* Evidence::known(std::string_view fact) const {
  const auto it = std::lower_bound(known_.begin(), known_.end(), fact,
                                   [](const KnownFact& k, std::string_view id) { return k.fact->id < id; });
  return it == known_.end() || it->fact->id != fact ? nullptr : &*it;
}

double Evidence::ratio(std::size_t i, const KnownFact& known) const {
  if (known.value == known.definition->values.size()) return 0.0;
  const double ratio = likelihood(i, *known.likelihood).ratio(known.value);
  const UnderCircumstance::Settled* settled = this->settled(*known.likelihood);
  return settled == nullptr
             ? ratio
             : settled->left_of(ratio, i, known.value, known.fact->said() || known.definition->checked);
}

const UnderCircumstance::Settled* Evidence::settled(const FactLikelihood& fact) const {
  for (const UnderCircumstance& each : circumstances_) {
    if (const UnderCircumstance::Settled* settled = each.settled(fact)) return settled;
  }
  return nullptr;
}

const CircumstanceRecord& Evidence::record_under(std::size_t i, std::size_t circumstance) const {
  static const CircumstanceRecord kNone;
  const auto& records = candidates_[i].circumstances;
  const std::size_t place = circumstance_places_[circumstance];
  return place < records.size() ? records[place] : kNone;
}

double Evidence::of_circumstance(std::size_t i, std::size_t circumstance) const {
  return circumstances_[circumstance].ratio(i, record_under(i, circumstance), weights_);
}

FactLikelihood::Of Evidence::likelihood(std::size_t i, const FactLikelihood& fact) const {
  return fact.of(*candidates_[i].article, candidates_[i].profile.get());
}

const FactLikelihood& Evidence::of_fact(const FactDefinition& fact) const {
  const auto known =
      std::ranges::find_if(facts_, [&](const FactLikelihood& each) { return &each.fact() == &fact; });
  return known != facts_.end() ? *known : facts_.emplace_back(fact, situation_.experience, weights_);
}

bool Evidence::is_new(std::size_t i) const {
  return candidates_[i].success.tried < weights_.new_until &&
         situation_.library_success.tried >= 10.0 * weights_.new_until;
}

}  // namespace firstfix::resolve
