// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <vector>

#include "kb/store/import_table.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

enum : std::size_t { kTac, kBrand, kModel, kVolte, kNr, kSa, kNsa, kBands };

constexpr std::array<Column, 8> kColumns{{
    {"tac", true, {"型号核准号码", "tac码"}},
    {"brand", true, {"品牌", "手机品牌"}},
    {"model", true, {"型号", "手机型号", "机型"}},
    {"volte", false, {"支持volte"}},
    {"nr", false, {"5g", "支持5g"}},
    {"sa", false, {"5g sa", "支持sa", "sa独立组网"}},
    {"nsa", false, {"5g nsa", "支持nsa", "nsa非独立组网"}},
    {"bands", false, {"频段", "支持频段"}},
}};

void bind_flag(std::optional<bool> flag, long long& value, soci::indicator& indicator) {
  value = flag.value_or(false) ? 1 : 0;
  indicator = flag ? soci::i_ok : soci::i_null;
}

class DevicesImport final : public TableImport {
 public:
  std::span<const Column> columns() const override { return kColumns; }

  void take(CsvRow& row) override {
    Device device;
    device.tac = row.digits(kTac, 8);
    if (row.text(kTac).empty()) row.reject(kTac, "请写 IMEI 的前 8 位");
    device.brand = row.required_words(kBrand);
    device.model = row.required_words(kModel);
    device.volte = row.yes_no(kVolte);
    device.nr = row.yes_no(kNr);
    device.sa = row.yes_no(kSa);
    device.nsa = row.yes_no(kNsa);
    device.bands = row.words(kBands);
    if (row.is_good() && seen_.is_new(row, kTac, device.tac)) rows_.push_back(std::move(device));
  }

  std::size_t write(soci::session& session) override {
    Device bound;
    long long volte = 0;
    long long nr = 0;
    long long sa = 0;
    long long nsa = 0;
    soci::indicator has_volte = soci::i_ok;
    soci::indicator has_nr = soci::i_ok;
    soci::indicator has_sa = soci::i_ok;
    soci::indicator has_nsa = soci::i_ok;
    soci::statement insert =
        (session.prepare << "INSERT OR REPLACE INTO devices (tac, brand, model, volte, nr, sa, nsa, bands)"
                            " VALUES (:tac, :brand, :model, :volte, :nr, :sa, :nsa, :bands)",
         soci::use(bound.tac), soci::use(bound.brand), soci::use(bound.model), soci::use(volte, has_volte),
         soci::use(nr, has_nr), soci::use(sa, has_sa), soci::use(nsa, has_nsa), soci::use(bound.bands));
    for (const Device& row : rows_) {
      bound = row;
      bind_flag(row.volte, volte, has_volte);
      bind_flag(row.nr, nr, has_nr);
      bind_flag(row.sa, sa, has_sa);
      bind_flag(row.nsa, nsa, has_nsa);
      run(insert);
    }
    return rows_.size();
  }

 private:
  SeenKeys seen_;
  std::vector<Device> rows_;
};

}  // namespace

TableImportPtr make_devices_import(const ImportOptions& /*options*/) {
  return std::make_unique<DevicesImport>();
}

}  // namespace firstfix::store
