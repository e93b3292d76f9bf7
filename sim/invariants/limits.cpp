// Promises about limits: looked at where something is added.
#include <algorithm>

#include "core/core.h"
#include "sim/invariants/promises.h"

namespace relevo::sim {

namespace {

void fits_into_its_queue(const Ledger& before, const ContactArrived& event, Verdict& verdict) {
  const QueueSetup* queue = entry_of(before.operation().queues, event.queue);
  const auto inside =
      std::count_if(before.contacts().begin(), before.contacts().end(), [&](const auto& entry) {
        return entry.second.queue == event.queue && entry.second.state != ContactState::wrap_up;
      });
  verdict.expect(queue != nullptr && inside < static_cast<std::int64_t>(queue->contacts_max),
                 bounded, "more contacts in a queue than contacts_max");
}

void is_not_one_session_too_many(const Ledger& before, const SessionOpened& event,
                                 Verdict& verdict) {
  const auto open =
      std::count_if(before.sessions().begin(), before.sessions().end(),
                    [&](const auto& entry) { return entry.second.user == event.user; });
  verdict.expect(static_cast<std::size_t>(open) < sessions_of_user_max, bounded,
                 "too many sessions of one user");
}

}  // namespace

void check_limits(const Ledger& before, const Record& record, Verdict& verdict) {
  if (const auto* arrived = std::get_if<ContactArrived>(&record.event)) {
    fits_into_its_queue(before, *arrived, verdict);
  } else if (const auto* opened = std::get_if<SessionOpened>(&record.event)) {
    is_not_one_session_too_many(before, *opened, verdict);
  }
}

}  // namespace relevo::sim
