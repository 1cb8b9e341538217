// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/case.h"
#include "kb/core/fact.h"

namespace firstfix {

// A place in a content file. Lines and columns count from 1; columns count characters, as an editor shows
// them.
struct SourcePosition {
  std::string file;
  int line = 1;
  int column = 1;
};

// Something an author must mend.
struct Problem {
  SourcePosition at;
  std::string message;  // what is wrong
  std::string hint;     // what to write instead
};

// file:line:column: message (hint)
std::string to_string(const Problem& problem);

struct Category {
  std::string id;      // "network/indoor", or "network" for a branch
  std::string label;   // "室内覆盖"
  std::string parent;  // "network", empty for a branch
};

// The categories in their file order, branches before their leaves.
class Taxonomy {
 public:
  Taxonomy() = default;
  explicit Taxonomy(std::vector<Category> categories);

  const Category* find(std::string_view id) const;
  bool is_leaf(std::string_view id) const;
  // "移动网络 / 室内覆盖"; the id itself when it is unknown.
  std::string path_label(std::string_view id) const;
  const std::vector<Category>& all() const { return categories_; }

 private:
  std::vector<Category> categories_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

// One domain term with the other ways to say it.
struct LexiconEntry {
  std::string term;
  std::vector<std::string> synonyms;
  std::vector<std::string> colloquial;
};

struct Lexicon {
  std::vector<LexiconEntry> entries;
};

// What is said before the reply in a situation: to who calls again, after a long outage, to a VIP.
struct CarePhrase {
  std::string id;
  std::vector<Condition> when;  // all must hold; a fact that is not known does not
  Replies words;                // the SMS form may be empty
};

// A drawing that tells more than words: where a switch is, how a card lies, which lamp burns. The drawing
// itself is static/pictures/<id>.svg.
struct Picture {
  std::string id;
  std::string alt;              // says the same in words
  std::string alt_en;           // on English pages
  std::vector<Condition> when;  // not shown once a known fact is none of its values
};

// Everything under content/, parsed and valid. Immutable; a change makes a new one that shares unchanged
// cases.
struct Library {
  FactCatalogue facts;
  Taxonomy taxonomy;
  Lexicon lexicon;
  std::vector<CarePhrase> care;   // most important first
  std::vector<Picture> pictures;  // in the order of the file
  std::vector<CasePtr> cases;     // ordered by id
  std::vector<Problem> problems;
  std::uint64_t fingerprint = 0;  // of all content bytes: equal fingerprints, equal library

  // None when there is no such case.
  CasePtr find(std::string_view id) const;
  // Of a case; empty when there is no such case.
  std::string category_of(std::string_view id) const;
  const Picture* find_picture(std::string_view id) const;
  // The case's pictures that no known fact speaks against, in the case's order.
  std::vector<const Picture*> pictures_of(const Case& article, const FactSet& known) const;
};

}  // namespace firstfix
