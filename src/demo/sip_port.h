// The one SIP address of all simulated phones: its UDP socket, its event loop and its calls.
#pragma once

#include <cstdint>
#include <functional>
#include <list>
#include <memory>
#include <string>

#include "base/prng.h"
#include "base/result.h"
#include "base/time.h"
#include "demo/phone_call.h"
#include "demo/rtp_player.h"
#include "demo/sofia_types.h"

namespace relevo::demo {

struct SipServer {
  std::string host;  // IPv4, dotted.
  std::uint16_t port = 0;
};

/// This machine's address towards a server. Fault input: the host is no address. Fault network.
Result<std::string> local_address(const SipServer& server);

/// All of it on the thread that made it.
class SipPort {
 public:
  static constexpr std::size_t calls_max = 5'000;

  /// Gets a call for the phone of that user. Must make it listen() or decline() it.
  using CallTaker = std::function<void(const std::string& user, PhoneCall& call)>;

  /// Fault network: no socket.
  static Result<std::unique_ptr<SipPort>> start(const SipServer& server, const std::string& address,
                                                RtpPlayer& rtp, Prng& prng);
  ~SipPort();
  SipPort(const SipPort&) = delete;
  SipPort& operator=(const SipPort&) = delete;

  void on_call(CallTaker taker) { taker_ = std::move(taker); }

  /// Null when there is no port, no memory, or calls_max is reached. Holds until on_over.
  PhoneCall* dial(const PhoneCall::Dialing& dialing, CallListener& listener);

  /// Handles what has come, waiting for it at most that long, and forgets calls that are done.
  void step(Duration wait);

  void hang_up_all();
  bool has_calls() const { return !calls_.empty(); }

  nta_agent_t* nta() { return nta_; }
  RtpPlayer& rtp() { return rtp_; }
  const std::string& address() const { return address_; }

  /// `sip:USER@ADDR:PORT` at the server.
  std::string uri_there(const std::string& user) const;
  std::string registrar() const;

  /// Our own, as a Contact names it.
  std::string uri_here(const std::string& user) const;
  std::uint16_t port() const { return port_; }

  /// Random; for session numbers and the like.
  std::uint64_t number() { return prng_.next(); }

 private:
  SipPort(SipServer server, std::string address, RtpPlayer& rtp, Prng& prng)
      : server_(std::move(server)), address_(std::move(address)), rtp_(rtp), prng_(prng) {}

  static int on_request(void* self, nta_leg_t* leg, nta_incoming_t* request, const sip_t* sip);
  int take(nta_incoming_t* request, const sip_t& sip);

  SipServer server_;
  std::string address_;
  RtpPlayer& rtp_;
  Prng& prng_;
  su_root_t* root_ = nullptr;
  nta_agent_t* nta_ = nullptr;
  nta_leg_t* outside_ = nullptr;  // Gets what belongs to no dialog.
  std::uint16_t port_ = 0;
  CallTaker taker_;
  std::list<std::unique_ptr<PhoneCall>> calls_;
};

}  // namespace relevo::demo
