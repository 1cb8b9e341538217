// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <utility>

namespace firstfix {

// A number that has been checked (kb/facts parses it): E.164 "+8613800138000", or a short code such as
// "10086". It has no implicit way into a log line: print masked().
class PhoneNumber {
 public:
  PhoneNumber() = default;
  explicit PhoneNumber(std::string e164) : e164_(std::move(e164)) {}

  const std::string& e164() const { return e164_; }
  // 138****8000: the last four and the first three digits of the national number.
  std::string masked() const;
  // As a person reads it: 138 0013 8000.
  std::string national() const;

  auto operator<=>(const PhoneNumber&) const = default;

 private:
  std::string e164_;
};

}  // namespace firstfix
