// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/commands/eval.h"

#include <memory>
#include <string>

#include <fmt/format.h>

#include "kb/service/evaluation.h"
#include "server/commands/options.h"
#include "server/commands/scratch_folder.h"

namespace firstfix::commands {
namespace {

struct EvalArguments {
  service::EvaluationRequest request;
  std::string run_file;
};

void print(const service::RetrievalMetrics& metrics) {
  fmt::print("judged queries {}\n", metrics.queries);
  fmt::print("Hit@1          {:.4f}\n", metrics.hit_at_1);
  fmt::print("Hit@3          {:.4f}\n", metrics.hit_at_3);
  fmt::print("MRR@10         {:.4f}\n", metrics.mrr_at_10);
  fmt::print("R@10           {:.4f}\n", metrics.recall_at_10);
  fmt::print("nDCG@10        {:.4f}\n", metrics.ndcg_at_10);
}

// A share of nothing is nothing.
double ratio(double part, double whole) {
  return whole > 0.0 ? part / whole : 0.0;
}

void print(const service::Evaluation& result) {
  const auto documents = static_cast<double>(result.documents);
  const auto index_bytes = static_cast<double>(result.index_bytes);
  fmt::print("documents      {}\n", result.documents);
  fmt::print("queries        {}\n", result.runs.size());
  if (result.confirmed > 0) fmt::print("confirmations  {}\n", result.confirmed);
  if (result.metrics) print(*result.metrics);
  fmt::print("documents/s    {:.0f}\n", ratio(documents, result.indexing.count()));
  fmt::print("query p50      {:.0f} us\n", result.query_p50.count());
  fmt::print("query p99      {:.0f} us\n", result.query_p99.count());
  fmt::print("index          {} bytes, {:.2f} times the corpus\n", result.index_bytes,
             ratio(index_bytes, static_cast<double>(result.corpus_bytes)));
}

int eval(const EvalArguments& arguments) {
  const auto scratch = ScratchFolder::make();
  if (!scratch) return report(scratch.error());
  service::EvaluationRequest request = arguments.request;
  request.index = scratch->path() / "index";
  request.records = scratch->path() / "records";
  const auto result = service::evaluate(request);
  if (!result) return report(result.error());
  if (!arguments.run_file.empty()) {
    if (auto written = service::write_trec_run(arguments.run_file, result->runs); !written)
      return report(written.error());
  }
  print(*result);
  return kOk;
}

}  // namespace

void add_eval(CLI::App& app, int& exit_code) {
  CLI::App* command = app.add_subcommand("eval", "Measure the search on a test collection (TSV files)");
  auto arguments = std::make_shared<EvalArguments>();
  service::TestCollection& files = arguments->request.collection;
  command->add_option("--corpus", files.corpus, "Documents: id<TAB>text[<TAB>body]")->required();
  command->add_option("--queries", files.queries, "Queries: id<TAB>text")->required();
  command->add_option("--qrels", files.qrels, "Judgements: query<TAB>document<TAB>grade");
  CLI::Option* confirmed =
      command->add_option("--confirmed", files.confirmed, "Past contacts: document<TAB>text that it solved");
  command
      ->add_option("--confirmations", arguments->request.confirmations,
                   "Of each document make so many known, the first of the file")
      ->needs(confirmed)
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  command->add_option("--run", arguments->run_file, "Write what was found here, as a TREC run");
  command->add_option("--depth", arguments->request.depth, "Hits a query")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
  command->callback([&exit_code, arguments] { exit_code = eval(*arguments); });
}

}  // namespace firstfix::commands
