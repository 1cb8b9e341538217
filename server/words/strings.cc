// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/words/strings.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <optional>
#include <utility>

#include <nlohmann/json.hpp>

namespace firstfix::words {
namespace {

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

// Takes the part before the separator off `rest`.
std::string_view next_part(std::string_view& rest, char separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = trimmed(rest.substr(0, end));
  rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  return part;
}

// "en-GB" is English for us, "zh-Hant-TW" Chinese.
std::optional<Language> spoken(std::string_view tag) {
  const std::string_view primary = tag.substr(0, tag.find('-'));
  if (primary == "zh" || primary == "ZH") return Language::chinese;
  if (primary == "en" || primary == "EN") return Language::english;
  return std::nullopt;
}

double weight_of(std::string_view parameters) {
  double weight = 1.0;
  if (parameters.starts_with("q=")) {
    std::from_chars(parameters.data() + 2, parameters.data() + parameters.size(), weight);
  }
  return weight;
}

}  // namespace

std::string_view tag_of(Language language) {
  switch (language) {
    case Language::chinese:
      return "zh-CN";
    case Language::english:
      return "en";
  }
  return "zh-CN";
}

Language choose_language(std::string_view cookies, std::string_view accept_language) {
  while (!cookies.empty()) {
    const std::string_view cookie = next_part(cookies, ';');
    if (!cookie.starts_with("lang=")) continue;
    if (const auto chosen = spoken(cookie.substr(5))) return *chosen;
  }
  Language best = Language::chinese;
  double best_weight = 0.0;
  while (!accept_language.empty()) {
    std::string_view range = next_part(accept_language, ',');
    const auto language = spoken(next_part(range, ';'));
    const double weight = weight_of(range);
    if (!language || weight <= best_weight) continue;
    best = *language;
    best_weight = weight;
  }
  return best;
}

Result<Strings> Strings::load(const std::filesystem::path& folder, Language language) {
  const std::filesystem::path path = folder / (std::string(tag_of(language)) + ".json");
  std::ifstream file(path, std::ios::binary);
  if (!file) return fail(Code::not_found, path.string() + ": cannot be read", "restore static/strings/");
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  const auto parsed = nlohmann::json::parse(text, nullptr, false);
  if (!parsed.is_object())
    return fail(Code::invalid, path.string() + ": not a JSON object", "write {\"key\": \"text\", …}");
  Strings strings;
  strings.language_ = language;
  for (const auto& [key, value] : parsed.items()) {
    if (!value.is_string())
      return fail(Code::invalid, fmt::format("{}: {} is no text", path.string(), key), "put it in quotes");
    strings.texts_.emplace(key, value.get<std::string>());
  }
  return strings;
}

Result<Catalogues> Catalogues::load(const std::filesystem::path& folder) {
  Catalogues catalogues;
  for (const Language language : kLanguages) {
    auto strings = Strings::load(folder, language);
    if (!strings) return fail(strings.error());
    catalogues.languages_.at(static_cast<std::size_t>(language)) = *std::move(strings);
  }
  return catalogues;
}

std::string Strings::text(std::string_view key) const {
  const auto found = texts_.find(key);
  return found == texts_.end() ? fmt::format("⟦{}⟧", key) : found->second;
}

}  // namespace firstfix::words
