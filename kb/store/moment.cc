// SPDX-License-Identifier: GPL-3.0-or-later
#include "kb/store/moment.h"

namespace firstfix::store {

Result<void> Moment::begin() {
  if (reader_) return {};
  auto lent = readers_.lend();
  if (!lent) return fail(lent.error());
  try {
    (*lent)->begin();
  } catch (const soci::soci_error& error) {
    lent->broken();
    return fail(readers_.error(error));
  }
  reader_.emplace(*std::move(lent));
  return {};
}

void Moment::end() {
  if (!reader_) return;
  try {
    (*reader_)->end();
  } catch (const soci::soci_error&) {  // nothing was written; the session goes with its transaction
    reader_->broken();
  }
  reader_.reset();
}

}  // namespace firstfix::store
