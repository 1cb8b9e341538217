// SPDX-License-Identifier: GPL-3.0-or-later
// What the store's tests share: a folder of their own, records with sensible values.
#pragma once

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include <gtest/gtest.h>
#include <unistd.h>

#include "kb/core/contact.h"
#include "kb/store/database.h"
#include "kb/store/import.h"

namespace firstfix::store {

// A fixture with an empty folder that goes away with the test.
class Scratch : public testing::Test {
 protected:
  Scratch() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    std::string name =
        std::string{test->test_suite_name()} + "." + test->name() + "." + std::to_string(getpid());
    for (char& c : name) {
      if (c == '/') c = '_';
    }
    folder_ = std::filesystem::temp_directory_path() / ("firstfix-store-" + name);
    std::filesystem::create_directories(folder_);
  }
  ~Scratch() override {
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }

  std::string path(std::string_view name = "firstfix.db") const { return (folder_ / name).string(); }

  std::string file(std::string_view name, std::string_view content) const {
    std::ofstream(path(name), std::ios::binary) << content;
    return path(name);
  }

  std::unique_ptr<Database> open() const {
    auto database = Database::open({path()});
    if (!database) {
      ADD_FAILURE() << database.error().message;
      return nullptr;
    }
    return std::move(*database);
  }

 private:
  std::filesystem::path folder_;
};

inline Timestamp at(long long seconds) {
  return Timestamp{std::chrono::seconds{seconds}};
}

inline constexpr long long kMorning = 1'795'334'400;  // 2026-11-22T08:00:00Z
inline constexpr long long kDay = 86'400;

inline Contact contact_of(std::string id, std::string phone = "+8613800138000") {
  Contact contact;
  contact.id = std::move(id);
  contact.phone = PhoneNumber{std::move(phone)};
  contact.symptom = "在家手机没信号";
  contact.opened_at = at(kMorning);
  contact.category = "network/indoor";
  return contact;
}

inline Outcome outcome_of(std::string contact, std::string case_id, OutcomeResult result) {
  return Outcome{std::move(contact), std::move(case_id), result, "", at(kMorning + 60)};
}

// Stands for kb/facts: eleven digits are a Chinese mobile number.
inline Result<PhoneNumber> parse_test_phone(std::string_view text) {
  if (text.size() == 11 && text.find_first_not_of("0123456789") == std::string_view::npos) {
    return PhoneNumber{"+86" + std::string{text}};
  }
  return fail(Code::invalid, "is no number", "write 13800138000");
}

inline ImportOptions import_of(Table table, std::string file) {
  ImportOptions options;
  options.table = table;
  options.file = std::move(file);
  options.parse_phone = parse_test_phone;
  return options;
}

}  // namespace firstfix::store
