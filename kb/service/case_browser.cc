// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_browser.h"

#include <charconv>

#include <fmt/format.h>

#include "kb/search/typed_query.h"
#include "kb/service/text_limits.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kMaxPage = 100;
constexpr std::size_t kMaxOffset = 10'000;  // nobody pages further; each page costs what stands before it
constexpr std::size_t kSnippetCharacters = 80;

// A cursor is the library it belongs to and how far one has read; it fails once the library has changed,
// rather than skipping or repeating cases.
std::string make_cursor(std::uint64_t fingerprint, std::size_t offset) {
  return fmt::format("{:016x}{:x}", fingerprint, offset);
}

Result<std::size_t> read_cursor(std::string_view cursor, std::uint64_t fingerprint) {
  if (cursor.empty()) return 0;
  const std::string stem = fmt::format("{:016x}", fingerprint);
  std::size_t offset = 0;
  if (cursor.size() > stem.size() && cursor.starts_with(stem)) {
    const char* const last = cursor.data() + cursor.size();
    const auto [end, error] = std::from_chars(cursor.data() + stem.size(), last, offset, 16);
    if (error == std::errc{} && end == last && offset <= kMaxOffset) return offset;
  }
  return fail(Code::invalid, "cursor：不是这次搜索的，或者案例库已经更新", "请从第一页重新开始");
}

Result<search::Query> to_query(const Snapshot& snapshot, const BrowseRequest& request) {
  if (auto good = check_text("q", request.text, kMaxSymptomCharacters); !good) return fail(good.error());
  search::Query query = search::typed_query(request.text);
  query.count_facets = true;
  if (!request.category.empty()) {
    if (snapshot.library->taxonomy.find(request.category) == nullptr) {
      return fail(Code::invalid, "category：没有这个分类", "分类见 /cases");
    }
    query.category = request.category;
  }
  if (!request.kind.empty() && !(query.kind = parse_kind(request.kind))) {
    return fail(Code::invalid, "kind：没有这种案例", "可以用 script、faq、answer");
  }
  if (!request.audience.empty() && !(query.audience = parse_audience(request.audience))) {
    return fail(Code::invalid, "audience：没有这类读者", "可以用 agent、clerk、customer");
  }
  if (request.limit == 0 || request.limit > kMaxPage) {
    return fail(Code::invalid, "limit：超出范围", fmt::format("可以是 1 到 {}", kMaxPage));
  }
  query.limit = request.limit;
  const auto offset = read_cursor(request.cursor, snapshot.library->fingerprint);
  if (!offset) return fail(offset.error());
  query.offset = *offset;
  return query;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : "；") + part;
  return text;
}

void add_facets(const Library& library, const search::Hits& hits, CasePage& page) {
  for (const Category& category : library.taxonomy.all()) {
    const auto found = hits.by_category.find(category.id);
    if (found == hits.by_category.end()) continue;
    page.categories.push_back({category.id, library.taxonomy.path_label(category.id), found->second});
  }
  for (const Kind kind : {Kind::script, Kind::faq, Kind::answer}) {
    const auto found = hits.by_kind.find(std::string(to_string(kind)));
    if (found == hits.by_kind.end()) continue;
    page.kinds.push_back({std::string(to_string(kind)), std::string(label_of(kind)), found->second});
  }
}

}  // namespace

Result<CasePage> browse(const Snapshot& snapshot, const BrowseRequest& request) {
  const auto query = to_query(snapshot, request);
  if (!query) return fail(query.error());
  const auto hits = snapshot.index->search(*query);
  if (!hits) return fail(hits.error());

  const Library& library = *snapshot.library;
  CasePage page;
  page.total = hits->total;
  page.did_you_mean = hits->did_you_mean;
  search::Highlighter marks(query->text);
  for (const search::Hit& hit : hits->hits) {
    CasePtr article = library.find(hit.case_id);
    if (!article) continue;
    CaseSummary summary;
    summary.category_label = library.taxonomy.path_label(article->category);
    summary.title = marks.highlight(article->title);
    summary.snippet = marks.snippet(joined(article->symptoms), kSnippetCharacters);
    summary.article = std::move(article);
    page.cases.push_back(std::move(summary));
  }
  add_facets(library, *hits, page);
  const std::size_t read = query->offset + hits->hits.size();
  if (!hits->hits.empty() && read < hits->total) page.next_cursor = make_cursor(library.fingerprint, read);
  return page;
}

}  // namespace firstfix::service
