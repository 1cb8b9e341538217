// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/taxonomy_reader.h"

#include <array>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/identifier.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"

namespace firstfix::content {
namespace {

constexpr std::array kBranchKeys{KeySpec{"id", "network"}, KeySpec{"label", "移动网络"},
                                 KeySpec{"children", "[{id: indoor, label: 室内覆盖}]"}};
constexpr std::array kLeafKeys{KeySpec{"id", "indoor"}, KeySpec{"label", "室内覆盖"}};

class TaxonomyReader {
 public:
  explicit TaxonomyReader(Report& report) : report_(&report) {}

  std::vector<Category> read(const YamlNode& root) {
    if (root.type != YamlNode::Type::sequence) {
      report_->add(root.at, "分类要写成列表", "每个大类以“- id: ”开头");
      return {};
    }
    for (const YamlNode& node : root.items) read_branch(node);
    return std::move(categories_);
  }

 private:
  void read_branch(const YamlNode& node) {
    const YamlFields fields(node, kBranchKeys, *report_);
    const std::string branch = add(fields, {});
    const YamlNode* children = fields.require("children");
    if (children == nullptr) return;
    if (children->type != YamlNode::Type::sequence || children->items.empty()) {
      report_->add(children->at, "children 至少要有一个下级分类", "写成 - {id: indoor, label: 室内覆盖}");
      return;
    }
    for (const YamlNode& child : children->items) add(YamlFields(child, kLeafKeys, *report_), branch);
  }

  // Gives the category's whole id; empty when it is wrong.
  std::string add(const YamlFields& fields, const std::string& parent) {
    const auto id = fields.required_text("id");
    const auto label = fields.required_text("label");
    if (!id || !check_slug(*id, *report_)) return {};
    std::string whole = parent.empty() ? id->text : parent + "/" + id->text;
    const int line = report_->source().line_of(id->at);
    const auto [first, is_new] = lines_.emplace(whole, line);
    if (!is_new) {
      report_->add(id->at, fmt::format("分类 {} 重复，第 {} 行已经有了", whole, first->second), "只留一个");
    }
    categories_.push_back({whole, label ? label->text : std::string{}, parent});
    return whole;
  }

  Report* report_;
  std::vector<Category> categories_;
  std::unordered_map<std::string, int> lines_;
};

}  // namespace

std::optional<Taxonomy> read_taxonomy(const SourceText& source, std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  auto categories = TaxonomyReader(report).read(*root);
  if (!report.clean()) return std::nullopt;
  return Taxonomy(std::move(categories));
}

}  // namespace firstfix::content
