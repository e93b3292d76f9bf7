#include "api/hearings.h"

#include "api/problem.h"

namespace relevo {

void Hearings::give(const Principal& principal, ContactId contact, HttpReply reply,
                    const Respond& respond) {
  forget_old();
  const Who who{principal.session, contact};
  const auto known = hearings_.find(who);
  if (known != hearings_.end()) {
    if (known->second.is_kept) return respond(std::move(reply));
    known->second.waiting.emplace_back(std::move(reply), respond);
    return;
  }
  hearings_[who] = {.since = floor_.now(), .waiting = {{std::move(reply), respond}}};
  ask(floor_.engine(), on_server_,
      Request{.command = ReadRecording{.contact = contact}, .by = principal.user},
      [this, who](const Answer& answer) { told(who, answer); });
}

void Hearings::told(const Who& who, const Answer& answer) {
  const auto hearing = hearings_.find(who);
  const auto waiting = std::exchange(hearing->second.waiting, {});
  const bool is_kept = !answer.overloaded && answer.reject == Reject::none;
  hearing->second.is_kept = is_kept;
  if (!is_kept || hearings_.size() > hearings_max) hearings_.erase(hearing);
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
