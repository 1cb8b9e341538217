// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "kb/core/result.h"

namespace firstfix::words {

enum class Language { chinese, english };
inline constexpr std::array<Language, 2> kLanguages{Language::chinese, Language::english};

// BCP 47, as in <html lang> and the catalogue's file name: "zh-CN", "en".
std::string_view tag_of(Language language);

// What a browser asks for: the cookie `lang` that the switch sets, else the first language of Accept-Language
// (RFC 9110 12.5.4, weights included) that we speak, else Chinese.
Language choose_language(std::string_view cookies, std::string_view accept_language);

// Every word that the server says itself, in one language: static/strings/TAG.json, a flat object of key to
// text. Immutable; any thread.
class Strings {
 public:
  // Errors: not_found, invalid (no object of texts), both naming the file.
  static Result<Strings> load(const std::filesystem::path& folder, Language language);

  Language language() const { return language_; }
  bool has(std::string_view key) const { return texts_.contains(key); }
  // A key that is missing shows itself as ⟦key⟧: a test looks for that.
  std::string text(std::string_view key) const;
  // With {} or {0} filled in.
  template <class... Values>
  std::string text(std::string_view key, const Values&... values) const {
    return fmt::format(fmt::runtime(text(key)), values...);
  }
  const std::map<std::string, std::string, std::less<>>& all() const { return texts_; }

 private:
  Language language_ = Language::chinese;
  std::map<std::string, std::string, std::less<>> texts_;
};

// The words in every language. Immutable; any thread.
class Catalogues {
 public:
  // Errors as of Strings::load.
  static Result<Catalogues> load(const std::filesystem::path& folder);

  const Strings& in(Language language) const { return languages_.at(static_cast<std::size_t>(language)); }

 private:
  std::array<Strings, kLanguages.size()> languages_;  // by Language
};

}  // namespace firstfix::words
