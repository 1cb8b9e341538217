// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/standing.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace firstfix::resolve {
namespace {

constexpr double kClearlySaid = 0.8;  // share of the words from which they mean that and nothing else
constexpr double kClearly = 0.5;      // belief from which it is that, whatever else is known
constexpr double kHardly = 0.3;       // belief in all cases about the outage below which it is hardly that
constexpr double kLikelier = 1.5;     // times as much as that, the belief in what takes its place
constexpr double kLearned = 50.0;     // callers from such places who have taught what they need

std::string_view branch_of(const Case& article) {
  return std::string_view(article.category).substr(0, article.category.find('/'));
}

// How much the case takes for granted beyond what is known: the logarithm of how common its author's other
// conditions are among all callers, none of which anybody has asked about yet.
double unasked_odds(const Evidence& evidence, const Case& article) {
  double odds = 0.0;
  for (const Condition& condition : article.conditions) {
    const FactDefinition* fact = evidence.situation().catalogue.find(condition.fact);
    if (fact == nullptr || fact->type != FactType::choice || evidence.known(condition.fact) != nullptr)
      continue;
    const double common = evidence.of_fact(*fact).shares(condition.values);
    if (common > 0.0) odds += std::log(std::min(common, 1.0));
  }
  return odds;
}

bool decides(const KnownFact& known) {
  const auto& values = known.definition->values;
  return known.value < values.size() && values[known.value].decides;
}

// A known outage at the caller's place, say, and this case is about it; `alone`: and about nothing else,
// where another one is about planned work as well.
bool is_decided(const Evidence& evidence, const Case& article, bool alone) {
  return std::ranges::any_of(article.conditions, [&](const Condition& condition) {
    const KnownFact* known = evidence.known(condition.fact);
    if (known == nullptr || (alone && condition.values.size() > 1)) return false;
    return decides(*known) &&
           std::ranges::find(condition.values, known->fact->value) != condition.values.end();
  });
}

void put_first(std::vector<Standing>& order, std::vector<Standing>::iterator chosen) {
  if (chosen != order.end()) std::rotate(order.begin(), chosen, chosen + 1);
}

// The branch of the taxonomy that is clearly meant, by all that is known or, where that leaves it open, by
// the words alone, whichever of its cases they mean; empty: it is not clear.
std::string_view clearly_meant(const Evidence& evidence) {
  const auto candidates = evidence.candidates();
  std::map<std::string_view, std::vector<double>> said;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (evidence.belief(i) >= kClearly) return branch_of(*candidates[i].article);
    if (evidence.features(i).failed == 0.0)
      said[branch_of(*candidates[i].article)].push_back(evidence.words_share(i));
  }
  for (auto& [branch, shares] : said) {
    if (sum_of(std::move(shares)) >= kClearlySaid) return branch;
  }
  return {};
}

bool is_clear(const Evidence& evidence, std::size_t candidate) {
  return evidence.belief(candidate) >= kClearly || evidence.words_share(candidate) >= kClearlySaid;
}

// What else is known of the caller speaks against the case, all of its author's conditions together.
bool is_spoken_against(const Evidence& evidence, std::size_t candidate) {
  double evidence_for = 0.0;
  for (const Condition& condition : evidence.candidates()[candidate].article->conditions) {
    const KnownFact* known = evidence.known(condition.fact);
    if (known != nullptr && !decides(*known)) evidence_for += evidence.ratio(candidate, *known);
  }
  return evidence_for < 0.0;
}

// Of the decided cases that may be chosen: the one that is believed, else one about that alone, else the
// likeliest.
template <class MayBe>
std::vector<Standing>::iterator find_decided(const Evidence& evidence, std::vector<Standing>& order,
                                             MayBe may_be) {
  using Against = std::pair<bool, bool>;
  auto best = order.end();
  Against least;
  for (auto each = order.begin(); each != order.end(); ++each) {
    const Case& article = *evidence.candidates()[each->candidate].article;
    if (evidence.features(each->candidate).failed != 0.0 || !is_decided(evidence, article, false)) continue;
    const Against against{evidence.belief(each->candidate) < kClearly, !is_decided(evidence, article, true)};
    if (!may_be(each->candidate) || (best != order.end() && against >= least)) continue;
    best = each;
    least = against;
  }
  return best;
}

