// A call to an agent's devices: all of them ring, the first that answers has it.
#include <algorithm>
#include <string>

#include "voice/clock.h"
#include "voice/sip/callbacks.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

namespace {

// What a device's refusal means. 0 stands for one that never answered at all.
link::LegEnd end_of_status(int status, bool heard) {
  switch (status) {
    case 486:
    case 600:
      return link::LegEnd::busy;
    case 480:
    case 603:
      return link::LegEnd::declined;
    case 408:
    case 487:
      return heard ? link::LegEnd::no_answer : link::LegEnd::unreachable;
    case 0:
    case 503:
      return link::LegEnd::unreachable;
    default:
      return link::LegEnd::refused;
  }
}

// Of several devices the one says most whose answer came from a person.
int weight_of(link::LegEnd end) {
  switch (end) {
    case link::LegEnd::declined:
      return 4;
    case link::LegEnd::busy:
      return 3;
    case link::LegEnd::no_answer:
      return 2;
    case link::LegEnd::refused:
      return 1;
    case link::LegEnd::unknown:
    case link::LegEnd::hung_up:
    case link::LegEnd::cancelled:
    case link::LegEnd::unregistered:
    case link::LegEnd::unreachable:
    case link::LegEnd::media_lost:
    case link::LegEnd::released:
    case link::LegEnd::failed:
      break;
  }
  return 0;
}

// Where requests go to the device that answered so; null: as its route and target say.
const url_string_t* way_of(const Branch& branch, const sip_t& answer) {
  const bool direct = answer.sip_record_route == nullptr;
  return direct ? URL_STRING_MAKE(branch.next_hop.c_str()) : nullptr;
}

}  // namespace

void Calls::ring(ContactId contact, const link::DesiredLeg& desired) {
  if (find(desired.leg) != nullptr) return;
  ring(add(desired.leg, contact, link::Role::agent), desired);
}

void Calls::supervise(ContactId contact, const link::Supervisor& supervisor) {
  const LegId leg = supervisor.leg;
  if (find(leg) != nullptr) return;
  ring(add(leg, contact, link::Role::agent, true), {.leg = leg,
                                                    .role = link::Role::agent,
                                                    .user = supervisor.user,
                                                    .ring_for = supervisor_rings});
  // A phone is picked up.
  if (const Call* const call = find(leg); call != nullptr && call->in_page) answer_in_page(leg);
}

void Calls::ring(Call& call, const link::DesiredLeg& desired) {
  const LegId leg = desired.leg;
  call.state = CallState::ringing;
  std::vector<Binding> devices = registrar_.bindings().of(std::string{desired.user.view()});
  call.user = desired.user.view();
  call.rung_at = now();
  const bool in_page = ring_page(call, desired.user);
  if (in_page && call.supervises) devices.clear();  // They have asked for it in that page.
  if (devices.empty() && !in_page) return end(call, link::LegEnd::unregistered, 0);
  if (!devices.empty()) {
    const auto opened = media_.open(leg);
    if (!opened) {
      logger_.error("no RTP port for a call", {{"leg", leg.value}, {"why", opened.error().what}});
      if (!in_page) return end(call, link::LegEnd::failed, 0);
      devices.clear();
    } else {
      call.local.port = opened->port;
      call.local.version = 1;
      call.stream = opened->stream;
    }
  }
  if (desired.ring_for > Duration{}) {
    call.limit = std::make_unique<Timer>(loop_, [this, leg] {
      Call* late = find_mutable(leg);
      if (late == nullptr || late->state != CallState::ringing) return;
      drop_branches(*late, nullptr, nullptr);
      end(*late, link::LegEnd::no_answer, 0);
    });
    call.limit->set(desired.ring_for);
  }
  const std::string offer = make_offer(call.local);
  for (const Binding& device : devices) ring_device(call, desired, device, offer);
  events_.on_changed(call);
  logger_.info("ringing", {{"leg", leg.value},
                           {"contact", call.contact.value},
                           {"page", in_page ? 1 : 0},
                           {"devices", static_cast<std::int64_t>(devices.size())}});
  if (in_page) events_.on_ringing(leg);
}

