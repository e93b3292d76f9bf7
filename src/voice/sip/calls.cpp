#include "voice/sip/calls.h"

#include <sodium.h>

#include <utility>

#include "base/assert.h"
#include "voice/sip/callbacks.h"

namespace relevo::voice {

Calls::Calls(Loop& loop, Agent& agent, Registrar& registrar, Media& media, CallEvents& events,
             Logger& logger)
    : loop_(loop),
      agent_(agent),
      registrar_(registrar),
      media_(media),
      events_(events),
      logger_(logger),
      shedding_(loop, logger),
      refused_(loop, "calls refused: not from a trunk", logger),
      gravedigger_(loop,
                   [this] {
                     buried_calls_.clear();
                     buried_branches_.clear();
                   }),
      // Never twice, over restarts too: core may still know legs of an earlier process.
      next_leg_(leg_of_voice_min + (std::uint64_t{randombytes_random() % (1U << 30U)} << 20U)) {
  agent_.on_invite(
      [this](nta_incoming_t* request, const sip_t& sip) { return arrive(request, sip); });
}

Calls::~Calls() {
  for (auto& [leg, call] : calls_) {
    nta_incoming_destroy(call->invite);
    nta_incoming_destroy(call->reinvite);
    if (call->probe != nullptr) nta_outgoing_destroy(call->probe);
    if (call->won != nullptr) nta_outgoing_destroy(call->won);
    nta_leg_destroy(call->dialog);
  }
  for (auto& [key, branch] : branches_) {
    if (branch->invite != nullptr) nta_outgoing_destroy(branch->invite);
    nta_leg_destroy(branch->dialog);
  }
}

Call& Calls::add(LegId leg, ContactId contact, link::Role role, bool supervises) {
  auto call = std::make_unique<Call>();
  call->leg = leg;
  call->contact = contact;
  call->role = role;
  call->supervises = supervises;
  call->calls = this;
  call->local.address = agent_.public_address();
  call->local.session = leg.value;
  Call& added = *call;
  const bool is_new = calls_.emplace(leg.value, std::move(call)).second;
  RELEVO_ASSERT(is_new);
  count(added, true);
  return added;
}

void Calls::count(const Call& call, bool there) {
  if (call.role == link::Role::customer) {
    there ? ++customers_ : --customers_;
  } else if (!call.supervises) {
    std::size_t& legs = agents_[call.contact];
    there ? ++legs : --legs;
    if (legs == 0) agents_.erase(call.contact);
  }
}

void Calls::take_over(LegId leg) {
  Call* call = find_mutable(leg);
  if (call == nullptr || !std::exchange(call->supervises, false)) return;
  count(*call, true);
  events_.on_changed(*call);
}

LegId Calls::new_leg() { return LegId{next_leg_++}; }

Call* Calls::find_mutable(LegId leg) {
  const auto found = calls_.find(leg.value);
  return found == calls_.end() ? nullptr : found->second.get();
}

const Call* Calls::find(LegId leg) const {
  const auto found = calls_.find(leg.value);
  return found == calls_.end() ? nullptr : found->second.get();
}

void Calls::each(const std::function<void(const Call&)>& visit) const {
  for (const auto& [leg, call] : calls_) visit(*call);
}

void Calls::name_contact(LegId leg, ContactId contact) {
  Call* call = find_mutable(leg);
  if (call == nullptr || call->contact == contact) return;
  count(*call, false);
  call->contact = contact;
  count(*call, true);
  call->dialed = {};
  call->caller = {};
  events_.on_changed(*call);
}

void Calls::hold_told(LegId leg) {
  Call* call = find_mutable(leg);
  if (call == nullptr || !call->hold_untold) return;
  call->hold_untold = false;
  events_.on_changed(*call);
}

void Calls::set_stream(LegId leg, const StreamMark& mark) {
  Call* call = find_mutable(leg);
  if (call == nullptr) return;
  call->stream = mark;
  events_.on_changed(*call);
}

int CallCallbacks::dialog_request(void* call, nta_leg_t* /*dialog*/, nta_incoming_t* request,
                                  const sip_t* sip) {
  Call& it = *static_cast<Call*>(call);
  return it.calls->on_dialog_request(it, request, *sip);
}

int CallCallbacks::branch_request(void* /*branch*/, nta_leg_t* /*dialog*/, nta_incoming_t* request,
                                  const sip_t* sip) {
  // Nothing is agreed with this device yet.
  return reply_unhandled(request, *sip);
}

int CallCallbacks::invite_followup(void* call, nta_incoming_t* /*request*/, const sip_t* sip) {
  Call& it = *static_cast<Call*>(call);
  it.calls->on_invite_followup(it, sip);
  return 0;
}

int CallCallbacks::reinvite_followup(void* call, nta_incoming_t* /*request*/, const sip_t* sip) {
  Call& it = *static_cast<Call*>(call);
  it.calls->on_reinvite_followup(it, sip);
  return 0;
}

int CallCallbacks::branch_response(void* branch, nta_outgoing_t* request, const sip_t* sip) {
  Branch& it = *static_cast<Branch*>(branch);
  it.calls->on_response(it, request, sip);
  return 0;
}

// A provisional response may come behind the 200 that won, repeated or overtaken.
int CallCallbacks::won_response(void* /*nothing*/, nta_outgoing_t* /*request*/,
                                const sip_t* /*sip*/) {
  return 0;
}

int CallCallbacks::probe_response(void* call, nta_outgoing_t* /*request*/, const sip_t* sip) {
  Call& it = *static_cast<Call*>(call);
  it.calls->on_probe_response(it, sip == nullptr ? 408 : sip->sip_status->st_status);
  return 0;
}

}  // namespace relevo::voice
