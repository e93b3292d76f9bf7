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
/// its contacts, so that whoever accepts an offer hears the customer at once.
class Phones {
 public:
  static constexpr std::size_t phones_max = 4000;
  static constexpr Duration dead_max = seconds(60);  // Of a phone whose page may come back.

  /// `address`: where browsers reach us.
  Phones(Loop& loop, Media& media, std::string address, PhoneEvents& events, Logger& logger)
      : loop_(loop),
        media_(media),
        address_(std::move(address)),
        events_(events),
        logger_(logger) {}

  /// Goes on with those of a process that died: nobody is told. Before the legs are.
  void resume(const std::vector<PhoneRecord>& records);

  void offer(const link::PhoneOffer& offer);
  void close(const link::PhoneGone& gone);
  void on_path(LegId leg, bool alive, const std::string& why);
  void on_web_mark(LegId leg, const WebMark& mark);

  /// The media of the user's page while audio can flow to it; zero while it cannot.
  LegId alive(const Code& user) const;

  void each_alive(const std::function<void(const Code&)>& visit) const;

  std::size_t size() const { return phones_.size(); }

 private:
  struct Phone {
    std::uint64_t phone = 0;
    std::uint32_t number = 0;
    LegId leg;
    WebRemote remote;
    WebLocal local;
    std::optional<WebMark> mark;  // Once there are keys.
    bool alive = false;
    std::unique_ptr<Timer> end;  // While it is dead.
  };

  void connect(const link::PhoneOffer& offer, const WebOffer& read);
  void refuse(const link::PhoneOffer& offer, std::string_view why);
  void tell(const Code& user, const Phone& phone, std::string answer);
  void keep(const Code& user, const Phone& phone);
  std::unique_ptr<Timer> end_of(const Code& user);
  bool resume_one(const PhoneRecord& record);
  void give_up(Code user, std::string_view why);
  void drop(const Code& user, std::string_view why);

  Loop& loop_;
  Media& media_;
  std::string address_;
  PhoneEvents& events_;
  Logger& logger_;
  std::map<Code, Phone> phones_;
  std::map<LegId, Code> users_;
  std::uint64_t made_ = 0;
};

}  // namespace relevo::voice
