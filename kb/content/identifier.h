// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "kb/content/source_text.h"
#include "kb/content/yaml_fields.h"

namespace firstfix::content {

// Words that never change and stand in URLs, the database and other files.
bool is_slug(std::string_view text);      // a case, a category: weak-indoor-voice
bool is_fact_id(std::string_view text);   // device.volte_on
bool is_value_id(std::string_view text);  // 2g4, not-yet

// Each reports an id of the wrong form and says which form is right; true when it is right.
bool check_slug(const Located& id, Report& report);
bool check_fact_id(const Located& id, Report& report);
bool check_value_id(const Located& id, Report& report);

}  // namespace firstfix::content
