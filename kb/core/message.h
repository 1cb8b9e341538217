// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace firstfix {

struct Message;

// A fact to be named in a sentence: by its label, its value, or both where one alone says too little.
struct FactWords {
  enum class As { label, value, both };
  std::string fact;
  std::string value = {};
  As as = As::label;

  bool operator==(const FactWords&) const = default;
};

// What goes into a sentence: a text that is the same in every language (a title, a number), a fact, or
// sentences of their own, several as a list.
struct Argument {
  std::string name;
  std::variant<std::string, FactWords, std::vector<Message>> value;

  bool operator==(const Argument&) const;
};

// What was found, ready to be said in any language: the id of a sentence in the catalogues (static/strings)
// and what goes into it. An argument called "count" also chooses between one and several. Without an id:
// nothing to say.
struct Message {
  std::string id;
  std::vector<Argument> arguments = {};

  bool empty() const { return id.empty(); }
  bool operator==(const Message&) const = default;
};

inline bool Argument::operator==(const Argument&) const = default;

// As an argument: words that no language translates, the values of a field say, as a list.
std::vector<Message> listed(std::initializer_list<std::string_view> words);

// For logs and developers, who have no catalogue: "problem.too_long field=note count=501".
std::string plain(const Message& message);

}  // namespace firstfix
