// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/evaluation.h"

#include <algorithm>
#include <fstream>
#include <memory>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>

#include "kb/core/clock.h"
#include "kb/core/library.h"
#include "kb/core/number.h"
#include "kb/search/index.h"
#include "kb/service/confirmed_texts.h"
#include "kb/service/inquiry.h"
#include "kb/service/settings.h"
#include "kb/service/tsv_file.h"

namespace firstfix::service {
namespace {

namespace fs = std::filesystem;
using SteadyClock = std::chrono::steady_clock;
using Micros = std::chrono::duration<double, std::micro>;
using Ids = std::unordered_set<std::string>;
using Judgements = std::unordered_map<std::string, Grades>;  // by query

constexpr TsvShape kCorpusShape{"id<TAB>text, or id<TAB>text<TAB>body", 2, 3};
constexpr TsvShape kQueriesShape{"id<TAB>text", 2, 2};
constexpr TsvShape kQrelsShape{"query<TAB>document<TAB>grade", 3, 3};
constexpr TsvShape kConfirmedShape{"document<TAB>text", 2, 2};

// The one place that says what a document is as a case: its text is what customers say, its body what an
// author adds to it.
CasePtr case_of(const TsvRow& row) {
  auto article = std::make_shared<Case>();
  article->id = row.columns[0];
  article->symptoms = {row.columns[1]};
  article->confidence = Confidence::validated;
  if (row.columns.size() > 2) article->issue.markdown = row.columns[2];
  return article;
}

// The first column of every row: each id once.
Result<Ids> ids_of(const fs::path& file, const std::vector<TsvRow>& rows) {
  Ids ids;
  for (const TsvRow& row : rows) {
    const std::string& id = row.columns.front();
    if (id.find_first_of(" \v\f\r") != std::string::npos)
      return bad_line(file, row.line, fmt::format("the id '{}' has a space in it", id), "use another sign");
    if (!ids.insert(id).second)
      return bad_line(file, row.line, fmt::format("the id '{}' stands twice", id), "give each line its own");
  }
  return ids;
}

struct Table {
  std::vector<TsvRow> rows;
  Ids ids;
};

Result<Table> read_table(const fs::path& file, const TsvShape& shape) {
  auto rows = read_tsv(file, shape);
  if (!rows) return fail(std::move(rows).error());
  auto ids = ids_of(file, *rows);
  if (!ids) return fail(std::move(ids).error());
  return Table{*std::move(rows), *std::move(ids)};
}

Library library_of(const Table& corpus) {
  Library library;
  for (const TsvRow& row : corpus.rows) library.cases.push_back(case_of(row));
  std::ranges::sort(library.cases, {},
                    [](const CasePtr& article) -> const std::string& { return article->id; });
  return library;
}

std::optional<int> parse_grade(std::string_view text) {
  constexpr int kHighest = 30;  // 2^grade is a gain
  const auto grade = parse_number<int>(text);
  return grade && *grade >= 0 && *grade <= kHighest ? grade : std::nullopt;
}

Result<Judgements> read_judgements(const fs::path& file, const Ids& queries, const Ids& documents) {
  const auto rows = read_tsv(file, kQrelsShape);
  if (!rows) return fail(rows.error());
  Judgements judgements;
  for (const TsvRow& row : *rows) {
    const std::string& query = row.columns[0];
    const std::string& document = row.columns[1];
    if (!queries.contains(query))
      return bad_line(file, row.line, fmt::format("there is no query '{}'", query), "see the queries' file");
    if (!documents.contains(document))
      return bad_line(file, row.line, fmt::format("there is no document '{}'", document), "see the corpus");
    const auto grade = parse_grade(row.columns[2]);
    if (!grade)
      return bad_line(file, row.line, fmt::format("the grade '{}' is none", row.columns[2]),
                      "a grade is a whole number from 0 to 30");
    judgements[query][document] = *grade;
  }
  return judgements;
}

std::uintmax_t bytes_below(const fs::path& folder) {
  std::uintmax_t bytes = 0;
  std::error_code ignored;  // a file that cannot be looked at counts nothing
  for (const auto& entry : fs::recursive_directory_iterator(folder, ignored)) {
    if (entry.is_regular_file(ignored)) bytes += entry.file_size(ignored);
  }
  return bytes;
}

// The smallest value that at least that share of the values do not exceed. `times` sorted.
Micros percentile(const std::vector<Micros>& times, double share) {
  if (times.empty()) return {};
  const auto rank = static_cast<std::size_t>(share * static_cast<double>(times.size() - 1) + 0.5);
  return times[rank];
}

// Of each document the first `most`, in rounds: the first of every document, then the second. All of one
// document's in a row would look like a wave of that trouble.
Result<std::vector<SolvedContact>> read_confirmed(const fs::path& file, std::size_t most,
                                                  const Ids& documents) {
  const auto rows = read_tsv(file, kConfirmedShape);
  if (!rows) return fail(rows.error());
  std::vector<std::vector<SolvedContact>> rounds;
  std::unordered_map<std::string, std::size_t> known;
  for (const TsvRow& row : *rows) {
    const std::string& document = row.columns[0];
    if (!documents.contains(document))
      return bad_line(file, row.line, fmt::format("there is no document '{}'", document), "see the corpus");
    const std::size_t round = known[document]++;
    if (round >= most) continue;
    if (round >= rounds.size()) rounds.resize(round + 1);
    rounds[round].push_back({document, row.columns[1]});
  }
  std::vector<SolvedContact> contacts;
  for (const auto& round : rounds) contacts.insert(contacts.end(), round.begin(), round.end());
  return contacts;
}

// A contact of which only the words are known.
class Asker {
 public:
  Asker(Snapshot snapshot, const CaseMemory* memory, Timestamp now)
      : snapshot_(std::move(snapshot)),
        now_(now),
        today_(std::chrono::floor<std::chrono::days>(now_)),
        track_record_(today_, Settings{}.half_life_days),
        memory_(memory) {}