Branch& Calls::add_branch() {
  auto owned = std::make_unique<Branch>();
  Branch& branch = *owned;
  branches_.emplace(&branch, std::move(owned));
  branch.calls = this;
  return branch;
}

void Calls::ring_device(Call& call, const link::DesiredLeg& desired, const Binding& device,
                        const std::string& offer) {
  Branch& branch = add_branch();
  branch.leg = call.leg;
  branch.next_hop = device.next_hop;
  branch.device = device.contact;
  branch.registration = device.call_id;
  branch.registered = device.cseq;
  call.branches.push_back(&branch);
  const bool tcp = is_tcp(device.next_hop);
  const std::string shown{desired.caller_shown.empty() ? "relevo" : desired.caller_shown.view()};
  const std::string from = "<sip:" + shown + "@" + agent_.authority() + ">";
  const std::string to =
      "<sip:" + std::string{desired.user.view()} + "@" + agent_.authority() + ">";
  branch.dialog =
      nta_leg_tcreate(agent_.nta(), CallCallbacks::branch_request, &branch,
                      SIPTAG_FROM_STR(from.c_str()), SIPTAG_TO_STR(to.c_str()), TAG_END());
  nta_leg_tag(branch.dialog, nullptr);
  branch.deaf = std::make_unique<Timer>(loop_, [this, &branch] {
    if (!branch.leg) return;
    if (branch.invite == nullptr) return branch_failed(branch, 503);
    nta_outgoing_tcancel(branch.invite, nullptr, nullptr, TAG_END());
    branch_failed(branch, 0);
  });
  branch.deaf->set(device_deaf_wait);
  branch.invite = nta_outgoing_tcreate(
      branch.dialog, CallCallbacks::branch_response, &branch,
      URL_STRING_MAKE(branch.next_hop.c_str()), SIP_METHOD_INVITE,
      URL_STRING_MAKE(device.contact.c_str()), SIPTAG_CONTACT_STR(agent_.contact(tcp).c_str()),
      SIPTAG_ALLOW_STR(allowed_methods), SIPTAG_USER_AGENT_STR(product_name),
      SIPTAG_CONTENT_TYPE_STR("application/sdp"), SIPTAG_PAYLOAD_STR(offer.c_str()), TAG_END());
  // Not at once: the loop over the devices goes on.
  if (branch.invite == nullptr) branch.deaf->set(microseconds(0));
}

void Calls::on_response(Branch& branch, nta_outgoing_t* request, const sip_t* sip) {
  const int status = sip == nullptr ? nta_outgoing_status(request) : sip->sip_status->st_status;
  if (branch.finished) return;
  branch.heard = branch.heard || (sip != nullptr && nta_sip_is_internal(sip) == 0);
  if (branch.heard) branch.deaf.reset();
  if (status < 200) {
    Call* call = branch.leg ? find_mutable(branch.leg) : nullptr;
    if (call != nullptr && status > 100 && !call->ringing_told) {
      call->ringing_told = true;
      events_.on_ringing(call->leg);
    }
    return;
  }
  if (status < 300) return branch_answered(branch, *sip);
  branch_failed(branch, status);
}

void Calls::branch_answered(Branch& branch, const sip_t& sip) {
  acknowledge(branch, sip);
  Call* call = branch.leg ? find_mutable(branch.leg) : nullptr;
  auto remote = read_sdp(sdp_of(&sip));
  if (call == nullptr || !remote) {
    // It crossed our CANCEL, or another device was faster, or its answer is useless.
    nta_outgoing_tcreate(branch.dialog, nullptr, nullptr, way_of(branch, sip), SIP_METHOD_BYE,
                         nullptr, TAG_END());
    if (call != nullptr) return branch_failed(branch, 488);
    return finish(branch);
  }
  drop_branches(*call, &branch, "SIP;cause=200;text=\"Call completed elsewhere\"");
  call->limit.reset();
  call->state = CallState::up;
  call->in_page = false;
  call->dialog = branch.dialog;
  call->won = branch.invite;
  nta_outgoing_bind(call->won, CallCallbacks::won_response, nullptr);  // The branch is freed soon.
  call->tcp = is_tcp(branch.next_hop);
  call->call_id = view_of(sip.sip_call_id->i_id);
  call->local_party = party_text(*sip.sip_from);
  call->remote_party = party_text(*sip.sip_to);
  call->device = branch.device;
  call->registration = branch.registration;
  call->registered = branch.registered;
  // With proxies between us the route that they recorded rules.
  if (sip.sip_record_route == nullptr) call->next_hop = branch.next_hop;
  nta_leg_bind(call->dialog, CallCallbacks::dialog_request, call);
  branch.dialog = nullptr;
  branch.invite = nullptr;
  branch.leg = LegId{};
  finish(branch);
  call->remote = std::move(*remote);
  call->has_remote = true;
  connect_audio(*call);
  events_.on_changed(*call);
  events_.on_answered(call->leg);
}

