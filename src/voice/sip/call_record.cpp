#include "voice/sip/call_record.h"

#include "voice/sip/request.h"

namespace relevo::voice {

namespace {

LegStage stage_of(const Call& call) {
  // To a voice that knows no pages, when an upgrade goes back, it is not to be resumed.
  if (call.in_page) return LegStage::ringing;
  switch (call.state) {
    case CallState::arrived:
      return LegStage::arrived;
    case CallState::ringing:
      return LegStage::ringing;
    case CallState::answered:
    case CallState::up:
      break;
  }
  return LegStage::up;
}

BranchRecord record_of(const Branch& branch) {
  BranchRecord record;
  msg_t* request = nta_outgoing_getrequest(branch.invite);
  const sip_t* sip = sip_object(request);
  record.target = url_text(*sip->sip_request->rq_url);
  record.next_hop = branch.next_hop;
  record.local_party = party_text(*sip->sip_from);
  record.remote_party = party_text(*sip->sip_to);
  record.call_id = view_of(sip->sip_call_id->i_id);
  record.cseq = sip->sip_cseq->cs_seq;
  record.branch = view_of(nta_outgoing_branch(branch.invite));
  msg_destroy(request);
  return record;
}

void keep_dialog(LegRecord& record, nta_leg_t* dialog) {
  record.local_cseq = nta_leg_get_seq(dialog);
  record.remote_cseq = nta_leg_get_rseq(dialog);
  const sip_route_t* route = nullptr;
  const sip_contact_t* target = nullptr;
  nta_leg_get_route(dialog, &route, &target);
  for (; route != nullptr; route = route->r_next) {
    if (!record.route_set.empty()) record.route_set += ", ";
    record.route_set += "<" + url_text(*route->r_url) + ">";
  }
  if (target != nullptr) record.target = url_text(*target->m_url);
}

}  // namespace

LegRecord record_of(const Call& call) {
  LegRecord record;
  record.leg = call.leg;
  record.contact = call.contact;
  record.role = call.role;
  record.stage = stage_of(call);
  record.call_id = call.call_id;
  record.local_party = call.local_party;
  record.remote_party = call.remote_party;
  if (call.dialog != nullptr) keep_dialog(record, call.dialog);
  record.next_hop = call.next_hop;
  record.tcp = call.tcp;
  record.local_address = call.local.address;
  record.local_port = call.local.port;
  record.session = call.local.session;
  record.session_version = call.local.version;
  record.remote_address = call.remote.remote.address;
  record.remote_port = call.remote.remote.port;
  record.codec = static_cast<std::uint8_t>(call.remote.remote.codec);
  record.event_type = call.remote.remote.event_type;
  record.listens_only = !call.remote.remote.they_send;
  record.held = !call.remote.remote.they_receive;
  record.stream = call.stream;
  record.user = call.user;
  record.device = call.device;
  record.registration = call.registration;
  record.registered = call.registered;
  record.in_page = call.in_page && call.state == CallState::up;
  record.supervises = call.supervises;
  record.hold_untold = call.hold_untold;
  for (const Branch* branch : call.branches) {
    if (branch->invite != nullptr) record.branches.push_back(record_of(*branch));
  }
  if (record.stage == LegStage::arrived) {
    record.arrival = call.arrival;
    record.since = call.since;
    record.audio_line = static_cast<std::uint32_t>(call.remote.audio_line);
    record.refused_lines = call.remote.refused_lines;
  }
  return record;
}

std::string arrival_of(const sip_t& sip) {
  su_home_t home[1] = {SU_HOME_INIT(home)};
  std::string text = "INVITE " + url_text(*sip.sip_request->rq_url) + " SIP/2.0\r\n";
  const auto put = [&](const char* name, const void* header) {
    const char* value = sip_header_as_string(home, static_cast<const sip_header_t*>(header));
    text += std::string{name} + ": " + std::string{view_of(value)} + "\r\n";
  };
  for (const sip_via_t* via = sip.sip_via; via != nullptr; via = via->v_next) put("Via", via);
  for (const sip_record_route_t* hop = sip.sip_record_route; hop != nullptr; hop = hop->r_next) {
    put("Record-Route", hop);
  }
  put("From", sip.sip_from);
  put("To", sip.sip_to);
  put("Call-ID", sip.sip_call_id);
  put("CSeq", sip.sip_cseq);
  su_home_deinit(home);
  return text + "Content-Length: 0\r\n\r\n";
}

}  // namespace relevo::voice
