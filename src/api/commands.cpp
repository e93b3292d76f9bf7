#include "api/commands.h"

#include "api/alerts_json.h"
#include "api/digest.h"
#include "api/event_sight.h"
#include "api/problem.h"

namespace relevo {

namespace {

bool is_key(std::string_view key) { return !key.empty() && key.size() <= Commands::key_bytes_max; }

}  // namespace

void Commands::carry_out(std::string_view name, const HttpRequest& request,
                         const Principal& principal, const Respond& respond) {
  if (!request.idempotency_key.empty() && !is_key(request.idempotency_key)) {
    return respond(problem(400, "Idempotency-Key must have 1 to 128 characters."));
  }
  if (!of_user_.take(std::to_string(principal.user.value), parts_.floor.engine().now())) {
    parts_.metrics.commands_limited.add();
    return respond(
        problem_for_now(429, "Too many commands of one user.", of_user_.retry_after_s()));
  }
  if (name == "apply_operation") return apply_operation(request, principal, respond);
  const CommandForm* form = command_form(name);
  if (form != nullptr && request.body_left_out) {
    return respond(problem(413, "A command's body has at most 16 KiB."));
  }
  if (form != nullptr) return carry_out_for_agent(*form, request, principal, respond);
  const std::string nearest = nearest_command(name);
  respond(problem(404, nearest.empty()
                           ? "There is no such command."
                           : "There is no such command; did you mean " + nearest + "?"));
}

void Commands::carry_out_for_agent(const CommandForm& form, const HttpRequest& request,
                                   const Principal& principal, const Respond& respond) {
  const auto body = read_json_object(request.body);
  if (!body) return respond(problem(400, body.error().what));
  const auto fields = read_fields(form, *body);
  if (!fields) return respond(problem(400, fields.error().what));
  if (form.mode) return supervise(form, *fields, request, principal, respond);
  if (form.alert) return act_on_alert(form, *fields, request, principal, respond);
  if (form.recipients) return send_message(form, *fields, request, principal, respond);
  if (form.contact && !form.text.name.empty()) {
    return add_note(form, *fields, request, principal, respond);
  }
  const Operation& operation = parts_.floor.operation();
  if (form.taker && fields->agent.empty() && has_taken_over(fields->contact, principal)) {
    Request asked = request_of(form, {}, *fields, request, principal);
    asked.command = form.make({}, *fields, operation);
    return post(std::move(asked), principal, respond);
  }
  const AgentSetup* agent = fields->agent.empty() ? entry_of(operation.agents, principal.agent)
                                                  : parts_.floor.agent(fields->agent);
  if (agent == nullptr && fields->agent.empty()) {
    return respond(problem(403, "You are no agent: name one with \"agent\"."));
  }
  if (agent == nullptr && may(principal.roles, Act::command_agent, {})) {
    return respond(problem(Reject::agent_not_found));
  }
  if (agent == nullptr ||
      !may(principal.roles, Act::command_agent, relation_to(operation, principal, agent->id))) {
    return respond(problem(403, "You may not do this for that agent."));
  }
  if (!form.for_others && agent->id != principal.agent) {
    return respond(problem(403, "Only the agent can do this."));
  }
  if (form.state && agent->id == principal.agent) {
    return respond(
        problem(403, "Nobody does this to themselves; there are commands of their own."));
  }
  if (fields->kind == BreakKind::system && !may(principal.roles, Act::command_agent, {})) {
    return respond(problem(403, "A break of the kind system is given by a supervisor."));
  }
  post_for_agent(form, *agent, *fields, request, principal, respond);
}

/// Who is there may always leave; to end another's asks for being above the agent.
void Commands::supervise(const CommandForm& form, CommandFields fields, const HttpRequest& request,
                         const Principal& principal, const Respond& respond) {
  const Operation& operation = parts_.floor.operation();
  const Board& board = parts_.floor.board();
  const AgentSetup* const agent = parts_.floor.agent(fields.agent);
  const ContactRow* contact = nullptr;
  if (agent != nullptr) {
    const ContactId now = board.agents()[agent->id.value - 1].contact;
    const bool is_other = fields.contact && fields.contact != now;
    if (is_other && *fields.mode != SuperviseMode::off) {
      return respond(problem(Reject::agent_not_connected));
    }
    fields.contact = now;
    const auto row = board.contacts().find(fields.contact);
    if (row != board.contacts().end()) contact = &row->second;
  }
  if (!fields.user.empty()) {
    if (agent == nullptr ||
        !may(principal.roles, Act::command_agent, relation_to(operation, principal, agent->id))) {
      return respond(problem(403, "You may not end who supervises that agent."));
    }
    return post_for_agent(form, *agent, fields, request, principal, respond);
  }
  const auto may_be = [&](SuperviseMode mode) {
    return agent != nullptr && may_supervise(operation, principal, agent->id, contact, mode);
  };
  if (agent == nullptr && may(principal.roles, Act::listen, {})) {
    return respond(problem(Reject::agent_not_found));
  }
  if (*fields.mode != SuperviseMode::off && !may_be(*fields.mode)) {
    return respond(problem(403, may_be(SuperviseMode::listen)
                                    ? "You may listen to that agent, and no more."
                                    : "You may not supervise that agent."));
  }
  if (agent == nullptr) return respond(problem(Reject::not_supervising));
  post_for_agent(form, *agent, fields, request, principal, respond);
}

void Commands::post_for_agent(const CommandForm& form, const AgentSetup& agent,
                              const CommandFields& fields, const HttpRequest& request,
                              const Principal& principal, const Respond& respond) {
  Request asked = request_of(form, agent.code.view(), fields, request, principal);
  if (!form.text.name.empty()) {
    return write(form, agent.id, fields, std::move(asked), principal, respond);
  }
  asked.command = form.make(agent.id, fields, parts_.floor.operation());
  post(std::move(asked), principal, respond);
}

/// By whoever is shown it; who only takes contacts says that they know, and what they think of it.
void Commands::act_on_alert(const CommandForm& form, const CommandFields& fields,
                            const HttpRequest& request, const Principal& principal,
                            const Respond& respond) {
  const Operation& operation = parts_.floor.operation();
  const AlertRow* const row = parts_.floor.alerts().find(fields.alert);
  if (row == nullptr ||
      !sees_alerts_of(operation, principal, *parts_.sights.of(principal), row->subject)) {
    return respond(problem(Reject::alert_not_found));
  }
  const bool is_own =
      row->subject == Subject{.kind = SubjectKind::agent, .id = principal.agent.value};
  const bool is_for_all = form.name == "acknowledge_alert" || form.name == "mark_alert";
  if (is_own && !is_for_all) {
    return respond(problem(403,
                           "Of an alert about yourself you say that you know of it, and "
                           "whether it was useful; others end it."));
  }
  Request asked = request_of(form, {}, fields, request, principal);
  asked.command = form.make({}, fields, operation);
  post(std::move(asked), principal, respond);
}

bool Commands::has_taken_over(ContactId contact, const Principal& principal) const {
  const auto row = parts_.floor.board().contacts().find(contact);
  return row != parts_.floor.board().contacts().end() &&
         row->second.taken_over_by == principal.user;
}

void Commands::post(Request request, const Principal& principal, const Respond& respond) {
  ask(parts_.floor.engine(), parts_.on_server, std::move(request),
      [this, principal, respond](const Answer& given) { answer(given, principal, respond); });
}

void Commands::answer(const Answer& given, const Principal& principal, const Respond& respond) {
  if (given.overloaded) {
    return respond(
        problem_for_now(503, "Too much to do just now; ask again, with the same key.", 1));
  }
  if (given.reject != Reject::none) return respond(problem(given.reject));
  JsonWriter json;
  json.begin_object();
  json.member("position", given.position);
  json.key("events");
  const auto appended = append_events(json, parts_.log, parts_.floor, *parts_.sights.of(principal),
                                      given.first, given.events);
  if (!appended) {
    parts_.logger.error("log: a command's events cannot be read",
                        {{"fault", appended.error().what}});
    return respond(problem(500, "It was carried out, but its events cannot be read."));
  }
  json.end_object();
  respond({.body = json.take()});
}

}  // namespace relevo
