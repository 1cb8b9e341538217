// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/pages/template_text.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

namespace firstfix::pages {
namespace {

constexpr std::string_view kEnding = ".mustache";
constexpr std::string_view kAsset = "asset ";
constexpr std::string_view kText = "t ";

// Everything that goes out unescaped: HTML made by kb/content from Markdown, raw HTML removed there.
constexpr std::array<std::string_view, 1> kSafeHtml{"section_html"};

std::string trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\n");
  if (first == std::string_view::npos) return {};
  return std::string(text.substr(first, text.find_last_not_of(" \t\n") - first + 1));
}

// A tag that mustache may have as it stands.
bool is_plain(std::string_view tag) {
  return tag.empty() || (std::string_view(">{&=!").find(tag[0]) == std::string_view::npos &&
                         !tag.starts_with(kAsset) && !tag.starts_with(kText));
}

std::string place_of(const std::string& name, std::string_view text, std::size_t offset) {
  const auto lines = std::ranges::count(text.substr(0, offset), '\n');
  return fmt::format("templates/{}{}:{}", name, kEnding, lines + 1);
}

}  // namespace

Result<std::string> TemplateText::expand(const std::string& name) {
  const auto source = sources_.find(name + std::string(kEnding));
  if (source == sources_.end()) {
    return fail(Code::invalid, fmt::format("templates/{}{}: there is no such file", name, kEnding),
                "restore it, or correct the name");
  }
  open_.push_back(name);
  const std::string_view text = source->second;
  std::string expanded;
  std::size_t at = 0;
  for (std::size_t open = text.find("{{"); open != std::string_view::npos; open = text.find("{{", at)) {
    const std::string place = place_of(name, text, open);
    std::size_t close = text.find("}}", open);
    if (close == std::string_view::npos) return fail(Code::invalid, place + ": {{ without }}", "close it");
    if (text.substr(open).starts_with("{{{")) ++close;
    const std::string_view whole = text.substr(open, close + 2 - open);
    expanded += text.substr(at, open - at);
    const std::string tag = trimmed(whole.substr(2, whole.size() - 4));
    const auto put = is_plain(tag) ? Result<std::string>(std::string(whole)) : replacement(place, tag);
    if (!put) return put;
    expanded += *put;
    at = close + 2;
    if (tag.starts_with('!') && text.substr(at).starts_with('\n')) ++at;  // a comment leaves no empty line
  }
  open_.pop_back();
  return expanded.append(text.substr(at));
}

// The tags that are not mustache's business, or not without a check.
Result<std::string> TemplateText::replacement(const std::string& place, const std::string& tag) {
  if (tag.starts_with(kAsset)) return asset(place, trimmed(std::string_view(tag).substr(kAsset.size())));
  if (tag.starts_with(kText)) return said(place, trimmed(std::string_view(tag).substr(kText.size())));
  const std::string name = trimmed(std::string_view(tag).substr(1, tag.find('}') - 1));
  if (tag[0] == '!') return std::string();
  if (tag[0] == '=') return fail(Code::invalid, place + ": other delimiters", "keep {{ and }}");
  if (tag[0] != '>') {
    if (std::ranges::find(kSafeHtml, name) != kSafeHtml.end()) return "{{{" + name + "}}}";
    return fail(Code::invalid, fmt::format("{}: {} would go out unescaped", place, name),
                fmt::format("write {{{{{}}}}}", name));
  }
  if (std::ranges::find(open_, name) != open_.end()) {
    return fail(Code::invalid, fmt::format("{}: {} is within itself", place, name), "break the circle");
  }
  auto partial = expand(name);
  if (!partial) return fail(Code::invalid, place + ": " + partial.error().message, partial.error().hint);
  return partial;
}

Result<std::string> TemplateText::asset(const std::string& place, const std::string& name) const {
  if (auto url = assets_.url_of(name)) return *std::move(url);
  return fail(Code::invalid, fmt::format("{}: static/{}: there is no such file", place, name),
              "restore it, or correct the name");
}

Result<std::string> TemplateText::said(const std::string& place, const std::string& key) const {
  if (strings_.has(key)) return kainjow::mustache::html_escape(strings_.text(key));
  return fail(Code::invalid, fmt::format("{}: no text {}", place, key),
              fmt::format("add it to static/strings/{}.json", tag_of(strings_.language())));
}

}  // namespace firstfix::pages
