// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/message.h"

namespace firstfix {

// One typed value known about a contact, with where it came from.
struct Fact {
  std::string id;
  std::string value;   // a choice: the value's id; a text: what a person reads
  std::string source;  // "number", "subscriber", "location", "symptom", "coverage", "device", "events",
                       // "contacts", "network", "agent", "earlier"
  Message detail;      // one plain sentence of evidence, may be empty
  std::optional<Timestamp> as_of = {};  // when it was true; no value: now, or nobody knows
  Message reading = {};  // of a text we worded ourselves, "今天 18:30": the same for other languages

  // By the caller, now or at an earlier call, not by a table.
  bool said() const { return source == "agent" || source == "symptom" || source == "earlier"; }
  bool operator==(const Fact&) const = default;
};

// The facts of one contact, at most one for each id, in the order they were learnt.
class FactSet {
 public:
  // Adds it, or replaces the one of the same id: what a person just said beats what a table holds.
  void put(Fact fact);
  const Fact* find(std::string_view id) const;
  // The value, empty when unknown.
  std::string_view value(std::string_view id) const;
  bool known(std::string_view id) const { return find(id) != nullptr; }

  auto begin() const { return facts_.begin(); }
  auto end() const { return facts_.end(); }
  bool empty() const { return facts_.empty(); }
  std::size_t size() const { return facts_.size(); }

  bool operator==(const FactSet&) const = default;

 private:
  std::vector<Fact> facts_;  // a contact has about twenty: a scan beats a map
};

enum class FactType { choice, text };

struct FactValue {
  std::string id;
  std::string label;
  double share = 0.0;    // how common it is among all contacts, 0..1; 0 in every value: nobody has said
  bool decides = false;  // a case that names it as a condition stands first when it is known
  std::vector<std::string> words = {};  // a symptom that has one of them says so
  std::string label_en = {};            // for English pages, may be empty
};

// One entry of content/facts.yaml.
struct FactDefinition {
  std::string id;
  std::string label;
  FactType type = FactType::text;
  std::vector<FactValue> values;  // of a choice
  std::string question;           // what to ask the customer; empty: cannot be asked
  double cost = 0.0;              // of asking, in probability of resolution, 0..1
  std::string fallback;           // stands for {{id}} in a reply when there is no value
  std::string label_en = {};      // both for English pages, may be empty
  std::string question_en = {};
  // Of a text: choice facts that it as good as settles, as a place does its coverage. Contacts are then
  // learned from by its value too.
  std::vector<std::string> determines = {};
  bool checked = false;  // of a choice: found out for this very number, not looked up by where or with what

  const FactValue* find_value(std::string_view value_id) const;
  // How common these values are together, 0..1: the sum of their shares, else all values count alike.
  double share_of(std::span<const std::string> value_ids) const;
  bool askable() const { return !question.empty(); }
};

// All facts that cases may name. Immutable once built.
class FactCatalogue {
 public:
  FactCatalogue() = default;
  // The ids must differ; the loader has checked that.
  explicit FactCatalogue(std::vector<FactDefinition> definitions);

  const FactDefinition* find(std::string_view id) const;
  // What a person reads for this fact's value: the choice's label, or the text itself.
  std::string_view label_of(const Fact& fact) const;
  const std::vector<FactDefinition>& all() const { return definitions_; }

 private:
  std::vector<FactDefinition> definitions_;
  std::unordered_map<std::string, std::size_t> by_id_;
};

}  // namespace firstfix
