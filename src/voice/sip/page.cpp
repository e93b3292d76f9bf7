// An agent's leg in a page of the console: it has no dialog, its audio is the page's connection.
#include <string>

#include "voice/sip/calls.h"

namespace relevo::voice {

// Whoever looks at the page has it in front of them: it rings when core says so, not by us.
bool Calls::ring_page(Call& call, const Code& user) {
  if (!page_of_ || !page_of_(user)) return false;
  call.in_page = true;
  call.ringing_told = true;
  return true;
}

void Calls::answer_in_page(LegId leg) {
  Call* const call = find_mutable(leg);
  if (call == nullptr || !call->in_page || call->state != CallState::ringing) return;
  drop_branches(*call, nullptr, "SIP;cause=200;text=\"Call completed elsewhere\"");
  if (call->local.port != 0) media_.close(leg);
  call->local.port = 0;
  call->limit.reset();
  call->state = CallState::up;
  call->has_remote = attach_page(*call);
  events_.on_changed(*call);
  events_.on_answered(leg);
}

bool Calls::attach_page(const Call& call) {
  const LegId page = page_of_(Code{call.user});
  return page && media_.attach(call.leg, page);
}

// Without its page nobody would ever end it.
bool Calls::resume_in_page(const LegRecord& record) {
  if (!page_of_(Code{record.user})) return false;
  Call& call = restore(record);
  call.state = CallState::up;
  call.in_page = true;
  call.has_remote = attach_page(call);
  events_.on_changed(call);
  return true;
}

void Calls::page_changed(const Code& user) {
  for (auto& [leg, call] : calls_) {
    if (!call->in_page || call->user != user.view() || call->state != CallState::up) continue;
    media_.detach(call->leg);
    call->has_remote = attach_page(*call);
    events_.on_audio(call->leg);
  }
}

void Calls::page_gone(const Code& user) {
  std::vector<LegId> lost;
  for (const auto& [leg, call] : calls_) {
    if (call->in_page && call->user == user.view()) lost.push_back(call->leg);
  }
  for (const LegId leg : lost) {
    Call* const call = find_mutable(leg);
    if (call == nullptr || !call->in_page) continue;
    const bool rings_elsewhere = call->state == CallState::ringing && !call->branches.empty();
    call->in_page = rings_elsewhere ? false : call->in_page;
    if (!rings_elsewhere) end(*call, link::LegEnd::media_lost, 0);
  }
}

}  // namespace relevo::voice
