// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/author_tests.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>

#include "kb/service/inquiry.h"

namespace firstfix::service {
namespace {

constexpr double kAnyHalfLife = 30.0;  // of a track record that stays empty
constexpr std::size_t kShown = 20;

std::optional<Problem> judge(const Case& article, const AuthorTest& test, const Advice& advice) {
  const auto& solutions = advice.solutions;
  const auto is_it = [&](const Solution& solution) { return solution.article->id == article.id; };
  const auto found = std::find_if(solutions.begin(), solutions.end(), is_it);
  const auto rank = static_cast<std::size_t>(found - solutions.begin()) + 1;
  if (found != solutions.end() && rank <= static_cast<std::size_t>(test.within)) return std::nullopt;
  const std::string place =
      found == solutions.end() ? fmt::format("not in the first {}", kShown) : fmt::format("{}", rank);
  const std::string first = solutions.empty() ? "none" : solutions.front().article->id;
  return Problem{{article.path, test.line, 1},
                 fmt::format("test \"{}\": wants rank {} or better, got {}; first is {}", test.symptom,
                             test.within, place, first),
                 "add the customer's words to symptoms, or narrow the case that stands above"};
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
      inquiry.today = today;
      inquiry.limit = kShown;
      const auto advice = advise(snapshot, empty, inquiry, resolve::Weights{});
      if (!advice) return fail(advice.error());
      ++report.run;
      if (auto problem = judge(*article, test, *advice)) report.failed.push_back(*std::move(problem));
    }
  }
  return report;
}

}  // namespace firstfix::service
