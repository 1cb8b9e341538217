// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include <gtest/gtest.h>

#include "kb/service/knowledge.h"
#include "kb/service/resolver.h"
#include "kb/service/settings.h"
#include "kb/service/track_record.h"
#include "kb/store/database.h"
#include "tests/support/scratch_folder.h"
#include "tests/support/small_content.h"

namespace firstfix::service {

inline constexpr const char* kWeakIndoors = "13880000001";  // at a place of weak coverage, VoLTE handset
inline constexpr const char* kOutage = "13880000002";       // at a running outage and work to come
inline constexpr const char* kSuspect = "13880000003";      // IMEI with a wrong check digit
inline constexpr const char* kUnknownTac = "13880000004";
inline constexpr const char* kStranger = "13880009999";  // in no table

// The small content, a few records and a clock that stands at 2026-11-22 16:00 in China until moved.
class World : public testing::Test {
 protected:
  World();
  void import(const std::string& table, const std::string& csv);
  Resolution resolve(const std::string& phone, const std::string& symptom, StatedFacts facts = {});
  // The ids of the solutions, best first.
  static std::vector<std::string> ids(const Resolution& resolution);

  test::ScratchFolder content_;
  test::ScratchFolder data_;
  Settings settings_;
  Timestamp now_;
  std::unique_ptr<Knowledge> knowledge_;
  std::unique_ptr<TrackRecord> track_record_;
  std::unique_ptr<store::Database> database_;
  std::unique_ptr<Resolver> resolver_;
  int contacts_ = 0;
};

}  // namespace firstfix::service
