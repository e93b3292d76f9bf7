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
  const Code code{record.user};
  User& user = user_of(code);
  user.alive = true;  // Until its checks say otherwise.
  user.end->clear();
  user.now = Phone{.phone = record.phone,
                   .number = record.number,
                   .leg = record.leg,
                   .remote = remote,
                   .local = {.address = address_,
                             .port = record.port,
                             .session = record.session,
                             .version = record.version,
                             .ice = ice,
                             .fingerprint = record.our_fingerprint},
                   .mark = mark};
  user_of_leg_[record.leg] = code;
  made_ = std::max(made_, record.leg.value - leg_of_phone_min);
  return true;
}

void Phones::on_web_mark(LegId leg, const WebMark& mark) {
  const auto code = user_of_leg_.find(leg);
  if (code == user_of_leg_.end()) return;
  User& user = users_.at(code->second);
  Phone& phone = user.has_now(leg) ? *user.now : *user.next;
  phone.mark = mark;
  if (user.has_now(leg)) keep(code->second, phone);
}

void Phones::keep(const Code& code, const Phone& phone) {
  if (!phone.mark) return;
  const WebMark& mark = *phone.mark;
  events_.on_phone_record(
      {.user = std::string{code.view()},
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

Phones::User& Phones::user_of(const Code& code) {
  const auto [found, is_new] = users_.try_emplace(code);
  if (is_new) {
    found->second.end =
        std::make_unique<Timer>(loop_, [this, code] { give_up(code, "no audio for a minute"); });
    found->second.end->set(dead_max);
  }
  return found->second;
}

// The one that comes, where both are of one page.
std::optional<Phones::Phone>* Phones::slot_of(User& user, std::uint64_t phone) {
  if (user.next && user.next->phone == phone) return &user.next;
  return user.now && user.now->phone == phone ? &user.now : nullptr;
}

void Phones::offer(const link::PhoneOffer& offer) {
  const auto read = read_web_offer(offer.sdp);
  const auto known = users_.find(offer.user);
  auto* const slot = known == users_.end() ? nullptr : slot_of(known->second, offer.phone);
  if (!read) {
    return slot == nullptr ? refuse(offer, read.error().what)
                           : tell(offer.user, **slot, {}, read.error().what);
  }
  // With another certificate it is another connection.
  if (slot == nullptr || (*slot)->remote.fingerprint != read->remote.fingerprint) {
    return connect(offer, *read);
  }
  answer(offer, *read, known->second, **slot);
}

void Phones::answer(const link::PhoneOffer& offer, WebOffer read, User& user, Phone& phone) {
  if (offer.number < phone.number) return;
  if (phone.remote.opus_type == 0) leave_opus(read);
  if (offer.number > phone.number) {
    const auto ice = media_.restart_web(phone.leg, read.remote.fragment);
    if (!ice) return connect(offer, std::move(read));
    phone.number = offer.number;
    phone.remote.fragment = read.remote.fragment;
    phone.local.ice = *ice;
    ++phone.local.version;
    if (user.has_now(phone.leg)) keep(offer.user, phone);
  }
  tell(offer.user, phone, make_web_answer(phone.local, read));
  set_watched(offer.user, user, true);
}

void Phones::connect(const link::PhoneOffer& offer, WebOffer read) {
  if (!media_.has_room_for_opus()) leave_opus(read);
  if (!users_.contains(offer.user) && users_.size() >= phones_max) {
    return refuse(offer, "too many phones");
  }
  if (media_.legs() * 4 >= media_.legs_max() * 3) {  // The others are for calls.
    return refuse(offer, "the ports for pages are all in use");
  }
  const LegId leg{leg_of_phone_min + ++made_};
  const auto opened = media_.open_web(leg, read.remote);
  if (!opened) {
    logger_.error("no phone for a page", {{"why", opened.error().what}});
    return refuse(offer, "no port is free");
  }
  User& user = user_of(offer.user);
  if (user.next) drop(offer.user, user, user.next, "the phone is in another page now");
  user.next = Phone{.phone = offer.phone,
                    .number = offer.number,
                    .leg = leg,
                    .remote = read.remote,
                    .local = {.address = address_,
                              .port = opened->port,
                              .session = made_,
                              .version = 1,
                              .ice = opened->ice,
                              .fingerprint = opened->fingerprint},
                    .mark = std::nullopt};
  user_of_leg_[leg] = offer.user;
  tell(offer.user, *user.next, make_web_answer(user.next->local, read));
  set_watched(offer.user, user, true);
}

void Phones::close(const link::PhoneGone& gone) {
  const auto known = users_.find(gone.user);
  if (known == users_.end()) return;
  User& user = known->second;
  auto* const slot = slot_of(user, gone.phone);
  if (slot == nullptr) return;
  const bool is_last = !user.now || !user.next;
  if (is_last) return give_up(gone.user, "closed");
  drop(gone.user, user, *slot, "closed");
}

void Phones::on_path(LegId leg, bool alive, const std::string& why) {
  const auto code = user_of_leg_.find(leg);
  if (code == user_of_leg_.end()) return;
  const Code name = code->second;
  User& user = users_.at(name);
  const bool is_next = user.next && user.next->leg == leg;
  if (!why.empty()) {
    logger_.warning("a page's audio could not be set up", {{"user", name.view()}, {"why", why}});
    return drop(name, user, is_next ? user.next : user.now, "the audio could not be set up");
  }
  if (!is_next) return set_alive(name, user, alive);
  if (alive) take_over(name, user);
}

void Phones::take_over(const Code& code, User& user) {
  const std::optional<Phone> before = std::exchange(user.now, std::exchange(user.next, {}));
  keep(code, *user.now);
  user.alive = false;
  set_alive(code, user, true);
  if (!before) return;
  user_of_leg_.erase(before->leg);
  media_.close(before->leg);
  if (before->phone != user.now->phone) {
    tell_gone(code, *before, "the phone is in another page now");
  }
}

void Phones::set_alive(const Code& code, User& user, bool alive) {
  if (user.alive == alive) return;
  user.alive = alive;
  logger_.info(alive ? "a page can be heard" : "a page cannot be heard", {{"user", code.view()}});
  if (alive) {
    user.end->clear();
  } else {
    user.end->set(dead_max);
  }
  if (user.now) tell(code, *user.now, {});
  events_.on_phone(code);
}

void Phones::set_watched(const Code& code, User& user, bool watched) {
  user.seen = watched;
  if (std::exchange(user.watched, watched) != watched && user.alive) events_.on_phone(code);
}

void Phones::unwatch(const link::PhoneUnwatched& unwatched) {
  const auto known = users_.find(unwatched.user);
  if (known == users_.end()) return;
  User& user = known->second;
  const bool is_alone = user.now && user.now->phone == unwatched.phone && !user.next;
  if (is_alone) set_watched(unwatched.user, user, false);
}

void Phones::core_is_here() {
  for (auto& [code, user] : users_) user.seen = false;
  unseen_end_.set(unseen_max);
}

void Phones::unwatch_unseen() {
  for (auto& [code, user] : users_) {
    if (!user.seen) set_watched(code, user, false);
  }
}

LegId Phones::alive(const Code& code) const {
  const auto known = users_.find(code);
  return known != users_.end() && known->second.alive ? known->second.now->leg : LegId{};
}

bool Phones::can_ring(const Code& code) const {
  const auto known = users_.find(code);
  return known != users_.end() && known->second.can_ring();
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

void Phones::tell(const Code& code, const Phone& phone, std::string answer, std::string_view why) {
  const User& user = users_.at(code);
  events_.on_phone_told({.user = code,
                         .phone = phone.phone,
                         .number = phone.number,
                         .answer = std::move(answer),
                         .alive = user.alive && user.has_now(phone.leg),
                         .gone = false,
                         .why = short_text(why)});
}

void Phones::tell_gone(const Code& code, const Phone& phone, std::string_view why) {
  refuse({.user = code, .phone = phone.phone, .number = phone.number, .sdp = {}}, why);
}

/// What the user has to say goes on in the other phone, or within the minute in another.
void Phones::drop(const Code& code, User& user, std::optional<Phone>& slot, std::string_view why) {
  const bool is_now = &slot == &user.now;
  const std::optional<Phone> phone = std::exchange(slot, {});
  user_of_leg_.erase(phone->leg);
  if (is_now) {
    events_.on_phone_forgotten(code);
    set_alive(code, user, false);
  }
  media_.close(phone->leg);
  const auto* const stays = slot_of(user, phone->phone);
  if (stays == nullptr) tell_gone(code, *phone, why);
}

// Also called by the user's own timer, which goes with it.
void Phones::give_up(Code code, std::string_view why) {
  const auto known = users_.find(code);
  const User user = std::move(known->second);
  users_.erase(known);
  if (user.now) events_.on_phone_forgotten(code);
  if (user.alive) events_.on_phone(code);
  for (const auto* slot : {&user.now, &user.next}) {
    if (!*slot) continue;
    user_of_leg_.erase((*slot)->leg);
    media_.close((*slot)->leg);
    tell_gone(code, **slot, why);
  }
  events_.on_phone_gone_for_good(code);
}

void Phones::each_that_can_ring(const std::function<void(const Code&)>& visit) const {
  for (const auto& [code, user] : users_) {
    if (user.can_ring()) visit(code);
  }
}

}  // namespace relevo::voice
