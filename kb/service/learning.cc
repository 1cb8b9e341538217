// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/learning.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "kb/service/pause.h"

namespace firstfix::service {
namespace {

constexpr std::chrono::seconds kBeat{2};

const ConsideredCase* offered(const RecordedTry& used) {
  const auto& cases = used.considered.cases;
  const auto found = std::ranges::find(cases, used.case_id, &ConsideredCase::case_id);
  return found == cases.end() ? nullptr : &*found;
}

// What of the recorded tries can be fitted on; counts what cannot.
class Examples {
 public:
  explicit Examples(Learned& learned) : learned_(learned) {}

  void add(const RecordedTry& used) {
    ++learned_.outcomes;
    const ConsideredCase* then = offered(used);
    if (then == nullptr) {
      ++learned_.not_offered;
    } else if (used.considered.layout != resolve::kFeatureLayout ||
               then->features.size() != resolve::learnables().size()) {
      ++learned_.other_layout;
    } else {
      examples_.push_back({resolve::features_of(then->features), used.resolved});
    }
  }

  const std::vector<resolve::Example>& all() const { return examples_; }

 private:
  Learned& learned_;
  std::vector<resolve::Example> examples_;
};

}  // namespace

NamedWeights named(const resolve::Weights& weights) {
  NamedWeights list;
  for (const resolve::Learnable& each : resolve::learnables())
    list.emplace_back(each.name, weights.*each.weight);
  return list;
}

resolve::Weights weights_from(const NamedWeights& list) {
  resolve::Weights weights;
  for (const resolve::Learnable& each : resolve::learnables()) {
    const auto given = std::ranges::find(list, each.name, &NamedWeights::value_type::first);
    if (given != list.end()) weights.*each.weight = std::max(each.least, given->second);
  }
  return weights;
}

Result<resolve::Weights> weights_in_force(store::Database& database) {
  const auto all = database.adopted_weights();
  if (!all) return fail(all.error());
  const auto newest =
      std::find_if(all->rbegin(), all->rend(), [](const AdoptedWeights& each) { return !each.undone_at; });
  return newest == all->rend() ? resolve::Weights{} : weights_from(newest->weights);
}

Result<Learned> learn(store::Database& database, const LearningOptions& options) {
  auto before = weights_in_force(database);
  if (!before) return fail(before.error());
  Learned learned;
  learned.before = *before;
  Examples examples(learned);
  if (auto read = database.tries_since(options.since, [&](const RecordedTry& used) { examples.add(used); });
      !read)
    return fail(read.error());
  learned.refit = resolve::refit(examples.all(), *before);
  if (options.dry_run || !learned.refit.better()) return learned;
  const resolve::Refit& refit = learned.refit;
  const auto adopted = database.adopt_weights({0, options.now, named(refit.weights), refit.fitted_on,
                                               refit.tested_on, refit.old_loss, refit.new_loss});
  if (!adopted) return fail(adopted.error());
  learned.adopted = true;
  return learned;
}

WeightsBook::WeightsBook(store::Database& database)
    : database_(database), weights_(std::make_shared<const resolve::Weights>()) {
  refresh();
  thread_ = std::jthread([this](const std::stop_token& stop) { work(stop); });
}

WeightsBook::~WeightsBook() = default;

std::shared_ptr<const resolve::Weights> WeightsBook::weights() const {
  const std::scoped_lock lock(mutex_);
  return weights_;
}

void WeightsBook::refresh() {
  const auto now = weights_in_force(database_);
  if (!now) return;
  auto fresh = std::make_shared<const resolve::Weights>(*now);
  const std::scoped_lock lock(mutex_);
  weights_ = std::move(fresh);
}

void WeightsBook::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    pause(stop, kBeat);
    if (!stop.stop_requested()) refresh();
  }
}

}  // namespace firstfix::service
