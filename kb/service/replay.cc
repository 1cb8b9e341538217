// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/replay.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <unordered_map>
#include <utility>

#include "kb/service/inquiry.h"
#include "kb/service/learning.h"
#include "kb/service/lesson.h"
#include "kb/service/recorded.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kPositions = 5;  // that a panel shows

// One way to rank, with all that outcomes have taught about it.
class Ranker {
 public:
  Ranker(std::shared_ptr<Knowledge> knowledge, resolve::Weights weights, const ReplayRequest& request)
      : knowledge_(std::move(knowledge)),
        weights_(weights),
        now_(request.now),
        today_(std::chrono::floor<std::chrono::days>(now_ + request.settings.utc_offset)),
        nothing_(std::chrono::floor<std::chrono::days>(request.now), request.settings.half_life_days) {}

  const Library& library() const { return *knowledge_->snapshot()->library; }

  Result<Advice> rank(const RecordedTry& used, const CaseMemory& memory) const {
    Inquiry inquiry;
    inquiry.symptom = used.symptom;
    inquiry.facts = facts_of(used.considered);
    inquiry.audience = audience_of(used.channel);
    inquiry.today = today_;
    inquiry.now = now_;
    inquiry.limit = kPositions;
    inquiry.memory = &memory;
    return advise(*knowledge_->snapshot(), nothing_, inquiry, weights_);
  }

 private:
  std::shared_ptr<Knowledge> knowledge_;
  resolve::Weights weights_;
  Timestamp now_;
  Date today_;
  TrackRecord nothing_;  // the memory knows the success of every case
};

std::optional<std::size_t> position_of(const std::vector<Solution>& solutions, const std::string& case_id) {
  const auto found =
      std::ranges::find(solutions, case_id, [](const Solution& each) { return each.article->id; });
  if (found == solutions.end()) return std::nullopt;
  return static_cast<std::size_t>(found - solutions.begin());
}

std::optional<std::size_t> logged_position(const RecordedTry& used) {
  const auto& cases = used.considered.cases;
  const auto found = std::ranges::find(cases, used.case_id, &ConsideredCase::case_id);
  if (found == cases.end()) return std::nullopt;
  return static_cast<std::size_t>(found - cases.begin());
}

// What the model expects of a case in this contact: one number for a case in both rankings, or the same
// ranking would be worth another sum after than before.
double expected(const std::string& case_id, const std::vector<Solution>& before,
                const std::vector<Solution>& after) {
  for (const auto* solutions : {&before, &after}) {
    if (const auto at = position_of(*solutions, case_id)) return (*solutions)[*at].probability;
  }
  return 0.0;
}

std::vector<double> expected_of(const std::vector<Solution>& ranking, const std::vector<Solution>& before,
                                const std::vector<Solution>& after) {
  std::vector<double> values;
  for (const Solution& each : ranking) values.push_back(expected(each.article->id, before, after));
  return values;
}

std::string title_of(const Library& library, const std::string& case_id) {
  const CasePtr article = library.find(case_id);
  return article ? article->title : case_id;
}

class Replay {
 public:
  Replay(const ReplayRequest& request, const Ranker& before, const Ranker& after)
      : request_(request),
        before_(before),
        after_(after),
        memory_(std::chrono::floor<std::chrono::days>(request.now), request.settings.half_life_days) {}

  void learn(const RecordedTry& used) { memory_.learn(lesson(used)); }

  // When all has been learned; `tries` in the order of their outcomes.
  Result<ReplayReport> run(const std::vector<RecordedTry>& tries) {
    find_taught(tries);
    for (const RecordedTry& used : tries) {
      if (auto ranked = one(used); !ranked) return fail(ranked.error());
      if (request_.progress) request_.progress(uses_.size(), tries.size());
    }
    report_.contacts = uses_.size();
    report_.fcr = resolve::value_change(uses_, resolve::use_by_position(uses_, kPositions));
    return std::move(report_);
  }

 private:
  Lesson lesson(const RecordedTry& used) const {
    const Library& library = before_.library();
    return lesson_of(used, library.category_of(used.case_id),
                     [&](const std::string& id) { return library.category_of(id); });
  }

