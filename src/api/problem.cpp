#include "api/problem.h"

#include <array>

#include "base/assert.h"
#include "base/enum_name.h"
#include "base/json_writer.h"

namespace relevo {

namespace {

constexpr std::array meanings = {
    RejectMeaning{Reject::no_operation, 409, "No operation has been applied yet."},
    RejectMeaning{Reject::operation_changed, 409,
                  "The operation changed meanwhile; look at the difference again."},
    RejectMeaning{Reject::operation_invalid, 409,
                  "The operation refers to something it does not have, or has an id twice."},
    RejectMeaning{Reject::in_use, 409,
                  "It takes away a queue with contacts or an agent who is signed in."},
    RejectMeaning{Reject::agent_not_found, 409, "There is no such agent."},
    RejectMeaning{Reject::agent_offline, 409, "The agent is not signed in."},
    RejectMeaning{Reject::agent_already_signed_in, 409, "The agent is signed in already."},
    RejectMeaning{Reject::agent_busy, 409, "The agent has a contact."},
    RejectMeaning{Reject::agent_unreachable, 409, "No phone is registered for the agent."},
    RejectMeaning{Reject::not_on_break, 409, "The agent is not on a break."},
    RejectMeaning{Reject::contact_not_found, 409, "There is no such contact, or it has ended."},
    RejectMeaning{Reject::contact_of_other_agent, 409, "Another agent has the contact."},
    RejectMeaning{Reject::contact_not_connected, 409, "The contact is not connected."},
    RejectMeaning{Reject::contact_already_held, 409, "The contact is on hold already."},
    RejectMeaning{Reject::contact_not_held, 409, "The contact is not on hold."},
    RejectMeaning{Reject::contact_not_in_wrap_up, 409, "The contact is not in wrap-up."},
    RejectMeaning{Reject::offer_not_found, 409, "The contact is not offered to the agent."},
    RejectMeaning{Reject::offer_over, 409, "The offer is over."},
    RejectMeaning{Reject::offer_answered_on_device, 409,
                  "The call is answered on the phone: only a page with audio can be told to."},
    RejectMeaning{Reject::number_unknown, 409, "No queue has that number."},
    RejectMeaning{Reject::queue_full, 409, "The queue is full."},
    RejectMeaning{Reject::key_reused, 409, "The idempotency key came before with another command."},
    RejectMeaning{Reject::too_many_keys, 429,
                  "This user has used too many idempotency keys within a day."},
    RejectMeaning{Reject::user_not_found, 409, "There is no such user."},
    RejectMeaning{Reject::session_not_found, 409, "The session is over."},
    RejectMeaning{Reject::command_set_aside, 409,
                  "The server died of this command more than once and does not try it again; the "
                  "operator finds it in the log as command_set_aside."},
    RejectMeaning{Reject::agent_not_connected, 409,
                  "The agent talks to no customer, or to another one than a moment ago."},
    RejectMeaning{Reject::own_contact, 409, "Nobody supervises themselves."},
    RejectMeaning{Reject::supervisors_full, 409, "Four supervise this contact already."},
    RejectMeaning{Reject::not_supervising, 409, "You do not supervise this agent."},
    RejectMeaning{Reject::disposition_not_found, 409, "There is no such disposition."},
    RejectMeaning{Reject::disposition_of_other_campaign, 409,
                  "Contacts of this campaign cannot have that disposition."},
    RejectMeaning{Reject::queue_not_found, 409, "There is no such queue."},
    RejectMeaning{
        Reject::agent_not_ready, 409,
        "The agent who is to take it is not ready, or no phone of theirs can be reached."},
    RejectMeaning{Reject::nobody_ready, 409, "Nobody of that queue is ready."},
    RejectMeaning{Reject::second_there, 409, "The contact has a second agent already."},
    RejectMeaning{Reject::second_not_there, 409, "The contact has no second agent."},
    RejectMeaning{Reject::personal_break, 409,
                  "A personal break is its agent's alone: nobody else ends or replaces it."},
    RejectMeaning{Reject::wrap_up_at_most, 409, "This wrap-up can become no longer."},
    RejectMeaning{Reject::hand_not_raised, 409, "The agent has raised no hand."},
    RejectMeaning{Reject::message_not_found, 409, "There is no such message, or it is read."},
    RejectMeaning{Reject::messages_full, 409,
                  "Fifty messages wait to be read there already; none of them has room for more."},
    RejectMeaning{Reject::own_agent_at_work, 409,
                  "You take contacts on the same phone: leave ready, or end your contact, first."},
    RejectMeaning{Reject::supervising, 409,
                  "The agent hears another's conversation on the same phone: that ends first."},
    RejectMeaning{Reject::taken_over, 409,
                  "Who took a contact over hands it on at once: with the mode blind."},
    RejectMeaning{Reject::rule_not_found, 409,
                  "There is no such rule, or it is not about that subject."},
    RejectMeaning{Reject::alert_not_found, 409, "There is no such alert, or it is over."},
    RejectMeaning{Reject::alerts_full, 409, "As many alerts are open as there can be."},
    RejectMeaning{Reject::alert_of_other, 409,
                  "You do not take care of this alert, so it is not yours to hand back."},
    RejectMeaning{Reject::snooze_too_long, 409,
                  "The operation lets nobody snooze an alert for so long, nor for no time."},
    RejectMeaning{Reject::why_missing, 409,
                  "The agent is told why somebody listens: say it with \"why\", as routine, help, "
                  "coaching, quality, complaint or alert."},
};

// The table lists all rejects in the order of their numbers.
constexpr bool is_complete() {
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    if (static_cast<std::size_t>(meanings[i].reject) != i + 1) return false;
  }
  return enum_name(static_cast<Reject>(meanings.size() + 1)).empty();
}
static_assert(is_complete());

HttpReply document(int status, std::string_view detail, std::string_view reject) {
  JsonWriter json;
  json.begin_object();
  json.member("type", "about:blank");
  json.member("title", title_of(status));
  json.member("status", status);
  json.member("detail", detail);
  if (!reject.empty()) json.member("reject", reject);
  json.end_object();
  HttpReply reply{.status = status, .content_type = "application/problem+json"};
  reply.body = json.take();
  if (status == 401) reply.headers.emplace_back("WWW-Authenticate", "Bearer");
  return reply;
}

}  // namespace

