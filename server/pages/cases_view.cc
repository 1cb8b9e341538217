// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/cases_view.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "kb/core/utf8.h"
#include "server/pages/site.h"
#include "server/pages/url.h"

namespace firstfix::pages {
namespace {

constexpr std::string_view kCases = "/cases";
constexpr std::size_t kGapCharacters = 50;  // of a gap in the list; the whole is folded below

std::string url_of(const service::BrowseRequest& request) {
  return url_with(kCases, {{"q", request.text},
                           {"category", request.category},
                           {"kind", request.kind},
                           {"confidence", request.confidence},
                           {"updated_since", request.updated_since},
                           {"sort", request.sort},
                           {"cursor", request.cursor}});
}

// The first page of the request with one part of it another.
std::string url_but(service::BrowseRequest request, std::string service::BrowseRequest::*part,
                    std::string value) {
  request.cursor.clear();
  request.*part = std::move(value);
  return url_of(request);
}

List pieces_data(const std::vector<search::Piece>& pieces) {
  List list;
  for (const search::Piece& piece : pieces) {
    Data data;
    data["piece"] = piece.text;
    data["marked"] = piece.marked;
    list.push_back(std::move(data));
  }
  return list;
}

Data summary_data(const service::CaseSummary& summary, const Strings& t) {
  const Case& article = *summary.article;
  Data data;
  data["case_url"] = fmt::format("{}/{}", kCases, article.id);
  data["title_pieces"] = pieces_data(summary.title);
  data["snippet"] = pieces_data(summary.snippet);
  data["kind"] = std::string(to_string(article.kind));
  data["kind_label"] = t.text(fmt::format("kind.{}", to_string(article.kind)));
  data["category_label"] = summary.category_label;
  data["unproven"] = article.confidence != Confidence::validated;
  data["confidence"] = t.text(fmt::format("confidence.{}", to_string(article.confidence)));
  data["updated"] =
      summary.updated ? Data(t.text("cases.updated", to_string(*summary.updated))) : Data(false);
  return data;
}

Data facet_link(const std::string& label, std::size_t count, const std::string& url, bool current) {
  Data data;
  data["facet_label"] = label;
  data["facet_count"] = fmt::to_string(count);
  data["facet_url"] = url;
  data["current"] = current;
  return data;
}

// The leaves with matches under the heading of their branch.
List branches_data(const CaseListing& listing, const Taxonomy& taxonomy) {
  const service::BrowseRequest& request = listing.request;
  const auto url = [&](const std::string& category) {
    return url_but(request, &service::BrowseRequest::category, category);
  };
  List branches;
  for (const Category& branch : taxonomy.all()) {
    if (!branch.parent.empty()) continue;
    List leaves;
    std::size_t count = 0;
    for (const service::Facet& facet : listing.everywhere) {
      const Category* leaf = taxonomy.find(facet.id);
      if (leaf == nullptr || leaf->parent != branch.id) continue;
      count += facet.count;
      leaves.push_back(facet_link(leaf->label, facet.count, url(leaf->id), leaf->id == request.category));
    }
    if (leaves.empty()) continue;
    Data data;
    data["branch"] = facet_link(branch.label, count, url(branch.id), branch.id == request.category);
    data["leaves"] = leaves;
    branches.push_back(std::move(data));
  }
  return branches;
}

// One value of a field of the search form.
Data option_data(std::string_view value, const std::string& name, const std::string& chosen) {
  Data data;
  data["value"] = std::string(value);
  data["name"] = name;
  data["chosen"] = chosen == value;
  return data;
}

List kinds_data(const service::BrowseRequest& request, const Strings& t) {
  List kinds;
  for (const Kind kind : {Kind::script, Kind::faq, Kind::answer})
    kinds.push_back(
        option_data(to_string(kind), t.text(fmt::format("kind.{}", to_string(kind))), request.kind));
  return kinds;
}

List sorts_data(const service::BrowseRequest& request, const Strings& t) {
  List sorts;
  for (const std::string_view sort : {"updated", "title", "confidence"})
    sorts.push_back(option_data(sort, t.text(fmt::format("cases.sort.{}", sort)), request.sort));
  return sorts;
}

// Choices of one filter. Those that leave none or all of the matches are left out; the one that is chosen
// leads back to all.
class Filter {
 public:
  Filter(const CaseListing& listing, std::string service::BrowseRequest::*part)
      : listing_(listing), part_(part) {}

  void add(const std::string& value, const std::string& label, std::size_t count) {
    const bool current = listing_.request.*part_ == value;
    shows_chosen_ = shows_chosen_ || current;
    if (!current && (count == 0 || count == listing_.page.total)) return;
    choices_.push_back(
        facet_link(label, count, url_but(listing_.request, part_, current ? std::string() : value), current));
  }

  // What was chosen and leaves nothing stays visible, as the way back.
  void keep_chosen(const std::string& label) {
    if (!shows_chosen_) add(listing_.request.*part_, label, 0);
  }

  void put_into(List& filters, const std::string& name) const {
    if (choices_.empty()) return;
    Data data;
    data["filter"] = name;
    data["choices"] = choices_;
    filters.push_back(std::move(data));
  }

