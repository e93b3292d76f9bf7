// The people of the demo: simulated agents at their phones, and customers who call.
#pragma once

#include <cstdint>
#include <string>

#include "base/logger.h"
#include "base/result.h"

namespace relevo::demo {

struct PeopleOptions {
  std::string http_host = "127.0.0.1";  // IPv4, dotted; so is sip_host.
  std::uint16_t http_port = 8080;
  std::string sip_host = "127.0.0.1";
  std::uint16_t sip_port = 5060;
  std::uint32_t agents = 20;     // 1001 .. 1020, then 2001, 2002, ...; at most agents_max.
  std::uint32_t calls_max = 60;  // Customers on the line at one time.
  std::uint64_t seed = 0;        // 0: from the clock.
  std::string user = "admin";
  std::string password = "demo-admin";
  std::string sounds = "/usr/share/asterisk/sounds";  // Folders of WAV files by language.
};

inline constexpr std::uint32_t agents_max = 15'000;

/// Plays until `stop_fd` can be read, then hangs up, unregisters and returns within 2 s. Uses only
/// what any outside program could: HTTP, SIP and RTP. A server that goes away is waited for.
/// Fault network: no socket. Fault input: an address is none, or too many agents.
Result<void> run_people(const PeopleOptions& options, Logger& logger, int stop_fd);

}  // namespace relevo::demo
