// SPDX-License-Identifier: GPL-3.0-or-later
// Plays a generated world with one policy and keeps the score.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "kb/content/world.h"
#include "kb/core/result.h"
#include "kb/service/knowledge.h"
#include "kb/service/simulation/truth.h"

namespace firstfix::service {

// Sums over some contacts; every mean is a sum over `contacts`.
struct Score {
  std::size_t contacts = 0;  // first calls; repeats are counted apart
  double resolved = 0.0;
  double questions = 0.0;
  double rank = 0.0;             // of the case that helps most; 6 when it is not among the first five
  double oracle_resolved = 0.0;  // of the same calls with the same luck
  double oracle_questions = 0.0;
  // Luck left aside (oracle.h): what the case offered first, the best one by the same facts, and the oracle's
  // resolve on average. The gap between the last two is what other questions would have brought.
  double worth = 0.0;
  double best_worth = 0.0;
  double oracle_worth = 0.0;
  double predicted = 0.0;
  double squared_error = 0.0;  // Brier
  std::size_t repeats = 0;
  double repeats_resolved = 0.0;
  struct Bin {
    double predicted = 0.0;
    double resolved = 0.0;
    double count = 0.0;
  };
  std::vector<Bin> bins = std::vector<Bin>(10);  // of equal width in the predicted probability

  void add(const Score& other);
  double fcr() const;
  double oracle_fcr() const;
  double lost_by_ranking() const;
  double lost_by_asking() const;
  double mean_questions() const;
  double mean_rank() const;
  double brier() const;
  // Expected calibration error (Naeini, Cooper, Hauskrecht, AAAI 2015): sum over bins of the share of the
  // contacts times |mean prediction - FCR|.
  double calibration_error() const;
  bool predicts() const { return predicted > 0.0; }
};

struct SimulationReport {
  std::string policy;
  std::uint64_t seed = 0;
  std::vector<Score> thousands;  // the last may hold fewer
  Score all() const;
  Score from(std::size_t contact) const;  // whole thousands from there on
};

// A world opened for playing: its library, the index over it, and the truth.
class Simulation {
 public:
  // `scratch` takes the index. Errors: not_found (file), invalid (its first problem, with file:line:column).
  static Result<std::unique_ptr<Simulation>> open(const std::filesystem::path& file,
                                                  const std::filesystem::path& scratch);

  using Progress = std::function<void(std::size_t done)>;
  // Everything follows from world, contacts, seed and policy. Error: invalid (policy).
  Result<SimulationReport> play(const std::string& policy, std::size_t contacts, std::uint64_t seed,
                                const Progress& progress) const;

  const content::World& world() const { return world_; }
  std::vector<std::size_t> drifts() const;  // the contacts from which something changes

 private:
  content::World world_;
  std::unique_ptr<Knowledge> knowledge_;  // of a content folder
  SnapshotPtr snapshot_;
  std::unique_ptr<Truth> truth_;
};

}  // namespace firstfix::service
