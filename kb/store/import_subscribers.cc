// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <vector>

#include "kb/store/import_table.h"
#include "kb/store/statement.h"

namespace firstfix::store {
namespace {

enum : std::size_t { kPhone, kImei, kPlan, kAccount, kPorting, kVolte, kVip };

constexpr std::array<Column, 7> kColumns{{
    {"phone", true, {"号码", "手机号", "手机号码", "msisdn"}},
    {"imei", false, {"串号", "手机串号"}},
    {"plan", false, {"套餐", "套餐名称"}},
    {"account", false, {"号码状态", "账户状态", "状态"}},
    {"porting", false, {"携转", "携转状态", "携号转网状态", "携号转网"}},
    {"volte", false, {"volte_on", "volte开关"}},
    {"vip", false, {"重要客户", "vip客户"}},
}};

class SubscribersImport final : public TableImport {
 public:
  explicit SubscribersImport(const ImportOptions& options) : options_(options) {}

  std::span<const Column> columns() const override { return kColumns; }

  void take(CsvRow& row) override {
    Subscriber subscriber;
    subscriber.phone = row.phone(kPhone, options_.parse_phone);
    subscriber.imei = row.digits(kImei, 15);
    subscriber.plan = row.words(kPlan);
    subscriber.account = row.choice(kAccount, fact_of(options_, "account.state"));
    subscriber.porting = row.choice(kPorting, fact_of(options_, "account.porting"));
    if (const auto on = row.yes_no(kVolte)) subscriber.volte_on = *on ? "on" : "off";
    subscriber.vip = row.yes_no(kVip).value_or(false);
    if (row.is_good() && seen_.is_new(row, kPhone, subscriber.phone.e164()))
      rows_.push_back(std::move(subscriber));
  }

  std::size_t write(soci::session& session) override {
    std::string phone;
    Subscriber bound;
    long long vip = 0;
    soci::statement insert =
        (session.prepare
             << "INSERT OR REPLACE INTO subscribers (phone, imei, plan, account, porting, volte_on, vip)"
                " VALUES (:phone, :imei, :plan, :account, :porting, :volte_on, :vip)",
         soci::use(phone), soci::use(bound.imei), soci::use(bound.plan), soci::use(bound.account),
         soci::use(bound.porting), soci::use(bound.volte_on), soci::use(vip));
    for (const Subscriber& row : rows_) {
      bound = row;
      phone = row.phone.e164();
      vip = row.vip ? 1 : 0;
      run(insert);
    }
    return rows_.size();
  }

 private:
  const ImportOptions& options_;
  SeenKeys seen_;
  std::vector<Subscriber> rows_;
};

}  // namespace

TableImportPtr make_subscribers_import(const ImportOptions& options) {
  return std::make_unique<SubscribersImport>(options);
}

}  // namespace firstfix::store
