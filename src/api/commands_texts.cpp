// POST /commands/{name} of those that write something: notes, messages, reasons.
#include "api/commands.h"
#include "api/contact_json.h"
#include "api/digest.h"
#include "api/problem.h"

namespace relevo {

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

/// To all of them or to none: who is above each may.
void Commands::send_message(const CommandForm& form, CommandFields fields,
                            const HttpRequest& request, const Principal& principal,
                            const Respond& respond) {
  const Operation& operation = parts_.floor.operation();
  const auto forbidden = [&](const Recipient& recipient) {
    respond(problem(403, "You may not write to " + recipient.code + "."));
  };
  for (const Recipient& recipient : fields.recipients) {
    if (recipient.is_team) {
      const Team* const team = entry_of_code(operation.teams, recipient.code);
      if (team == nullptr || team->retired ||
          !may(principal.roles, Act::command_agent, relation_to(operation, principal, team->id))) {
        return forbidden(recipient);
      }
      for (const AgentSetup& agent : operation.agents) {
        if (agent.team == team->id && !agent.retired) fields.agents.push_back(agent.id);
      }
      continue;
    }
    const AgentSetup* const agent = parts_.floor.agent(recipient.code);
    if (agent == nullptr || agent->id == principal.agent ||
        !may(principal.roles, Act::command_agent, relation_to(operation, principal, agent->id))) {
      return forbidden(recipient);
    }
    fields.agents.push_back(agent->id);
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
