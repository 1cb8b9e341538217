// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/csv_row.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <system_error>

#include <fmt/format.h>

#include "kb/store/utf8.h"

namespace firstfix::store {
namespace {

constexpr std::size_t kMostCharacters = 200;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

std::optional<double> parse_number(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::string with_single_blanks(std::string_view text) {
  std::string words;
  for (const char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) {
      words += c;
    } else if (!words.empty() && words.back() != ' ') {
      words += ' ';
    }
  }
  if (words.ends_with(' ')) words.pop_back();
  return words;
}

// 8.6E+14: what a spreadsheet makes of a long number.
bool is_scientific(std::string_view text) {
  return text.find_first_of("eE") != std::string_view::npos && parse_number(text).has_value();
}

std::string allowed_values(const FactDefinition& fact) {
  std::string text = "write ";
  for (const FactValue& value : fact.values) {
    if (&value != &fact.values.front()) text += ", ";
    text += fmt::format("{} ({})", value.id, value.label);
  }
  return text + " or leave it empty";
}

}  // namespace

CsvRow::CsvRow(const Columns& columns, const CsvRecord& record) : columns_(columns), record_(record) {
  if (!record.defect.empty()) {
    add_reason(record.defect);
  } else if (record.fields.size() > columns.header_size()) {
    add_reason(fmt::format("{} fields, but the header names {}: put a field that holds a comma in quotes",
                           record.fields.size(), columns.header_size()));
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
  if (!reason_.empty()) reason_ += "; ";
  reason_ += reason;
}

void CsvRow::reject(std::size_t column, std::string_view write) {
  const std::string& name = columns_.name_of(column);
  const std::string_view value = text(column);
  add_reason(value.empty() ? fmt::format("{} is empty: {}", name, write)
                           : fmt::format("{} \"{}\": {}", name, shortened(value, 40), write));
}

std::string CsvRow::words(std::size_t column) {
  std::string words = with_single_blanks(text(column));
  if (shortened(words, kMostCharacters).size() < words.size()) {
    reject(column, fmt::format("write at most {} characters", kMostCharacters));
  }
  return words;
}

std::string CsvRow::required_words(std::size_t column) {
  std::string found = words(column);
  if (found.empty()) reject(column, "write a text");
  return found;
}

std::string CsvRow::digits(std::size_t column, std::size_t count) {
  std::string kept;
  for (const char c : text(column)) {
    if (c != ' ' && c != '-') kept += c;
  }
  if (kept.empty() || (kept.size() == count && std::all_of(kept.begin(), kept.end(), is_digit))) return kept;
  reject(column, fmt::format("write {} digits{}", count,
                             is_scientific(kept) || kept.size() < count
                                 ? ", with the spreadsheet's column formatted as text so that none are lost"
                                 : ""));
  return {};
}

double CsvRow::number(std::size_t column, double least, double most) {
  const auto value = parse_number(text(column));
  if (value && *value >= least && *value <= most) return *value;
  reject(column, fmt::format("write a number from {:g} to {:g}", least, most));
  return 0.0;
}

GeoPoint CsvRow::point(std::size_t latitude, std::size_t longitude) {
  const bool was_good = is_good();
  const GeoPoint point{number(latitude, -90.0, 90.0), number(longitude, -180.0, 180.0)};
  if (was_good && is_good() && point.latitude == 0.0 && point.longitude == 0.0) {
    reject(latitude, "0,0 is what a receiver without a position writes: leave the row out");
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
  reject(column, "write yes or no (是 or 否, 1 or 0), or leave it empty when it is not known");
  return std::nullopt;
}

std::optional<Timestamp> CsvRow::time(std::size_t column) {
  if (text(column).empty()) return std::nullopt;
  auto time = parse_rfc3339(text(column));
  if (!time) reject(column, "write date, time and offset, such as 2026-11-22T16:30:00+08:00");
  return time;
}

Timestamp CsvRow::required_time(std::size_t column) {
  if (text(column).empty()) reject(column, "write date, time and offset, such as 2026-11-22T16:30:00+08:00");
  return time(column).value_or(Timestamp{});
}

PhoneNumber CsvRow::phone(std::size_t column,
                          const std::function<Result<PhoneNumber>(std::string_view)>& parse) {
  const std::string_view value = text(column);
  if (value.empty()) {
    reject(column, "write the number, such as 13800138000");
    return {};
  }
  if (is_scientific(value)) {
    reject(column, "format the spreadsheet's column as text and write all digits");
    return {};
  }
  auto number = parse(value);
  if (number) return *number;
  const Error& error = number.error();
  reject(column, error.hint.empty() ? error.message : fmt::format("{}; {}", error.message, error.hint));
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
