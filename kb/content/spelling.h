// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace firstfix::content {

// Insertions, deletions, replacements and swaps of neighbours between two words, in code points
// (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b);

// The candidate the author most likely meant; no value when none is near. "volte" is near "device.volte".
std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates);

// What to write instead: 是不是“symptoms”？, else "<what>：a、b、c" while the list is short, else
// `otherwise`.
std::string suggestion(std::string_view word, std::span<const std::string_view> candidates,
                       std::string_view what, std::string_view otherwise = {});

// a、b、c
std::string listed(std::span<const std::string_view> words);

// “the word”, cut after 40 characters, on one line.
std::string quoted(std::string_view word);

}  // namespace firstfix::content
