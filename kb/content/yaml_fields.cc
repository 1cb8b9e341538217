// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/yaml_fields.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "kb/content/spelling.h"

namespace firstfix::content {
namespace {

constexpr std::string_view kBlank = " \t\r\n";

std::string trimmed(const std::string& text) {
  const auto first = text.find_first_not_of(kBlank);
  if (first == std::string::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

// An escape such as "\0" brings in what check_text() kept out of the file.
bool has_control(const std::string& text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\t' && c != '\r';
  });
}

const YamlEntry* find_entry(const YamlNode& node, std::string_view key) {
  const auto it = std::find_if(node.entries.begin(), node.entries.end(),
                               [&](const YamlEntry& entry) { return entry.key == key; });
  return it == node.entries.end() ? nullptr : &*it;
}

}  // namespace

std::optional<Located> read_text(const YamlNode& node, std::string_view what, Report& report) {
  if (node.type != YamlNode::Type::scalar) {
    report.add(node.at, fmt::format("{}要写成一段文字", what),
               "直接写文字；以 [ 或 { 开头时用英文双引号括起来");
    return std::nullopt;
  }
  Located text{trimmed(node.text), node.at};
  if (text.text.empty()) {
    report.add(node.at, fmt::format("{}是空的", what), "写上内容，或者去掉它");
    return std::nullopt;
  }
  if (has_control(text.text)) {
    report.add(node.at, fmt::format("{}里有控制字符", what), "去掉反斜杠转义");
    return std::nullopt;
  }
  return text;
}

std::vector<Located> read_texts(const YamlNode& node, std::string_view what, Report& report) {
  std::vector<Located> texts;
  if (node.type != YamlNode::Type::sequence) {
    report.add(node.at, fmt::format("{}要写成列表", what), "写成 [第一个, 第二个]");
    return texts;
  }
  if (node.items.empty()) {
    report.add(node.at, fmt::format("{}是空列表", what), "至少写一个，或者去掉这个键");
  }
  std::unordered_set<std::string> seen;
  for (const YamlNode& item : node.items) {
    auto text = read_text(item, fmt::format("{}的一项", what), report);
    if (!text) continue;
    if (!seen.insert(text->text).second) {
      report.add(text->at, fmt::format("{}里{}重复", what, quoted(text->text)), "只留一个");
      continue;
    }
    texts.push_back(std::move(*text));
  }
  return texts;
}

YamlFields::YamlFields(const YamlNode& node, std::span<const KeySpec> keys, Report& report)
    : node_(&node), keys_(keys), report_(&report) {
  if (node.type == YamlNode::Type::map) {
    report_unknown_keys();
  } else {
    report.add(node.at, "这里要写成“键: 值”",
               fmt::format("例如 {}: {}", keys.front().name, keys.front().example));
  }
}

void YamlFields::report_unknown_keys() const {
  std::vector<std::string_view> names;
  for (const KeySpec& key : keys_) names.push_back(key.name);
  for (const YamlEntry& entry : node_->entries) {
    if (std::find(names.begin(), names.end(), entry.key) != names.end()) continue;
    report_->add(entry.key_at, fmt::format("没有{}这个键", quoted(entry.key)),
                 suggestion(entry.key, names, "可以用的键"));
  }
}

void YamlFields::report_missing(std::string_view key, std::size_t at) const {
  const auto spec =
      std::find_if(keys_.begin(), keys_.end(), [&](const KeySpec& known) { return known.name == key; });
  report_->add(at, fmt::format("缺少 {}", key),
               fmt::format("加上 {}: {}", key, spec == keys_.end() ? "..." : spec->example));
}

const YamlNode* YamlFields::find(std::string_view key) const {
  const YamlEntry* entry = find_entry(*node_, key);
  return entry == nullptr || entry->value.type == YamlNode::Type::null ? nullptr : &entry->value;
}

const YamlNode* YamlFields::require(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr && node_->type == YamlNode::Type::map) {
    const YamlEntry* entry = find_entry(*node_, key);
    report_missing(key, entry == nullptr ? node_->at : entry->key_at);
  }
  return value;
}

std::optional<Located> YamlFields::required_text(std::string_view key) const {
  const YamlNode* value = require(key);
  if (value == nullptr) return std::nullopt;
  return read_text(*value, std::string(key), *report_);
}

std::optional<Located> YamlFields::optional_text(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) return std::nullopt;
  return read_text(*value, std::string(key), *report_);
}

std::vector<Located> YamlFields::required_texts(std::string_view key) const {
  const YamlNode* value = require(key);
  if (value == nullptr) return {};
  return read_texts(*value, std::string(key), *report_);
}

std::vector<Located> YamlFields::optional_texts(std::string_view key) const {
  const YamlNode* value = find(key);
  if (value == nullptr) return {};
  return read_texts(*value, std::string(key), *report_);
}

}  // namespace firstfix::content
