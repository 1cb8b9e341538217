// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/explain.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

namespace firstfix::resolve {
namespace {

constexpr std::size_t kMostReasons = 4;
constexpr double kWorthSaying = 0.05;  // log-odds below which a reason moves nothing anybody would notice
constexpr double kVeryClose = 0.3;     // of the words' share
constexpr double kClose = 0.8;         // of the best score
constexpr double kCountable = 0.5;     // tries that round to one
constexpr double kWorthSayingOfOthers = 0.4;  // of a fact the author did not name
constexpr double kVotesWeigh = 3.0;           // log-odds of all votes for one case: from the floor to sure

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  std::size_t size = 0;
  for (const std::string_view part : parts) size += part.size();
  text.reserve(size);
  for (const std::string_view part : parts) text += part;
  return text;
}

std::string rounded(double number) {
  return std::to_string(std::lround(number));
}

std::string say_text(const Evidence& evidence, std::size_t candidate, bool speaks_for) {
  const std::string& title = evidence.candidates()[candidate].article->title;
  const double relative = evidence.relative_score(candidate);
  if (relative == 0.0) return joined({"客户的说法里没有提到“", title, "”这类问题"});
  if (evidence.text_share(candidate) >= kVeryClose) return joined({"客户的说法与“", title, "”很接近"});
  if (speaks_for) return joined({"客户的说法与“", title, "”比较接近"});
  if (relative >= kClose) return joined({"客户的说法与“", title, "”接近，但还有别的情况同样像"});
  return joined({"客户的说法与“", title, "”只有少量相同"});
}

std::string say_success(const Candidate& candidate) {
  const SuccessRecord& own = candidate.success;
  if (own.tried >= kCountable) {
    return joined({"近期约 ", rounded(own.tried), " 次用它，", rounded(own.resolved), " 次解决"});
  }
  const SuccessRecord& category = candidate.category_success;
  if (category.tried < kCountable) return {};
  return joined({"同类问题近期约 ", rounded(category.tried), " 次，", rounded(category.resolved), " 次解决"});
}

// With the author's condition on it, the sentence is about the case; without, about those it helped before.
std::string say_fact(const KnownFact& known, bool authors, bool agrees) {
  const std::string& label = known.definition->label;
  const FactValue* found = known.definition->find_value(known.fact->value);
  const std::string& value = found == nullptr ? known.fact->value : found->label;
  if (agrees) return joined({label, "：", value, authors ? "，符合这类问题" : "，以往这样的客户多由它解决"});
  if (!authors) return joined({label, "：", value, "，以往这样的客户少由它解决"});
  // "手机支持 VoLTE（支持）" would say it twice.
  if (label.find(value) != std::string::npos) return joined({"与已知情况不符：", label});
  return joined({"与已知情况不符：", label, "（", value, "）"});
}

// Gathers reasons and hands out the strongest.
class Reasons {
 public:
  void add(double weight, std::string text) {
    if (std::abs(weight) >= kWorthSaying && !text.empty()) reasons_.push_back({std::move(text), weight});
  }

  std::vector<Why> strongest() {
    if (reasons_.empty()) return {{"目前没有更多线索，按通常的可能性列出", 0.0}};
    std::stable_sort(reasons_.begin(), reasons_.end(),
                     [](const Why& a, const Why& b) { return std::abs(a.weight) > std::abs(b.weight); });
    if (reasons_.size() > kMostReasons) reasons_.resize(kMostReasons);
    return std::move(reasons_);
  }

 private:
  std::vector<Why> reasons_;
};

void add_facts(Reasons& reasons, const Evidence& evidence, std::size_t candidate) {
  const Weights& weights = evidence.weights();
  const Case& article = *evidence.candidates()[candidate].article;
  for (const KnownFact& known : evidence.known()) {
    const double ratio = evidence.ratio(candidate, known);
    const bool authors = condition_on(article, known.fact->id) != nullptr;
    if (!authors && std::abs(ratio) < kWorthSayingOfOthers) continue;
    const bool agrees = ratio >= 0.0;
    const double weight = weights.belief + (agrees ? weights.agreement : weights.contradiction);
    reasons.add(ratio * weight, say_fact(known, authors, agrees));
  }
}

}  // namespace

std::vector<Why> explain(const Evidence& evidence, std::size_t candidate) {
  const Weights& weights = evidence.weights();
  const Features& features = evidence.features(candidate);
  const Candidate& about = evidence.candidates()[candidate];
  Reasons reasons;
  const double text = (weights.belief + weights.text) * features.text;
  if (text != 0.0) reasons.add(text, say_text(evidence, candidate, text > 0.0));
  if (features.neighbours > 0.0) {
    reasons.add((weights.belief * kVotesWeigh + weights.neighbours) * features.neighbours,
                joined({"近来类似的客户，约 ", rounded(features.neighbours * 100.0), "% 是用它解决的"}));
  }
  add_facts(reasons, evidence, candidate);
  reasons.add(weights.belief * std::log(std::clamp(about.trend, 1.0, 8.0)), "最近用它解决的客户明显增多");
  reasons.add(weights.success * features.success, say_success(about));
  reasons.add(
      (weights.failed + weights.belief * std::log(1.0 - weights.right_case_resolves)) * features.failed,
      "本号码上次用过没有解决");
  reasons.add(weights.not_validated * features.not_validated, "这篇案例还没有经过验证");
  reasons.add(weights.wip * features.wip, "这篇案例还是草稿");
  reasons.add(weights.archived * features.archived, "这篇案例已经归档");
  if (evidence.is_new(candidate)) reasons.add(weights.new_bonus, "新案例，用过的次数还少，给它机会");
  return reasons.strongest();
}

}  // namespace firstfix::resolve