void Calls::acknowledge(Branch& branch, const sip_t& sip) {
  nta_leg_rtag(branch.dialog, sip.sip_to->a_tag);
  nta_leg_client_route(branch.dialog, sip.sip_record_route, sip.sip_contact);
  sip_cseq_t cseq[1];
  sip_cseq_init(cseq);
  cseq->cs_seq = sip.sip_cseq->cs_seq;
  cseq->cs_method = sip_method_ack;
  cseq->cs_method_name = sip_method_name_ack;
  nta_outgoing_t* ack = nta_outgoing_tcreate(branch.dialog, nullptr, nullptr, way_of(branch, sip),
                                             SIP_METHOD_ACK, nullptr, SIPTAG_CSEQ(cseq), TAG_END());
  if (ack != nullptr) nta_outgoing_destroy(ack);  // Kept by the stack while 200s may come again.
}

void Calls::branch_failed(Branch& branch, int status) {
  Call* call = branch.leg ? find_mutable(branch.leg) : nullptr;
  const bool dead = status != 0;  // Deaf ones may still answer and must then be ended.
  if (call == nullptr) {
    if (dead) finish(branch);
    return;
  }
  const link::LegEnd how = end_of_status(status, branch.heard);
  if (weight_of(how) >= weight_of(call->branch_end)) {
    call->branch_end = how;
    call->branch_status = static_cast<std::uint16_t>(status);
  }
  std::erase(call->branches, &branch);
  branch.leg = LegId{};
  if (dead) finish(branch);
  const bool everywhere = status >= 600;  // A 6xx speaks for the user, not for the device.
  if (everywhere) drop_branches(*call, nullptr, nullptr);
  const bool rings_on =
      call->in_page && weight_of(call->branch_end) < weight_of(link::LegEnd::busy);
  if (call->branches.empty() && !rings_on) {
    return end(*call, call->branch_end, call->branch_status);
  }
  events_.on_changed(*call);
}

// CANCELs what still rings. The branches live on until their INVITEs have ended.
void Calls::drop_branches(Call& call, const Branch* except, const char* reason) {
  for (Branch* branch : call.branches) {
    if (branch == except) continue;
    branch->leg = LegId{};
    branch->deaf.reset();
    if (branch->invite == nullptr) {
      finish(*branch);
      continue;
    }
    nta_outgoing_tcancel(branch->invite, nullptr, nullptr,
                         TAG_IF(reason != nullptr, SIPTAG_REASON_STR(reason)), TAG_END());
  }
  call.branches.clear();
}

bool Calls::registered_while_ringing(const Call& call) const {
  if (call.state != CallState::ringing) return false;
  const auto& devices = registrar_.bindings().of(call.user);
  return std::any_of(devices.begin(), devices.end(), [&call](const Binding& device) {
    return device.registered_at > call.rung_at;
  });
}

void Calls::finish(Branch& branch) {
  branch.finished = true;
  branch.deaf.reset();
  if (branch.invite != nullptr) nta_outgoing_destroy(branch.invite);
  branch.invite = nullptr;
  nta_leg_destroy(branch.dialog);
  branch.dialog = nullptr;
  const auto owned = branches_.find(&branch);
  open_grave();
  buried_branches_.push_back(std::move(owned->second));
  branches_.erase(owned);
}

}  // namespace relevo::voice
