// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/picture_reader.h"

#include <array>
#include <string>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

#include "kb/content/condition_reader.h"
#include "kb/content/identifier.h"
#include "kb/content/vocabulary.h"
#include "kb/content/yaml_document.h"
#include "kb/content/yaml_fields.h"

namespace firstfix::content {
namespace {

constexpr std::array kKeys{KeySpec{"id", "volte-iphone"}, KeySpec{"alt", "苹果手机的 VoLTE 开关在哪里"},
                           KeySpec{"alt_en", "Where an iPhone has the VoLTE switch"},
                           KeySpec{"when", "{device.system: [ios]}"}};

class PictureReader {
 public:
  PictureReader(const FactCatalogue* facts, Report& report) : report_(&report), checker_(facts, report) {}

  std::vector<Picture> read(const YamlNode& root) {
    std::vector<Picture> pictures;
    if (root.type == YamlNode::Type::null) return pictures;
    if (root.type != YamlNode::Type::sequence) {
      report_->add(root.at, "图片目录要写成列表", "每张图以“- id: ”开头");
      return pictures;
    }
    for (const YamlNode& node : root.items) pictures.push_back(read_picture(node));
    return pictures;
  }

 private:
  Picture read_picture(const YamlNode& node) {
    const YamlFields fields(node, kKeys, *report_);
    Picture picture;
    if (const auto id = fields.required_text("id"); id && check_slug(*id, *report_)) {
      const int line = report_->source().line_of(id->at);
      const auto [first, is_new] = lines_.emplace(id->text, line);
      if (!is_new)
        report_->add(id->at, fmt::format("{} 重复，第 {} 行已经有了", id->text, first->second), "换一个 id");
      picture.id = id->text;
    }
    if (auto alt = fields.required_text("alt")) picture.alt = std::move(alt->text);
    if (auto alt = fields.required_text("alt_en")) picture.alt_en = std::move(alt->text);
    if (const YamlNode* when = fields.find("when")) read_when(*when, picture);
    return picture;
  }

  void read_when(const YamlNode& node, Picture& picture) {
    if (node.type != YamlNode::Type::map || node.entries.empty()) {
      report_->add(node.at, "when 要写成“事实: [值]”", "写成 device.system: [ios]");
      return;
    }
    picture.when = content::read_conditions(node, checker_, *report_);
  }

  Report* report_;
  FactChecker checker_;
  std::unordered_map<std::string, int> lines_;
};

}  // namespace

std::optional<std::vector<Picture>> read_pictures(const SourceText& source, const FactCatalogue* facts,
                                                  std::vector<Problem>& problems) {
  Report report(source, problems);
  if (!check_text(kMaxYamlBytes, report)) return std::nullopt;
  const auto root = parse_yaml({0, source.text().size()}, report);
  if (!root) return std::nullopt;
  auto pictures = PictureReader(facts, report).read(*root);
  if (!report.clean()) return std::nullopt;
  return pictures;
}

}  // namespace firstfix::content
