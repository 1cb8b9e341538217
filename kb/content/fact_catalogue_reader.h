// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/content/yaml_document.h"
#include "kb/core/fact.h"

namespace firstfix::content {

// Reads facts.yaml. No value when anything in it is wrong; all of that is in `problems`.
std::optional<FactCatalogue> read_fact_catalogue(const SourceText& source, std::vector<Problem>& problems);

// The same list as a part of another file; what is wrong is in `report`.
FactCatalogue read_fact_list(const YamlNode& list, Report& report);

}  // namespace firstfix::content
