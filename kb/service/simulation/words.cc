// SPDX-License-Identifier: GPL-3.0-or-later
// What a caller says: a phrase with its alternatives chosen, something before and after it, and slips.
#include <string>
#include <vector>

#include "kb/service/simulation/dice.h"
#include "kb/service/simulation/truth.h"

namespace firstfix::service {
namespace {

// "在{家|公司}没信号" -> "在公司没信号". Braces do not nest.
std::string choose(const std::string& phrase, Dice& dice) {
  std::string text;
  std::size_t at = 0;
  while (at < phrase.size()) {
    const std::size_t open = phrase.find('{', at);
    const std::size_t close = open == std::string::npos ? open : phrase.find('}', open);
    if (close == std::string::npos) return text + phrase.substr(at);
    text += phrase.substr(at, open - at);
    std::vector<std::string> options(1);
    for (std::size_t i = open + 1; i < close; ++i) {
      if (phrase[i] == '|') {
        options.emplace_back();
      } else {
        options.back() += phrase[i];
      }
    }
    text += options[dice.below(options.size())];
    at = close + 1;
  }
  return text;
}

// Each character may be left out or typed twice.
std::string with_slips(const std::string& text, double typo, Dice& dice) {
  std::string slipped;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    const std::string character = text.substr(at, end - at);
    at = end;
    if (!dice.chance(typo)) {
      slipped += character;
    } else if (dice.chance(0.5)) {
      slipped += character + character;
    }
  }
  return slipped;
}

}  // namespace

std::string Truth::say(std::size_t phrase, std::uint64_t seed, std::uint64_t stream) const {
  Dice dice(seed, stream);
  std::string text = choose(phrases_[phrase], dice);
  const auto& fillers = world_->fillers;
  if (!fillers.empty() && dice.chance(world_->filler))
    text = fillers[dice.below(fillers.size())] + "，" + text;
  if (!fillers.empty() && dice.chance(world_->filler)) text += "，" + fillers[dice.below(fillers.size())];
  return with_slips(text, world_->typo, dice);
}

}  // namespace firstfix::service
