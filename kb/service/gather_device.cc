// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "kb/facts/imei.h"
#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

void suspect(Gathering& gathering, std::string why, std::string notice) {
  gathering.put("device.genuine", "suspect", "device", std::move(why));
  gathering.notice("device", std::move(notice));
}

void put_ability(Gathering& gathering, const char* id, const std::optional<bool>& has, const Device& device,
                 const char* ability) {
  if (!has) return;
  gathering.put(
      id, *has ? "yes" : "no", "device",
      fmt::format("机型库：{} {} {}{}", device.brand, device.model, *has ? "支持" : "不支持", ability),
      gathering.imported("devices"));
}

// Which settings the customer finds on the screen.
const char* system_of(std::string_view brand) {
  const auto has = [brand](std::string_view name) { return brand.find(name) != std::string_view::npos; };
  if (has("Apple") || has("apple") || has("苹果")) return "ios";
  if (has("Huawei") || has("HUAWEI") || has("huawei") || has("华为")) return "harmony";
  return "android";
}

void put_device(Gathering& gathering, const Device& device) {
  const auto as_of = gathering.imported("devices");
  gathering.put("device.system", system_of(device.brand), "device", "按品牌判断", as_of);
  gathering.put("device.brand", device.brand, "device", {}, as_of);
  gathering.put("device.model", fmt::format("{} {}", device.brand, device.model), "device",
                fmt::format("TAC {}", device.tac), as_of);
  put_ability(gathering, "device.volte", device.volte, device, " VoLTE");
  put_ability(gathering, "device.5g", device.nr, device, " 5G");
  put_ability(gathering, "device.sa", device.sa, device, " 5G 独立组网（SA）");
  put_ability(gathering, "device.nsa", device.nsa, device, " 5G 非独立组网（NSA）");
  if (!device.bands.empty())
    gathering.put("device.bands", device.bands, "device", fmt::format("机型库：TAC {}", device.tac), as_of);
}

// The same IMEI in two handsets at once is a copied one.
bool shared(Gathering& gathering, const std::string& imei) {
  const auto others = gathering.records().numbers_sharing(imei, gathering.question().phone);
  if (!others || *others == 0) return false;
  suspect(gathering, fmt::format("同一个 IMEI 还登记在另外 {} 个号码上", *others),
          "同一手机串号（IMEI）登记在几个号码上，可能是翻新机或串号被改过，也可能刚换过卡");
  return true;
}

void unknown_tac(Gathering& gathering, const std::string& tac) {
  const auto has_devices = gathering.records().has_devices();
  if (!has_devices || !*has_devices) return;  // an empty table makes nobody suspect
  suspect(gathering, fmt::format("机型库里没有 TAC {}", tac),
          "机型库里查不到这部手机，可能不是正规入网手机或很新的机型");
}

// The network has seen the handset; it says neither check digit nor who else uses the IMEI.
void from_network(Gathering& gathering) {
  const auto& seen = gathering.network.device;
  if (!seen) return;
  if (const auto known = gathering.answered(gathering.records().device(seen->tac), "device"))
    return put_device(gathering, *known);
  if (!seen->model.empty()) {
    gathering.put("device.model",
                  seen->manufacturer.empty() ? seen->model : seen->manufacturer + " " + seen->model,
                  "network", fmt::format("网络侧识别，TAC {}", seen->tac), seen->at);
  }
  if (!seen->manufacturer.empty())
    gathering.put("device.brand", seen->manufacturer, "network", "网络侧识别", seen->at);
}

}  // namespace

void gather_device(Gathering& gathering, const std::string& imei) {
  if (!gathering.in_time("device")) return;
  if (imei.empty()) return from_network(gathering);
  const auto tac = facts::tac_of(imei);
  if (!tac || !facts::check_digit_ok(imei)) {
    suspect(gathering, "IMEI 校验位不对", "手机串号（IMEI）校验不通过，可能不是正规入网手机");
    return from_network(gathering);
  }
  const auto known = gathering.answered(gathering.records().device(*tac), "device");
  if (known) put_device(gathering, *known);
  if (shared(gathering, imei)) return;
  if (!known) return unknown_tac(gathering, *tac);
  gathering.put("device.genuine", "yes", "device", "IMEI 校验通过，机型库有记录",
                gathering.imported("subscribers"));
}

}  // namespace firstfix::service
