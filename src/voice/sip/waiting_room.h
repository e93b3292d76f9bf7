// Requests that come before it is known who may call and register wait for a moment.
//
// A process that is started again is at its port milliseconds before core has told it the accounts
// and trunks. Whoever comes just then would be refused for nothing, or told to come back later.
#pragma once

#include <cstddef>
#include <deque>
#include <functional>

#include "base/time.h"
#include "voice/sip/loop.h"

namespace relevo::voice {

/// SIP thread only.
class WaitingRoom {
 public:
  static constexpr std::size_t waiting_max = 1000;  // Who comes then is served at once.

  /// Serves a request; gives the status with which it replied, or 0 when it replies later.
  using Server = std::function<int(nta_incoming_t* request, const sip_t& sip)>;

  /// Each waits for `wait` at most and is served then, known or not.
  WaitingRoom(Loop& loop, Duration wait, Server server);
  ~WaitingRoom();
  WaitingRoom(const WaitingRoom&) = delete;
  WaitingRoom& operator=(const WaitingRoom&) = delete;

  /// Takes a request that may wait; gives what its server does, or 0 while it waits. Nothing is
  /// said to it, no 100 either: if this process dies, the repetition is what the next one gets.
  int take(nta_incoming_t* request, const sip_t& sip);

  /// Serves everybody, in the order in which they came.
  void empty();

  std::size_t size() const { return guests_.size(); }

 private:
  struct Guest {
    nta_incoming_t* request;
    Time until;
  };

  static int on_followup(void* self, nta_incoming_t* request, const sip_t* sip);
  void serve_first();
  void serve_due();

  Duration wait_;
  Server server_;
  std::deque<Guest> guests_;
  Timer due_;
};

}  // namespace relevo::voice
