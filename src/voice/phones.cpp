#include "voice/phones.h"

#include <algorithm>
#include <utility>

namespace relevo::voice {

namespace {

// Numbers that are no contact's leg: a page's audio serves one contact's leg after the other.
constexpr std::uint64_t leg_of_phone_min = std::uint64_t{1} << 60U;

Text<96> short_text(std::string_view text) { return Text<96>{text.substr(0, Text<96>::size_max)}; }

SrtpKeys keys_of(const PhoneRecord& record) {
  SrtpKeys keys{};
  std::copy_n(record.our_key.begin(), srtp_key_bytes, keys.ours.begin());
  std::copy_n(record.their_key.begin(), srtp_key_bytes, keys.theirs.begin());
  return keys;
}

}  // namespace

void Phones::resume(const std::vector<PhoneRecord>& records) {
  for (const PhoneRecord& record : records) {
    if (!resume_one(record)) events_.on_phone_forgotten(Code{record.user});
  }
}

bool Phones::resume_one(const PhoneRecord& record) {
  const bool whole =
      record.our_key.size() == srtp_key_bytes && record.their_key.size() == srtp_key_bytes;
  if (!whole) return false;
  const WebRemote remote{.fragment = record.their_fragment,
                         .fingerprint = record.their_fingerprint,
                         .codec = static_cast<Codec>(record.codec),
                         .opus_type = record.opus_type,
                         .event_type = record.event_type};
  const WebMark mark{.keys = keys_of(record),
                     .peer = {record.peer_address, record.peer_port},
                     .ssrc = record.ssrc,
                     .roll_overs = record.roll_overs};
  const IceCredentials ice{.fragment = record.our_fragment, .password = record.our_password};
  const auto opened =
      media_.reopen_web(record.leg, remote, {.port = record.port, .ice = ice, .mark = mark});
  if (!opened) {
    logger_.error("a page is not resumed", {{"user", record.user}, {"why", opened.error().what}});
    return false;
  }
  Phone& phone = phones_[Code{record.user}];
  phone.phone = record.phone;
  phone.number = record.number;
  phone.leg = record.leg;
  phone.remote = remote;
  phone.local = {.address = address_,
                 .port = record.port,
                 .session = record.session,
                 .version = record.version,
                 .ice = ice,
                 .fingerprint = record.our_fingerprint};
  phone.mark = mark;
  phone.alive = true;  // Until its checks say otherwise.
  phone.end = end_of(Code{record.user});
  users_[phone.leg] = Code{record.user};
  made_ = std::max(made_, record.leg.value - leg_of_phone_min);
  return true;
}

void Phones::on_web_mark(LegId leg, const WebMark& mark) {
  const auto user = users_.find(leg);
  if (user == users_.end()) return;
  Phone& phone = phones_.at(user->second);
  phone.mark = mark;
  keep(user->second, phone);
}

void Phones::keep(const Code& user, const Phone& phone) {
  if (!phone.mark) return;
  const WebMark& mark = *phone.mark;
  events_.on_phone_record(
      {.user = std::string{user.view()},
       .phone = phone.phone,
       .number = phone.number,
       .leg = phone.leg,
       .port = phone.local.port,
       .session = phone.local.session,
       .version = phone.local.version,
       .our_fragment = phone.local.ice.fragment,
       .our_password = phone.local.ice.password,
       .their_fragment = phone.remote.fragment,
       .our_fingerprint = phone.local.fingerprint,
       .their_fingerprint = phone.remote.fingerprint,
       .codec = static_cast<std::uint8_t>(phone.remote.codec),
       .event_type = phone.remote.event_type,
       .our_key = std::string(mark.keys.ours.begin(), mark.keys.ours.end()),
       .their_key = std::string(mark.keys.theirs.begin(), mark.keys.theirs.end()),
       .peer_address = mark.peer.address,
       .peer_port = mark.peer.port,
       .ssrc = mark.ssrc,
       .roll_overs = mark.roll_overs,
       .opus_type = phone.remote.opus_type});
}

// Only while it is dead.
std::unique_ptr<Timer> Phones::end_of(const Code& user) {
  return std::make_unique<Timer>(loop_, [this, user] { give_up(user, "no audio for a minute"); });
}

void Phones::offer(const link::PhoneOffer& offer) {
  const auto read = read_web_offer(offer.sdp);
  if (!read) return refuse(offer, read.error().what);
  const auto known = phones_.find(offer.user);
  if (known == phones_.end() || known->second.phone != offer.phone) return connect(offer, *read);
  Phone& phone = known->second;
  if (offer.number <= phone.number) return;  // Of a page that thought its offer lost.
  const auto ice = media_.restart_web(phone.leg, read->remote.fragment);
  if (!ice) return connect(offer, *read);
  phone.number = offer.number;
  phone.remote.fragment = read->remote.fragment;
  phone.local.ice = *ice;
  ++phone.local.version;
  keep(offer.user, phone);
  tell(offer.user, phone, make_web_answer(phone.local, *read));
}

void Phones::connect(const link::PhoneOffer& offer, const WebOffer& read) {
  const auto known = phones_.find(offer.user);
  if (known == phones_.end() && phones_.size() >= phones_max) {
    return refuse(offer, "too many phones");
  }
  const LegId leg{leg_of_phone_min + ++made_};
  const auto opened = media_.open_web(leg, read.remote);
  if (!opened) {
    logger_.error("no phone for a page", {{"why", opened.error().what}});
    return refuse(offer, "no port is free");
  }
  if (known != phones_.end()) drop(offer.user, "the phone is in another page now");
  Phone& phone = phones_[offer.user];
  phone.phone = offer.phone;
  phone.number = offer.number;
  phone.leg = leg;
  phone.remote = read.remote;
  phone.local = {.address = address_,
                 .port = opened->port,
                 .session = made_,
                 .version = 1,
                 .ice = opened->ice,
                 .fingerprint = opened->fingerprint};
  phone.end = end_of(offer.user);
  phone.end->set(dead_max);
  users_[leg] = offer.user;
  tell(offer.user, phone, make_web_answer(phone.local, read));
}

void Phones::close(const link::PhoneGone& gone) {
  const auto known = phones_.find(gone.user);
  if (known == phones_.end() || known->second.phone != gone.phone) return;
  give_up(gone.user, "closed");
}

void Phones::on_path(LegId leg, bool alive, const std::string& why) {
  const auto user = users_.find(leg);
  if (user == users_.end()) return;
  Phone& phone = phones_.at(user->second);
  if (!why.empty()) {
    logger_.warning("a page's audio could not be set up",
                    {{"user", user->second.view()}, {"why", why}});
    return give_up(user->second, "the audio could not be set up");
  }
  phone.alive = alive;
  logger_.info(alive ? "a page can be heard" : "a page cannot be heard",
               {{"user", user->second.view()}});
  if (alive) {
    phone.end->clear();
  } else {
    phone.end->set(dead_max);
  }
  tell(user->second, phone, "");
  events_.on_phone(user->second);
}

LegId Phones::alive(const Code& user) const {
  const auto known = phones_.find(user);
  return known != phones_.end() && known->second.alive ? known->second.leg : LegId{};
}

void Phones::refuse(const link::PhoneOffer& offer, std::string_view why) {
  events_.on_phone_told({.user = offer.user,
                         .phone = offer.phone,
                         .number = offer.number,
                         .answer = {},
                         .alive = false,
                         .gone = true,
                         .why = short_text(why)});
}

void Phones::tell(const Code& user, const Phone& phone, std::string answer) {
  events_.on_phone_told({.user = user,
                         .phone = phone.phone,
                         .number = phone.number,
                         .answer = std::move(answer),
                         .alive = phone.alive,
                         .gone = false,
                         .why = {}});
}

// Also called by the phone's own timer, which goes with it.
void Phones::give_up(Code user, std::string_view why) {
  drop(user, why);
  events_.on_phone_gone_for_good(user);
}

void Phones::drop(const Code& user, std::string_view why) {
  const auto known = phones_.find(user);
  const Phone phone = std::move(known->second);
  users_.erase(phone.leg);
  phones_.erase(known);
  events_.on_phone_forgotten(user);
  if (phone.alive) events_.on_phone(user);
  media_.close(phone.leg);
  events_.on_phone_told({.user = user,
                         .phone = phone.phone,
                         .number = phone.number,
                         .answer = {},
                         .alive = false,
                         .gone = true,
                         .why = short_text(why)});
}

void Phones::each_alive(const std::function<void(const Code&)>& visit) const {
  for (const auto& [user, phone] : phones_) {
    if (phone.alive) visit(user);
  }
}

}  // namespace relevo::voice
