// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/service/case_cursor.h"

#include <algorithm>

#include <fmt/format.h>

#include "kb/content/fingerprint.h"
#include "kb/core/number.h"

namespace firstfix::service {
namespace {

constexpr std::size_t kRemembered = 10;  // whoever removes all of them restarts the reader at a number
constexpr std::size_t kLibraryDigits = 16;
constexpr std::size_t kReadDigits = 8;
constexpr std::size_t kIdDigits = 8;

std::uint32_t hash_of(std::string_view id) {
  return static_cast<std::uint32_t>(content::Fingerprint().add(id).value());
}

}  // namespace

CaseCursor::CaseCursor(std::uint64_t library, std::size_t read, const std::vector<search::Hit>& shown)
    : library_(library), read_(read) {
  const std::size_t first = shown.size() - std::min(shown.size(), kRemembered);
  for (std::size_t i = first; i < shown.size(); ++i) last_.push_back(hash_of(shown[i].case_id));
}

std::string CaseCursor::text() const {
  std::string text = fmt::format("{:016x}{:08x}", library_, read_);
  for (const std::uint32_t id : last_) text += fmt::format("{:08x}", id);
  return text;
}

std::optional<CaseCursor> CaseCursor::parse(std::string_view text) {
  constexpr std::size_t kHead = kLibraryDigits + kReadDigits;
  if (text.size() < kHead || (text.size() - kHead) % kIdDigits != 0 ||
      text.size() > kHead + kRemembered * kIdDigits)
    return std::nullopt;
  const auto library = parse_number<std::uint64_t>(text.substr(0, kLibraryDigits), 16);
  const auto read = parse_number<std::uint64_t>(text.substr(kLibraryDigits, kReadDigits), 16);
  if (!library || !read) return std::nullopt;
  CaseCursor cursor;
  cursor.library_ = *library;
  cursor.read_ = *read;
  for (std::size_t at = kHead; at < text.size(); at += kIdDigits) {
    const auto id = parse_number<std::uint64_t>(text.substr(at, kIdDigits), 16);
    if (!id) return std::nullopt;
    cursor.last_.push_back(static_cast<std::uint32_t>(*id));
  }
  return cursor;
}

std::size_t CaseCursor::resume(const std::vector<search::Hit>& hits) const {
  std::size_t behind = std::min(read_, hits.size());
  for (const std::uint32_t id : last_) {  // the last of them that is left counts
    const auto found =
        std::ranges::find(hits, id, [](const search::Hit& hit) { return hash_of(hit.case_id); });
    if (found != hits.end()) behind = static_cast<std::size_t>(found - hits.begin()) + 1;
  }
  return behind;
}

}  // namespace firstfix::service
