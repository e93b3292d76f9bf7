// What users can be reached at, pages and phones: what core hears of it and the leg store keeps.
#include <string>
#include <vector>

#include "voice/clock.h"
#include "voice/exchange.h"

namespace relevo::voice {

void Exchange::on_phone_offer(const link::PhoneOffer& offer) { phones_->offer(offer); }

void Exchange::on_phone_gone(const link::PhoneGone& gone) { phones_->close(gone); }

void Exchange::on_phone_unwatched(const link::PhoneUnwatched& unwatched) {
  phones_->unwatch(unwatched);
}

void Exchange::on_phone_told(const link::PhoneTold& told) { link_->tell(told); }

void Exchange::on_phone(const Code& user) {
  calls_->page_changed(user);
  tell_devices(user);
}

void Exchange::on_phone_record(const PhoneRecord& record) {
  if (store_->put(record)) return;
  logger_.warning("a page is not in the leg store: no room", {{"user", record.user}});
}

void Exchange::on_phone_forgotten(const Code& user) {
  store_->erase_phone(std::string{user.view()});
}

void Exchange::on_phone_gone_for_good(const Code& user) { calls_->page_gone(user); }

void Exchange::on_path(LegId leg, bool alive, const std::string& why) {
  loop_.post([this, leg, alive, why] { phones_->on_path(leg, alive, why); });
}

void Exchange::on_web_mark(LegId leg, const WebMark& mark) {
  loop_.post([this, leg, mark] { phones_->on_web_mark(leg, mark); });
}

void Exchange::on_devices(const Code& user, const std::vector<Binding>& devices) {
  keep_devices(user, devices);
  calls_->find_paths(std::string{user.view()}, devices);
  tell_devices(user);
}

void Exchange::tell_devices(const Code& user) {
  const auto& bindings = registrar_->bindings().of(std::string{user.view()});
  const std::size_t pages = phones_->can_ring(user) ? 1 : 0;
  if (!devices_told_.is_news(user, bindings, pages, now())) return;
  const std::size_t devices = bindings.size() + pages;
  // Not told when the queue is full: then it is by the next one, or by the report.
  const link::DevicesChanged change{.user = user,
                                    .devices = static_cast<std::uint16_t>(devices),
                                    .pages = static_cast<std::uint16_t>(pages)};
  if (link_->fact(change) != 0) devices_told_.told(user, devices, pages, now());
}

void Exchange::keep_devices(const Code& user, const std::vector<Binding>& devices) {
  std::vector<DeviceRecord> records;
  records.reserve(devices.size());
  for (const Binding& device : devices) {
    records.push_back({.user = std::string{user.view()},
                       .contact = device.contact,
                       .next_hop = device.next_hop,
                       .expires_at = device.expires_at,
                       .call_id = device.call_id,
                       .cseq = device.cseq,
                       .instance = device.instance});
  }
  if (!store_->put_devices(std::string{user.view()}, records)) {
    logger_.warning("a device is not in the leg store: no room", {{"user", user.view()}});
  }
}

}  // namespace relevo::voice
