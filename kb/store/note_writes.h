// SPDX-License-Identifier: GPL-3.0-or-later
// Writes of signals, screen pops and track links.
#pragma once

#include <string>

#include <soci/soci.h>

#include "kb/core/front_line.h"

namespace firstfix::store {

class NoteWrite {
 public:
  explicit NoteWrite(soci::session& session);
  // The contact must have been written.
  void run(const FrontNote& note);

 private:
  void write(const Signal& signal);
  void write(const ScreenPop& pop);
  void write(const TrackLink& link);

  std::string key_;  // agent or token
  std::string contact_;
  std::string case_id_;
  std::string kind_;
  std::string form_;
  long long at_ = 0;
  long long expires_at_ = 0;
  soci::statement signal_;
  soci::statement pop_;
  soci::statement link_;
};

}  // namespace firstfix::store
