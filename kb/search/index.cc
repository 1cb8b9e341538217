// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/search/case_table.h"
#include "kb/search/case_texts.h"
#include "kb/search/fields.h"
#include "kb/search/index_writer.h"
#include "kb/search/query_builder.h"
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

// Lets pass the cases that have the phrases, whose terms are there already but perhaps not side by side, and
// that pass the filters which have no term.
class Decider : public Xapian::MatchDecider {
 public:
  Decider(const Query& query, const CaseTexts& texts, const CaseTable& table)
      : query_(query), texts_(texts), table_(table) {
    for (const std::string& phrase : query.phrases) {
      phrases_.push_back(units_of(normalise(phrase)));
      while (!phrases_.back().empty() && phrases_.back().back() == kBreak) phrases_.back().pop_back();
    }
  }

  bool decides() const { return !phrases_.empty() || query_.confidence || query_.updated_since; }

  bool operator()(const Xapian::Document& document) const override {
    const std::size_t place = document.get_docid() - 1;
    const CaseTable::Entry& entry = table_.of(place);
    if (query_.confidence && entry.confidence != *query_.confidence) return false;
    if (query_.updated_since && Timestamp{std::chrono::seconds{entry.updated}} < *query_.updated_since)
      return false;
    const auto units = texts_.of(place).units;
    return std::ranges::all_of(phrases_, [&](const std::vector<Unit>& phrase) {
      return !std::ranges::search(units, phrase).empty();
    });
  }

 private:
  const Query& query_;
  const CaseTexts& texts_;
  const CaseTable& table_;
  std::vector<std::vector<Unit>> phrases_;
};

// Everything up to the page's end, and what is looked at again at least. `at_least` matches are counted,
// however few are shown.
Xapian::MSet best_of(const Xapian::Enquire& enquire, const Query& query, Xapian::doccount documents,
                     const Xapian::MatchDecider* decider) {
  const std::size_t offset = std::min<std::size_t>(query.offset, documents);
  const std::size_t limit = std::min<std::size_t>(query.limit, documents);
  const std::size_t wanted = std::min<std::size_t>(std::max(offset + limit, kReranked), documents);
  const bool sees_all = query.count_facets || query.order != Order::relevance;
  const Xapian::doccount at_least = sees_all ? documents : 0;
  return enquire.get_mset(0, static_cast<Xapian::doccount>(wanted), at_least, nullptr, decider);
}

class XapianIndex : public Index {
 public:
  XapianIndex(const std::string& folder, const Library& library)
      : cases_(library.cases),
        senses_(library.lexicon),
        texts_(library, senses_),
        table_(cases_),
        speller_(library),
        readers_(folder),
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
    const Xapian::Query built = build_query(query, terms, context);
    Hits hits;
    if (correction) hits.did_you_mean = correction->text;
    if (built.empty()) return hits;
    Xapian::Enquire enquire(reader.database);
    enquire.set_query(built);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);  // the writer adds documents by case id
    enquire.set_weighting_scheme(
        Xapian::BM25Weight(kLeadingBm25.k1, 0.0, kLeadingBm25.k3, kLeadingBm25.b, 0.0));
    MatchCounter counter(table_, query);
    if (query.count_facets || query.order != Order::relevance) enquire.add_matchspy(&counter);
    const Decider decider(query, texts_, table_);
    const Xapian::MSet best =
        best_of(enquire, query, reader.database.get_doccount(), decider.decides() ? &decider : nullptr);
    hits.total = best.get_matches_estimated();
    counter.put_into(hits);
    auto found = look_again(best, query, terms, reader);
    if (query.order != Order::relevance) put_in_order(query, counter.places(), found, hits);
    for (std::size_t i = query.offset; i < found.size() && i - query.offset < query.limit; ++i) {
      std::optional<double> coverage;
      if (!terms.tokens.empty() && i < kReranked) coverage = found[i].coverage;
      hits.hits.push_back({cases_[found[i].place]->id, found[i].score, coverage});
    }
    return hits;
  }

  // Without words all matches, else no more than those that fit best: most of what an OR brings up is not
  // what was meant, and a sort would put it first.
  void put_in_order(const Query& query, std::vector<std::size_t>& matches, std::vector<Found>& found,
                    Hits& hits) const {
    const std::size_t wanted = query.offset + query.limit;
    if (is_blank(query.text)) {
      table_.sort(matches, query.order, wanted);
      matches.resize(std::min(wanted, matches.size()));
      found.clear();
      for (const std::size_t place : matches) found.push_back({place, 0.0, 0.0});
      return;
    }
    found.resize(std::min(found.size(), kReranked));
    hits.total = std::min(hits.total, kReranked);
    table_.sort(found, &Found::place, query.order);
  }

  // The first kReranked in their new order, then the others with scores below.
  std::vector<Found> look_again(const Xapian::MSet& best, const Query& query, const QueryTerms& terms,
                                Reader& reader) const {
    std::vector<Found> found;
    found.reserve(best.size());
    for (auto hit = best.begin(); hit != best.end(); ++hit)
      found.push_back({*hit - 1, hit.get_weight(), 0.0});
    if (terms.tokens.empty()) return found;
    std::vector<Found> first(found.begin(),
                             found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), kReranked)));
    const double deepest = first.empty() ? 0.0 : first.back().score;
    SecondLook(texts_, cases_).rank(terms, worth_of(query.facts, reader.frequencies), reader.units, first);
    keep_pinyin_below(found, first);
    const double scale = deepest > 0.0 ? first.back().score / deepest : 1.0;
    std::ranges::copy(first, found.begin());
    for (std::size_t i = first.size(); i < found.size(); ++i) found[i].score *= scale;
    return found;
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
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
  if (error != std::errc{} || end != hex.data() + hex.size()) return std::nullopt;
  return value;
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