  void find_taught(const std::vector<RecordedTry>& tries) {
    for (const RecordedTry& failed : tries) {
      for (const LaterTry& later : failed.later) {
        std::vector<const RecordedTry*>& taught = taught_[later.contact];
        const bool there = !taught.empty() && taught.back() == &failed;
        if (!later.same_contact && !there) taught.push_back(&failed);
      }
    }
  }

  // As if that contact had not come after it.
  Lesson untaught(RecordedTry failed, const std::string& contact) const {
    std::erase_if(failed.later, [&](const LaterTry& each) { return each.contact == contact; });
    return lesson(failed);
  }

  // A contact must not speak for itself, nor through the caller's earlier failures that learned from it.
  Result<void> one(const RecordedTry& used) {
    const Lesson own = lesson(used);
    const auto& taught = taught_[used.contact];
    memory_.forget(own);
    for (const RecordedTry* each : taught) memory_.correct(lesson(*each), untaught(*each, used.contact));
    const auto before = before_.rank(used, memory_);
    const auto after = after_.rank(used, memory_);
    for (const RecordedTry* each : taught) memory_.correct(untaught(*each, used.contact), lesson(*each));
    memory_.learn(own);
    if (!before) return fail(before.error());
    if (!after) return fail(after.error());
    add(used, before->solutions, after->solutions);
    return {};
  }

  void add(const RecordedTry& used, const std::vector<Solution>& before, const std::vector<Solution>& after) {
    resolve::LoggedUse use{logged_position(used),
                           position_of(before, used.case_id),
                           position_of(after, used.case_id),
                           used.resolved,
                           expected(used.case_id, before, after),
                           expected_of(before, before, after),
                           expected_of(after, before, after)};
    if (used.resolved) count_move(used, use, after);
    uses_.push_back(std::move(use));
  }

  void count_move(const RecordedTry& used, const resolve::LoggedUse& use,
                  const std::vector<Solution>& after) {
    ++report_.resolved;
    const bool was_first = use.before == std::size_t{0};
    const bool is_first = use.after == std::size_t{0};
    report_.first_before += was_first ? 1 : 0;
    report_.first_after += is_first ? 1 : 0;
    if (use.before && !use.after) ++report_.lost_from_five;
    if (was_first == is_first) return;
    ReplayMove move{used.contact, title_of(before_.library(), used.case_id),
                    after.empty() ? std::string() : after.front().article->title};
    (is_first ? report_.gained : report_.lost).push_back(std::move(move));
  }

  const ReplayRequest& request_;
  const Ranker& before_;
  const Ranker& after_;
  CaseMemory memory_;
  // By contact: the failures before it that learned from it.
  std::unordered_map<std::string, std::vector<const RecordedTry*>> taught_;
  std::vector<resolve::LoggedUse> uses_;
  ReplayReport report_;
};

}  // namespace

Result<ReplayReport> replay(const ReplayRequest& request) {
  auto database = open_records(request.settings);
  if (!database) return fail(database.error());
  const auto in_force = weights_in_force(**database);
  if (!in_force) return fail(in_force.error());
  auto served = Knowledge::open(request.settings.content, request.scratch / "before");
  if (!served) return fail(served.error());
  const std::shared_ptr<Knowledge> now = *std::move(served);
  std::shared_ptr<Knowledge> changed = now;
  if (!request.content.empty()) {
    auto other = Knowledge::open(request.content, request.scratch / "after");
    if (!other) return fail(other.error());
    changed = *std::move(other);
  }
  const Ranker before(now, *in_force, request);
  const Ranker after(changed, request.own_weights ? resolve::Weights{} : *in_force, request);
  // Learned from is all that the server remembers, or another ranking than its own would be judged; kept is
  // only what is replayed.
  const Timestamp since = request.now - std::chrono::days{request.days};
  const auto remembered =
      std::chrono::days{static_cast<int>(kHalfLivesRemembered * request.settings.half_life_days)};
  Replay replay(request, before, after);
  std::vector<RecordedTry> tries;
  const auto read =
      (*database)->tries_since(std::min(since, request.now - remembered), [&](RecordedTry used) {
        replay.learn(used);
        if (used.at >= since) tries.push_back(std::move(used));
      });
  if (!read) return fail(read.error());
  return replay.run(tries);
}

}  // namespace firstfix::service
