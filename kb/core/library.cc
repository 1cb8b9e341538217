// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/library.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

namespace firstfix {

std::string to_string(const Problem& problem) {
  const std::string hint = problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint);
  return fmt::format("{}:{}:{}: {}{}", problem.at.file, problem.at.line, problem.at.column, problem.message,
                     hint);
}

Taxonomy::Taxonomy(std::vector<Category> categories) : categories_(std::move(categories)) {
  for (std::size_t i = 0; i < categories_.size(); ++i) by_id_.emplace(categories_[i].id, i);
}

const Category* Taxonomy::find(std::string_view id) const {
  const auto it = by_id_.find(std::string(id));
  return it == by_id_.end() ? nullptr : &categories_[it->second];
}

bool Taxonomy::is_leaf(std::string_view id) const {
  const Category* category = find(id);
  return category != nullptr && !category->parent.empty();
}

std::string Taxonomy::path_label(std::string_view id) const {
  const Category* category = find(id);
  if (category == nullptr) return std::string(id);
  const Category* parent = category->parent.empty() ? nullptr : find(category->parent);
  return parent == nullptr ? category->label : fmt::format("{} / {}", parent->label, category->label);
}

CasePtr Library::find(std::string_view id) const {
  const auto it = std::lower_bound(cases.begin(), cases.end(), id,
                                   [](const CasePtr& c, std::string_view wanted) { return c->id < wanted; });
  return it != cases.end() && (*it)->id == id ? *it : nullptr;
}

std::string Library::category_of(std::string_view id) const {
  const CasePtr article = find(id);
  return article ? article->category : std::string();
}

const Picture* Library::find_picture(std::string_view id) const {
  const auto it = std::ranges::find(pictures, id, &Picture::id);
  return it == pictures.end() ? nullptr : &*it;
}

std::vector<const Picture*> Library::pictures_of(const Case& article, const FactSet& known) const {
  std::vector<const Picture*> shown;
  for (const std::string& id : article.pictures) {
    const Picture* picture = find_picture(id);
    const auto possible = [&](const Condition& condition) {
      return !known.known(condition.fact) ||
             std::ranges::find(condition.values, known.value(condition.fact)) != condition.values.end();
    };
    if (picture != nullptr && std::ranges::all_of(picture->when, possible)) shown.push_back(picture);
  }
  return shown;
}

}  // namespace firstfix
