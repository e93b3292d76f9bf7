// The phones in pages of the console: each user's connection for audio, from its offer to its end.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/logger.h"
#include "base/text.h"
#include "link/messages.h"
#include "voice/media/media.h"
#include "voice/phone_record.h"
#include "voice/sip/loop.h"
#include "voice/web/web_sdp.h"

namespace relevo::voice {

/// What phones tell. Called on the SIP thread.
class PhoneEvents {
 public:
  virtual ~PhoneEvents() = default;
  virtual void on_phone_told(const link::PhoneTold& told) = 0;
  /// Audio can flow to the user's page, by this connection or another, or cannot any more.
  virtual void on_phone(const Code& user) = 0;
  /// Resuming the phone would need another record; or none any more.
  virtual void on_phone_record(const PhoneRecord& record) = 0;
  virtual void on_phone_forgotten(const Code& user) = 0;
  /// It will not again by the page that had it, and no other has taken its place.
  virtual void on_phone_gone_for_good(const Code& user) = 0;
};

/// SIP thread only. A page connects once, when its user signs in, and keeps the connection over all
/// its contacts, so that whoever accepts an offer hears the customer at once. Another page of the
/// same user, or the same behind a reload, takes its place as soon as its audio flows, not before.
class Phones {
 public:
  static constexpr std::size_t phones_max = 4000;
  static constexpr Duration dead_max = seconds(60);    // Of a user whose page may come back.
  static constexpr Duration unseen_max = seconds(15);  // For pages to come back to a core.

  /// `address`: where browsers reach us.
  Phones(Loop& loop, Media& media, std::string address, PhoneEvents& events, Logger& logger)
      : loop_(loop),
        media_(media),
        address_(std::move(address)),
        events_(events),
        logger_(logger),
        unseen_end_(loop, [this] { unwatch_unseen(); }) {}

  /// Goes on with those of a process that died: nobody is told. Before the legs are.
  void resume(const std::vector<PhoneRecord>& records);

  void offer(const link::PhoneOffer& offer);
  void close(const link::PhoneGone& gone);
  /// Nobody would see an offer in that page; its audio goes on. Until it offers again.
  void unwatch(const link::PhoneUnwatched& unwatched);
  /// Core is here, perhaps another: pages that do not offer again soon are not watched.
  void core_is_here();
  void on_path(LegId leg, bool alive, const std::string& why);
  void on_web_mark(LegId leg, const WebMark& mark);

  /// The media of the user's page while audio can flow to it; zero while it cannot.
  LegId alive(const Code& user) const;

  /// Whether somebody would see an offer in the user's page, and could answer it there.
  bool can_ring(const Code& user) const;

  void each_that_can_ring(const std::function<void(const Code&)>& visit) const;

  std::size_t size() const { return users_.size(); }

 private:
  struct Phone {
    std::uint64_t phone = 0;
    std::uint32_t number = 0;
    LegId leg;
    WebRemote remote;
    WebLocal local;
    std::optional<WebMark> mark;  // Once there are keys.
  };
  struct User {
    std::optional<Phone> now;   // Audio has flowed to it.
    std::optional<Phone> next;  // It has not yet.
    bool alive = false;         // Of `now`.
    bool watched = true;
    bool seen = true;            // Since core was here last.
    std::unique_ptr<Timer> end;  // While no audio flows.

    bool can_ring() const { return alive && watched; }
    bool has_now(LegId leg) const { return now && now->leg == leg; }
  };

  User& user_of(const Code& code);
  std::optional<Phone>* slot_of(User& user, std::uint64_t phone);
  void connect(const link::PhoneOffer& offer, WebOffer read);
  void answer(const link::PhoneOffer& offer, WebOffer read, User& user, Phone& phone);
  void refuse(const link::PhoneOffer& offer, std::string_view why);
  void tell(const Code& code, const Phone& phone, std::string answer, std::string_view why = {});
  void tell_gone(const Code& code, const Phone& phone, std::string_view why);
  void keep(const Code& code, const Phone& phone);
  bool resume_one(const PhoneRecord& record);
  void take_over(const Code& code, User& user);
  void set_alive(const Code& code, User& user, bool alive);
  void set_watched(const Code& code, User& user, bool watched);
  void unwatch_unseen();
  void drop(const Code& code, User& user, std::optional<Phone>& slot, std::string_view why);
  void give_up(Code code, std::string_view why);

  Loop& loop_;
  Media& media_;
  std::string address_;
  PhoneEvents& events_;
  Logger& logger_;
  std::map<Code, User> users_;
  std::map<LegId, Code> user_of_leg_;
  std::uint64_t made_ = 0;
  Timer unseen_end_;
};

}  // namespace relevo::voice
