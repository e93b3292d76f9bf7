// Which page of the console has whose phone: offers go to voice, what it says goes to the page.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "api/json_read.h"
#include "api/phone_port.h"
#include "http/http.h"

namespace relevo {

/// Server's thread only. A page says
///   {"phone": {"id": N, "number": M, "offer": SDP}}   again behind each reconnection, M the same
///   {"phone": {"id": N, "close": true}}
/// and hears {"phone": {"id", "number", "answer", "alive", "gone", "why"}}.
class PagePhones {
 public:
  explicit PagePhones(PhonePort* port) : port_(port) {}

  /// What the page of this user says; a sentence for it when it makes no sense, else empty.
  std::string_view take(const std::shared_ptr<WebSocketPeer>& page, const Code& user,
                        const JsonValue& said);

  /// The page's connection is over. Its audio goes on, and its next connection says so.
  void closed(const WebSocketPeer* page);

  void tell(const PhoneTold& told);

 private:
  struct Page {
    std::shared_ptr<WebSocketPeer> peer;
    std::uint64_t phone = 0;
  };

  PhonePort* port_;
  std::map<Code, Page> pages_;  // The one that offered last.
};

}  // namespace relevo
