// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/core/number.h"
#include "kb/search/case_filter.h"
#include "kb/search/case_table.h"
#include "kb/search/case_texts.h"
#include "kb/search/fields.h"
#include "kb/search/index_writer.h"
#include "kb/search/rarity.h"
#include "kb/search/reader_pool.h"
#include "kb/search/second_look.h"
#include "kb/search/senses.h"
#include "kb/search/speller.h"
#include "kb/search/xapian_boundary.h"

namespace firstfix::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRebuild = "run `firstfix index`; it is made anew from content/";

// The first `wanted` in this order.
template <typename Before>
void keep_first(std::size_t wanted, Before before, std::vector<Match>& matches) {
  const auto kept = static_cast<std::ptrdiff_t>(std::min(wanted, matches.size()));
  std::ranges::partial_sort(matches, matches.begin() + kept, before);
  matches.erase(matches.begin() + kept, matches.end());
}

// Of equal ones the smaller id.
bool is_better(const Match& a, const Match& b) {
  return a.score != b.score ? a.score > b.score : a.place < b.place;
}

std::vector<Found> to_read(const std::vector<Match>& matches) {
  std::vector<Found> found;
  found.reserve(matches.size());
  for (const Match& match : matches) found.push_back({.place = match.place, .score = match.score});
  return found;
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

class XapianIndex : public Index {
 public:
  XapianIndex(const std::string& folder, const Library& library)
      : cases_(library.cases),
        senses_(library.lexicon),
        texts_(library, senses_),
        table_(cases_),
        speller_(library),
        readers_(folder, cases_.size()),
        fingerprint_(library.fingerprint) {}

  Result<Hits> search(const Query& query) const override {
    return with_xapian("the search index", kRebuild, [&] {
      try {
        return search_with(*readers_.lease(), query);
      } catch (const Xapian::DatabaseModifiedError&) {
        readers_.clear();  // somebody replaced files under an open reader: once more with a new one
        return search_with(*readers_.lease(), query);
      }
    });
  }

  std::uint64_t fingerprint() const override { return fingerprint_; }

 private:
  Hits search_with(Reader& reader, const Query& query) const {
    const auto cases = static_cast<double>(cases_.size());
    const auto correction = speller_.correct(query.text);
    const QueryContext context{reader.analyser, senses_, reader.frequencies, cases};
    const QueryTerms terms = query_terms(query.text, correction ? correction->text : std::string(), context);
    reader.first_look.begin();
    Hits hits;
    if (correction) hits.did_you_mean = correction->text;
    std::vector<Match> matches = is_blank(query.text) ? everything(query, reader) : with_words(terms, reader);
    const CaseFilter filter(query, table_, texts_, reader.database, reader.analyser);
    if (!filter.passes_all())
      std::erase_if(matches, [&](const Match& match) { return !filter.passes(match.place); });
    hits.total = matches.size();
    if (query.count_facets) table_.count(matches, query.count_since, hits);
    const std::size_t page_end = query.offset + std::min(query.limit, cases_.size());
    const bool by_order = query.order != Order::relevance && is_blank(query.text);
    if (by_order) {
      put_first(query.order, page_end, matches);
    } else {
      keep_first(std::max(page_end, kReranked), is_better, matches);
    }
    std::vector<Found> found = to_read(matches);
    if (!by_order) {
      look_again(query, terms, reader, found);
      if (query.order != Order::relevance) reorder_best(query.order, found, hits);
    }
    for (std::size_t i = query.offset; i < std::min(found.size(), page_end); ++i) {
      const CasePtr& article = cases_[found[i].place];
      Hit& hit = hits.hits.emplace_back(article->id, found[i].score);
      hit.article = article;
      if (terms.tokens.empty() || i >= kReranked) continue;
      hit.text_coverage = found[i].coverage;
      hit.likeness = found[i].likeness;
    }
    return hits;
  }

  static std::vector<Match> with_words(const QueryTerms& terms, Reader& reader) {
    for (const QueryTerm& term : terms.terms) {
      if (term.leads) reader.first_look.add(term.text, term.worth);
    }
    return reader.first_look.take();
  }

  // Alone, facts order the list; beside words they wait for the second look.
  std::vector<Match> everything(const Query& query, Reader& reader) const {
    std::vector<Match> matches(cases_.size());
    for (std::uint32_t place = 0; place < matches.size(); ++place) matches[place].place = place;
    for (const auto& fact : worth_of(query.facts, reader.frequencies))
      reader.first_look.add(fact_term(fact.fact, fact.value), fact.worth);
    for (const Match& lifted : reader.first_look.take()) matches[lifted.place].score = lifted.score;
    return matches;
  }

  // No more than those that fit best: most of what an OR brings up is not what was meant, and a sort would
  // put it first.
  void reorder_best(Order order, std::vector<Found>& found, Hits& hits) const {
    found.resize(std::min(found.size(), kReranked));
    hits.total = std::min(hits.total, kReranked);
    std::ranges::stable_sort(found, {}, [&](const Found& match) { return table_.rank(match.place, order); });
  }

  // Of equal ones the smaller id.
  void put_first(Order order, std::size_t wanted, std::vector<Match>& matches) const {
    const auto place_in = [&](const Match& match) {
      return std::pair(table_.rank(match.place, order), match.place);
    };
    keep_first(
        wanted, [&](const Match& a, const Match& b) { return place_in(a) < place_in(b); }, matches);
  }

  // The first kReranked in their new order, then the others with scores below.
  void look_again(const Query& query, const QueryTerms& terms, Reader& reader,
                  std::vector<Found>& found) const {
    if (terms.tokens.empty() || found.empty()) return;
    const auto reread = static_cast<std::ptrdiff_t>(std::min(found.size(), kReranked));
    std::vector<Found> first(found.begin(), found.begin() + reread);
    const double deepest = first.back().score;
    SecondLook(texts_, cases_).rank(terms, worth_of(query.facts, reader.frequencies), reader.units, first);
    keep_pinyin_below(found, first);
    const double scale = deepest > 0.0 ? first.back().score / deepest : 1.0;
    std::ranges::copy(first, found.begin());
    for (auto hit = found.begin() + reread; hit != found.end(); ++hit) hit->score *= scale;
  }

  // Cases that only pinyin found have no word of the query: they keep their order, below all others.
  static void keep_pinyin_below(const std::vector<Found>& before, std::vector<Found>& ordered) {
    const auto none = std::ranges::find(ordered, 0.0, &Found::score);
    if (none == ordered.end()) return;
    std::unordered_map<std::size_t, double> scores;
    for (const Found& hit : before) scores[hit.place] = hit.score;
    for (auto hit = none; hit != ordered.end(); ++hit) hit->score = scores[hit->place];
    std::ranges::stable_sort(none, ordered.end(), std::greater<>{}, &Found::score);
    const double above = none == ordered.begin() ? none->score : std::prev(none)->score;
    const double scale = none->score > 0.0 ? std::min(1.0, above / none->score) : 0.0;
    for (auto hit = none; hit != ordered.end(); ++hit) hit->score *= scale;
  }

  std::vector<SecondLook::FactWorth> worth_of(const std::vector<std::pair<std::string, std::string>>& facts,
                                              TermFrequencies& frequencies) const {
    std::vector<SecondLook::FactWorth> worth;
    for (const auto& [id, value] : facts) {
      const double frequency = frequencies.of(fact_term(id, value));
      if (frequency == 0.0) continue;
      worth.push_back({id, value, kChannels.fact * rarity(static_cast<double>(cases_.size()), frequency)});
    }
    return worth;
  }

  const std::vector<CasePtr> cases_;
  const Senses senses_;
  const CaseTexts texts_;
  const CaseTable table_;
  const Speller speller_;
  mutable ReaderPool readers_;
  const std::uint64_t fingerprint_;
};

Result<void> make_folder(const fs::path& folder) {
  std::error_code error;
  if (!folder.parent_path().empty()) fs::create_directories(folder.parent_path(), error);
  if (!error && !fs::create_directory(folder, error) && !error) {
    return fail(Code::conflict, fmt::format("{}: exists already", folder.string()),
                "build the index into a new folder and swap it in");
  }
  if (!error) return {};
  return fail(Code::unavailable,
              fmt::format("{}: cannot make the folder: {}", folder.string(), error.message()),
              "give the server's user the right to write there, or configure another data folder");
}

std::optional<std::uint64_t> parse_fingerprint(const std::string& hex) {
  return parse_number<std::uint64_t>(hex, 16);
}

struct Stored {
  std::string format;
  std::optional<std::uint64_t> fingerprint;
  std::size_t documents = 0;
};

}  // namespace

