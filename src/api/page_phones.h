// Which page of the console has which phone: offers go to voice, what it says goes to that page.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "api/attempt_limit.h"
#include "api/json_read.h"
#include "api/phone_port.h"
#include "http/http.h"

namespace relevo {

/// Server's thread only. A page says
///   {"phone": {"id": N, "number": M, "offer": SDP}}   again behind each reconnection, M the same
///   {"phone": {"id": N, "here": true}}                each here_each, also said with an offer
///   {"phone": {"id": N, "close": true}}
/// and hears of the phones that it offered
///   {"phone": {"id", "number", "alive", "gone"}}      with "answer", "why", "elsewhere" where so
/// "alive" says whether audio can flow. "gone": this id is over, and the page offers another. But
/// with "elsewhere": true the user's phone is in another page now, and this one offers again only
/// when its user wants it back: else two pages would take it from each other for ever.
/// "here": the page runs. Browsers put tabs to sleep and go on answering for them, so nobody would
/// see an offer in a page that has said so once and does not again within here_within: voice is
/// told that nobody watches it, and its connection ends. Once it runs again it comes back.
/// What makes no sense, or comes too often, is answered by {"error": SENTENCE}, and changes
/// nothing.
class PagePhones {
 public:
  static constexpr std::size_t phones_of_user_max = 4;  // A page each; the newest stay.
  // Of each user. A new phone costs voice a pair of ports; another offer of the newest does not.
  static constexpr std::int64_t new_phones_burst = 3;
  static constexpr Duration new_phone_refill = seconds(2);
  static constexpr std::int64_t offers_burst = 10;
  static constexpr Duration offer_refill = seconds(1);
  static constexpr Duration here_each = seconds(3);    // What pages keep to.
  static constexpr Duration here_within = seconds(8);  // Two of them may be late.
  // A server that has not looked for so long did not listen either.
  static constexpr Duration look_within = seconds(3);

  explicit PagePhones(PhonePort* port) : port_(port) {}

  /// What the page of this user says; a sentence for it when that is refused, else empty.
  std::string_view take(const std::shared_ptr<WebSocketPeer>& page, const Code& user,
                        const JsonValue& said, Time now);

  /// The page's connection is over. Its audio goes on, and its next connection offers again.
  void closed(const WebSocketPeer* page);

  /// Each second. The pages that do not run any more; they are to be cut.
  std::vector<std::shared_ptr<WebSocketPeer>> take_stopped(Time now);

  void tell(const PhoneTold& told);

 private:
  struct Phone {
    std::uint64_t id = 0;
    std::uint32_t number = 0;             // Of its last offer.
    std::shared_ptr<WebSocketPeer> page;  // Nullptr while the page has no connection.
    std::optional<Time> here;             // When the page said so last; none: it never says so.
  };
  using Phones = std::vector<Phone>;  // Of one user, who offered last stands last.

  void offer(const std::shared_ptr<WebSocketPeer>& page, PhoneOffer offer,
             std::optional<Time> here);
  void take_here(const WebSocketPeer* page, const Code& user, std::uint64_t id, Time now);
  static void say(const Phone& phone, const PhoneTold& told, bool elsewhere);

  PhonePort* port_;
  std::map<Code, Phones> phones_;
  Time looked_;
  AttemptLimit new_phones_{new_phones_burst, new_phone_refill};
  AttemptLimit offers_{offers_burst, offer_refill};
};

}  // namespace relevo
