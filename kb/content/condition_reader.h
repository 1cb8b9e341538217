// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "kb/content/vocabulary.h"
#include "kb/content/yaml_fields.h"
#include "kb/core/case.h"

namespace firstfix::content {

// The conditions of a map "fact: [value]", which the caller has found to be one. Unknown facts and values are
// reported at their own places.
std::vector<Condition> read_conditions(const YamlNode& map, const FactChecker& checker, Report& report);

}  // namespace firstfix::content
