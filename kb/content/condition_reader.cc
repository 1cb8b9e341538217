// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/content/condition_reader.h"

#include <utility>

namespace firstfix::content {

std::vector<Condition> read_conditions(const YamlNode& map, const FactChecker& checker, Report& report) {
  std::vector<Condition> conditions;
  for (const YamlEntry& entry : map.entries) {
    const auto values = read_texts(entry.value, entry.key, report);
    checker.check_condition({entry.key, entry.key_at}, values);
    Condition condition{entry.key, {}};
    for (const Located& value : values) condition.values.push_back(value.text);
    conditions.push_back(std::move(condition));
  }
  return conditions;
}

}  // namespace firstfix::content
