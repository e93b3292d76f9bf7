// What every simulated person lives in: time, chance, the phone line, the API, and the count.
#pragma once

#include <cstdint>

#include "base/prng.h"
#include "demo/api_door.h"
#include "demo/schedule.h"
#include "demo/sip_port.h"

namespace relevo::demo {

/// What has happened since the start.
struct Tally {
  std::uint64_t arrived = 0;       // Calls dialed.
  std::uint64_t connected = 0;     // Customers who saw an agent.
  std::uint64_t gave_up = 0;       // Customers who hung up before.
  std::uint64_t refused = 0;       // Calls that the server did not take.
  std::uint64_t answered = 0;      // Offers taken by our agents.
  std::uint64_t not_answered = 0;  // Offers that ended before.
  std::uint64_t breaks = 0;
  std::uint64_t commands_failed = 0;
  std::uint64_t registers_failed = 0;
};

struct World {
  Prng& prng;
  Schedule& schedule;
  SipPort& sip;
  ApiDoor& api;
  Tally& tally;
};

}  // namespace relevo::demo
