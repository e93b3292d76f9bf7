#include "voice/sip/call_record.h"

#include "voice/sip/request.h"

namespace relevo::voice {

LegRecord record_of(const Call& call) {
  LegRecord record;
  record.leg = call.leg;
  record.contact = call.contact;
  record.role = call.role;
  record.call_id = call.call_id;
  record.local_party = call.local_party;
  record.remote_party = call.remote_party;
  record.local_cseq = nta_leg_get_seq(call.dialog);
  record.remote_cseq = nta_leg_get_rseq(call.dialog);
  const sip_route_t* route = nullptr;
  const sip_contact_t* target = nullptr;
  nta_leg_get_route(call.dialog, &route, &target);
  for (; route != nullptr; route = route->r_next) {
    if (!record.route_set.empty()) record.route_set += ", ";
    record.route_set += "<" + url_text(*route->r_url) + ">";
  }
  if (target != nullptr) record.target = url_text(*target->m_url);
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
  return record;
}

}  // namespace relevo::voice
