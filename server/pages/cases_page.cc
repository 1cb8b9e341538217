// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/cases_page.h"

#include <algorithm>
#include <string>
#include <utility>

#include "server/pages/cases_view.h"

namespace firstfix::pages {
namespace {

// The facets of all categories under the same words and kind; none when even that cannot be searched.
std::vector<service::Facet> facets_everywhere(const service::Snapshot& snapshot,
                                              service::BrowseRequest request, const service::LocalNow& now) {
  request.category.clear();
  request.cursor.clear();
  request.limit = 1;
  auto page = service::browse(snapshot, request, now);
  return page ? std::move(page->categories) : std::vector<service::Facet>{};
}

constexpr int kUseDays = 30;
constexpr std::size_t kGapDays = 30;
constexpr std::size_t kGapsShown = 100;

// How it fared of late; false when that cannot be read: the article is shown all the same.
Data use_data(const Site& site, const std::string& id) {
  const auto all = site.app.front_line().case_use(kUseDays);
  if (!all) return Data(false);
  const auto found = std::ranges::find(*all, id, &CaseUse::case_id);
  const CaseUse use = found == all->end() ? CaseUse{} : *found;
  Data data;
  data["use_title"] = site.strings().text("article.use", kUseDays);
  data["offered"] = site.strings().text("article.use.offered", use.offered, use.first);
  data["seen"] = site.strings().text("article.use.seen", use.picked, use.copied, use.dismissed);
  data["outcomes"] = site.strings().text("article.use.outcomes", use.resolved, use.tried);
  return data;
}

service::LocalNow local_now(const App& app) {
  return {app.now(), app.settings().utc_offset};
}

}  // namespace

http::Response list_cases(const Site& site, const http::Request& request) {
  const auto snapshot = site.app.knowledge().snapshot();
  CaseListing listing;
  listing.request.text = request.field("q");
  listing.request.category = request.field("category");
  listing.request.kind = request.field("kind");
  listing.request.cursor = request.field("cursor");
  listing.request.confidence = request.field("confidence");
  listing.request.updated_since = request.field("updated_since");
  listing.request.sort = request.field("sort");
  const service::LocalNow now = local_now(site.app);
  const Turns::Turn turn = site.app.computing().wait();
  auto page = service::browse(*snapshot, listing.request, now);
  const bool whole = page && listing.request.category.empty();
  listing.everywhere = whole ? page->categories : facets_everywhere(*snapshot, listing.request, now);
  if (!page) {
    const Data data = cases_error_data(listing, *snapshot->library, page.error(), site.strings());
    return refused_page(site.render(Page::cases, data), page.error());
  }
  if (request.header("x-typing").empty()) site.app.gaps().heard(listing.request, *page);
  listing.page = *std::move(page);
  return private_page(site.render(Page::cases, cases_data(listing, *snapshot->library, site.strings())));
}

http::Response list_gaps(const Site& site, const http::Request&) {
  const auto gaps = site.app.gaps().list(kGapDays, kGapsShown);
  if (!gaps) return error_page(site, gaps.error());
  return private_page(site.render(Page::gaps, gaps_data(*gaps, local_now(site.app), site.strings())));
}

http::Response show_case(const Site& site, const http::Request& request) {
  const auto snapshot = site.app.knowledge().snapshot();
  const CasePtr article = snapshot->library->find(request.captures.at(0));
  if (!article) {
    return error_page(site, told(Code::not_found, {"cases.gone"}, {"cases.gone.hint"}));
  }
  Data data = article_data(*article, *snapshot->library, local_now(site.app).today(), site.strings());
  data["use"] = use_data(site, article->id);
  return private_page(site.render(Page::article, data));
}

}  // namespace firstfix::pages
