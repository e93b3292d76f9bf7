#include "api/page_phones.h"

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

}  // namespace

std::string_view PagePhones::take(const std::shared_ptr<WebSocketPeer>& page, const Code& user,
                                  const JsonValue& said) {
  if (port_ == nullptr) return "This server has no phones.";
  const std::uint64_t phone = number_of(said, "id");
  if (phone == 0 || phone > id_max) return "\"id\" of a phone is a number from 1 to 2^53 - 1.";
  if (said.find("close") != nullptr) {
    const auto known = pages_.find(user);
    if (known != pages_.end() && known->second.phone == phone) pages_.erase(known);
    port_->close(user, phone);
    return {};
  }
  const std::uint64_t number = number_of(said, "number");
  const JsonValue* const offer = said.find("offer");
  if (number == 0 || number > number_max || offer == nullptr || !offer->is_text()) {
    return "An offer of a phone has \"number\", from 1 on, and \"offer\", a session description.";
  }
  pages_[user] = {.peer = page, .phone = phone};
  port_->offer({.user = user,
                .phone = phone,
                .number = static_cast<std::uint32_t>(number),
                .sdp = offer->text});
  return {};
}

void PagePhones::closed(const WebSocketPeer* page) {
  std::erase_if(pages_, [page](const auto& entry) { return entry.second.peer.get() == page; });
}

void PagePhones::tell(const PhoneTold& told) {
  const auto known = pages_.find(told.user);
  if (known == pages_.end() || known->second.phone != told.phone) return;
  JsonWriter json;
  json.begin_object();
  json.key("phone");
  json.begin_object();
  json.member("id", told.phone);
  json.member("number", told.number);
  if (!told.answer.empty()) json.member("answer", told.answer);
  json.member("alive", told.alive);
  json.member("gone", told.gone);
  if (!told.why.empty()) json.member("why", told.why);
  json.end_object();
  json.end_object();
  known->second.peer->send(std::make_shared<const std::string>(json.take()));
}

}  // namespace relevo
