// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/vocabulary.h"

#include <algorithm>

#include <fmt/format.h>

#include "kb/content/spelling.h"

namespace firstfix::content {
namespace {

std::vector<std::string_view> ids_of(const std::vector<FactValue>& values) {
  std::vector<std::string_view> ids;
  ids.reserve(values.size());
  for (const FactValue& value : values) ids.push_back(value.id);
  return ids;
}

// The leaves below `branch`, or all leaves when it is empty.
std::vector<std::string_view> leaves_of(const Taxonomy& taxonomy, std::string_view branch) {
  std::vector<std::string_view> ids;
  for (const Category& category : taxonomy.all()) {
    if (!category.parent.empty() && (branch.empty() || category.parent == branch)) ids.push_back(category.id);
  }
  return ids;
}

}  // namespace

const FactDefinition* FactChecker::definition(const Located& id) const {
  if (catalogue_ == nullptr) return nullptr;
  const FactDefinition* found = catalogue_->find(id.text);
  if (found == nullptr) {
    std::vector<std::string_view> ids;
    for (const FactDefinition& fact : catalogue_->all()) ids.push_back(fact.id);
    report_->add(id.at, fmt::format("没有{}这个事实", quoted(id.text)),
                 suggestion(id.text, ids, "可以用", "可以用的事实见 content/facts.yaml"));
  }
  return found;
}

void FactChecker::check_value(const FactDefinition& fact, const Located& value) const {
  if (fact.type == FactType::text || fact.find_value(value.text) != nullptr) return;
  const auto ids = ids_of(fact.values);
  report_->add(value.at, fmt::format("事实 {} 没有{}这个值", fact.id, quoted(value.text)),
               fmt::format("可以用：{}", listed(ids)));
}

void FactChecker::check_condition(const Located& id, const std::vector<Located>& values) const {
  const FactDefinition* fact = definition(id);
  if (fact == nullptr) return;
  if (fact->type == FactType::text) {
    report_->add(id.at, fmt::format("事实 {} 是文字，不能作条件", fact->id),
                 "条件只能用 type: choice 的事实");
    return;
  }
  for (const Located& value : values) check_value(*fact, value);
}

void FactChecker::check_askable(const Located& id) const {
  const FactDefinition* fact = definition(id);
  if (fact == nullptr || fact->askable()) return;
  report_->add(id.at, fmt::format("事实 {} 没有问题可问", fact->id),
               "asks 只能用 facts.yaml 里有 ask 的事实");
}

bool check_picture(const Located& id, const std::vector<Picture>* pictures, Report& report) {
  if (pictures == nullptr) return true;
  std::vector<std::string_view> ids;
  for (const Picture& picture : *pictures) ids.push_back(picture.id);
  if (std::ranges::find(ids, id.text) != ids.end()) return true;
  report.add(id.at, fmt::format("没有{}这张图", quoted(id.text)),
             ids.empty() ? "先在 content/pictures.yaml 里登记"
                         : suggestion(id.text, ids, "可以用", "可以用的图见 content/pictures.yaml"));
  return false;
}

void check_category(const Located& id, std::string_view folder, const Taxonomy* taxonomy, Report& report) {
  if (taxonomy == nullptr) return;
  const Category* category = taxonomy->find(id.text);
  if (category == nullptr) {
    const auto leaves = leaves_of(*taxonomy, {});
    report.add(id.at, fmt::format("没有{}这个分类", quoted(id.text)),
               suggestion(id.text, leaves, "可以用", "可以用的分类见 content/taxonomy.yaml"));
  } else if (!taxonomy->is_leaf(id.text)) {
    report.add(id.at, fmt::format("分类{}不是叶子", quoted(id.text)),
               fmt::format("可以用：{}", listed(leaves_of(*taxonomy, id.text))));
  } else if (category->parent != folder) {
    report.add(id.at, fmt::format("分类{}和所在的文件夹不一致", quoted(id.text)),
               fmt::format("把文件移到 cases/{}/，或者改分类", category->parent));
  }
}

}  // namespace firstfix::content
