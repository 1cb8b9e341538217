// SPDX-License-Identifier: GPL-3.0-or-later
#include <cmath>

#include "kb/service/simulation/simulation.h"

namespace firstfix::service {
namespace {

double mean(double sum, std::size_t count) {
  return count == 0 ? 0.0 : sum / static_cast<double>(count);
}

}  // namespace

void Score::add(const Score& other) {
  contacts += other.contacts;
  resolved += other.resolved;
  questions += other.questions;
  rank += other.rank;
  oracle_resolved += other.oracle_resolved;
  oracle_questions += other.oracle_questions;
  worth += other.worth;
  best_worth += other.best_worth;
  oracle_worth += other.oracle_worth;
  predicted += other.predicted;
  squared_error += other.squared_error;
  repeats += other.repeats;
  repeats_resolved += other.repeats_resolved;
  for (std::size_t i = 0; i < bins.size(); ++i) {
    bins[i].predicted += other.bins[i].predicted;
    bins[i].resolved += other.bins[i].resolved;
    bins[i].count += other.bins[i].count;
  }
}

double Score::fcr() const {
  return mean(resolved, contacts);
}

double Score::oracle_fcr() const {
  return mean(oracle_resolved, contacts);
}

double Score::lost_by_ranking() const {
  return mean(best_worth - worth, contacts);
}

double Score::lost_by_asking() const {
  return mean(oracle_worth - best_worth, contacts);
}

double Score::mean_questions() const {
  return mean(questions, contacts);
}

double Score::mean_rank() const {
  return mean(rank, contacts);
}

double Score::brier() const {
  return mean(squared_error, contacts);
}

double Score::calibration_error() const {
  double sum = 0.0;
  for (const Bin& bin : bins) sum += std::abs(bin.predicted - bin.resolved);
  return mean(sum, contacts);
}

Score SimulationReport::all() const {
  return from(0);
}

Score SimulationReport::from(std::size_t contact) const {
  Score sum;
  for (std::size_t i = contact / 1'000; i < thousands.size(); ++i) sum.add(thousands[i]);
  return sum;
}

}  // namespace firstfix::service
