// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/search/index.h"

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <xapian.h>

#include "kb/search/fields.h"
#include "kb/search/index_units.h"
#include "kb/search/index_writer.h"
#include "kb/search/query_builder.h"
#include "kb/search/query_reranker.h"
#include "kb/search/reader_pool.h"
#include "kb/search/senses.h"
#include "kb/search/xapian_boundary.h"

namespace firstfix::search {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kRebuild = "run `firstfix index`; it is made anew from content/";

using Counts = std::map<std::string, std::size_t>;

Counts counts_of(const Xapian::ValueCountMatchSpy& spy) {
  Counts counts;
  for (auto value = spy.values_begin(); value != spy.values_end(); ++value)
    counts[*value] = value.get_termfreq();
  return counts;
}

// Everything up to the page's end, and what is looked at again at least. `at_least` matches are counted,
// however few are shown.
Xapian::MSet best_of(const Xapian::Enquire& enquire, const Query& query, Xapian::doccount documents) {
  const std::size_t offset = std::min<std::size_t>(query.offset, documents);
  const std::size_t limit = std::min<std::size_t>(query.limit, documents);
  const std::size_t wanted = std::min<std::size_t>(std::max(offset + limit, kReranked), documents);
  const Xapian::doccount at_least = query.count_facets ? documents : 0;
  return enquire.get_mset(0, static_cast<Xapian::doccount>(wanted), at_least);
}

// The first kReranked in their new order, then the others with scores below.
std::vector<Found> look_again(const Xapian::MSet& best, const QueryReranker& reranker,
                              const std::vector<Token>& tokens) {
  std::vector<Found> found;
  for (auto hit = best.begin(); hit != best.end(); ++hit) found.push_back({*hit, hit.get_weight(), 0.0});
  if (tokens.empty()) return found;
  std::vector<Found> first(found.begin(),
                           found.begin() + static_cast<std::ptrdiff_t>(std::min(found.size(), kReranked)));
  const double deepest = first.empty() ? 0.0 : first.back().score;
  reranker.rerank(tokens, first);
  const double scale = deepest > 0.0 ? first.back().score / deepest : 1.0;
  std::ranges::copy(first, found.begin());
  for (std::size_t i = first.size(); i < found.size(); ++i) found[i].score *= scale;
  return found;
}

class XapianIndex : public Index {
 public:
  XapianIndex(const std::string& folder, const Lexicon& lexicon, std::uint64_t fingerprint)
      : senses_(lexicon), units_(Xapian::Database(folder)), readers_(folder), fingerprint_(fingerprint) {}

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
    QueryBuilder builder(reader.database, reader.analyser, senses_);
    const Xapian::Query built = builder.build(query);
    if (built.empty()) return {};
    Xapian::Enquire enquire(reader.database);
    enquire.set_query(built);
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);  // the writer adds documents by case id
    enquire.set_weighting_scheme(Xapian::BM25Weight(kBm25.k1, 0.0, kBm25.k3, kBm25.b, kBm25.min_normlen));
    Xapian::ValueCountMatchSpy categories(kCategorySlot);
    Xapian::ValueCountMatchSpy kinds(kKindSlot);
    if (query.count_facets) {
      enquire.add_matchspy(&categories);
      enquire.add_matchspy(&kinds);
    }
    const Xapian::MSet best = best_of(enquire, query, reader.database.get_doccount());
    Hits hits{{}, best.get_matches_estimated(), counts_of(categories), counts_of(kinds)};
    const auto found = look_again(best, QueryReranker(reader.database, units_), builder.tokens());
    for (std::size_t i = query.offset; i < found.size() && i - query.offset < query.limit; ++i) {
      std::optional<double> coverage;
      if (!builder.tokens().empty() && i < kReranked) coverage = found[i].coverage;
      hits.hits.push_back(
          {reader.database.get_document(found[i].document).get_data(), found[i].score, coverage});
    }
    return hits;
  }

  Senses senses_;
  UnitSets units_;
  mutable ReaderPool readers_;
  std::uint64_t fingerprint_;
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

Result<std::shared_ptr<const Index>> Index::open(const fs::path& folder, const Lexicon& lexicon) {
  const std::string name = folder.string();
  std::error_code error;
  if (!fs::exists(folder / "iamglass", error)) {
    return fail(Code::not_found, fmt::format("{}: there is no search index", name), std::string(kRebuild));
  }
  auto stored = with_xapian(name, kRebuild, [&] {
    const Xapian::Database database(name);
    return std::pair(database.get_metadata(std::string(kFormatKey)),
                     database.get_metadata(std::string(kFingerprintKey)));
  });
  if (!stored) return fail(std::move(stored).error());
  const auto fingerprint = parse_fingerprint(stored->second);
  if (stored->first != kFormat || !fingerprint) {
    return fail(
        Code::unavailable,
        fmt::format("{}: the index has format '{}', this program reads '{}'", name, stored->first, kFormat),
        std::string(kRebuild));
  }
  return with_xapian(name, kRebuild, [&]() -> std::shared_ptr<const Index> {
    return std::make_shared<XapianIndex>(name, lexicon, *fingerprint);
  });
}

}  // namespace firstfix::search
