// Legs of a process that died, gone on with: nothing is said to the other side about it.
#include <string>

#include "voice/clock.h"
#include "voice/sip/callbacks.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

namespace {

// Requests that were sent and not yet recorded may have used some numbers.
constexpr std::uint32_t cseq_jump = 100;

Remote remote_of(const LegRecord& record) {
  return {.address = record.remote_address,
          .port = record.remote_port,
          .codec = static_cast<Codec>(record.codec),
          .event_type = record.event_type,
          .they_send = !record.listens_only,
          .they_receive = !record.held};
}

}  // namespace

bool Calls::resume(const LegRecord& record) {
  if (record.in_page) return resume_in_page(record);
  switch (record.stage) {
    case LegStage::up:
      return resume_up(record);
    case LegStage::arrived:
      return resume_arrived(record);
    case LegStage::ringing:
      cancel_interrupted(record);
      return false;
  }
  return false;
}

Call& Calls::restore(const LegRecord& record) {
  Call& call = add(record.leg, record.contact, record.role, record.supervises);
  call.tcp = record.tcp;
  call.user = record.user;
  call.device = record.device;
  call.registration = record.registration;
  call.registered = record.registered;
  call.call_id = record.call_id;
  call.local_party = record.local_party;
  call.remote_party = record.remote_party;
  // A connection died with its process: until the phone has another, its address has to do.
  call.path_lost = is_tcp(record.next_hop);
  call.next_hop = record.next_hop;
  call.local = {.address = record.local_address,
                .port = 0,
                .session = record.session,
                .version = record.session_version};
  call.remote.remote = remote_of(record);
  call.has_remote = record.remote_port != 0;  // Else the ACK that is on its way has it.
  call.held = record.held;
  call.hold_untold = record.held || record.hold_untold;
  return call;
}

bool Calls::resume_up(const LegRecord& record) {
  Call& call = restore(record);
  call.state = CallState::up;
  if (!rebuild_dialog(call, record)) {
    logger_.error("a leg is not resumed: its dialog cannot be rebuilt",
                  {{"leg", call.leg.value}, {"contact", call.contact.value}});
    bury(call);
    return false;
  }
  const auto opened = media_.reopen(call.leg, record.local_port, record.stream);
  if (!opened) {
    logger_.error(
        "a leg is not resumed",
        {{"leg", call.leg.value}, {"contact", call.contact.value}, {"why", opened.error().what}});
    send_bye(call, link::ReleaseCause::failed);
    bury(call);
    return false;
  }
  call.local.port = opened->port;
  call.stream = opened->stream;
  if (call.has_remote) connect_audio(call);
  events_.on_changed(call);
  return true;
}

bool Calls::rebuild_dialog(Call& call, const LegRecord& record) {
  const std::string cseq =
      std::to_string(record.local_cseq == 0 ? 0 : record.local_cseq + cseq_jump) + " INVITE";
  call.dialog = nta_leg_tcreate(
      agent_.nta(), CallCallbacks::dialog_request, &call,
      SIPTAG_CALL_ID_STR(record.call_id.c_str()), SIPTAG_FROM_STR(record.local_party.c_str()),
      SIPTAG_TO_STR(record.remote_party.c_str()), SIPTAG_CSEQ_STR(cseq.c_str()),
      NTATAG_REMOTE_CSEQ(record.remote_cseq), TAG_END());
  if (call.dialog == nullptr) return false;
  su_home_t home[1] = {SU_HOME_INIT(home)};
  const sip_record_route_t* route =
      record.route_set.empty() ? nullptr : sip_record_route_make(home, record.route_set.c_str());
  const sip_contact_t* target = sip_contact_make(home, ("<" + record.target + ">").c_str());
  const bool whole = (route != nullptr || record.route_set.empty()) && target != nullptr;
  // In the order in which it was kept: what sofia calls a server's route it does not turn round.
  if (whole) nta_leg_server_route(call.dialog, route, target);
  su_home_deinit(home);
  return whole;
}

