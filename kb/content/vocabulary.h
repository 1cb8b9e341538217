// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "kb/content/source_text.h"
#include "kb/content/yaml_fields.h"
#include "kb/core/fact.h"
#include "kb/core/library.h"

namespace firstfix::content {

// What the words of a case are checked against. A part that could not be read is nullptr: then nothing is
// checked against it, so that one broken facts.yaml does not make every case look wrong.
struct Vocabulary {
  const FactCatalogue* facts = nullptr;
  const Taxonomy* taxonomy = nullptr;
  const std::vector<Picture>* pictures = nullptr;
};

// Checks the facts a case names. All functions report at the word's own place.
class FactChecker {
 public:
  // Both must outlive it; no catalogue: everything passes.
  FactChecker(const FactCatalogue* catalogue, Report& report) : catalogue_(catalogue), report_(&report) {}

  // The definition; nullptr when it is unknown (reported) or there is no catalogue.
  const FactDefinition* definition(const Located& id) const;
  // A choice with this value; of a text fact any value will do.
  void check_value(const FactDefinition& fact, const Located& value) const;
  // A condition's fact: a choice.
  void check_condition(const Located& id, const std::vector<Located>& values) const;
  void check_askable(const Located& id) const;

 private:
  const FactCatalogue* catalogue_;
  Report* report_;
};

// One of the pictures of pictures.yaml; true when it is, or when there is nothing to check against.
bool check_picture(const Located& id, const std::vector<Picture>* pictures, Report& report);

// A leaf of the taxonomy within `folder`, the file's top category.
void check_category(const Located& id, std::string_view folder, const Taxonomy* taxonomy, Report& report);

}  // namespace firstfix::content
