// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kb/core/clock.h"
#include "kb/core/reply_template.h"

namespace firstfix {

enum class Kind { script, faq, answer };
enum class Audience { agent, clerk, customer };
enum class Confidence { wip, not_validated, validated, archived };  // KCS v6 article confidence

// The spelling of the case file and of the API: script, not-validated ...
std::string_view to_string(Kind kind);
std::string_view to_string(Audience audience);
std::string_view to_string(Confidence confidence);
std::optional<Kind> parse_kind(std::string_view text);
std::optional<Audience> parse_audience(std::string_view text);
std::optional<Confidence> parse_confidence(std::string_view text);

// What a person reads: 投诉话术, 覆盖问答, 标准答复.
std::string_view label_of(Kind kind);
std::string_view label_of(Confidence confidence);

// "This case is likely when the fact has one of these values." Soft evidence, never a filter.
struct Condition {
  std::string fact;
  std::vector<std::string> values;
};

// An author's own regression test: with these facts and words, the case must rank within the first `within`.
struct AuthorTest {
  std::string symptom;
  std::vector<std::pair<std::string, std::string>> facts;  // id, value
  int within = 3;
  int line = 0;  // where it stands in the file
};

// One section of the article, as written and as safe HTML (raw HTML and javascript: removed).
struct Section {
  std::string markdown;
  std::string html;
};

struct Replies {
  ReplyTemplate voice;
  ReplyTemplate sms;
  ReplyTemplate counter;
};

// What Case::occurrence counts among.
inline constexpr double kOccurrenceContacts = 10'000.0;

// One article of the library (KCS: Issue, Environment, Cause, Resolution, metadata). Immutable once loaded.
struct Case {
  std::string id;
  std::string title;
  Kind kind = Kind::answer;
  std::string category;  // "network/indoor"
  std::vector<Audience> audience;
  Confidence confidence = Confidence::wip;
  std::string owner;
  std::optional<Date> verify_by;
  std::optional<Date> valid_from;
  std::optional<Date> valid_to;  // the last day it holds
  // The author's estimate: the right one for so many of kOccurrenceContacts (above 0).
  std::optional<double> occurrence;
  std::vector<std::string> symptoms;
  std::vector<Condition> conditions;
  std::vector<std::string> asks;
  std::vector<std::string> must_ask;  // asked before anything else while this case leads
  std::vector<AuthorTest> tests;
  std::vector<std::string> pictures;  // ids of Library::pictures, beside the steps and the reply

  Section issue;
  Section environment;
  Section cause;
  Section resolution;
  std::vector<ReplyTemplate> steps;  // the resolution's ordered list, plain text
  Replies replies;

  std::string path;               // relative to the content folder: cases/network/x.md
  std::uint64_t fingerprint = 0;  // of the file's text: tells one version from another
  Timestamp updated;              // its file was last saved; 1970 when nobody knows

  // May be offered on that day: not archived, within its dates.
  bool offered_on(Date day) const;
};

using CasePtr = std::shared_ptr<const Case>;

}  // namespace firstfix
