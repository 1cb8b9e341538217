// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index_writer.h"

#include <algorithm>
#include <future>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/core/utf8.h"
#include "kb/search/fields.h"
#include "kb/search/senses.h"
#include "kb/search/tokens.h"

namespace firstfix::search {
namespace {

// Of a reply the words; what a variable will say is not known yet.
void append_words(std::string& text, const ReplyTemplate& reply) {
  for (const auto& segment : reply.segments()) text += segment.kind == ReplyTemplate::Segment::Kind::words ? segment.text : " ";
  text += '\n';
}

std::string replies_of(const Replies& replies) {
  std::string text;
  append_words(text, replies.voice);
  append_words(text, replies.sms);
  append_words(text, replies.counter);
  return text;
}

// A newline keeps the last character of one symptom and the first of the next from becoming a bigram.
std::string lines_of(const std::vector<std::string>& parts) {
  return fmt::format("{}", fmt::join(parts, "\n"));
}

std::string text_of(Field field, const Case& article, const Taxonomy& taxonomy) {
  switch (field) {
    case Field::title:
      return article.title;
    case Field::symptoms:
      return lines_of(article.symptoms);
    case Field::category:
      return taxonomy.path_label(article.category);
    case Field::issue:
      return article.issue.markdown;
    case Field::cause:
      return article.cause.markdown;
    case Field::environment:
      return article.environment.markdown;
    case Field::resolution:
      return article.resolution.markdown;
    case Field::replies:
      return replies_of(article.replies);
  }
  return {};
}

// Of 手机信号 the word 手机 is the bigram 手机: counted once.
bool is_also_bigram(const Token& token) {
  return token.kind == TokenKind::word && count_code_points(token.term) == 2;
}

// Cases [first, last) of the library, written by one thread into a database of their own. It has no term
// lists, which only changes in place would need: that is a third less to write.
class PartWriter {
 public:
  PartWriter(const std::filesystem::path& folder, const Library& library, const Senses& senses)
      : library_(library),
        senses_(senses),
        database_(folder.string(), Xapian::DB_CREATE | Xapian::DB_BACKEND_GLASS | Xapian::DB_NO_TERMLIST |
                                       Xapian::DB_NO_SYNC) {}

  void write(std::size_t first, std::size_t last) {
    database_.begin_transaction(false);
    for (std::size_t i = first; i < last; ++i) database_.add_document(document_of(*library_.cases[i]));
    database_.commit_transaction();
  }

  void describe(std::uint64_t fingerprint) {
    database_.set_metadata(std::string(kFormatKey), std::string(kFormat));
    database_.set_metadata(std::string(kFingerprintKey), fmt::format("{:016x}", fingerprint));
  }

  void close() { database_.close(); }

 private:
  Xapian::Document document_of(const Case& article) {
    Xapian::Document document;
    document.set_data(article.id);
    for (const FieldRule& rule : kFields)
      count_text(text_of(rule.field, article, library_.taxonomy), rule.weight);
    for (const auto& [term, count] : counts_) document.add_term(term, count);
    counts_.clear();
    add_filters(document, article);
    // With an occurrence of its own, because a fact adds weight; boolean terms have none.
    for (const Condition& condition : article.conditions) {
      for (const std::string& value : condition.values) document.add_term(fact_term(condition.fact, value));
    }
    return document;
  }

  void count_text(std::string_view source, unsigned weight) {
    const NormalText text = normalise(source);
    for (Token& token : analyser_.tokens(text)) {
      if (!is_also_bigram(token)) counts_[std::move(token.term)] += weight;
    }
    for (std::string& sense : senses_.find(text)) counts_[std::move(sense)] += weight;
  }

  void add_filters(Xapian::Document& document, const Case& article) const {
    document.add_boolean_term(prefixed(kCategoryPrefix, article.category));
    const std::string branch = article.category.substr(0, article.category.find('/'));
    document.add_boolean_term(prefixed(kCategoryPrefix, branch));
    document.add_boolean_term(prefixed(kKindPrefix, to_string(article.kind)));
    for (const Audience audience : article.audience) {
      document.add_boolean_term(prefixed(kAudiencePrefix, to_string(audience)));
    }
    if (article.confidence == Confidence::archived)
      document.add_boolean_term(prefixed(kStatePrefix, kArchived));
    document.add_value(kCategorySlot, article.category);
    document.add_value(kKindSlot, std::string(to_string(article.kind)));
  }

  const Library& library_;
  const Senses& senses_;
  Analyser analyser_;
  Xapian::WritableDatabase database_;
  std::unordered_map<std::string, unsigned> counts_;  // of the case at hand: weighted occurrences
};

// Below this many cases a second thread costs more than it saves.
constexpr std::size_t kMinCasesPerPart = 1000;
constexpr std::size_t kMaxParts = 8;

std::size_t part_count(std::size_t cases) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(cases / kMinCasesPerPart, 1, std::min(cores, kMaxParts));
}

// Merging appends the parts' documents in their order, so document ids follow case ids through the whole
// index.
void merge(const std::vector<std::filesystem::path>& parts, const std::filesystem::path& folder) {
  Xapian::Database all;
  for (const auto& part : parts) all.add_database(Xapian::Database(part.string()));
  all.compact(folder.string());
}

}  // namespace

void write_index(const std::filesystem::path& folder, const Library& library) {
  const Senses senses(library.lexicon);
  const std::size_t count = part_count(library.cases.size());
  std::vector<std::filesystem::path> parts;
  std::vector<std::future<void>> writing;
  for (std::size_t i = 0; i < count; ++i) parts.push_back(folder / fmt::format("part{}", i));
  for (std::size_t i = 0; i < count; ++i) {
    writing.push_back(std::async(std::launch::async, [&, i] {
      PartWriter writer(parts[i], library, senses);
      writer.write(library.cases.size() * i / count, library.cases.size() * (i + 1) / count);
      if (i == 0) writer.describe(library.fingerprint);
      writer.close();
    }));
  }
  for (auto& part : writing) part.get();
  merge(parts, folder);
  for (const auto& part : parts) std::filesystem::remove_all(part);
}

}  // namespace firstfix::search