 private:
  const CaseListing& listing_;
  std::string service::BrowseRequest::*part_;
  List choices_;
  bool shows_chosen_ = false;
};

// What the matches can be narrowed to besides categories.
List filters_data(const CaseListing& listing, const Strings& t) {
  Filter confidences(listing, &service::BrowseRequest::confidence);
  for (const service::Facet& facet : listing.page.confidences)
    confidences.add(facet.id, t.text(fmt::format("confidence.{}", facet.id)), facet.count);
  if (!listing.request.confidence.empty())
    confidences.keep_chosen(t.text(fmt::format("confidence.{}", listing.request.confidence)));
  Filter updates(listing, &service::BrowseRequest::updated_since);
  for (const service::UpdateFacet& facet : listing.page.updates)
    updates.add(to_string(facet.since), t.text("cases.within", facet.days), facet.count);
  if (!listing.request.updated_since.empty())
    updates.keep_chosen(t.text("cases.since", listing.request.updated_since));
  List filters;
  confidences.put_into(filters, t.text("cases.confidence"));
  updates.put_into(filters, t.text("cases.update"));
  return filters;
}

Data problems_data(const std::vector<Problem>& problems, const Strings& t) {
  List list;
  for (const Problem& problem : problems) {
    Data data;
    data["place"] = fmt::format("{}:{}:{}", problem.at.file, problem.at.line, problem.at.column);
    data["problem_text"] = problem.message;
    data["problem_hint"] = problem.hint;
    list.push_back(std::move(data));
  }
  Data data;
  data["problem_count"] = t.text("cases.problems", list.size());
  data["problem_list"] = list;
  return data;
}

Data request_data(const service::BrowseRequest& request, const Library& library, const Strings& t) {
  Data data;
  data["page_title"] = t.text("cases.title");
  data["q"] = request.text;
  data["has_q"] = !request.text.empty();
  data["category"] = request.category;
  data["in_category"] = !request.category.empty();
  data["narrowed"] = !request.category.empty() || !request.kind.empty() || !request.confidence.empty() ||
                     !request.updated_since.empty();
  data["all_url"] = url_with(kCases, {{"q", request.text}});
  data["category_path"] = library.taxonomy.path_label(request.category);
  data["kinds"] = kinds_data(request, t);
  data["sorts"] = sorts_data(request, t);
  data["confidence_value"] = request.confidence;
  data["updated_since"] = request.updated_since;
  data["everywhere_url"] = url_but(request, &service::BrowseRequest::category, "");
  data["problems"] = library.problems.empty() ? Data(false) : problems_data(library.problems, t);
  return data;
}

}  // namespace

Data cases_data(const CaseListing& listing, const Library& library, const Strings& t) {
  const service::BrowseRequest& request = listing.request;
  List cases;
  for (const service::CaseSummary& summary : listing.page.cases) cases.push_back(summary_data(summary, t));
  Data data = request_data(request, library, t);
  data["error"] = false;
  data["cases"] = cases;
  data["none"] = cases.empty();
  data["unanswered"] = !listing.page.answered;
  data["misspelt"] = !listing.page.did_you_mean.empty();
  data["meant"] = listing.page.did_you_mean;
  data["meant_url"] = url_but(request, &service::BrowseRequest::text, listing.page.did_you_mean);
  const bool best_only =
      listing.page.total > 0 && !request.text.empty() && !request.sort.empty() && request.sort != "relevance";
  data["total"] = t.text(best_only ? "cases.total.best" : "cases.total", listing.page.total);
  data["branches"] = branches_data(listing, library.taxonomy);
  data["filters"] = filters_data(listing, t);
  data["more"] = !listing.page.next_cursor.empty();
  data["more_url"] = url_but(request, &service::BrowseRequest::cursor, listing.page.next_cursor);
  data["later"] = !request.cursor.empty();
  data["start_url"] = url_but(request, &service::BrowseRequest::cursor, "");
  return data;
}

Data cases_error_data(const CaseListing& listing, const Library& library, const Error& error,
                      const Strings& t) {
  Data data = request_data(listing.request, library, t);
  data["error"] = error_data(error, t);
  data["unanswered"] = false;
  data["branches"] = branches_data(listing, library.taxonomy);
  data["filters"] = false;
  return data;
}

Data gaps_data(const std::vector<KnowledgeGap>& gaps, const service::LocalNow& now, const Strings& t) {
  List list;
  for (const KnowledgeGap& gap : gaps) {
    Data data;
    const std::string_view start = first_code_points(gap.text, kGapCharacters);
    const bool cut = start.size() < gap.text.size();
    data["gap_start"] = cut ? std::string(start) + "…" : gap.text;
    data["gap_cut"] = cut;
    data["gap_text"] = gap.text;
    data["gap_url"] = url_with(kCases, {{"q", gap.text}});
    data["gap_source"] = t.text(fmt::format("gaps.{}", to_string(gap.source)));
    data["gap_times"] = t.text("gaps.times", gap.times, to_string(now.day_of(gap.last_at)));
    list.push_back(std::move(data));
  }
  Data data;
  data["page_title"] = t.text("gaps.title");
  data["error"] = false;
  data["none"] = list.empty();
  data["gaps"] = list;
  return data;
}

}  // namespace firstfix::pages
