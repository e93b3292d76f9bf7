#include "api/page_phones.h"

#include <algorithm>
#include <utility>

#include "base/json_writer.h"

namespace relevo {

namespace {

constexpr std::uint64_t id_max = (std::uint64_t{1} << 53U) - 1;  // What a page's number can be.
constexpr std::uint64_t number_max = 1'000'000;

std::uint64_t number_of(const JsonValue& said, std::string_view name) {
  const JsonValue* const value = said.find(name);
  return value != nullptr && value->is_number() ? value->number : 0;
}

/// The user has other phones that offered later.
PhoneTold displaced(const Code& user, std::uint64_t phone, std::uint32_t number) {
  return {.user = user,
          .phone = phone,
          .number = number,
          .answer = {},
          .alive = false,
          .gone = true,
          .why = "the phone is in another page now"};
}

}  // namespace

std::string_view PagePhones::take(const std::shared_ptr<WebSocketPeer>& page, const Code& user,
                                  const JsonValue& said, Time now) {
  if (port_ == nullptr) return "This server has no phones.";
  const std::uint64_t id = number_of(said, "id");
  if (id == 0 || id > id_max) return "\"id\" of a phone is a number from 1 to 2^53 - 1.";
  if (said.find("close") != nullptr) {
    std::erase_if(phones_[user], [id](const Phone& phone) { return phone.id == id; });
    port_->close(user, id);
    return {};
  }
  const bool is_here = said.find("here") != nullptr;
  if (is_here && said.find("offer") == nullptr) {
    take_here(page.get(), user, id, now);
    return {};
  }
  const std::uint64_t number = number_of(said, "number");
  const JsonValue* const sdp = said.find("offer");
  if (number == 0 || number > number_max || sdp == nullptr || !sdp->is_text()) {
    return "An offer of a phone has \"number\", from 1 on, and \"offer\", a session description.";
  }
  const Phones& known = phones_[user];
  const bool is_new = known.empty() || known.back().id != id;
  if (!(is_new ? new_phones_ : offers_).take(user.view(), now)) {
    return "Too many phones were offered; wait 2 s, then offer again.";
  }
  offer(page,
        {.user = user, .phone = id, .number = static_cast<std::uint32_t>(number), .sdp = sdp->text},
        is_here ? std::optional<Time>{now} : std::nullopt);
  return {};
}

// Of a phone that the page has not any more there is nothing to be said.
void PagePhones::take_here(const WebSocketPeer* page, const Code& user, std::uint64_t id,
                           Time now) {
  for (Phone& phone : phones_[user]) {
    if (phone.id == id && phone.page.get() == page) phone.here = now;
  }
}

void PagePhones::offer(const std::shared_ptr<WebSocketPeer>& page, PhoneOffer offer,
                       std::optional<Time> here) {
  Phones& phones = phones_[offer.user];
  std::erase_if(phones, [&](const Phone& phone) {
    return phone.id == offer.phone || phone.page == page;  // A page has one phone.
  });
  if (phones.size() >= phones_of_user_max) {
    const Phone& oldest = phones.front();
    say(oldest, displaced(offer.user, oldest.id, oldest.number), true);
    phones.erase(phones.begin());
  }
  phones.push_back({.id = offer.phone, .number = offer.number, .page = page, .here = here});
  PhoneTold refused{.user = offer.user,
                    .phone = offer.phone,
                    .number = offer.number,
                    .answer = {},
                    .alive = false,
                    .gone = true,
                    .why = "no voice process is there"};
  if (!port_->offer(std::move(offer))) tell(refused);
}

void PagePhones::closed(const WebSocketPeer* page) {
  for (auto& [user, phones] : phones_) {
    for (Phone& phone : phones) {
      if (phone.page.get() != page) continue;
      phone.page.reset();
      port_->lost(user, phone.id);
    }
  }
}

std::vector<std::shared_ptr<WebSocketPeer>> PagePhones::take_stopped(Time now) {
  const bool has_listened = now - looked_ < look_within;
  looked_ = now;
  std::vector<std::shared_ptr<WebSocketPeer>> stopped;
  for (auto& [user, phones] : phones_) {
    for (Phone& phone : phones) {
      if (phone.page == nullptr || !phone.here) continue;
      if (!has_listened) phone.here = now;
      if (now - *phone.here >= here_within) stopped.push_back(phone.page);
    }
  }
  for (const auto& page : stopped) closed(page.get());
  return stopped;
}

void PagePhones::tell(const PhoneTold& told) {
  const auto user = phones_.find(told.user);
  if (user == phones_.end()) return;
  Phones& phones = user->second;
  const auto phone = std::find_if(phones.begin(), phones.end(),
                                  [&](const Phone& known) { return known.id == told.phone; });
  if (phone == phones.end()) return;
  say(*phone, told, told.gone && phone + 1 != phones.end());
  if (told.gone) {
    phones.erase(phone);
  } else if (told.alive) {
    for (auto before = phones.begin(); before != phone; ++before) {
      say(*before, displaced(told.user, before->id, before->number), true);
    }
    phones.erase(phones.begin(), phone);
  }
}

void PagePhones::say(const Phone& phone, const PhoneTold& told, bool elsewhere) {
  if (phone.page == nullptr) return;
  JsonWriter json;
  json.begin_object();
  json.key("phone");
  json.begin_object();
  json.member("id", told.phone);
  json.member("number", told.number);
  if (!told.answer.empty()) json.member("answer", told.answer);
  json.member("alive", told.alive);
  json.member("gone", told.gone);
  if (elsewhere) json.member("elsewhere", true);
  if (!told.why.empty()) json.member("why", told.why);
  json.end_object();
  json.end_object();
  phone.page->send(std::make_shared<const std::string>(json.take()));
}

}  // namespace relevo