// Of the callers from places with an outage enough have taught what they need, it is hardly that, and the
// first of the other cases, which may be offered by itself, is clearly likelier.
bool is_beside_the_point(const Evidence& evidence, const std::vector<Standing>& order) {
  const bool learned = std::ranges::any_of(evidence.known(), [](const KnownFact& known) {
    return decides(known) && known.likelihood->contacts_with(known.value) >= kLearned;
  });
  if (!learned || !evidence.situation().has_symptom) return false;
  std::vector<double> about_it;
  const Standing* other = nullptr;
  for (const Standing& each : order) {
    if (evidence.features(each.candidate).failed != 0.0) continue;
    if (is_decided(evidence, *evidence.candidates()[each.candidate].article, false)) {
      about_it.push_back(evidence.belief(each.candidate));
    } else if (other == nullptr) {
      other = &each;
    }
  }
  const double belief = sum_of(std::move(about_it));
  return other != nullptr && belief < kHardly && evidence.belief(other->candidate) >= kLikelier * belief &&
         probability_of(other->log_odds) >= evidence.weights().confident_at;
}

void put_decided_first(const Evidence& evidence, std::vector<Standing>& order) {
  if (std::ranges::none_of(evidence.known(), decides) || is_beside_the_point(evidence, order)) return;
  const std::string_view clear = clearly_meant(evidence);
  auto chosen = find_decided(evidence, order, [&](std::size_t candidate) {
    return clear.empty() || clear == branch_of(*evidence.candidates()[candidate].article);
  });
  if (chosen == order.end()) return;
  // It is what the words mean, broadband say, but he cannot make calls: then it is the mobile network's
  // outage.
  if (is_clear(evidence, chosen->candidate) && is_spoken_against(evidence, chosen->candidate)) {
    const auto other = find_decided(
        evidence, order, [&](std::size_t candidate) { return !is_spoken_against(evidence, candidate); });
    if (other != order.end()) chosen = other;
  }
  chosen->decided = true;
  put_first(order, chosen);
}

}  // namespace

std::vector<Standing> standings(const Evidence& evidence) {
  const Weights& weights = evidence.weights();
  const auto candidates = evidence.candidates();
  std::vector<Standing> order;
  order.reserve(candidates.size());
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    double odds = log_odds(evidence.features(i), weights);
    if (evidence.is_new(i))
      odds += weights.new_bonus * (1.0 - candidates[i].success.tried / weights.new_until);
    // Words tell the cases apart. Without any, many are equal by what the number tells, and who is not known
    // to have broadband is better told of the outage than of the cable.
    const double equals =
        evidence.situation().has_symptom ? 0.0 : unasked_odds(evidence, *candidates[i].article);
    order.push_back({i, odds, equals, false});
  }
  std::ranges::sort(order, [&](const Standing& a, const Standing& b) {
    if (a.log_odds != b.log_odds) return a.log_odds > b.log_odds;
    if (a.among_equals != b.among_equals) return a.among_equals > b.among_equals;
    const int by_id = candidates[a.candidate].article->id.compare(candidates[b.candidate].article->id);
    return by_id != 0 ? by_id < 0 : a.candidate < b.candidate;
  });
  // What already failed for this number is not offered first again, however likely it looks.
  put_first(order, std::ranges::find_if(order, [&](const Standing& each) {
              return evidence.features(each.candidate).failed == 0.0;
            }));
  put_decided_first(evidence, order);
  return order;
}

}  // namespace firstfix::resolve
