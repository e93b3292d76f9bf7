// An agent's leg in a page of the console: it has no dialog, its audio is the page's connection.
#include <algorithm>
#include <string>

#include "voice/sip/calls.h"

namespace relevo::voice {

// Whoever looks at the page has it in front of them: it rings when core says so, not by us.
bool Calls::ring_page(Call& call, const Code& user) {
  if (!page_of_ || !page_of_(user)) return false;
  put_in_page(call);
  call.ringing_told = true;
  return true;
}

void Calls::put_in_page(Call& call) {
  if (std::exchange(call.in_page, true)) return;
  legs_in_pages_[call.user].push_back(call.leg);
}

void Calls::take_out_of_page(Call& call) {
  leave_page(call);
  const auto user = legs_in_pages_.find(call.user);
  if (user == legs_in_pages_.end()) return;
  std::erase(user->second, call.leg);
  if (user->second.empty()) legs_in_pages_.erase(user);
}

// The page that its user has now, if nobody speaks there yet.
LegId Calls::free_page(const Call& call) const {
  const LegId page = page_of_ ? page_of_(Code{call.user}) : LegId{};
  const auto user = legs_in_pages_.find(call.user);
  if (!page || user == legs_in_pages_.end()) return page;
  const bool taken = std::any_of(user->second.begin(), user->second.end(), [&](LegId leg) {
    const Call* const other = find(leg);
    return other != nullptr && other != &call && other->page == page;
  });
  return taken ? LegId{} : page;
}

bool Calls::enter_page(Call& call) {
  const LegId page = free_page(call);
  if (!page || !media_.attach(call.leg, page)) return false;
  call.page = page;
  return true;
}

void Calls::leave_page(Call& call) {
  if (std::exchange(call.page, LegId{})) media_.detach(call.leg);
}

void Calls::answer_in_page(LegId leg) {
  Call* const call = find_mutable(leg);
  const bool rings =
      call != nullptr && call->role == link::Role::agent && call->state == CallState::ringing;
  if (!rings) return;
  put_in_page(*call);
  call->answer_wanted = !free_page(*call);
  if (call->answer_wanted) return;
  drop_branches(*call, nullptr, "SIP;cause=200;text=\"Call completed elsewhere\"");
  if (call->local.port != 0) media_.close(leg);
  call->local.port = 0;
  call->limit.reset();
  call->state = CallState::up;
  call->has_remote = enter_page(*call);
  events_.on_changed(*call);
  events_.on_answered(leg);
}

// Without its page nobody would ever end it.
bool Calls::resume_in_page(const LegRecord& record) {
  if (!page_of_(Code{record.user})) return false;
  Call& call = restore(record);
  call.state = CallState::up;
  put_in_page(call);
  call.has_remote = enter_page(call);
  events_.on_changed(call);
  return true;
}

void Calls::page_changed(const Code& user) {
  const auto known = legs_in_pages_.find(std::string{user.view()});
  if (known == legs_in_pages_.end()) return;
  const std::vector<LegId> legs = known->second;  // What is told may end some.
  for (const LegId leg : legs) {
    Call* const call = find_mutable(leg);
    if (call == nullptr || !call->in_page) continue;
    if (call->answer_wanted) answer_in_page(leg);
    if (call->state != CallState::up || call->page == page_of_(user)) continue;
    leave_page(*call);
    call->has_remote = enter_page(*call);
    events_.on_audio(leg);
  }
}

void Calls::page_gone(const Code& user) {
  const auto known = legs_in_pages_.find(std::string{user.view()});
  if (known == legs_in_pages_.end()) return;
  const std::vector<LegId> legs = known->second;
  for (const LegId leg : legs) {
    Call* const call = find_mutable(leg);
    if (call == nullptr || !call->in_page) continue;
    const bool rings_elsewhere = call->state == CallState::ringing && !call->branches.empty();
    call->in_page = !rings_elsewhere;
    if (rings_elsewhere) {
      take_out_of_page(*call);
    } else {
      end(*call, link::LegEnd::media_lost, 0);
    }
  }
}

}  // namespace relevo::voice
