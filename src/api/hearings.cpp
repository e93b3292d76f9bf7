#include "api/hearings.h"

#include <iterator>

#include "api/problem.h"

namespace relevo {

namespace {

constexpr int retry_after_s = 60;

}  // namespace

void Hearings::give(const Principal& principal, ContactId contact, HttpReply reply,
                    const Respond& respond) {
  forget_old();
  const Who who{contact, principal.session};
  const auto known = hearings_.find(who);
  if (known != hearings_.end()) {
    if (known->second.is_kept) return respond(std::move(reply));
    known->second.waiting.emplace_back(std::move(reply), respond);
    return;
  }
  if (hearings_.size() >= hearings_max) {
    return respond(problem_for_now(503, "Too many hear recordings just now.", retry_after_s));
  }
  if (of(contact) >= of_contact_max) {
    return respond(problem_for_now(
        429, "Twenty have begun to hear this recording within ten minutes.", retry_after_s));
  }
  hearings_[who] = {.since = floor_.now(), .waiting = {{std::move(reply), respond}}};
  ask(floor_.engine(), on_server_,
      Request{.command = ReadRecording{.contact = contact}, .by = principal.user},
      [this, who](const Answer& answer) { told(who, answer); });
}

std::size_t Hearings::of(ContactId contact) const {
  const auto first = hearings_.lower_bound({contact, SessionId{}});
  const auto end = hearings_.lower_bound({ContactId{contact.value + 1}, SessionId{}});
  return static_cast<std::size_t>(std::distance(first, end));
}

void Hearings::told(const Who& who, const Answer& answer) {
  const auto hearing = hearings_.find(who);
  const auto waiting = std::exchange(hearing->second.waiting, {});
  const bool is_kept = !answer.overloaded && answer.reject == Reject::none;
  hearing->second.is_kept = is_kept;
  if (!is_kept) hearings_.erase(hearing);
  for (const auto& [reply, respond] : waiting) {
    if (is_kept) {
      respond(reply);
    } else if (answer.overloaded) {
      respond(problem_for_now(503, "Too much to do just now; ask again.", 1));
    } else {
      respond(problem(answer.reject));
    }
  }
}

void Hearings::forget_old() {
  std::erase_if(hearings_, [now = floor_.now()](const auto& entry) {
    return entry.second.is_kept && now - entry.second.since >= once_within;
  });
}

}  // namespace relevo
