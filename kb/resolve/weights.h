// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace firstfix::resolve {

// The parameters of the model: set by reasoning, some chosen among a few settings in generated worlds
// (README.md, "Measured"; trials.md), none fitted to a data set. README.md has the formulas. Probabilities
// and shares lie in (0, 1), unless said otherwise.
struct Weights {
  // -- The logistic model: log-odds of `resolved` for one unit of each feature (features.h). This is what
  // learning refits. --

  double bias = 0.0;
  // 1 takes Bayes' rule over the candidates at face value; below 1 it was too sure of itself.
  double belief = 1.0;
  // Corrections of what the belief holds already: none until outcomes ask for them.
  double text = 0.0;
  double neighbours = 0.0;
  double agreement = 0.0;
  double contradiction = 0.0;
  // 1 takes the rate's part of a record (`record_in_rate`) at face value.
  double success = 1.0;
  // KCS confidence: somebody wrote it, nobody has checked it; it is still being written. An archived case
  // should not get here at all.
  double not_validated = -0.2;
  double wip = -0.7;
  double archived = -3.0;
  // It did not help this number last time: less likely than the belief says, and never first (rank.h).
  double failed = -1.4;

  // -- The belief: Bayes' rule; refitting only makes sense while these stay. --

  // The words' share of a case is its (score / best score)^sharpness over the sum of all candidates. With 8,
  // a case at 90 % of the best score counts for 0.43 of the best, one at 70 % for 0.06. That gives a lone
  // leader with a few close rivals about one half, which is how often BM25 put the right case first on real
  // complaints (Hit@1 0.55). Who says little tells little: a score is worth so many of the library's rarest
  // words, each ln(1 + cases), and the sharpness is at most 0.8 times that number: 1.5 for "no signal" in a
  // library of two hundred (a score of 10), 6 for a full sentence (40). In the same proportion the words
  // leave room for the cases that they do not mention.
  double text_sharpness = 8.0;
  double sharpness_by_term = 0.8;
  // Two readers of the same words: the index weighs all that a case says; how like the words are to what
  // callers say about it (Candidate::text_likeness) tells what it is used for. Where one errs the other is
  // often right, so each has half a say: the score half of its sharpness, and likeness, which as a cosine
  // spans a factor of ten where scores span one of three, counts as it is. Not a character shared is worth a
  // likeness of 0.06: no case is out by its wording alone.
  double score_weight = 0.5;
  double likeness_sharpness = 1.0;
  double likeness_floor = 0.06;
  // The words leave so much to "none of these cases", however well they fit; popularity may take of it.
  double text_ceiling = 0.9;
  // Share of the telling words from which the best case explains what was said: the rest of a complaint is
  // story. Below it all cases of the library share what is missing, in proportion.
  double text_full_coverage = 0.6;
  // Taken when retrieval does not say how many of the words a case contains.
  double text_unknown_coverage = 0.42;

  // A failure among the nearest past contacts speaks against the case as so many votes for others: it was
  // tried where the facts made it several times likelier than the words alone.
  double failure_tells = 3.0;

  // P(the condition really holds | the case is right); else the fact is distributed as for anybody. An author
  // who names all that goes with his case is less sure of each than one who names what is plain.
  double condition_fidelity = 0.7;
  // The author's word about a fact is worth so many resolved contacts; the catalogue's shares so many.
  double profile_strength = 20.0;
  double share_strength = 200.0;
  // The other contacts under the same circumstance say as much as those everywhere once so many of them were
  // expected to need the case. What it foretells of its facts counts for so much of them: they tell much the
  // same, and each of them as well.
  double circumstance_strength = 6.0;
  double circumstance_overlap = 0.75;
  // One fact never makes a case more than so many times likelier or less likely.
  double ratio_limit = 50.0;

  // That a case helped less than foretold may mean that it is less often the right one or that it does less
  // where it is; an outcome does not tell which. So the belief has its record, and the rate half of it.
  double record_in_rate = 0.5;

  // How often the right case resolves: what a belief of 1 is worth.
  double right_case_resolves = 0.8;
  // And a wrong one: it is related, or the trouble passes by itself. Of ten of them one.
  double wrong_case_resolves = 0.1;

  // Where a case has failed this number, so much of what it would be worth untried goes to the other cases of
  // its category: what cures the same trouble is mostly filed there.
  double sibling_helps = 0.25;

  // Success without any data, and how many tries each prior is worth (1 and up).
  double library_success = 0.7;
  double library_strength = 20.0;
  double category_strength = 10.0;
  double case_strength = 16.0;
  // The latest tries overrule the long record when chance explains the difference with less than e^-this.
  double change_evidence = 3.0;

  // A case is new while it has been tried less often than this and the library has been used ten times as
  // often; it is ranked (not judged) higher by new_bonus log-odds, falling to nothing at that number.
  double new_until = 20.0;
  double new_bonus = 0.5;

  // -- What to do with the ranking. --

  // Below it the expert seat is offered.
  double confident_at = 0.2;
  // Facts are looked for in the best so many candidates.
  int question_depth = 8;
  // A question must raise the best probability by this much beyond its own cost, as long as the answer's
  // worth is its author's word; by half of it where so many contacts have told what such answers mean, and so
  // on.
  double question_min_gain = 0.01;
  double question_min_gain_contacts = 300.0;
  // Part of the catalogue's cost that counts: what answers brought in simulated worlds was two to five times
  // the gain foretold, because beliefs are shrunk on purpose.
  double question_cost = 0.35;
  // And this much where contacts have told what such answers mean, half way at question_min_gain_contacts of
  // them: then what an answer brings is foretold better.
  double question_cost_taught = 0.25;
  // Where a case has failed this number before, or none is likely enough to be offered without the expert
  // seat, too little is known: then a question costs nothing, and is asked for this gain.
  double question_unsure_min_gain = 0.004;
  // A nat of information about which case is the right one is worth so much of the probability: the best
  // answer to one question often moves no case to the front, and is what the next question builds on, which
  // looking one question ahead does not see.
  double question_nat = 0.03;
  // No more questions a contact than this.
  int most_questions = 3;
};

}  // namespace firstfix::resolve
