// The floor of the bench `setup`: a bare back-to-back agent on sofia-sip's nta. It rings one fixed
// phone for each call and passes answer and end through; no queue, no log, no media, no checks.
//
// relevo_b2bua PORT PHONE_PORT: both on 127.0.0.1. Ends with SIGTERM.
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "voice/sip/sofia.h"

namespace {

struct Call {
  nta_leg_t* customer = nullptr;
  nta_leg_t* phone = nullptr;
  nta_incoming_t* invite = nullptr;
  nta_outgoing_t* ring = nullptr;
};

su_root_t* root = nullptr;
nta_agent_t* agent = nullptr;
std::string contact;
std::string phone_url;

void forget(Call* call) {
  if (call->ring != nullptr) nta_outgoing_destroy(call->ring);
  nta_leg_destroy(call->customer);
  nta_leg_destroy(call->phone);
  delete call;
}

int on_bye_response(nta_outgoing_magic_t* magic, nta_outgoing_t* request, const sip_t* sip) {
  if (sip == nullptr || sip->sip_status->st_status < 200) return 0;
  nta_outgoing_destroy(request);
  forget(static_cast<Call*>(magic));
  return 0;
}

/// The customer's ACK and BYE.
int on_customer(nta_leg_magic_t* magic, nta_leg_t* /*leg*/, nta_incoming_t* request,
                const sip_t* sip) {
  Call* call = static_cast<Call*>(magic);
  if (sip->sip_request->rq_method == sip_method_ack) {
    nta_incoming_destroy(request);
    return 0;
  }
  if (sip->sip_request->rq_method != sip_method_bye) return 405;
  nta_outgoing_tcreate(call->phone, on_bye_response, call, nullptr, SIP_METHOD_BYE, nullptr,
                       TAG_END());
  return 200;
}

int on_phone(nta_leg_magic_t* /*magic*/, nta_leg_t* /*leg*/, nta_incoming_t* /*request*/,
             const sip_t* /*sip*/) {
  return 405;
}

int on_ring_response(nta_outgoing_magic_t* magic, nta_outgoing_t* request, const sip_t* sip) {
  Call* call = static_cast<Call*>(magic);
  if (sip == nullptr) return 0;
  const int status = sip->sip_status->st_status;
  if (status == 180) nta_incoming_treply(call->invite, SIP_180_RINGING, TAG_END());
  if (status < 200) return 0;
  if (status >= 300) {
    nta_incoming_treply(call->invite, SIP_480_TEMPORARILY_UNAVAILABLE, TAG_END());
    forget(call);
    return 0;
  }
  nta_leg_rtag(call->phone, sip->sip_to->a_tag);
  nta_leg_client_route(call->phone, sip->sip_record_route, sip->sip_contact);
  sip_cseq_t cseq[1];
  sip_cseq_init(cseq);
  cseq->cs_seq = sip->sip_cseq->cs_seq;
  cseq->cs_method = sip_method_ack;
  cseq->cs_method_name = sip_method_name_ack;
  nta_outgoing_t* ack = nta_outgoing_tcreate(call->phone, nullptr, nullptr, nullptr, SIP_METHOD_ACK,
                                             nullptr, SIPTAG_CSEQ(cseq), TAG_END());
  if (ack != nullptr) nta_outgoing_destroy(ack);
  nta_outgoing_destroy(request);
  call->ring = nullptr;
  nta_incoming_treply(call->invite, SIP_200_OK, SIPTAG_CONTACT_STR(contact.c_str()),
                      SIPTAG_CONTENT_TYPE(sip->sip_content_type), SIPTAG_PAYLOAD(sip->sip_payload),
                      TAG_END());
  nta_incoming_destroy(call->invite);
  call->invite = nullptr;
  return 0;
}

int on_arrival(nta_leg_magic_t* /*magic*/, nta_leg_t* /*leg*/, nta_incoming_t* request,
               const sip_t* sip) {
  if (sip->sip_request->rq_method != sip_method_invite) return 405;
  auto* call = new Call{.invite = request};
  call->customer = nta_leg_tcreate(agent, on_customer, call, SIPTAG_CALL_ID(sip->sip_call_id),
                                   SIPTAG_FROM(sip->sip_to), SIPTAG_TO(sip->sip_from), TAG_END());
  nta_leg_tag(call->customer, nta_incoming_tag(request, nullptr));
  nta_leg_server_route(call->customer, sip->sip_record_route, sip->sip_contact);
  call->phone = nta_leg_tcreate(agent, on_phone, call, SIPTAG_FROM_STR(contact.c_str()),
                                SIPTAG_TO_STR(phone_url.c_str()), TAG_END());
  nta_leg_tag(call->phone, nullptr);
  call->ring = nta_outgoing_tcreate(
      call->phone, on_ring_response, call, nullptr, SIP_METHOD_INVITE,
      URL_STRING_MAKE(phone_url.c_str()), SIPTAG_CONTACT_STR(contact.c_str()),
      SIPTAG_CONTENT_TYPE(sip->sip_content_type), SIPTAG_PAYLOAD(sip->sip_payload), TAG_END());
  return 100;
}

void stop(int /*signal*/) { su_root_break(root); }

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("Usage: relevo_b2bua PORT PHONE_PORT\n", stderr);
    return 1;
  }
  const std::string port = argv[1];
  phone_url = "sip:phone@127.0.0.1:" + std::string(argv[2]);
  contact = "<sip:127.0.0.1:" + port + ">";
  su_init();
  root = su_root_create(nullptr);
  const std::string url = "sip:127.0.0.1:" + port;
  agent =
      nta_agent_create(root, URL_STRING_MAKE(url.c_str()), nullptr, nullptr, NTATAG_UA(1),
                       NTATAG_UDP_MTU(65535), NTATAG_USE_NAPTR(0), NTATAG_USE_SRV(0), TAG_END());
  if (agent == nullptr) {
    std::fprintf(stderr, "relevo_b2bua: cannot listen on 127.0.0.1:%s\n", port.c_str());
    return 2;
  }
  nta_leg_tcreate(agent, on_arrival, nullptr, NTATAG_NO_DIALOG(1), TAG_END());
  std::signal(SIGTERM, stop);
  std::puts("ready");
  std::fflush(stdout);
  su_root_run(root);
  std::_Exit(0);  // Calls that are still there are nobody's any more.
}
