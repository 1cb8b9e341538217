// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_browser.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include <fmt/format.h>

#include "kb/search/typed_query.h"
#include "kb/service/case_cursor.h"
#include "kb/service/text_limits.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kMaxPage = 100;
constexpr std::size_t kMaxRead = 10'000;  // nobody pages further; each page costs what stands before it
constexpr std::size_t kMoved = 200;       // so much further back what was last shown is looked for
constexpr std::size_t kSnippetCharacters = 80;
// A case answers a query when so much of it stands in its title and symptoms; one of the first so many must.
constexpr double kAnswered = 0.6;
constexpr std::size_t kAnswering = 3;
constexpr std::array kUpdateDays{7, 30, 90};
constexpr std::array<std::pair<std::string_view, search::Order>, 4> kOrders{
    {{"relevance", search::Order::relevance},
     {"updated", search::Order::updated},
     {"title", search::Order::title},
     {"confidence", search::Order::confidence}}};

Result<void> read_filters(const Snapshot& snapshot, const BrowseRequest& request, const LocalNow& now,
                          search::Query& query) {
  if (!request.category.empty()) {
    if (snapshot.library->taxonomy.find(request.category) == nullptr)
      return fail(Code::invalid, Message{"problem.no_such_category", {{"field", "category"}}},
                  Message{"problem.no_such_category.hint"});
    query.category = request.category;
  }
  if (!request.kind.empty() && !(query.kind = parse_kind(request.kind)))
    return fail(no_such_value("kind", {"script", "faq", "answer"}));
  if (!request.audience.empty() && !(query.audience = parse_audience(request.audience)))
    return fail(no_such_value("audience", {"agent", "clerk", "customer"}));
  if (!request.confidence.empty() && !(query.confidence = parse_confidence(request.confidence)))
    return fail(no_such_value("confidence", {"wip", "not-validated", "validated", "archived"}));
  if (!request.updated_since.empty()) {
    const auto day = parse_date(request.updated_since);
    if (!day)
      return fail(Code::invalid, Message{"problem.no_date", {{"field", "updated_since"}}},
                  Message{"problem.no_date.hint"});
    query.updated_since = now.begin_of(*day);
  }
  return {};
}

Result<search::Order> read_order(std::string_view sort) {
  if (sort.empty()) return search::Order::relevance;
  const auto known = std::ranges::find(kOrders, sort, [](const auto& order) { return order.first; });
  if (known != kOrders.end()) return known->second;
  return fail(no_such_value("sort", {"relevance", "updated", "title", "confidence"}));
}

Result<search::Query> to_query(const Snapshot& snapshot, const BrowseRequest& request, const LocalNow& now) {
  if (auto good = check_text("q", request.text, kMaxSymptomCharacters); !good) return fail(good.error());
  search::Query query = search::typed_query(request.text);
  query.count_facets = true;
  for (const int days : kUpdateDays)
    query.count_since.push_back(now.begin_of(now.today() - std::chrono::days{days}));
  if (auto good = read_filters(snapshot, request, now, query); !good) return fail(good.error());
  const auto order = read_order(request.sort);
  if (!order) return fail(order.error());
  query.order = *order;
  if (request.limit == 0 || request.limit > kMaxPage) return fail(out_of_range("limit", kMaxPage));
  query.limit = request.limit;
  return query;
}

Result<CaseCursor> read_cursor(std::string_view text) {
  if (text.empty()) return CaseCursor();
  const auto cursor = CaseCursor::parse(text);
  if (cursor && cursor->read() <= kMaxRead) return *cursor;
  return fail(Code::invalid, Message{"problem.cursor", {{"field", "cursor"}}},
              Message{"problem.cursor.hint"});
}

struct Found {
  search::Hits hits;
  std::size_t read = 0;  // with those before the page
};