// The INVITE goes out once more, on its own branch: to the phone it is a repetition, whose answer
// is what its CANCEL has to wait for (RFC 3261, 9.1), and to us the transaction that takes the end.
void Calls::cancel_interrupted(const LegRecord& record) {
  const std::string offer = make_offer({.address = record.local_address,
                                        .port = record.local_port,
                                        .session = record.session,
                                        .version = record.session_version});
  for (const BranchRecord& kept : record.branches) {
    Branch& branch = add_branch();
    // A connection died with its process; the phone's address is what is left.
    const bool tcp = is_tcp(kept.next_hop);
    branch.next_hop = tcp ? kept.target : kept.next_hop;
    branch.dialog = nta_leg_tcreate(agent_.nta(), CallCallbacks::branch_request, &branch,
                                    SIPTAG_CALL_ID_STR(kept.call_id.c_str()),
                                    SIPTAG_FROM_STR(kept.local_party.c_str()),
                                    SIPTAG_TO_STR(kept.remote_party.c_str()), TAG_END());
    const std::string cseq = std::to_string(kept.cseq) + " INVITE";
    branch.invite = nta_outgoing_tcreate(
        branch.dialog, CallCallbacks::branch_response, &branch,
        URL_STRING_MAKE(branch.next_hop.c_str()), SIP_METHOD_INVITE,
        URL_STRING_MAKE(kept.target.c_str()), NTATAG_BRANCH_KEY(kept.branch.c_str()),
        SIPTAG_CSEQ_STR(cseq.c_str()), SIPTAG_CONTACT_STR(agent_.contact(tcp).c_str()),
        SIPTAG_ALLOW_STR(allowed_methods), SIPTAG_USER_AGENT_STR(product_name),
        SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(offer.c_str()), TAG_END());
    if (branch.invite == nullptr) {
      finish(branch);
      continue;
    }
    nta_outgoing_tcancel(branch.invite, nullptr, nullptr, TAG_END());
  }
}

// Its caller has our 100, and would wait for minutes. What came over a connection ended with it.
bool Calls::resume_arrived(const LegRecord& record) {
  nta_incoming_t* request = request_of(record);
  if (request == nullptr) return false;
  Call& call = restore(record);
  call.invite = request;
  call.arrival = record.arrival;
  call.since = record.since;
  call.remote.audio_line = record.audio_line;
  call.remote.refused_lines = record.refused_lines;
  const bool whole = now() < record.since + arrival_age_max && rebuild_dialog(call, record);
  const auto opened = whole ? media_.reopen(call.leg, record.local_port, record.stream)
                            : fault(Fault::Kind::input, "its caller has gone, or is not known");
  if (!opened) {
    logger_.warning("a call that waits is not resumed",
                    {{"leg", call.leg.value}, {"why", opened.error().what}});
    shed(request, "they waited when voice died");
    bury(call);
    return false;
  }
  call.local.port = opened->port;
  call.stream = opened->stream;
  if (!call.contact) {
    msg_t* invite = nta_incoming_getrequest(request);
    call.dialed = Text<32>{view_of(sip_object(invite)->sip_request->rq_url->url_user)};
    call.caller = caller_of(*sip_object(invite));
    msg_destroy(invite);
  }
  nta_incoming_tag(request, nta_leg_get_tag(call.dialog));
  nta_incoming_bind(request, CallCallbacks::invite_followup, &call);
  nta_incoming_treply(request, SIP_100_TRYING, TAG_END());
  wait_for_core(call);
  events_.on_changed(call);
  return true;
}

nta_incoming_t* Calls::request_of(const LegRecord& record) {
  if (record.arrival.empty()) return nullptr;
  tport_t* udp = tport_primaries(nta_agent_tports(agent_.nta()));
  while (udp != nullptr && !su_casematch(tport_name(udp)->tpn_proto, "udp")) udp = tport_next(udp);
  msg_t* message = msg_make(sip_default_mclass(), 0, record.arrival.data(),
                            static_cast<issize_t>(record.arrival.size()));
  if (message == nullptr || udp == nullptr) return nullptr;
  return nta_incoming_create(agent_.nta(), nullptr, message, sip_object(message), NTATAG_TPORT(udp),
                             TAG_END());
}

}  // namespace relevo::voice
