// SPDX-License-Identifier: GPL-3.0-or-later
// The evidence for the candidates as numbers: Bayes' rule over all of them, and what the logistic model is
// linear in, which learning refits it on.
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string_view>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/fact.h"
#include "kb/resolve/likelihood.h"
#include "kb/resolve/rank.h"
#include "kb/resolve/under_circumstance.h"
#include "kb/resolve/weights.h"

namespace firstfix::resolve {

// Summed from the largest on, whatever the order of the candidates: the same set gives the same bits.
double sum_of(std::vector<double> values);

double log_odds(const Features& features, const Weights& weights);

// Logistic function, kept inside (0, 1): no evidence makes anything certain.
double probability_of(double log_odds);
// Its inverse; what is not inside (0, 1) is brought there.
double logit(double probability);

// The feature `belief` of a belief in 0..1: log-odds that the right case, so likely this one, resolves.
double belief_feature(double belief, const Weights& weights);

// The feature `success` of a record (log-odds above what was expected) by the belief in the case, 0..1. A
// good record recommends a case to whom it fits: a wrong one resolves now and then too, and only the part of
// its chance that is its own doing counts. A bad one warns everybody.
double success_feature(double record, double belief, const Weights& weights);

// A known choice fact.
struct KnownFact {
  const Fact* fact = nullptr;
  const FactDefinition* definition = nullptr;
  std::size_t value = 0;  // its place among the definition's; as many as there are: none of them
  const FactLikelihood* likelihood = nullptr;
};

// What the candidates of one situation have in common, and the features of each: computed once. Refers to its
// arguments.
class Evidence {
 public:
  Evidence(const Situation& situation, std::span<const Candidate> candidates, const Weights& weights);

  const Features& features(std::size_t candidate) const { return features_[candidate]; }
  // Unnormalised posterior of "this case is the right one", and of "none of these".
  double mass(std::size_t candidate) const { return masses_[candidate]; }
  double outside() const { return outside_; }
  double total() const { return total_; }  // of both
  double belief(std::size_t candidate) const { return masses_[candidate] / total_; }
  // The part of its mass that it has because another case of its category has failed this number.
  double mass_of_sibling(std::size_t candidate) const { return from_siblings_[candidate]; }
  double mass_of_siblings() const { return all_from_siblings_; }  // of all candidates
  // Its own record of success: log-odds above what was expected.
  double record(std::size_t candidate) const { return records_[candidate]; }
  // Log-odds that it resolves had it no record of its own, the others' masses being what they are: what its
  // success is measured against.
  double expected_log_odds(std::size_t candidate) const;
  // What is said for it, by its own words and those of past contacts, and by how often it is needed, against
  // all cases and "none of these", 0..1; nothing of who has said nothing.
  double words_share(std::size_t candidate) const {
    return situation_.has_symptom ? words_[candidate] / (outside_ + words_total_) : 0.0;
  }

  // The words' share of a case among the candidates, 0..1; and its score as a part of the best.
  double text_share(std::size_t candidate) const;
  double relative_score(std::size_t candidate) const;

  const std::vector<KnownFact>& known() const { return known_; }
  // No value: nobody knows it.
  const KnownFact* known(std::string_view fact) const;
  // Log likelihood ratio of a known fact, beyond what a circumstance foretells of it.
  double ratio(std::size_t candidate, const KnownFact& known) const;
  // Of each circumstance of the situation that somebody called under before, by its place below.
  double of_circumstance(std::size_t candidate, std::size_t circumstance) const;
  const std::vector<UnderCircumstance>& circumstances() const { return circumstances_; }
  const CircumstanceRecord& record_under(std::size_t candidate, std::size_t circumstance) const;
  // Null: no circumstance settles the fact.
  const UnderCircumstance::Settled* settled(const FactLikelihood& fact) const;
  // What the fact says about the candidate. One thread.
  FactLikelihood::Of likelihood(std::size_t candidate, const FactLikelihood& fact) const;
  // Made once for each fact and kept.
  const FactLikelihood& of_fact(const FactDefinition& fact) const;

  bool is_new(std::size_t candidate) const;

  const Situation& situation() const { return situation_; }
  const Weights& weights() const { return weights_; }
  std::span<const Candidate> candidates() const { return candidates_; }

 private:
  void find_known_facts();
  void find_circumstances();
  void weigh_words();
  void weigh_facts();
  void sum_up();
  void turn_to_siblings();
  void level_records();
  double words_mass(std::size_t candidate) const;
  double text_power(std::size_t candidate) const;

  const Situation& situation_;
  std::span<const Candidate> candidates_;
  const Weights& weights_;
  std::vector<KnownFact> known_;  // ordered by id
  mutable std::deque<FactLikelihood> facts_;
  std::vector<UnderCircumstance> circumstances_;
  std::vector<std::size_t> circumstance_places_;  // of each of them among the situation's
  std::vector<Features> features_;
  std::vector<double> words_;      // mass by the words alone
  std::vector<double> records_;    // log-odds
  std::vector<double> by_record_;  // the factor in the mass that is the record's
  std::vector<double> masses_;
  std::vector<double> from_siblings_;  // of them
  double all_from_siblings_ = 0.0;
  std::vector<double> text_powers_;
  double outside_ = 1.0;
  double total_ = 1.0;
  double words_total_ = 0.0;
  double best_score_ = 0.0;
  double best_likeness_ = 0.0;  // 0: retrieval does not say
  double sharpness_ = 1.0;
  double score_mass_ = 0.0;  // sum of text_powers_
  double told_ = 0.0;        // by the words: how far they tell one case from another, 0..1
  double anybodys_ = 0.0;    // mass of a case that nothing speaks for
  double votes_ = 0.0;       // of all candidates, 0..1
  double library_success_ = 0.0;
};

}  // namespace firstfix::resolve