std::string_view title_of(int status) {
  switch (status) {
    case 400:
      return "Bad request";
    case 401:
      return "Not signed in";
    case 403:
      return "Not allowed";
    case 404:
      return "Not found";
    case 405:
      return "Method not allowed";
    case 409:
      return "Refused by the rules";
    case 413:
      return "Too large";
    case 426:
      return "A WebSocket is needed";
    case 416:
      return "Range not satisfiable";
    case 429:
      return "Too many requests";
    case 503:
      return "Not now";
    default:
      return "Error";
  }
}

std::span<const RejectMeaning> reject_meanings() { return meanings; }

const RejectMeaning& meaning_of(Reject reject) {
  const auto index = static_cast<std::size_t>(reject);
  RELEVO_ASSERT(index >= 1 && index <= meanings.size());
  return meanings[index - 1];
}

HttpReply problem(int status, std::string_view detail) { return document(status, detail, {}); }

HttpReply problem(Reject reject) {
  const RejectMeaning& meaning = meaning_of(reject);
  HttpReply reply = document(meaning.status, meaning.sentence, enum_name(reject));
  if (meaning.status == 429) reply.headers.emplace_back("Retry-After", "60");
  return reply;
}

HttpReply problem(const ApiReject& reject) {
  return document(reject.status, reject.sentence, reject.name);
}

HttpReply problem_for_now(int status, std::string_view detail, int retry_after_s) {
  HttpReply reply = document(status, detail, {});
  reply.headers.emplace_back("Retry-After", std::to_string(retry_after_s));
  return reply;
}

}  // namespace relevo
