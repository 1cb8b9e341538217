// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/floor.h"

#include <set>
#include <stdexcept>
#include <string_view>

#include "kb/search/tokens.h"
#include "kb/store/geo.h"

namespace firstfix::bench {
namespace {

sqlite3* open_database(const std::filesystem::path& path) {
  sqlite3* database = nullptr;
  if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, nullptr) !=
      SQLITE_OK)
    throw std::runtime_error(path.string() + ": cannot be opened");
  return database;
}

std::string text_of(sqlite3_stmt* statement, int column) {
  const unsigned char* text = sqlite3_column_text(statement, column);
  return text == nullptr ? std::string() : std::string(text, text + sqlite3_column_bytes(statement, column));
}

// Steps to the row, if there is one, and lets `take` look at it.
template <class Take>
std::size_t read_row(sqlite3_stmt* statement, Take take) {
  const bool found = sqlite3_step(statement) == SQLITE_ROW;
  if (found) take(statement);
  sqlite3_reset(statement);
  return found ? 1 : 0;
}

void bind_text(sqlite3_stmt* statement, std::string_view text) {
  sqlite3_bind_text(statement, 1, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

}  // namespace

Floor::Floor(const std::filesystem::path& index, const std::filesystem::path& database)
    : bare_(index),
      database_(open_database(database)),
      subscriber_(
          prepare("SELECT imei, plan, account, porting, volte_on, vip FROM subscribers WHERE phone = ?")),
      device_(prepare("SELECT brand, model, volte, nr FROM devices WHERE tac = ?")),
      location_(
          prepare("SELECT latitude, longitude, area, kind, seen_at FROM last_locations WHERE phone = ?")),
      tile_(prepare("SELECT mean_rsrp_dbm, samples, grade FROM coverage_tiles WHERE tile = ?")),
      event_(prepare("SELECT kind, title, area, starts_at, ends_at FROM network_events WHERE number = ?")),
      contact_(prepare("SELECT id, opened_at, symptom, category FROM contacts WHERE phone = ?"
                       " ORDER BY opened_at DESC LIMIT 1")) {}

Floor::Statement Floor::prepare(const char* sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr) != SQLITE_OK)
    throw std::runtime_error(sqlite3_errmsg(database_.get()));
  return Statement(statement);
}

std::vector<std::string> BareSearch::terms_of(const std::string& text) {
  search::Analyser analyser;
  std::set<std::string> terms;
  for (const search::Token& token : analyser.tokens(text)) {
    if (token.kind != search::TokenKind::single) terms.insert(token.term);
  }
  return {terms.begin(), terms.end()};
}

std::size_t BareSearch::search(const std::vector<std::string>& terms, Xapian::doccount best) {
  Xapian::Enquire enquire(index_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end()));
  enquire.set_weighting_scheme(Xapian::BM25Weight(1.2, 0.0, 1.0, 0.75, 0.5));
  const Xapian::MSet found = enquire.get_mset(0, best);
  std::size_t bytes = 0;
  for (auto hit = found.begin(); hit != found.end(); ++hit) bytes += hit.get_document().get_data().size();
  return found.size() + (bytes > 0 ? 1 : 0);
}

std::size_t Floor::reads(const std::string& e164) {
  constexpr std::size_t kTacDigits = 8;
  const auto nothing = [](sqlite3_stmt*) {};
  std::string tac;
  GeoPoint point;
  bind_text(subscriber_.get(), e164);
  std::size_t found =
      read_row(subscriber_.get(), [&](sqlite3_stmt* row) { tac = text_of(row, 0).substr(0, kTacDigits); });
  bind_text(device_.get(), tac);
  found += read_row(device_.get(), nothing);
  bind_text(location_.get(), e164);
  found += read_row(location_.get(), [&](sqlite3_stmt* row) {
    point = {sqlite3_column_double(row, 0), sqlite3_column_double(row, 1)};
  });
  const store::TileId tile = store::tile_of(point);
  sqlite3_bind_int64(tile_.get(), 1, tile);
  found += read_row(tile_.get(), nothing);
  sqlite3_bind_int64(event_.get(), 1, tile % 2'000 + 1);
  found += read_row(event_.get(), nothing);
  bind_text(contact_.get(), e164);
  return found + read_row(contact_.get(), nothing);
}

}  // namespace firstfix::bench
