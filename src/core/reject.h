// Every reason the core can give for saying no. The names and numbers are public: clients show
// them, tests list them. Add at the end; never reuse a number. docs and the API say each in words.
#pragma once

#include <cstdint>

namespace relevo {

enum class Reject : std::uint8_t {
  none = 0,
  no_operation = 1,       // Nothing is configured yet.
  operation_changed = 2,  // The document was made for another version than the one in force.
  operation_invalid = 3,  // The document refers to what is not in it, or has ids twice.
  in_use = 4,             // The document removes a queue with contacts or an agent at work.
  agent_not_found = 5,
  agent_offline = 6,  // Not signed in.
  agent_already_signed_in = 7,
  agent_busy = 8,         // Has a contact; what was asked waits until it is over.
  agent_unreachable = 9,  // No device is registered for the agent.
  not_on_break = 10,
  contact_not_found = 11,  // Never was, or has ended.
  contact_of_other_agent = 12,
  contact_not_connected = 13,
  contact_already_held = 14,
  contact_not_held = 15,
  contact_not_in_wrap_up = 16,
  offer_not_found = 17,
  offer_over = 18,                // Expired, declined or withdrawn: it cannot be taken any more.
  offer_answered_on_device = 19,  // A phone is answered by hand: only a page can be told to.
  number_unknown = 20,            // No queue has the dialed number.
  queue_full = 21,                // The queue holds contacts_max already.
  key_reused = 22,                // The idempotency key came before with another command.
  too_many_keys = 23,             // Too many of the user in a day; fewer when all have many.
  user_not_found = 24,
  session_not_found = 25,
  command_set_aside = 26,              // The core died of it more than once: it is not tried again.
  agent_not_connected = 27,            // The agent has another contact, or none to be heard.
  own_contact = 28,                    // Nobody supervises themselves.
  supervisors_full = 29,               // The contact has as many as it can.
  not_supervising = 30,                // There is none to be ended.
  disposition_not_found = 31,          // Never was, or is retired.
  disposition_of_other_campaign = 32,  // Contacts of this one's campaign cannot have it.
  queue_not_found = 33,                // Never was, or is retired.
  agent_not_ready = 34,                // Whom the contact was to go to is not ready, or no device
                                       // of theirs can be rung at.
  nobody_ready = 35,                   // So nobody of the queue that was to be asked.
  second_there = 36,                   // There is another agent with the contact already.
  second_not_there = 37,               // There is none to be ended.
  personal_break = 38,                 // Only the agent themselves end or replace one.
  wrap_up_at_most = 39,                // It is as long as the queue's may become.
  hand_not_raised = 40,
  message_not_found = 41,  // Never was theirs, or is read.
  messages_full = 42,      // Nobody of those it is for has room for one more.
  own_agent_at_work = 43,  // Who would supervise takes contacts on the same phone, or has one.
  supervising = 44,        // The agent hears another's conversation, or has taken one over, on it.
  taken_over = 45,         // Who took a contact over hands it on at once, asking nobody before.
  rule_not_found = 46,     // Never was, or is retired; or it is not about this subject.
  alert_not_found = 47,    // Never was, or is over.
  alerts_full = 48,        // There are as many open as there can be.
  alert_of_other = 49,     // Only its owner hands it back.
  snooze_too_long = 50,    // Longer than the ladder allows, or no time at all.
  why_missing = 51,        // Nobody is beside a conversation without saying why.
};

}  // namespace relevo
