// Legs of a process that died, gone on with: nothing is said to the other side about it.
#include <string>

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

void Calls::resume(const LegRecord& record) {
  Call& call = add(record.leg, record.role);
  call.state = CallState::up;
  call.contact = record.contact;
  call.tcp = record.tcp;
  call.user = record.user;
  call.call_id = record.call_id;
  call.local_party = record.local_party;
  call.remote_party = record.remote_party;
  call.next_hop = record.next_hop;
  call.local = {.address = record.local_address,
                .port = 0,
                .session = record.session,
                .version = record.session_version};
  call.remote.remote = remote_of(record);
  call.has_remote = true;
  call.held = record.held;
  if (!rebuild_dialog(call, record)) {
    logger_.error("a leg cannot be resumed: its dialog cannot be rebuilt",
                  {{"leg", call.leg.value}, {"contact", call.contact.value}});
    return end(call, link::LegEnd::failed, 0);
  }
  const auto opened = media_.reopen(call.leg, record.local_port, record.stream);
  if (!opened) {
    logger_.error(
        "a leg cannot be resumed",
        {{"leg", call.leg.value}, {"contact", call.contact.value}, {"why", opened.error().what}});
    send_bye(call, link::ReleaseCause::failed);
    return end(call, link::LegEnd::failed, 0);
  }
  call.local.port = opened->port;
  call.stream = opened->stream;
  media_.connect(call.leg, call.remote.remote);
  events_.on_changed(call);
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

}  // namespace relevo::voice
