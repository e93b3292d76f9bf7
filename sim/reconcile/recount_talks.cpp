// The day told again: conversations, the wrap-up behind them, and what came of them.
#include <algorithm>

#include "sim/reconcile/recount.h"

namespace relevo::sim {

void Recount::hear(const Record& record, const ContactHeld& e) {
  std::optional<Talk>& talk = contacts_[e.contact].talk;
  if (!talk) return;
  talk->held_since = record.at - e.late;
  ++talk->holds;
}

void Recount::hear(const Record& record, const ContactResumed& e) {
  std::optional<Talk>& talk = contacts_[e.contact].talk;
  if (!talk || talk->held_since == Time{}) return;
  talk->held = talk->held + (record.at - talk->held_since);
  talk->held_since = {};
}

void Recount::end_talk(const Record& record, ContactId id, Time at, bool handed_over) {
  Contact& contact = contacts_[id];
  if (!contact.talk) return;  // Nobody's: somebody above the agent had it.
  Talk talk = *contact.talk;
  contact.talk.reset();
  if (talk.held_since != Time{}) talk.held = talk.held + (at - talk.held_since);
  ended_[{talk.agent, id}] = {.share = {.whose = of_both(talk.agent, talk.queue),
                                        .position = record.position,
                                        .at = wall(record.at),
                                        .talk = at - talk.since - talk.held,
                                        .hold = talk.held,
                                        .wrap_up = {},
                                        .holds = talk.holds,
                                        .handed_over = handed_over},
                              .queue = talk.queue,
                              .wraps_up_since = {}};
}

void Recount::hear(const Record& record, const ContactReleased& e) {
  end_talk(record, e.contact, record.at - e.late, false);
}

void Recount::hear(const Record& record, const ContactTakenOver& e) {
  end_talk(record, e.contact, record.at, false);
  contacts_[e.contact].queue = e.queue;
}

void Recount::hear(const Record& record, const ContactLostAgent& e) {
  end_talk(record, e.contact, record.at - e.late, false);
}

void Recount::hear(const Record& record, const ContactTransferred& e) {
  end_talk(record, e.contact, record.at - e.late, e.fault == FaultOf::none);
}

// It stands before or behind the end of the conversation, in the same batch.
void Recount::hear(const Record& record, const WrapUpStarted& e) {
  wrap_ups_[{e.agent, e.contact}] = record.at;
}

void Recount::end_batch() {
  for (const auto& [whose, since] : wrap_ups_) {
    const auto found = ended_.find(whose);
    if (found != ended_.end()) found->second.wraps_up_since = since;
  }
  wrap_ups_.clear();
  std::erase_if(ended_, [this](const auto& entry) {
    const Ended& ended = entry.second;
    if (!ended.wraps_up_since) shares_.push_back(ended.share);
    return !ended.wraps_up_since;
  });
}

/// A share is counted where its agent works when it is over.
void Recount::hear(const Record& record, const WrapUpEnded& e) {
  const auto found = ended_.find({e.agent, e.contact});
  if (found == ended_.end()) return;
  ToldShare share = found->second.share;
  const Time since = found->second.wraps_up_since.value_or(record.at);
  share.whose = of_both(e.agent, found->second.queue);
  share.at = wall(record.at);
  share.wrap_up = record.at - since;
  shares_.push_back(share);
  ended_.erase(found);
}

/// Who handed the contact over says it of the queue where it was theirs.
void Recount::hear(const Record& record, const ContactDisposed& e) {
  if (e.aside) return;
  Contact& contact = contacts_[e.contact];
  const auto had = contact.had_in.find(e.agent);
  const QueueId queue = had == contact.had_in.end() ? contact.queue : had->second;
  if (contact.outcome) outcomes_[*contact.outcome].counts = false;
  contact.outcome = outcomes_.size();
  outcomes_.push_back({.whose = of_both(e.agent, queue),
                       .position = record.position,
                       .at = wall(record.at),
                       .kind = operation_.dispositions[e.disposition.value - 1].kind});
}

}  // namespace relevo::sim
