// One call of one simulated phone: dialed or taken, answered, held, and ended, with its audio.
#pragma once

#include <cstdint>
#include <string>

#include "demo/rtp_player.h"
#include "demo/sofia_types.h"

namespace relevo::demo {

class PhoneCall;
class SipPort;

/// Who is on the phone. Told on the SIP thread; both may ask more of the call in it.
class CallListener {
 public:
  virtual ~CallListener() = default;

  /// Answered, and audio flows.
  virtual void on_up(PhoneCall& call) = 0;

  /// Once, however it ended; the call must not be used afterwards. `status`: the SIP status that
  /// refused a call of ours, or 0.
  virtual void on_over(PhoneCall& call, bool was_up, int status) = 0;
};

/// Lives in its SipPort, which removes it some time after its end. One thread.
class PhoneCall {
 public:
  PhoneCall(SipPort& port, RtpPlayer& rtp) : port_(port), rtp_(rtp) {}
  ~PhoneCall();
  PhoneCall(const PhoneCall&) = delete;
  PhoneCall& operator=(const PhoneCall&) = delete;

  struct Dialing {
    std::string caller;  // User parts of From and To.
    std::string number;
    Language language = Language::spanish;
  };

  /// False, and nothing is told, when there is no port or no memory.
  bool dial(const Dialing& dialing, CallListener& listener);

  /// Of SipPort: an INVITE has come. Gives 0, or the status with which it was refused.
  int take(nta_incoming_t* request, const sip_t& sip);
  void ring();

  void listen(CallListener& listener, Language language);
  void answer();
  void decline(int status);
  void hold(bool held);

  /// Ends it in whatever state it is.
  void hang_up();

  /// User part of the From of a call that was taken: the server shows the queue's code there.
  const std::string& caller() const { return caller_; }

  /// Over, and no transaction is left.
  bool is_done() const;

 private:
  enum class State : std::uint8_t { idle, dialing, ringing, accepted, up, over };

  static int on_request(void* self, nta_leg_t* leg, nta_incoming_t* request, const sip_t* sip);
  static int on_invite(void* self, nta_outgoing_t* request, const sip_t* sip);
  static int on_reinvite(void* self, nta_outgoing_t* request, const sip_t* sip);
  static int on_bye(void* self, nta_outgoing_t* request, const sip_t* sip);
  static int on_followup(void* self, nta_incoming_t* request, const sip_t* sip);
  static int on_offer_followup(void* self, nta_incoming_t* request, const sip_t* sip);

  bool open_line(Language language);
  std::string sdp(const char* direction);
  void answered(const sip_t& sip);
  void acknowledge(const sip_t& sip);
  int take_offer(nta_incoming_t* request, const sip_t& sip);
  bool take_description(const sip_t& sip);
  void became_up();
  void send_bye();
  void end(int status);

  SipPort& port_;
  RtpPlayer& rtp_;
  CallListener* listener_ = nullptr;
  State state_ = State::idle;
  bool held_ = false;
  std::string caller_;
  RtpPlayer::Line line_;
  std::uint64_t session_ = 0;
  std::uint64_t version_ = 0;
  const char* answer_direction_ = "sendrecv";
  nta_leg_t* leg_ = nullptr;
  nta_incoming_t* ringing_ = nullptr;
  nta_incoming_t* offer_ = nullptr;  // Their re-INVITE until its ACK.
  nta_outgoing_t* invite_ = nullptr;
  nta_outgoing_t* reinvite_ = nullptr;
  nta_outgoing_t* bye_ = nullptr;
};

}  // namespace relevo::demo
