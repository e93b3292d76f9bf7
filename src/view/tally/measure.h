// What is counted and timed on the floor: the whole numbers that every indicator is made of.
//
// Kept in snapshots and in the archive under these numbers: add at the end, never rename or reuse.
#pragma once

#include <cstddef>
#include <cstdint>

namespace relevo {

/// Lengths are in microseconds, everything else is a count. Which moment each belongs to, so that
/// intervals add up, is said for the group.
enum class Measure : std::uint16_t {
  none = 0,

  // Visits, at the moment the contact first stood in the queue. Each contact is one visit of each
  // queue, campaign and client that it comes to, however often it comes back.
  offered = 1,
  answered = 2,
  answered_in_target = 3,
  answer_wait = 4,  // Of those answered, in this queue.
  abandoned = 5,    // Short ones too.
  abandoned_short = 6,
  abandoned_in_target = 7,
  abandon_wait = 8,
  lost_waiting = 9,  // Ended unanswered and not by the customer: a failure of ours or of a network.

  // Of those that wait; known at the moment of asking alone, and never kept.
  waiting = 10,       // Contacts in the queue, those too that had an agent before.
  longest_wait = 11,  // Of these, in the queue; the greatest, and not a sum.
  waiting_late = 12,  // Visits that are not over, longer than the target: missed already.

  // Shares, each agent's part in a contact, at the moment it is over with its wrap-up.
  handled = 20,
  talk = 21,  // Holds left out.
  hold = 22,
  wrap_up = 23,
  holds = 24,
  transfers = 25,    // Handed over by the agent.
  agents_lost = 26,  // The agent's side died in the middle.

  // Offers, at the moment they end.
  offers_accepted = 30,
  offers_expired = 31,
  offers_declined = 32,
  connects = 33,  // Accepted in a page, and connected.
  connect_delay = 34,

  // Outcomes, at the moment they are said, in the queue where the contact was theirs who say it;
  // the last one of a contact counts.
  outcomes = 40,
  sales = 41,
  promises = 42,
  refusals = 43,
  not_reached = 44,

  // Agents' time in each state, at the moment it passes.
  time_ready = 60,
  time_reserved = 61,
  time_dialing = 62,
  time_talking = 63,
  time_hold = 64,
  time_consult = 65,
  time_wrap_up = 66,
  time_off_phone_work = 67,
  time_unreachable = 68,
  time_missed = 69,
  time_break_personal = 70,
  time_break_rest = 71,
  time_break_meal = 72,
  time_break_coaching = 73,
  time_break_training = 74,
  time_break_system = 75,

  // Of agents; known at the moment of asking alone, by the hours in force then, and never kept.
  time_scheduled = 80,
};
inline constexpr std::size_t measures_max = 96;

/// Whether it is in microseconds, and no count.
constexpr bool is_length(Measure measure) {
  return measure >= Measure::time_ready || measure == Measure::answer_wait ||
         measure == Measure::abandon_wait || measure == Measure::longest_wait ||
         measure == Measure::talk || measure == Measure::hold || measure == Measure::wrap_up ||
         measure == Measure::connect_delay;
}

}  // namespace relevo
