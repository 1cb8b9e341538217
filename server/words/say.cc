// SPDX-License-Identifier: GPL-3.0-or-later
#include "server/words/say.h"

#include <algorithm>
#include <string_view>

#include "server/words/fact_words.h"

namespace firstfix::words {
namespace {

constexpr std::string_view kOne = ".one";

std::string missing(std::string_view name) {
  return fmt::format("⟦{}⟧", name);
}

// One argument as text; overloads of what the variant holds.
class Spoken {
 public:
  Spoken(const Strings& t, const FactCatalogue& facts) : t_(t), facts_(facts) {}

  std::string operator()(const std::string& text) const { return text; }

  std::string operator()(const std::vector<Message>& messages) const {
    std::string list;
    for (const Message& message : messages) {
      if (!list.empty()) list += t_.text("list.separator");
      list += say(message, t_, facts_);
    }
    return list;
  }

  std::string operator()(const FactWords& words) const {
    const FactDefinition* fact = facts_.find(words.fact);
    const std::string label = fact == nullptr ? words.fact : label_of(*fact, t_);
    if (words.as == FactWords::As::label) return label;
    const FactValue* choice = fact == nullptr ? nullptr : fact->find_value(words.value);
    std::string value = choice == nullptr ? words.value : label_of(*choice, t_);
    if (words.as == FactWords::As::value) return value;
    // "手机支持 VoLTE（支持）" would say it twice.
    return label.find(value) != std::string::npos ? label : t_.text("fact.with_value", label, value);
  }

 private:
  const Strings& t_;
  const FactCatalogue& facts_;
};

const Argument* find(const Message& message, std::string_view name) {
  const auto found = std::ranges::find(message.arguments, name, &Argument::name);
  return found == message.arguments.end() ? nullptr : &*found;
}

std::string template_of(const Message& message, const Strings& t) {
  const Argument* count = find(message, "count");
  if (count != nullptr && count->value == decltype(count->value)("1")) {
    if (const std::string one = message.id + std::string(kOne); t.has(one)) return t.text(one);
  }
  return t.text(message.id);
}

}  // namespace

std::string say(const Message& message, const Strings& t, const FactCatalogue& facts) {
  if (message.empty()) return {};
  const std::string text = template_of(message, t);
  std::string said;
  std::size_t at = 0;
  for (std::size_t open = text.find('{'); open != std::string::npos; open = text.find('{', at)) {
    const std::size_t close = text.find('}', open);
    if (close == std::string::npos) break;
    said.append(text, at, open - at);
    const std::string name = text.substr(open + 1, close - open - 1);
    const Argument* argument = find(message, name);
    said += argument == nullptr ? missing(name) : std::visit(Spoken(t, facts), argument->value);
    at = close + 1;
  }
  return said.append(text, at);
}

std::string value_of(const Fact& fact, const FactCatalogue& facts, const Strings& t) {
  if (!fact.reading.empty()) return say(fact.reading, t, facts);
  return Spoken(t, facts)({fact.id, fact.value, FactWords::As::value});
}

}  // namespace firstfix::words
