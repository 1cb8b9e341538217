// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/resolve/learn.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kb/resolve/features.h"

namespace firstfix::resolve {
namespace {

constexpr double kLight = 10.0;
constexpr double kHeavy = 2'000.0;
constexpr double kAny = -std::numeric_limits<double>::infinity();
constexpr std::array<Learnable, 11> kLearnables{{
    {"bias", &Weights::bias, nullptr, kLight, kAny},
    {"belief", &Weights::belief, &Features::belief, kLight, 0.0},
    {"text", &Weights::text, &Features::text, kHeavy, 0.0},
    {"neighbours", &Weights::neighbours, &Features::neighbours, kHeavy, 0.0},
    {"agreement", &Weights::agreement, &Features::agreement, kHeavy, 0.0},
    {"contradiction", &Weights::contradiction, &Features::contradiction, kHeavy, 0.0},
    {"success", &Weights::success, &Features::success, kLight, 0.0},
    {"not_validated", &Weights::not_validated, &Features::not_validated, kLight, kAny},
    {"wip", &Weights::wip, &Features::wip, kLight, kAny},
    {"archived", &Weights::archived, &Features::archived, kLight, kAny},
    {"failed", &Weights::failed, &Features::failed, kLight, kAny},
}};
constexpr std::size_t kCount = kLearnables.size();
constexpr int kSteps = 25;
constexpr double kSmallStep = 1e-6;

using Vector = std::array<double, kCount>;
using Matrix = std::array<Vector, kCount>;

double value_of(const Features& features, const Learnable& each) {
  return each.feature == nullptr ? 1.0 : features.*each.feature;
}

Vector weights_of(const Weights& weights) {
  Vector values{};
  for (std::size_t i = 0; i < kCount; ++i) values[i] = weights.*kLearnables[i].weight;
  return values;
}

// Solves a x = b for a symmetric positive definite a (Cholesky); both are used up.
Vector solve(Matrix a, Vector b) {
  for (std::size_t j = 0; j < kCount; ++j) {
    for (std::size_t k = 0; k < j; ++k) a[j][j] -= a[j][k] * a[j][k];
    a[j][j] = std::sqrt(a[j][j]);
    for (std::size_t i = j + 1; i < kCount; ++i) {
      for (std::size_t k = 0; k < j; ++k) a[i][j] -= a[i][k] * a[j][k];
      a[i][j] /= a[j][j];
    }
  }
  for (std::size_t i = 0; i < kCount; ++i) {
    for (std::size_t k = 0; k < i; ++k) b[i] -= a[i][k] * b[k];
    b[i] /= a[i][i];
  }
  for (std::size_t i = kCount; i-- > 0;) {
    for (std::size_t k = i + 1; k < kCount; ++k) b[i] -= a[k][i] * b[k];
    b[i] /= a[i][i];
  }
  return b;
}

// It stays where it is.
void leave_out(std::size_t i, Matrix& curvature, Vector& slope) {
  for (std::size_t j = 0; j < kCount; ++j) curvature[i][j] = curvature[j][i] = 0.0;
  curvature[i][i] = 1.0;
  slope[i] = 0.0;
}

// One Newton step; how far it went.
double step(std::span<const Example> examples, const Vector& prior, Weights& weights) {
  Matrix curvature{};
  Vector slope{};
  const Vector now = weights_of(weights);
  for (std::size_t i = 0; i < kCount; ++i) {
    curvature[i][i] = kLearnables[i].ridge;
    slope[i] = kLearnables[i].ridge * (prior[i] - now[i]);
  }
  for (const Example& example : examples) {
    Vector x{};
    for (std::size_t i = 0; i < kCount; ++i) x[i] = value_of(example.features, kLearnables[i]);
    const double p = probability_of(log_odds(example.features, weights));
    const double error = (example.resolved ? 1.0 : 0.0) - p;
    for (std::size_t i = 0; i < kCount; ++i) {
      slope[i] += error * x[i];
      for (std::size_t j = 0; j <= i; ++j) curvature[i][j] += p * (1.0 - p) * x[i] * x[j];
    }
  }
  for (std::size_t i = 0; i < kCount; ++i) {
    if (now[i] <= kLearnables[i].least && slope[i] < 0.0) leave_out(i, curvature, slope);
  }
  const Vector move = solve(curvature, slope);
  double moved = 0.0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const double next = std::max(kLearnables[i].least, now[i] + std::clamp(move[i], -1.0, 1.0));
    weights.*kLearnables[i].weight = next;
    moved = std::max(moved, std::abs(next - now[i]));
  }
  return moved;
}

}  // namespace

std::span<const Learnable> learnables() {
  return kLearnables;
}

std::vector<double> values_of(const Features& features) {
  std::vector<double> values;
  for (const Learnable& each : kLearnables) values.push_back(value_of(features, each));
  return values;
}

Features features_of(std::span<const double> values) {
  Features features;
  for (std::size_t i = 0; i < std::min(values.size(), kCount); ++i) {
    if (kLearnables[i].feature != nullptr) features.*kLearnables[i].feature = values[i];
  }
  return features;
}

double log_loss(std::span<const Example> examples, const Weights& weights) {
  double loss = 0.0;
  for (const Example& example : examples) {
    const double p = probability_of(log_odds(example.features, weights));
    loss -= std::log(example.resolved ? p : 1.0 - p);
  }
  return examples.empty() ? 0.0 : loss / static_cast<double>(examples.size());
}

Refit refit(std::span<const Example> examples, const Weights& from) {
  Refit result;
  result.weights = from;
  if (examples.size() < kLeastExamples) return result;
  const std::size_t early = examples.size() - examples.size() / 5;
  const auto earlier = examples.first(early);
  const auto latest = examples.subspan(early);
  const Vector prior = weights_of(from);
  for (int i = 0; i < kSteps; ++i) {
    if (step(earlier, prior, result.weights) < kSmallStep) break;
  }
  result.fitted_on = earlier.size();
  result.tested_on = latest.size();
  result.old_loss = log_loss(latest, from);
  result.new_loss = log_loss(latest, result.weights);
  return result;
}

}  // namespace firstfix::resolve
