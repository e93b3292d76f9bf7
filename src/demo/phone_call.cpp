#include "demo/phone_call.h"

#include <utility>

#include "demo/sdp.h"
#include "demo/sip_port.h"
#include "demo/sofia.h"

namespace relevo::demo {

namespace {

constexpr const char* sdp_type = "application/sdp";
constexpr const char* allowed = "INVITE, ACK, BYE, CANCEL, OPTIONS, UPDATE, INFO";

void drop(nta_outgoing_t*& request) {
  if (request != nullptr) nta_outgoing_destroy(request);
  request = nullptr;
}

void drop(nta_incoming_t*& request) {
  if (request != nullptr) nta_incoming_destroy(request);
  request = nullptr;
}

}  // namespace

PhoneCall::~PhoneCall() {
  drop(ringing_);
  drop(offer_);
  drop(invite_);
  drop(reinvite_);
  drop(bye_);
  if (leg_ != nullptr) nta_leg_destroy(leg_);
  if (line_.id != 0) rtp_.close(line_.id);
}

bool PhoneCall::is_done() const {
  return state_ == State::over && invite_ == nullptr && bye_ == nullptr;
}

bool PhoneCall::open_line(Language language) {
  const auto line = rtp_.open(language);
  if (!line) return false;
  line_ = *line;
  session_ = port_.number() >> 16U;
  return true;
}

std::string PhoneCall::sdp(const char* direction) {
  return make_sdp({.address = port_.address(),
                   .port = line_.port,
                   .session = session_,
                   .version = ++version_,
                   .direction = direction});
}

bool PhoneCall::dial(const Dialing& dialing, CallListener& listener) {
  if (!open_line(dialing.language)) return false;
  const std::string to = port_.uri_there(dialing.number);
  leg_ = nta_leg_tcreate(port_.nta(), on_request, this,
                         SIPTAG_FROM_STR(("<" + port_.uri_here(dialing.caller) + ">").c_str()),
                         SIPTAG_TO_STR(("<" + to + ">").c_str()), TAG_END());
  if (leg_ == nullptr) return false;
  nta_leg_tag(leg_, nullptr);
  invite_ = nta_outgoing_tcreate(
      leg_, on_invite, this, nullptr, SIP_METHOD_INVITE, URL_STRING_MAKE(to.c_str()),
      SIPTAG_CONTACT_STR(("<" + port_.uri_here(dialing.caller) + ">").c_str()),
      SIPTAG_ALLOW_STR(allowed), SIPTAG_CONTENT_TYPE_STR(sdp_type),
      SIPTAG_PAYLOAD_STR(sdp("sendrecv").c_str()), TAG_END());
  if (invite_ == nullptr) return false;
  state_ = State::dialing;
  listener_ = &listener;
  return true;
}

int PhoneCall::take(nta_incoming_t* request, const sip_t& sip) {
  if (!open_line(Language::spanish) || !take_description(sip)) {
    nta_incoming_treply(request, SIP_488_NOT_ACCEPTABLE, TAG_END());
    return 488;
  }
  leg_ = nta_leg_tcreate(port_.nta(), on_request, this, SIPTAG_CALL_ID(sip.sip_call_id),
                         SIPTAG_FROM(sip.sip_to), SIPTAG_TO(sip.sip_from),
                         NTATAG_REMOTE_CSEQ(sip.sip_cseq->cs_seq), TAG_END());
  if (leg_ == nullptr) {
    nta_incoming_treply(request, SIP_500_INTERNAL_SERVER_ERROR, TAG_END());
    return 500;
  }
  nta_leg_tag(leg_, nta_incoming_tag(request, nullptr));
  nta_leg_server_route(leg_, sip.sip_record_route, sip.sip_contact);
  nta_incoming_bind(request, on_followup, this);
  ringing_ = request;
  caller_ = view_of(sip.sip_from->a_url->url_user);
  state_ = State::ringing;
  return 0;
}

void PhoneCall::ring() {
  if (state_ == State::ringing) nta_incoming_treply(ringing_, SIP_180_RINGING, TAG_END());
}

void PhoneCall::listen(CallListener& listener, Language language) {
  listener_ = &listener;
  rtp_.use(line_.id, language);
}

void PhoneCall::answer() {
  if (state_ != State::ringing) return;
  state_ = State::accepted;
  nta_incoming_treply(ringing_, SIP_200_OK,
                      SIPTAG_CONTACT_STR(("<" + port_.uri_here("phone") + ">").c_str()),
                      SIPTAG_ALLOW_STR(allowed), SIPTAG_CONTENT_TYPE_STR(sdp_type),
                      SIPTAG_PAYLOAD_STR(sdp(answer_direction_).c_str()), TAG_END());
}

void PhoneCall::decline(int status) {
  if (state_ != State::ringing) return;
  nta_incoming_treply(ringing_, status, sip_status_phrase(status), TAG_END());
  end(0);
}

void PhoneCall::hold(bool held) {
  if (state_ != State::up || held == held_ || reinvite_ != nullptr) return;
  reinvite_ = nta_outgoing_tcreate(
      leg_, on_reinvite, this, nullptr, SIP_METHOD_INVITE, nullptr,
      SIPTAG_CONTACT_STR(("<" + port_.uri_here("phone") + ">").c_str()),
      SIPTAG_CONTENT_TYPE_STR(sdp_type),
      SIPTAG_PAYLOAD_STR(sdp(held ? "sendonly" : "sendrecv").c_str()), TAG_END());
  if (reinvite_ != nullptr) held_ = held;
}

void PhoneCall::hang_up() {
  switch (state_) {
    case State::dialing:
      nta_outgoing_tcancel(invite_, nullptr, nullptr, TAG_END());
      return end(0);
    case State::ringing:
      return decline(480);
    case State::accepted:
    case State::up:
      send_bye();
      return end(0);
    case State::idle:
    case State::over:
      break;
  }
}

void PhoneCall::send_bye() {
  if (bye_ != nullptr) return;
  bye_ = nta_outgoing_tcreate(leg_, on_bye, this, nullptr, SIP_METHOD_BYE, nullptr, TAG_END());
}

void PhoneCall::became_up() {
  state_ = State::up;
  if (listener_ != nullptr) listener_->on_up(*this);
}

// `over` is set first: the listener may ask for anything, and nothing more will happen.
void PhoneCall::end(int status) {
  if (state_ == State::over) return;
  const bool was_up = state_ == State::up;
  state_ = State::over;
  drop(ringing_);
  drop(offer_);
  drop(reinvite_);
  if (was_up) drop(invite_);
  rtp_.close(line_.id);
  line_.id = 0;
  if (CallListener* listener = std::exchange(listener_, nullptr); listener != nullptr) {
    listener->on_over(*this, was_up, status);
  }
}

}  // namespace relevo::demo
