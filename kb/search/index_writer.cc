// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index_writer.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <future>
#include <set>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/search/field_texts.h"
#include "kb/search/fields.h"
#include "kb/search/pinyin.h"
#include "kb/search/senses.h"
#include "kb/search/term_counts.h"
#include "kb/search/tokens.h"

namespace firstfix::search {
namespace {

// Xapian keeps what is not committed in maps of maps. As long as those fit the processor's cache a posting
// costs a third of what it costs later (README, "Built in parts").
constexpr std::size_t kBatchPostings = 50'000;

// Larger than Xapian's own 8 KB, so that a batch splits fewer blocks; what is served is written anew.
constexpr int kPartBlockBytes = 16'384;

// Cases [first, last) of the library, written by one thread into a database of their own. It has no term
// lists, which only changes in place would need: that is a third less to write. Nobody reads it meanwhile, so
// its blocks are overwritten where they are.
class PartWriter {
 public:
  PartWriter(const std::filesystem::path& folder, const Library& library, const Senses& senses)
      : library_(library),
        senses_(senses),
        database_(folder.string(),
                  Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST | Xapian::DB_NO_SYNC |
                      Xapian::DB_DANGEROUS,
                  kPartBlockBytes) {}

  void write(std::size_t first, std::size_t last) {
    std::size_t pending = 0;
    for (std::size_t i = first; i < last; ++i) {
      const Xapian::Document document = document_of(*library_.cases[i]);
      database_.add_document(document);
      pending += document.termlist_count();
      if (std::exchange(pending, pending % kBatchPostings) >= kBatchPostings) database_.commit();
    }
    database_.commit();
  }

  void describe(std::uint64_t fingerprint) {
    database_.set_metadata(std::string(kFormatKey), std::string(kFormat));
    database_.set_metadata(std::string(kFingerprintKey), fmt::format("{:016x}", fingerprint));
  }

  void close() { database_.close(); }

 private:
  Xapian::Document document_of(const Case& article) {
    Xapian::Document document;
    std::set<std::string> named;  // senses of what is short
    for (const FieldRule& rule : kFields) {
      for (std::string& sense : count_text(text_of(rule.field, article, library_.taxonomy), rule.weight)) {
        if (rule.field == Field::title || rule.field == Field::symptoms) named.insert(std::move(sense));
      }
    }
    for (const auto& [term, count] : counts_.take()) document.add_term(term, count);
    add_pinyin(document, article.title, named);
    // With an occurrence of its own, because a fact adds weight; boolean terms have none.
    for (const Condition& condition : article.conditions) {
      for (const std::string& value : condition.values) document.add_term(fact_term(condition.fact, value));
    }
    return document;
  }

  // Returns the senses that are named.
  std::vector<std::string> count_text(std::string_view source, unsigned weight) {
    const NormalText text = normalise(source);
    counts_.weigh(weight);
    analyser_.read_terms(text, counts_);
    std::vector<std::string> senses = senses_.find(text);
    for (const std::string& sense : senses) counts_.term(sense);
    return senses;
  }

  // Of what is short and in the field's own words: the title and the lexicon's terms. Of whole symptoms it
  // would double the index.
  static void add_pinyin(Xapian::Document& document, const std::string& title,
                         const std::set<std::string>& senses) {
    std::set<std::string> terms;
    const auto add = [&terms](std::string_view text) {
      for (std::string& term : pinyin_terms(text)) terms.insert(std::move(term));
    };
    add(title);
    for (const std::string_view sense : senses) add(sense.substr(kSensePrefix.size()));
    for (const std::string& term : terms) document.add_term(term);
  }

  const Library& library_;
  const Senses& senses_;
  Analyser analyser_;
  Xapian::WritableDatabase database_;
  TermCounts counts_;  // of the case at hand
};

// Each commit writes every block that it touches, so a part must stay small; each part leaves a chunk of
// postings a term, so it must not be too small. Every core has equally many.
constexpr std::size_t kPartBytes = 4'000'000;
// Below this a second thread costs more than it saves.
constexpr std::size_t kMinPartBytes = 300'000;

std::size_t source_bytes(const Case& article) {
  std::size_t bytes = article.title.size() + article.issue.markdown.size() + article.cause.markdown.size() +
                      article.environment.markdown.size() + 2 * article.resolution.markdown.size();
  for (const std::string& symptom : article.symptoms) bytes += symptom.size();
  return bytes;
}

// Where each part begins, and the end of the last: about equal in bytes.
std::vector<std::size_t> part_bounds(const std::vector<CasePtr>& cases, std::size_t cores) {
  std::size_t total = 0;
  for (const CasePtr& article : cases) total += source_bytes(*article);
  const std::size_t rounds = (total / kPartBytes + cores) / cores;
  const std::size_t wanted = std::max<std::size_t>(1, std::min(rounds * cores, total / kMinPartBytes));
  std::vector<std::size_t> bounds{0};
  std::size_t read = 0;
  for (std::size_t i = 0; i < cases.size(); ++i) {
    if (read >= total * bounds.size() / wanted && i > bounds.back()) bounds.push_back(i);
    read += source_bytes(*cases[i]);
  }
  bounds.push_back(cases.size());
  return bounds;
}

// A quarter of Xapian's own choice: of a small library's index less stays empty, and a search is no slower.
constexpr int kBlockBytes = 2048;

// Merging appends the parts' documents in their order, so document ids follow case ids through the whole
// index.
void merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder) {
  Xapian::Database all;
  for (const auto& part : parts) all.add_database(Xapian::Database(part.string()));
  all.compact(folder.string(), 0, kBlockBytes);
}

}  // namespace

void write_index(const std::filesystem::path& folder, const Library& library) {
  const Senses senses(library.lexicon);
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::vector<std::size_t> bounds = part_bounds(library.cases, cores);
  std::vector<std::filesystem::path> parts;
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) parts.push_back(folder / fmt::format("part{}", i));
  std::atomic<std::size_t> next{0};
  const auto write_parts = [&] {
    for (std::size_t i = next++; i < parts.size(); i = next++) {
      PartWriter writer(parts[i], library, senses);
      writer.write(bounds[i], bounds[i + 1]);
      if (i == 0) writer.describe(library.fingerprint);
      writer.close();
    }
  };
  std::vector<std::future<void>> writing;
  for (std::size_t i = 0; i < std::min(cores, parts.size()); ++i)
    writing.push_back(std::async(std::launch::async, write_parts));
  for (auto& writer : writing) writer.get();
  merge(parts, folder);
  for (const auto& part : parts) std::filesystem::remove_all(part);
}

}  // namespace firstfix::search