Result<void> Index::build(const fs::path& folder, const Library& library) {
  if (auto made = make_folder(folder); !made) return made;
  auto written =
      with_xapian(folder.string(), "free space on the disk or check the folder's rights, then run it again",
                  [&] { write_index(folder, library); });
  if (!written) {
    std::error_code ignored;  // the failure to report is the first one
    fs::remove_all(folder, ignored);
  }
  return written;
}

Result<std::shared_ptr<const Index>> Index::open(const fs::path& folder, const Library& library) {
  const std::string name = folder.string();
  std::error_code error;
  if (!fs::exists(folder / "iamglass", error)) {
    return fail(Code::not_found, fmt::format("{}: there is no search index", name), std::string(kRebuild));
  }
  auto stored = with_xapian(name, kRebuild, [&] {
    const Xapian::Database database(name);
    return Stored{database.get_metadata(std::string(kFormatKey)),
                  parse_fingerprint(database.get_metadata(std::string(kFingerprintKey))),
                  database.get_doccount()};
  });
  if (!stored) return fail(std::move(stored).error());
  if (stored->format != kFormat) {
    return fail(
        Code::unavailable,
        fmt::format("{}: the index has format '{}', this program reads '{}'", name, stored->format, kFormat),
        std::string(kRebuild));
  }
  if (stored->fingerprint != library.fingerprint || stored->documents != library.cases.size()) {
    return fail(Code::unavailable, fmt::format("{}: the index is not of this library", name),
                std::string(kRebuild));
  }
  return with_xapian(name, kRebuild, [&]() -> std::shared_ptr<const Index> {
    return std::make_shared<XapianIndex>(name, library);
  });
}

}  // namespace firstfix::search
