// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "kb/core/result.h"
#include "kb/service/retrieval_metrics.h"

namespace firstfix::service {

// A test collection in headerless TSV files.
struct TestCollection {
  std::filesystem::path corpus;     // id, text [, body]
  std::filesystem::path queries;    // id, text
  std::filesystem::path qrels;      // query, document, grade from 0 up; empty: nothing is judged
  std::filesystem::path confirmed;  // document, text of a past contact that it solved; empty: none
};

struct EvaluationRequest {
  TestCollection collection;
  std::filesystem::path index;    // a folder that does not exist yet; the caller removes it
  std::filesystem::path records;  // as `index`, for the confirmed contacts
  std::size_t confirmations = 1;  // of each document so many are made known, the first of the file
  std::size_t depth = 10;         // cases a query, of those that a ranking considers; the metrics look at ten
};

// What was advised for one query, best first.
struct QueryRun {
  std::string query_id;
  std::vector<std::string> cases;  // ids
};

struct Evaluation {
  std::size_t documents = 0;
  std::uintmax_t corpus_bytes = 0;
  std::uintmax_t index_bytes = 0;
  std::chrono::duration<double> indexing{};  // the library in memory to the finished index
  std::chrono::duration<double, std::micro> query_p50{};
  std::chrono::duration<double, std::micro> query_p99{};  // one at a time, each query once
  std::optional<RetrievalMetrics> metrics;                // when there are qrels
  std::vector<QueryRun> runs;                             // in the order of the queries' file
  std::size_t confirmed = 0;                              // past contacts that were made known
};

// Measures the ranking that is served: documents become cases, confirmed texts contacts with a resolved
// outcome, and a query is the symptom of a contact of which nothing else is known (inquiry.h: advise). Error:
// invalid, with file:line and the reason, for a line without tabs, an id that stands twice, is unknown or has
// a space in it (a TREC run could not name it); unavailable when a file or the index fails.
Result<Evaluation> evaluate(const EvaluationRequest& request);

// The runs as TREC reads them: "query Q0 document rank score firstfix". Error: unavailable.
Result<void> write_trec_run(const std::filesystem::path& file, const std::vector<QueryRun>& runs);

}  // namespace firstfix::service