  Result<std::vector<std::string>> ask(const std::string& text, std::size_t depth) const {
    Inquiry inquiry;
    inquiry.symptom = text;
    inquiry.today = today_;
    inquiry.now = now_;
    inquiry.limit = depth;
    inquiry.memory = memory_;
    const auto advice = advise(snapshot_, track_record_, inquiry, resolve::Weights{});
    if (!advice) return fail(advice.error());
    std::vector<std::string> ranking;
    for (const Solution& solution : advice->solutions) ranking.push_back(solution.article->id);
    return ranking;
  }

 private:
  const Snapshot snapshot_;
  const Timestamp now_;
  const Date today_;
  const TrackRecord track_record_;  // empty: `memory_` has the outcomes
  const CaseMemory* memory_;
};

Result<void> ask_all(const Asker& asker, const Table& queries, std::size_t depth, Evaluation& evaluation) {
  std::vector<Micros> times;
  // Unmeasured: the first one opens what all others use.
  if (!queries.rows.empty()) {
    if (auto warm = asker.ask(queries.rows.front().columns[1], depth); !warm) return fail(warm.error());
  }
  for (const TsvRow& row : queries.rows) {
    const auto before = SteadyClock::now();
    auto found = asker.ask(row.columns[1], depth);
    times.push_back(SteadyClock::now() - before);
    if (!found) return fail(std::move(found).error());
    evaluation.runs.push_back({row.columns[0], *std::move(found)});
  }
  std::ranges::sort(times);
  evaluation.query_p50 = percentile(times, 0.5);
  evaluation.query_p99 = percentile(times, 0.99);
  return {};
}

RetrievalMetrics measure(const std::vector<QueryRun>& runs, const Judgements& judgements) {
  MetricsSum sum;
  for (const QueryRun& run : runs) {
    const auto grades = judgements.find(run.query_id);
    if (grades == judgements.end()) continue;
    sum.add(run.cases, grades->second);
  }
  return sum.mean();
}

Result<std::shared_ptr<const search::Index>> build_index(const fs::path& folder, const Library& library,
                                                         Evaluation& evaluation) {
  const auto before = SteadyClock::now();
  if (auto built = search::Index::build(folder, library); !built) return fail(built.error());
  evaluation.indexing = SteadyClock::now() - before;
  evaluation.documents = library.cases.size();
  evaluation.index_bytes = bytes_below(folder);
  return search::Index::open(folder, library);
}

Result<std::unique_ptr<ConfirmedTexts>> confirm(const EvaluationRequest& request, const Ids& documents,
                                                Timestamp now, Evaluation& evaluation) {
  if (request.collection.confirmed.empty()) return nullptr;
  const auto contacts = read_confirmed(request.collection.confirmed, request.confirmations, documents);
  if (!contacts) return fail(contacts.error());
  evaluation.confirmed = contacts->size();
  if (contacts->empty()) return nullptr;
  return ConfirmedTexts::make(request.records, *contacts, now);
}

}  // namespace

Result<Evaluation> evaluate(const EvaluationRequest& request) {
  const TestCollection& files = request.collection;
  const auto corpus = read_table(files.corpus, kCorpusShape);
  if (!corpus) return fail(corpus.error());
  const auto queries = read_table(files.queries, kQueriesShape);
  if (!queries) return fail(queries.error());
  Judgements judgements;
  if (!files.qrels.empty()) {
    auto read = read_judgements(files.qrels, queries->ids, corpus->ids);
    if (!read) return fail(std::move(read).error());
    judgements = *std::move(read);
  }
  Evaluation evaluation;
  std::error_code ignored;  // it was read a moment ago
  evaluation.corpus_bytes = fs::file_size(files.corpus, ignored);
  // Read once: what was confirmed is new, however long the index takes.
  const Timestamp now = system_clock()();
  const auto confirmed = confirm(request, corpus->ids, now, evaluation);
  if (!confirmed) return fail(confirmed.error());
  auto library = std::make_shared<const Library>(library_of(*corpus));
  auto index = build_index(request.index, *library, evaluation);
  if (!index) return fail(std::move(index).error());
  const Asker asker({std::move(library), nullptr, *std::move(index)},
                    *confirmed == nullptr ? nullptr : &(*confirmed)->memory(), now);
  if (auto asked = ask_all(asker, *queries, request.depth, evaluation); !asked) return fail(asked.error());
  if (!files.qrels.empty()) evaluation.metrics = measure(evaluation.runs, judgements);
  return evaluation;
}

Result<void> write_trec_run(const fs::path& file, const std::vector<QueryRun>& runs) {
  std::ofstream output(file, std::ios::binary);
  for (const QueryRun& run : runs) {
    for (std::size_t i = 0; i < run.cases.size(); ++i) {
      // Readers of runs sort by the score, and a seldom tried case may stand above a likelier one.
      output << fmt::format("{} Q0 {} {} {:.6f} firstfix\n", run.query_id, run.cases[i], i + 1,
                            1.0 / static_cast<double>(i + 1));
    }
  }
  output.close();
  if (output) return {};
  return fail(Code::unavailable, fmt::format("{}: cannot be written", file.string()),
              "name a file in a folder that exists and that you may write to");
}

}  // namespace firstfix::service
