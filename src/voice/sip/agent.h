// Our SIP address: the sockets, the transactions, and who gets a request outside of any dialog.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "base/result.h"
#include "voice/sip/loop.h"
#include "voice/sip/request.h"
#include "voice/sip/sip_metrics.h"
#include "voice/sip/waiting_room.h"

namespace relevo::voice {

struct AgentOptions {
  std::string address;         // IPv4 to listen on.
  std::uint16_t port = 0;      // UDP and TCP; 0 = a free one.
  std::string public_address;  // What others reach us under.
};

/// Takes a request outside of any dialog; gives the status with which it replied, or 0 when it
/// replies later.
using RequestTaker = std::function<int(nta_incoming_t* request, const sip_t& sip)>;

class Agent {
 public:
  /// Fault network: the address cannot be bound.
  static Result<std::unique_ptr<Agent>> start(Loop& loop, const AgentOptions& options);
  ~Agent();
  Agent(const Agent&) = delete;
  Agent& operator=(const Agent&) = delete;

  void on_register(RequestTaker taker) { register_ = std::move(taker); }
  void on_invite(RequestTaker taker) { invite_ = std::move(taker); }

  /// Until admit() REGISTERs and new INVITEs wait, each for `wait` at most. Before the loop runs.
  void hold(Loop& loop, Duration wait);

  /// It is known who may call and register: who waited for that is served, and nobody waits more.
  void admit();

  /// Whether a request outside of any dialog is taken from this address; else it gets 503, and
  /// nothing is kept of it.
  using Door = std::function<bool(const std::string& source)>;
  void set_door(Door door) { door_ = std::move(door); }

  nta_agent_t* nta() { return nta_; }

  SipMetrics& metrics() { return metrics_; }
  const SipMetrics& metrics() const { return metrics_; }

  std::uint16_t port() const { return port_; }
  const std::string& public_address() const { return options_.public_address; }

  /// `ADDR:PORT` that others reach us under.
  std::string authority() const;

  /// The Contact header of our dialogs.
  std::string contact(bool tcp) const;

 private:
  explicit Agent(AgentOptions options) : options_(std::move(options)) {}

  static int on_message(void* self, nta_agent_t* nta, msg_t* message, sip_t* sip);
  void take(msg_t* message, sip_t* sip);
  int dispatch(nta_incoming_t* request, const sip_t& sip);
  int serve(nta_incoming_t* request, const sip_t& sip);

  AgentOptions options_;
  nta_agent_t* nta_ = nullptr;
  std::uint16_t port_ = 0;
  SipMetrics metrics_;
  RequestTaker register_;
  RequestTaker invite_;
  Door door_;
  std::unique_ptr<WaitingRoom> waiting_;  // None: nobody has to.
};

}  // namespace relevo::voice