// The page behind the cursor.
Result<Found> find(const Snapshot& snapshot, search::Query query, const CaseCursor& cursor) {
  const bool same_library = cursor.is_of(snapshot.library->fingerprint);
  const std::size_t limit = query.limit;
  query.offset = same_library ? cursor.read() : 0;
  if (!same_library) query.limit = cursor.read() + kMoved + limit;
  auto hits = snapshot.index->search(query);
  if (!hits) return fail(hits.error());
  Found found{*std::move(hits), query.offset};
  if (!same_library) {
    found.read = cursor.resume(found.hits.hits);
    auto& all = found.hits.hits;
    all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(found.read));
    if (all.size() > limit) all.resize(limit);
  }
  found.read += found.hits.hits.size();
  return found;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "；") + part;
  return text;
}

// Chinese in Latin letters stands in no text: what it found is taken for an answer.
bool is_answered(const std::string& text, const CasePage& page, search::Highlighter& marks) {
  if (text.empty()) return true;
  const bool latin = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (latin) return !page.cases.empty();
  std::optional<search::Highlighter> meant;
  if (!page.did_you_mean.empty()) meant.emplace(page.did_you_mean);
  const auto first = page.cases.begin();
  const auto last = first + static_cast<std::ptrdiff_t>(std::min(page.cases.size(), kAnswering));
  return std::any_of(first, last, [&](const CaseSummary& summary) {
    const Case& article = *summary.article;
    return (meant ? *meant : marks).share_in(article.title + "\n" + joined(article.symptoms)) >= kAnswered;
  });
}

// Those of the values that have matches.
template <typename Value>
std::vector<Facet> facets_of(std::initializer_list<Value> values,
                             const std::map<std::string, std::size_t>& counts) {
  std::vector<Facet> facets;
  for (const Value value : values) {
    const auto found = counts.find(std::string(to_string(value)));
    if (found != counts.end()) facets.push_back({found->first, std::string(label_of(value)), found->second});
  }
  return facets;
}

void add_facets(const Library& library, const search::Hits& hits, const LocalNow& now, CasePage& page) {
  for (const Category& category : library.taxonomy.all()) {
    const auto found = hits.by_category.find(category.id);
    if (found == hits.by_category.end()) continue;
    page.categories.push_back({category.id, library.taxonomy.path_label(category.id), found->second});
  }
  page.kinds = facets_of({Kind::script, Kind::faq, Kind::answer}, hits.by_kind);
  page.confidences =
      facets_of({Confidence::validated, Confidence::not_validated, Confidence::wip, Confidence::archived},
                hits.by_confidence);
  for (std::size_t i = 0; i < hits.by_update.size(); ++i) {
    const int days = kUpdateDays.at(i);
    page.updates.push_back({days, now.today() - std::chrono::days{days}, hits.by_update[i]});
  }
}

}  // namespace

Result<CasePage> browse(const Snapshot& snapshot, const BrowseRequest& request, const LocalNow& now) {
  const auto query = to_query(snapshot, request, now);
  if (!query) return fail(query.error());
  const auto cursor = read_cursor(request.cursor);
  if (!cursor) return fail(cursor.error());
  const auto found = find(snapshot, *query, *cursor);
  if (!found) return fail(found.error());

  const Library& library = *snapshot.library;
  const search::Hits& hits = found->hits;
  CasePage page;
  page.total = hits.total;
  page.did_you_mean = hits.did_you_mean;
  search::Highlighter marks(query->text);
  for (const search::Hit& hit : hits.hits) {
    CasePtr article = hit.article;
    CaseSummary summary;
    summary.category_label = library.taxonomy.path_label(article->category);
    summary.title = marks.highlight(article->title);
    summary.snippet = marks.snippet(joined(article->symptoms), kSnippetCharacters);
    if (article->updated != Timestamp{}) summary.updated = now.day_of(article->updated);
    summary.article = std::move(article);
    page.cases.push_back(std::move(summary));
  }
  page.answered = is_answered(query->text, page, marks);
  add_facets(library, hits, now, page);
  if (!hits.hits.empty() && found->read < std::min(hits.total, kMaxRead))
    page.next_cursor = CaseCursor(library.fingerprint, found->read, hits.hits).text();
  return page;
}

}  // namespace firstfix::service
