// SPDX-License-Identifier: GPL-3.0-or-later
#include <fmt/format.h>

#include "kb/facts/imei.h"
#include "kb/service/gathering.h"

namespace firstfix::service {
namespace {

void suspect(Gathering& gathering, Message why, Message notice) {
  gathering.put("device.genuine", "suspect", "device", std::move(why));
  gathering.notice("device", std::move(notice));
}

void put_ability(Gathering& gathering, const char* id, const std::optional<bool>& has, const Device& device,
                 const char* ability) {
  if (!has) return;
  gathering.put(id, *has ? "yes" : "no", "device",
                {*has ? "detail.device.can" : "detail.device.cannot",
                 {{"model", fmt::format("{} {}", device.brand, device.model)},
                  {"ability", std::vector<Message>{{ability}}}}},
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
  gathering.put("device.system", system_of(device.brand), "device", {"detail.device.system"}, as_of);
  gathering.put("device.brand", device.brand, "device", {}, as_of);
  gathering.put("device.model", fmt::format("{} {}", device.brand, device.model), "device",
                {"detail.device.model", {{"tac", device.tac}}}, as_of);
  put_ability(gathering, "device.volte", device.volte, device, "ability.volte");
  put_ability(gathering, "device.5g", device.nr, device, "ability.5g");
  put_ability(gathering, "device.sa", device.sa, device, "ability.sa");
  put_ability(gathering, "device.nsa", device.nsa, device, "ability.nsa");
  if (!device.bands.empty())
    gathering.put("device.bands", device.bands, "device", {"detail.device.bands", {{"tac", device.tac}}},
                  as_of);
}

// The same IMEI in two handsets at once is a copied one.
bool shared(Gathering& gathering, const std::string& imei) {
  const auto others = gathering.records().numbers_sharing(imei, gathering.question().phone);
  if (!others || *others == 0) return false;
  suspect(gathering, {"detail.device.shared", {{"count", fmt::to_string(*others)}}},
          {"notice.device.shared"});
  return true;
}

void unknown_tac(Gathering& gathering, const std::string& tac) {
  const auto has_devices = gathering.records().has_devices();
  if (!has_devices || !*has_devices) return;  // an empty table makes nobody suspect
  suspect(gathering, {"detail.device.no_tac", {{"tac", tac}}}, {"notice.device.no_tac"});
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
                  "network", {"detail.device.seen_tac", {{"tac", seen->tac}}}, seen->at);
  }
  if (!seen->manufacturer.empty())
    gathering.put("device.brand", seen->manufacturer, "network", {"detail.device.seen"}, seen->at);
}

}  // namespace

void gather_device(Gathering& gathering, const std::string& imei) {
  if (!gathering.in_time("device")) return;
  if (imei.empty()) return from_network(gathering);
  const auto tac = facts::tac_of(imei);
  if (!tac || !facts::check_digit_ok(imei)) {
    suspect(gathering, {"detail.device.check_digit"}, {"notice.device.check_digit"});
    return from_network(gathering);
  }
  const auto known = gathering.answered(gathering.records().device(*tac), "device");
  if (known) put_device(gathering, *known);
  if (shared(gathering, imei)) return;
  if (!known) return unknown_tac(gathering, *tac);
  gathering.put("device.genuine", "yes", "device", {"detail.device.genuine"},
                gathering.imported("subscribers"));
}

}  // namespace firstfix::service
