// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/author_tests.h"

#include <algorithm>

#include <fmt/format.h>

#include "kb/service/inquiry.h"

namespace firstfix::service {
namespace {

constexpr double kAnyHalfLife = 30.0;  // of a track record that stays empty
constexpr std::size_t kShown = 20;

std::size_t rank_of(const Case& article, const std::vector<Solution>& solutions) {
  const auto is_it = [&](const Solution& solution) { return solution.article->id == article.id; };
  return static_cast<std::size_t>(std::ranges::find_if(solutions, is_it) - solutions.begin()) + 1;
}

Problem missed(const Case& article, const AuthorTest& test, const std::vector<Solution>& solutions,
               std::size_t rank) {
  const std::string place =
      rank > solutions.size() ? fmt::format("not in the first {}", kShown) : std::to_string(rank);
  const std::string first = solutions.empty() ? "none" : solutions.front().article->id;
  Problem problem;
  problem.at = {article.path, test.line, 1};
  problem.message = fmt::format("test \"{}\" wants rank {} or better, got {}; first is {}", test.symptom,
                                test.within, place, first);
  problem.hint = "add the customer's words to symptoms, or narrow the case that stands above";
  return problem;
}

}  // namespace

Result<AuthorTestReport> run_author_tests(const Snapshot& snapshot, Date today) {
  const TrackRecord empty(today, kAnyHalfLife);
  AuthorTestReport report;
  for (const CasePtr& article : snapshot.library->cases) {
    if (!article->offered_on(today)) continue;
    for (const AuthorTest& test : article->tests) {
      Inquiry inquiry;
      inquiry.symptom = test.symptom;
      for (const auto& [id, value] : test.facts) inquiry.facts.put({id, value, "agent", {}});
      snapshot.words->add_to(inquiry.facts, test.symptom);
      inquiry.today = today;
      inquiry.limit = kShown;
      const auto advice = advise(snapshot, empty, inquiry, resolve::Weights{});
      if (!advice) return fail(advice.error());
      ++report.run;
      const std::size_t rank = rank_of(*article, advice->solutions);
      if (rank > static_cast<std::size_t>(test.within)) {
        report.failed.push_back(missed(*article, test, advice->solutions, rank));
      }
    }
  }
  return report;
}

}  // namespace firstfix::service
