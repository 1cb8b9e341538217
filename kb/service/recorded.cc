// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/recorded.h"

#include <chrono>

#include "kb/service/learning.h"

namespace firstfix::service {

Result<std::unique_ptr<store::Database>> open_records(const Settings& settings) {
  return store::Database::open(
      {.connection = settings.database().string(), .repeat = settings.repeat, .upkeep = false});
}

Result<LearningReport> learn_from_records(const Settings& settings, const LearningRequest& request) {
  auto database = open_records(settings);
  if (!database) return fail(database.error());
  const auto learned =
      learn(**database, {request.now, request.now - std::chrono::days{request.days}, request.dry_run});
  if (!learned) return fail(learned.error());
  LearningReport report;
  report.outcomes = learned->outcomes;
  report.not_offered = learned->not_offered;
  report.other_layout = learned->other_layout;
  report.usable = learned->outcomes - learned->not_offered - learned->other_layout;
  report.least = resolve::kLeastExamples;
  report.fitted_on = learned->refit.fitted_on;
  report.tested_on = learned->refit.tested_on;
  report.old_loss = learned->refit.old_loss;
  report.new_loss = learned->refit.new_loss;
  report.adopted = learned->adopted;
  for (const resolve::Learnable& each : resolve::learnables()) {
    report.weights.push_back({each.name, learned->before.*each.weight, learned->refit.weights.*each.weight});
  }
  return report;
}

Result<bool> undo_learning(const Settings& settings, Timestamp now) {
  auto database = open_records(settings);
  if (!database) return fail(database.error());
  return (*database)->undo_weights(now);
}

Result<std::vector<AdoptedWeights>> learning_history(const Settings& settings) {
  auto database = open_records(settings);
  if (!database) return fail(database.error());
  return (*database)->adopted_weights();
}

}  // namespace firstfix::service
