// POST /commands/{name} of those that write something: notes, messages, reasons.
#include <algorithm>

#include "api/commands.h"
#include "api/contact_json.h"
#include "api/digest.h"
#include "api/problem.h"

namespace relevo {

namespace {

template <class Entry, class AnyId>
bool is_of(const std::vector<Entry>& entries, AnyId id, std::string_view code) {
  const Entry* entry = entry_of(entries, id);
  return entry != nullptr && !entry->retired && entry->code.view() == code;
}

/// The queues whose people the recipient is; none of another kind.
std::vector<const QueueSetup*> queues_of(const Operation& operation, const Recipient& recipient) {
  std::vector<const QueueSetup*> queues;
  for (const QueueSetup& queue : operation.queues) {
    const bool is_meant = recipient.kind == SubjectKind::queue
                              ? queue.code.view() == recipient.code
                              : recipient.kind == SubjectKind::campaign &&
                                    is_of(operation.campaigns, queue.campaign, recipient.code);
    if (is_meant && !queue.retired) queues.push_back(&queue);
  }
  return queues;
}

/// `queues` are queues_of the recipient: looked up once, not for each agent.
bool is_in(const Operation& operation, const AgentSetup& agent, const Recipient& recipient,
           const std::vector<const QueueSetup*>& queues) {
  switch (recipient.kind) {
    case SubjectKind::operation:
      return true;
    case SubjectKind::agent:
      return agent.code.view() == recipient.code;
    case SubjectKind::team:
      return is_of(operation.teams, agent.team, recipient.code);
    case SubjectKind::site:
      return is_of(operation.sites, agent.site, recipient.code);
    case SubjectKind::queue:
    case SubjectKind::campaign:
      return std::any_of(queues.begin(), queues.end(),
                         [&](const QueueSetup* queue) { return !missing_skill(*queue, agent); });
    case SubjectKind::client:
    case SubjectKind::place:
      break;
  }
  return false;
}

}  // namespace

Request Commands::request_of(const CommandForm& form, std::string_view agent,
                             const CommandFields& fields, const HttpRequest& request,
                             const Principal& principal) const {
  Request asked{.command = Tick{}, .by = principal.user};
  if (request.idempotency_key.empty()) return asked;
  asked.keyed = true;
  asked.key = digest_of(request.idempotency_key);
  asked.body = digest_of(canonical(form, agent, fields));
  return asked;
}

/// By everybody who sees the contact, in their own name.
void Commands::add_note(const CommandForm& form, const CommandFields& fields,
                        const HttpRequest& request, const Principal& principal,
                        const Respond& respond) {
  const auto life = parts_.floor.lives().find(fields.contact);
  if (!life) return respond(cannot_read_archive());
  if (*life == nullptr || !sees(parts_.floor, *parts_.sights.of(principal), **life)) {
    return respond(problem(Reject::contact_not_found));
  }
  write(form, {}, fields, request_of(form, {}, fields, request, principal), principal, respond);
}

/// To all of them or to none: who is above each may. Of a group it is those whom the sender is
/// above.
void Commands::send_message(const CommandForm& form, CommandFields fields,
                            const HttpRequest& request, const Principal& principal,
                            const Respond& respond) {
  const Operation& operation = parts_.floor.operation();
  for (const Recipient& recipient : fields.recipients) {
    const std::size_t before = fields.agents.size();
    const auto queues = queues_of(operation, recipient);
    for (const AgentSetup& agent : operation.agents) {
      if (agent.retired || agent.id == principal.agent ||
          !is_in(operation, agent, recipient, queues) ||
          !may(principal.roles, Act::command_agent, relation_to(operation, principal, agent.id))) {
        continue;
      }
      fields.agents.push_back(agent.id);
    }
    if (fields.agents.size() == before) {
      return respond(problem(403, "You may not write to " + recipient.text() + "."));
    }
  }
  write(form, {}, fields, request_of(form, {}, fields, request, principal), principal, respond);
}

/// The text first, then the command that names it.
void Commands::write(const CommandForm& form, AgentId agent, const CommandFields& fields,
                     Request request, const Principal& principal, const Respond& respond) {
  records::WrittenText text{.text = fields.text};
  if (form.contact) {
    const auto life = parts_.floor.lives().find(fields.contact);
    text.contact = fields.contact;
    if (life && *life != nullptr) text.person = (*life)->person;
  }
  const auto make = [this, &form, agent, fields](TextId id) {
    CommandFields with = fields;
    with.written = id;
    return form.make(agent, with, parts_.floor.operation());
  };
  texts_.post(std::move(text), std::move(request), make,
              [this, principal, respond](const Result<Answer>& told) {
                if (told) return answer(*told, principal, respond);
                if (told.error().kind == Fault::Kind::limit) {
                  return respond(problem(notes_full));
                }
                parts_.logger.error("records: a text cannot be kept",
                                    {{"fault", told.error().what}});
                respond(problem(500, "What was written could not be kept."));
              });
}

}  // namespace relevo
