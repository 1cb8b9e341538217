// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/core/message.h"

#include <fmt/format.h>

namespace firstfix {
namespace {

// One argument as text; overloads of what the variant holds.
struct Plain {
  std::string operator()(const std::string& text) const { return text; }
  std::string operator()(const FactWords& words) const {
    return fmt::format("{}({})", words.fact, words.value);
  }
  std::string operator()(const std::vector<Message>& messages) const {
    std::string list;
    for (const Message& message : messages) list += (list.empty() ? "" : ", ") + plain(message);
    return list;
  }
};

}  // namespace

std::vector<Message> listed(std::initializer_list<std::string_view> words) {
  std::vector<Message> list;
  list.reserve(words.size());
  for (const std::string_view word : words) list.push_back({"as_it_is", {{"text", std::string(word)}}});
  return list;
}

std::string plain(const Message& message) {
  std::string text = message.id;
  for (const Argument& argument : message.arguments)
    text += fmt::format(" {}={}", argument.name, std::visit(Plain{}, argument.value));
  return text;
}

}  // namespace firstfix
