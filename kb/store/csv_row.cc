// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_row.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "kb/core/number.h"
#include "kb/core/utf8.h"
#include "kb/store/csv_text.h"

namespace firstfix::store {
namespace {

constexpr std::size_t kMostCharacters = 200;
constexpr std::string_view kWriteTime = "请写日期、时间和时区，例如 2026-11-22T16:30:00+08:00";

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<double> number_with_sign(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  return parse_number<double>(text);
}

// 8.6E+14: what a spreadsheet makes of a long number.
bool is_scientific(std::string_view text) {
  return text.find_first_of("eE") != std::string_view::npos && number_with_sign(text).has_value();
}

std::string allowed_values(const FactDefinition& fact) {
  std::string text = "请写 ";
  for (const FactValue& value : fact.values) {
    if (&value != &fact.values.front()) text += "、";
    text += fmt::format("{}（{}）", value.id, value.label);
  }
  return text + "，或留空";
}

}  // namespace

CsvRow::CsvRow(const Columns& columns, const CsvRecord& record) : columns_(columns), record_(record) {
  if (!record.defect.empty()) {
    add_reason(record.defect);
  } else if (record.fields.size() > columns.header_size()) {
    add_reason(fmt::format("有 {} 个字段，表头只有 {} 列：含逗号的内容请加英文双引号", record.fields.size(),
                           columns.header_size()));
  }
}

bool CsvRow::is_empty() const {
  return record_.defect.empty() && std::all_of(record_.fields.begin(), record_.fields.end(),
                                               [](const auto& field) { return field.empty(); });
}

std::size_t CsvRow::content_hash() const {
  std::string all;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    all += text(column);
    all += '\0';
  }
  return std::hash<std::string>{}(all);
}

std::string_view CsvRow::text(std::size_t column) const {
  const auto field = columns_.field_of(column);
  return field && *field < record_.fields.size() ? std::string_view{record_.fields[*field]}
                                                 : std::string_view{};
}

void CsvRow::add_reason(const std::string& reason) {
  if (!reason_.empty()) reason_ += "；";
  reason_ += reason;
}

void CsvRow::reject(std::size_t column, std::string_view write) {
  const std::string& name = columns_.name_of(column);
  const std::string_view value = text(column);
  add_reason(value.empty() ? fmt::format("{} 为空：{}", name, write)
                           : fmt::format("{}“{}”：{}", name, shortened(value, 40), write));
}

std::string CsvRow::words(std::size_t column) {
  std::string words = with_single_blanks(text(column));
  if (count_code_points(words) > kMostCharacters) {
    reject(column, fmt::format("请不超过 {} 个字", kMostCharacters));
  }
  return words;
}

std::string CsvRow::required_words(std::size_t column) {
  std::string found = words(column);
  if (found.empty()) reject(column, "请填写");
  return found;
}

std::string CsvRow::digits(std::size_t column, std::size_t count) {
  std::string kept;
  for (const char c : text(column)) {
    if (c != ' ' && c != '-') kept += c;
  }
  if (kept.empty() || (kept.size() == count && std::all_of(kept.begin(), kept.end(), is_digit))) return kept;
  reject(column,
         fmt::format(
             "请写 {} 位数字{}", count,
             is_scientific(kept) || kept.size() < count ? "（在表格里把这一列设为文本，数字才不会丢）" : ""));
  return {};
}

double CsvRow::number(std::size_t column, double least, double most) {
  const auto value = number_with_sign(text(column));
  if (value && *value >= least && *value <= most) return *value;
  reject(column, fmt::format("请写 {:g} 到 {:g} 之间的数", least, most));
  return 0.0;
}

GeoPoint CsvRow::point(std::size_t latitude, std::size_t longitude) {
  const bool was_good = is_good();
  const GeoPoint point{number(latitude, -90.0, 90.0), number(longitude, -180.0, 180.0)};
  if (was_good && is_good() && point.latitude == 0.0 && point.longitude == 0.0) {
    reject(latitude, "经纬度都是 0 说明当时没有定位，请删去这一行");
  }
  return point;
}

std::optional<bool> CsvRow::yes_no(std::size_t column) {
  constexpr std::array<std::string_view, 8> kYes{"yes", "y", "1", "true", "on", "是", "支持", "开"};
  constexpr std::array<std::string_view, 8> kNo{"no", "n", "0", "false", "off", "否", "不支持", "关"};
  const std::string value = to_lower(text(column));
  if (value.empty()) return std::nullopt;
  if (std::find(kYes.begin(), kYes.end(), value) != kYes.end()) return true;
  if (std::find(kNo.begin(), kNo.end(), value) != kNo.end()) return false;
  reject(column, "请写 yes 或 no（是、否、1、0、true、false 也可以），不知道就留空");
  return std::nullopt;
}

std::optional<Timestamp> CsvRow::time(std::size_t column) {
  if (text(column).empty()) return std::nullopt;
  auto time = parse_rfc3339(text(column));
  if (!time) reject(column, kWriteTime);
  return time;
}

Timestamp CsvRow::required_time(std::size_t column) {
  if (text(column).empty()) reject(column, kWriteTime);
  return time(column).value_or(Timestamp{});
}

PhoneNumber CsvRow::phone(std::size_t column,
                          const std::function<Result<PhoneNumber>(std::string_view)>& parse) {
  const std::string_view value = text(column);
  if (value.empty()) {
    reject(column, "请写号码，例如 13800138000");
    return {};
  }
  if (is_scientific(value)) {
    reject(column, "请在表格里把这一列设为文本，写全所有数字");
    return {};
  }
  auto number = parse(value);
  if (number) return *number;
  const Error& error = number.error();
  reject(column, error.hint.empty() ? error.message : fmt::format("{}；{}", error.message, error.hint));
  return {};
}

std::string CsvRow::choice(std::size_t column, const FactDefinition* fact) {
  if (fact == nullptr || fact->values.empty()) return words(column);
  const std::string written = words(column);
  if (written.empty()) return {};
  const std::string lower = to_lower(written);
  for (const FactValue& value : fact->values) {
    if (value.id == lower || value.label == written) return value.id;
  }
  reject(column, allowed_values(*fact));
  return {};
}

}  // namespace firstfix::store
