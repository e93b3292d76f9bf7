// A phone's side of the SIP dialog: what the server says inside of a call.
#include <string_view>

#include "demo/phone_call.h"
#include "demo/sdp.h"
#include "demo/sip_port.h"
#include "demo/sofia.h"

namespace relevo::demo {

namespace {

int status_of(nta_outgoing_t* request, const sip_t* sip) {
  return sip == nullptr ? nta_outgoing_status(request) : sip->sip_status->st_status;
}

}  // namespace

bool PhoneCall::take_description(const sip_t& sip) {
  if (sip.sip_payload == nullptr || sip.sip_payload->pl_data == nullptr) return false;
  const auto remote =
      read_sdp({sip.sip_payload->pl_data, static_cast<std::size_t>(sip.sip_payload->pl_len)});
  if (!remote) return false;
  answer_direction_ = answering_direction(*remote);
  rtp_.talk(line_.id, remote->address, remote->port, remote->receives);
  return true;
}

int PhoneCall::on_invite(void* self, nta_outgoing_t* request, const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  const int status = status_of(request, sip);
  if (status < 200) return 0;
  if (status < 300 && sip != nullptr) {
    call.answered(*sip);
    return 0;
  }
  nta_outgoing_destroy(call.invite_);
  call.invite_ = nullptr;
  call.end(status);
  return 0;
}

void PhoneCall::answered(const sip_t& sip) {
  acknowledge(sip);
  if (state_ == State::up) return;  // The 200 came again: our ACK was lost.
  if (state_ != State::dialing || !take_description(sip)) {
    // It crossed our CANCEL, or there is nothing in it to speak to.
    send_bye();
    nta_outgoing_destroy(invite_);
    invite_ = nullptr;
    return end(488);
  }
  became_up();
}

void PhoneCall::acknowledge(const sip_t& sip) {
  nta_leg_rtag(leg_, sip.sip_to->a_tag);
  nta_leg_client_route(leg_, sip.sip_record_route, sip.sip_contact);
  sip_cseq_t cseq[1];
  sip_cseq_init(cseq);
  cseq->cs_seq = sip.sip_cseq->cs_seq;
  cseq->cs_method = sip_method_ack;
  cseq->cs_method_name = sip_method_name_ack;
  nta_outgoing_t* ack = nta_outgoing_tcreate(leg_, nullptr, nullptr, nullptr, SIP_METHOD_ACK,
                                             nullptr, SIPTAG_CSEQ(cseq), TAG_END());
  if (ack != nullptr) nta_outgoing_destroy(ack);  // Kept by the stack while 200s may come again.
}

int PhoneCall::on_reinvite(void* self, nta_outgoing_t* request, const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  const int status = status_of(request, sip);
  if (status < 200) return 0;
  if (status < 300 && sip != nullptr) {
    call.acknowledge(*sip);
    call.take_description(*sip);
  } else {
    call.held_ = !call.held_;  // Refused, at a glare for one: all is as it was.
  }
  nta_outgoing_destroy(call.reinvite_);
  call.reinvite_ = nullptr;
  return 0;
}

int PhoneCall::on_bye(void* self, nta_outgoing_t* request, const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  if (status_of(request, sip) < 200) return 0;
  nta_outgoing_destroy(call.bye_);
  call.bye_ = nullptr;
  return 0;
}

// ACK, CANCEL, or nothing (null) after our answer to their INVITE.
int PhoneCall::on_followup(void* self, nta_incoming_t* /*request*/, const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  if (sip == nullptr) {
    call.send_bye();
    call.end(408);
  } else if (sip->sip_request->rq_method == sip_method_cancel) {
    if (call.state_ == State::ringing) call.end(487);  // The 487 is sent by the transaction.
  } else if (call.state_ == State::accepted) {
    nta_incoming_destroy(call.ringing_);
    call.ringing_ = nullptr;
    call.became_up();
  }
  return 0;
}

int PhoneCall::on_request(void* self, nta_leg_t* /*leg*/, nta_incoming_t* request,
                          const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  const sip_method_t method = sip->sip_request->rq_method;
  if (method == sip_method_ack) {
    nta_incoming_destroy(request);
    return 0;
  }
  if (call.state_ == State::over) {
    nta_incoming_treply(request, SIP_481_NO_CALL, TAG_END());
    return 481;
  }
  const bool offers = sip->sip_payload != nullptr;
  if (method == sip_method_invite || (method == sip_method_update && offers)) {
    return call.take_offer(request, *sip);
  }
  nta_incoming_treply(request, SIP_200_OK, TAG_END());
  if (method == sip_method_bye) call.end(0);
  return 200;
}

int PhoneCall::take_offer(nta_incoming_t* request, const sip_t& sip) {
  const bool is_invite = sip.sip_request->rq_method == sip_method_invite;
  if (reinvite_ != nullptr || offer_ != nullptr) {
    nta_incoming_treply(request, SIP_491_REQUEST_PENDING, TAG_END());
    return 491;
  }
  if (!take_description(sip)) {
    nta_incoming_treply(request, SIP_488_NOT_ACCEPTABLE, TAG_END());
    return 488;
  }
  nta_incoming_treply(request, SIP_200_OK,
                      SIPTAG_CONTACT_STR(("<" + port_.uri_here("phone") + ">").c_str()),
                      SIPTAG_CONTENT_TYPE_STR("application/sdp"),
                      SIPTAG_PAYLOAD_STR(sdp(answer_direction_).c_str()), TAG_END());
  if (!is_invite) return 200;
  offer_ = request;
  nta_incoming_bind(request, on_offer_followup, this);
  return 0;
}

// The ACK of their re-INVITE, or none in time, which the call survives.
int PhoneCall::on_offer_followup(void* self, nta_incoming_t* /*request*/, const sip_t* sip) {
  auto& call = *static_cast<PhoneCall*>(self);
  if (sip != nullptr && sip->sip_request->rq_method == sip_method_cancel) return 0;
  nta_incoming_destroy(call.offer_);
  call.offer_ = nullptr;
  return 0;
}

}  // namespace relevo::demo
