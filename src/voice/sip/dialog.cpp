// Requests inside a dialog: the end, hold and resume, and everything else a phone may say.
#include <string>

#include "voice/sip/callbacks.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

int Calls::on_dialog_request(Call& call, nta_incoming_t* request, const sip_t& sip) {
  agent_.metrics().take(sip.sip_request->rq_method);
  take_source(call, source_of(request, sip), sip.sip_request->rq_method);
  switch (sip.sip_request->rq_method) {
    case sip_method_ack:
      take_late_answer(call, sip);
      nta_incoming_destroy(request);
      return 0;
    case sip_method_bye:
      nta_incoming_treply(request, SIP_200_OK, TAG_END());
      end(call, link::LegEnd::hung_up, 0);
      return 200;
    case sip_method_invite:
      return take_reinvite(call, request, sip);
    case sip_method_update:
      return take_update(call, request, sip);
    case sip_method_info:
      nta_incoming_treply(request, SIP_200_OK, TAG_END());
      return 200;
    case sip_method_options:
      return reply_options(request);
    case sip_method_cancel:
    case sip_method_register:
    case sip_method_prack:
    case sip_method_message:
    case sip_method_subscribe:
    case sip_method_notify:
    case sip_method_refer:
    case sip_method_publish:
    case sip_method_unknown:
    case sip_method_invalid:
      break;
  }
  return reply_unhandled(request, sip);
}

// The ACK of an INVITE that a process that died had answered with an offer.
void Calls::take_late_answer(Call& call, const sip_t& sip) {
  if (call.has_remote) return;
  auto remote = read_sdp(sdp_of(&sip));
  if (!remote) return;
  take_remote(call, std::move(*remote));
  events_.on_changed(call);
  events_.on_answered(call.leg);
}

int Calls::take_reinvite(Call& call, nta_incoming_t* request, const sip_t& sip) {
  if (call.offer_pending) {
    nta_incoming_treply(request, SIP_491_REQUEST_PENDING, TAG_END());
    return 491;
  }
  if (call.state == CallState::arrived) {
    nta_incoming_treply(request, SIP_500_INTERNAL_SERVER_ERROR, SIPTAG_RETRY_AFTER_STR("1"),
                        TAG_END());
    return 500;
  }
  const bool offered = sip.sip_payload != nullptr;
  if (offered && !take_offer(call, sdp_of(&sip), request)) return 488;
  nta_leg_server_route(call.dialog, sip.sip_record_route, sip.sip_contact);
  forget_reinvite(call);  // They have given up one whose ACK is missing: our answer went astray.
  call.reinvite = request;
  nta_incoming_bind(request, CallCallbacks::reinvite_followup, &call);
  const bool had_remote = call.has_remote;
  call.has_remote = offered;
  answer_with(call, request);
  call.has_remote = had_remote;
  // Its connection is gone: no ACK to our answer comes, if any then to a 500 of the stack's.
  if (nta_incoming_status(request) < 200) forget_reinvite(call);
  events_.on_changed(call);
  return 0;
}

void Calls::forget_reinvite(Call& call) {
  nta_incoming_destroy(call.reinvite);
  call.reinvite = nullptr;
  call.offer_pending = false;
}

void Calls::on_reinvite_followup(Call& call, const sip_t* sip) {
  const bool is_ack = sip != nullptr && sip->sip_request->rq_method == sip_method_ack;
  if (sip != nullptr && !is_ack) return;  // A CANCEL after our 200 changes nothing.
  const bool answer_was_due = call.offer_pending;
  forget_reinvite(call);
  auto remote = answer_was_due && is_ack ? read_sdp(sdp_of(sip)) : Result<RemoteDescription>{};
  if (!is_ack || !remote) {
    send_bye(call, link::ReleaseCause::failed);
    end(call, link::LegEnd::failed, 408);
    return;
  }
  if (!answer_was_due) return;
  take_remote(call, std::move(*remote));
  events_.on_changed(call);
}

int Calls::take_update(Call& call, nta_incoming_t* request, const sip_t& sip) {
  if (sip.sip_payload == nullptr) {
    nta_incoming_treply(request, SIP_200_OK, SIPTAG_CONTACT_STR(agent_.contact(call.tcp).c_str()),
                        TAG_END());
    return 200;
  }
  if (call.offer_pending || call.state == CallState::arrived) {
    nta_incoming_treply(request, SIP_491_REQUEST_PENDING, TAG_END());
    return 491;
  }
  if (!take_offer(call, sdp_of(&sip), request)) return 488;
  answer_with(call, request);
  events_.on_changed(call);
  return 200;
}

// Takes a new offer into the call; replies 488 and gives false when we cannot.
bool Calls::take_offer(Call& call, std::string_view sdp, nta_incoming_t* request) {
  auto remote = read_sdp(sdp);
  if (!remote) {
    refuse_arrival(request, SIP_488_NOT_ACCEPTABLE, 0);
    return false;
  }
  take_remote(call, std::move(*remote));
  return true;
}

void Calls::take_remote(Call& call, RemoteDescription remote) {
  call.remote = std::move(remote);
  call.has_remote = true;
  connect_audio(call);
  const bool held = !call.remote.remote.they_receive;
  if (held == call.held) return;
  call.held = held;
  call.hold_untold = true;
  events_.on_held(call.leg, held);
}

void Calls::probe(LegId leg) {
  Call* call = find_mutable(leg);
  if (call == nullptr || call->state != CallState::up || call->probe != nullptr) return;
  // Nobody can be asked over a connection that died with another process: it is the phone's turn.
  if (call->path_lost && ++call->silences_without_path < silences_without_path_max) return;
  call->probe = nta_outgoing_tcreate(call->dialog, CallCallbacks::probe_response, call,
                                     way_of(*call), SIP_METHOD_OPTIONS, nullptr,
                                     SIPTAG_USER_AGENT_STR(product_name), TAG_END());
  if (call->probe == nullptr) return;
  events_.on_changed(*call);  // It has taken a CSeq.
  // The transaction itself would try for 32 s, and somebody waits on the other leg.
  call->probe_limit =
      std::make_unique<Timer>(loop_, [this, call] { on_probe_response(*call, 408); });
  call->probe_limit->set(probe_wait);
}

void Calls::on_probe_response(Call& call, int status) {
  if (status < 200) return;
  nta_outgoing_destroy(call.probe);
  call.probe = nullptr;
  call.probe_limit.reset();
  // Any answer of the device shows that it is there, but not one that denies the dialog.
  const bool gone = status == 408 || status == 481 || status == 503;
  if (!gone) return;
  logger_.warning("a silent leg is gone",
                  {{"leg", call.leg.value}, {"contact", call.contact.value}, {"status", status}});
  send_bye(call, link::ReleaseCause::failed);
  end(call, link::LegEnd::media_lost, static_cast<std::uint16_t>(status));
}

}  // namespace relevo::voice
