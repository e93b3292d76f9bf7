// A call from a trunk: from its INVITE over core's word to the ACK.
#include <algorithm>
#include <string>

#include "voice/clock.h"
#include "voice/sip/call_record.h"
#include "voice/sip/callbacks.h"
#include "voice/sip/calls.h"
#include "voice/sip/room.h"

namespace relevo::voice {

int Calls::refuse_arrival(nta_incoming_t* request, int status, const char* phrase,
                          std::uint16_t retry_after_s) {
  if (status == 503) ++agent_.metrics().calls_shed;
  const std::string retry_after = std::to_string(retry_after_s);
  nta_incoming_treply(
      request, status, phrase,
      TAG_IF(retry_after_s != 0, SIPTAG_RETRY_AFTER_STR(retry_after.c_str())),
      TAG_IF(status == 488, SIPTAG_WARNING_STR("305 relevo \"Audio as PCMU or PCMA is needed\"")),
      TAG_END());
  return status;
}

// Whether a device of ours sent it, even where its address is a trunk's too.
bool Calls::is_from_device(const sip_t& sip, const Source& source) const {
  const std::string user{view_of(sip.sip_from->a_url->url_user)};
  const auto& devices = registrar_.bindings().of(user);
  return std::any_of(devices.begin(), devices.end(), [way = source.uri()](const Binding& device) {
    return device.next_hop == way;
  });
}

void Calls::set_first_numbers(const std::vector<Text<32>>& numbers) {
  first_numbers_.clear();
  for (const auto& number : numbers) first_numbers_.emplace(number.view());
}

bool Calls::has_room(std::string_view dialed) const {
  const bool first = first_numbers_.empty() || first_numbers_.contains(dialed);
  std::size_t legs = legs_needed({.customers = customers_,
                                  .agents = agents_.size(),
                                  .users = registrar_.bindings().all().size()});
  if (!first) legs += legs_left_to_first(media_.legs_max());
  return calls_.size() + legs <= calls_max && media_.has_room(legs);
}

int Calls::shed(nta_incoming_t* request, const char* why) {
  return refuse_arrival(request, SIP_503_SERVICE_UNAVAILABLE, shedding_.turn_away(why));
}

int Calls::arrive(nta_incoming_t* request, const sip_t& sip) {
  const Source source = source_of(request, sip);
  if (const char* why = events_.why_no_new_calls(); why != nullptr) return shed(request, why);
  if (!trunks_.contains(source.address) || is_from_device(sip, source)) {
    refused_.add(source.address);
    return refuse_arrival(request, SIP_403_FORBIDDEN, 0);
  }
  if (sip.sip_require != nullptr) {
    nta_incoming_treply(request, SIP_420_BAD_EXTENSION, SIPTAG_UNSUPPORTED(sip.sip_require),
                        TAG_END());
    return 420;
  }
  const std::string_view dialed = view_of(sip.sip_request->rq_url->url_user);
  if (dialed.empty() || !Text<32>::fits(dialed)) {
    return refuse_arrival(request, SIP_404_NOT_FOUND, 0);
  }
  RemoteDescription remote;
  const bool offered = sip.sip_payload != nullptr;
  if (offered) {
    auto read = read_sdp(sdp_of(&sip));
    if (!read) return refuse_arrival(request, SIP_488_NOT_ACCEPTABLE, 0);
    remote = std::move(*read);
  }
  if (!has_room(dialed)) return shed(request, "no room for another call");
  const LegId leg = new_leg();
  const auto opened = media_.open(leg);
  if (!opened) {
    logger_.error("no RTP port for a call", {{"why", opened.error().what}});
    return shed(request, "no RTP port for another call");
  }

  Call& call = add(leg, {}, link::Role::customer);
  call.tcp = source.tcp;
  if (source.tcp) call.connection = source.uri();
  call.local.port = opened->port;
  call.stream = opened->stream;
  call.remote = std::move(remote);
  call.has_remote = offered;
  call.invite = request;
  call.call_id = view_of(sip.sip_call_id->i_id);
  call.remote_party = party_text(*sip.sip_from);
  call.dialog =
      nta_leg_tcreate(agent_.nta(), CallCallbacks::dialog_request, &call,
                      SIPTAG_CALL_ID(sip.sip_call_id), SIPTAG_FROM(sip.sip_to),
                      SIPTAG_TO(sip.sip_from), NTATAG_REMOTE_CSEQ(sip.sip_cseq->cs_seq), TAG_END());
  const char* tag = nta_leg_tag(call.dialog, nta_incoming_tag(request, nullptr));
  call.local_party = party_text(*sip.sip_to) + ";tag=" + std::string{view_of(tag)};
  nta_leg_server_route(call.dialog, sip.sip_record_route, sip.sip_contact);
  nta_incoming_bind(request, CallCallbacks::invite_followup, &call);
  nta_incoming_treply(request, SIP_100_TRYING, TAG_END());
  wait_for_core(call);
  call.since = now();
  call.dialed = Text<32>{dialed};
  call.caller = caller_of(sip);
  if (!source.tcp) call.arrival = arrival_of(sip);
  events_.on_changed(call);
  logger_.info("call arrived", {{"leg", leg.value}});

  link::CallArrived arrived;
  arrived.leg = leg;
  arrived.dialed = call.dialed;
  arrived.caller = call.caller;
  arrived.trunk = Text<64>{source.address};
  events_.on_arrived(arrived);
  return 0;
}

void Calls::wait_for_core(Call& call) {
  call.limit = std::make_unique<Timer>(loop_, [this, leg = call.leg] { core_said_nothing(leg); });
  call.limit->set(events_.core_is_here() ? core_silent_wait : core_absent_wait);
}

void Calls::core_said_nothing(LegId leg) {
  Call* call = find_mutable(leg);
  if (call == nullptr) return;
  shed(call->invite, "core does not answer");
  end(*call, link::LegEnd::failed, 503);
}

void Calls::answer(LegId leg) {
  Call* call = find_mutable(leg);
  if (call == nullptr || call->state != CallState::arrived) return;
  call->state = CallState::answered;
  call->arrival.clear();
  call->limit = std::make_unique<Timer>(loop_, [this, leg] {
    if (Call* late = find_mutable(leg); late != nullptr) on_invite_followup(*late, nullptr);
  });
  call->limit->set(ack_wait);
  answer_with(*call, call->invite);
  // Before its ACK: the caller believes to be up from the 200 on.
  events_.on_changed(*call);
  if (call->has_remote) {
    connect_audio(*call);
    events_.on_answered(leg);
  }
}

// 200 with the answer to their offer, or with an offer of ours when they made none.
void Calls::answer_with(Call& call, nta_incoming_t* request) {
  ++call.local.version;
  call.offer_pending = !call.has_remote;
  const std::string sdp =
      call.has_remote ? make_answer(call.local, call.remote) : make_offer(call.local);
  nta_incoming_treply(request, SIP_200_OK, SIPTAG_CONTACT_STR(agent_.contact(call.tcp).c_str()),
                      SIPTAG_ALLOW_STR(allowed_methods), SIPTAG_SERVER_STR(product_name),
                      SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(sdp.c_str()),
                      TAG_END());
}

void Calls::refuse(const link::Refused& refused) {
  Call* call = find_mutable(refused.leg);
  if (call == nullptr || call->state != CallState::arrived) return;
  const bool can_be = refused.sip_status >= 400 && refused.sip_status <= 699;
  const int status = can_be ? refused.sip_status : 503;
  refuse_arrival(call->invite, status, sip_status_phrase(status), refused.retry_after_s);
  end(*call, link::LegEnd::released, static_cast<std::uint16_t>(status));
}

// ACK, CANCEL, or nothing (null) after our answer.
void Calls::on_invite_followup(Call& call, const sip_t* sip) {
  if (sip == nullptr) {
    logger_.warning("no ACK came", {{"leg", call.leg.value}, {"contact", call.contact.value}});
    send_bye(call, link::ReleaseCause::failed);
    end(call, link::LegEnd::failed, 408);
    return;
  }
  if (sip->sip_request->rq_method == sip_method_cancel) {
    end(call, link::LegEnd::cancelled, 487);  // The 487 itself is sent by the transaction.
    return;
  }
  if (sip->sip_request->rq_method == sip_method_ack) acknowledged(call, *sip);
}

void Calls::acknowledged(Call& call, const sip_t& sip) {
  nta_incoming_destroy(call.invite);
  call.invite = nullptr;
  call.limit.reset();
  const bool answer_was_due = call.offer_pending;
  if (answer_was_due) {
    auto remote = read_sdp(sdp_of(&sip));
    if (!remote) {
      send_bye(call, link::ReleaseCause::failed);
      end(call, link::LegEnd::failed, 488);
      return;
    }
    call.offer_pending = false;
    call.state = CallState::up;
    take_remote(call, std::move(*remote));
  }
  call.state = CallState::up;
  if (call.release_wanted) {
    release(call.leg, call.release_cause);
    return;
  }
  events_.on_changed(call);
  if (answer_was_due) events_.on_answered(call.leg);
}

}  // namespace relevo::voice
