// One phone's registration: put with digest, refreshed in time, and dropped.
#pragma once

#include <functional>
#include <string>

#include "base/time.h"
#include "demo/digest.h"
#include "demo/sip_port.h"

namespace relevo::demo {

class Registration {
 public:
  static constexpr Duration lasts = minutes(10);

  struct Answer {
    int status = 0;        // 200: done. 408 when nobody answered.
    bool foreign = false;  // The registrar knows another phone of the same user.
    Duration granted = lasts;
  };
  using Listener = std::function<void(const Answer& answer)>;

  struct Account {
    std::string user;
    std::string secret;
  };

  Registration(SipPort& port, Account account, Listener listener)
      : port_(port), account_(std::move(account)), listener_(std::move(listener)) {}
  ~Registration();
  Registration(const Registration&) = delete;
  Registration& operator=(const Registration&) = delete;

  /// Both tell the listener how it went, later. What is asked for last counts.
  void put() { ask(true); }
  void drop() { ask(false); }

  /// Whether the registrar may know our phone: from put() until drop() was confirmed.
  bool maybe_there() const { return maybe_there_; }

  bool is_busy() const { return request_ != nullptr; }

 private:
  static int on_response(void* self, nta_outgoing_t* request, const sip_t* sip);

  void ask(bool there);
  void send(const std::string& authorization);
  void responded(int status, const sip_t* sip);
  bool answer_challenge(const sip_t& sip);
  Answer read(int status, const sip_t* sip) const;

  SipPort& port_;
  Account account_;
  Listener listener_;
  nta_leg_t* leg_ = nullptr;
  nta_outgoing_t* request_ = nullptr;
  bool wanted_ = false;
  bool asked_ = false;       // What the request under way asks for.
  bool challenged_ = false;  // The request under way carries an answer to a challenge.
  bool maybe_there_ = false;
};

}  // namespace relevo::demo
