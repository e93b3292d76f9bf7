#include "api/command_form.h"

#include <array>

#include "api/alert_fields.h"
#include "api/json_schema.h"
#include "api/text_fields.h"
#include "base/enum_name.h"
#include "operation/closest.h"

namespace relevo {

namespace {

template <class C>
Command of_agent(AgentId agent, const CommandFields& /*fields*/, const Operation& /*operation*/) {
  return C{.agent = agent};
}

template <class C>
Command on_contact(AgentId agent, const CommandFields& fields, const Operation& /*operation*/) {
  return C{.agent = agent, .contact = fields.contact};
}

Command request_break(AgentId agent, const CommandFields& fields, const Operation& /*operation*/) {
  return RequestBreak{.agent = agent, .kind = fields.kind};
}

Command supervise(AgentId agent, const CommandFields& fields, const Operation& operation) {
  if (!fields.user.empty()) {
    const UserSetup* const known = entry_of_code(operation.users, fields.user);
    return EndSupervision{.user = known == nullptr ? UserId{} : known->id,
                          .contact = fields.contact};
  }
  return Supervise{.agent = agent,
                   .mode = fields.mode.value_or(SuperviseMode::off),
                   .contact = fields.contact,
                   .why = fields.why};
}

/// A code that is none's stays without an id, and the core says no to it.
Command dispose(AgentId agent, const CommandFields& fields, const Operation& operation) {
  const Disposition* known = entry_of_code(operation.dispositions, fields.disposition);
  return Dispose{.agent = agent,
                 .contact = fields.contact,
                 .disposition = known == nullptr ? DispositionId{} : known->id};
}

/// Likewise; none would be a queue's.
AgentId named_agent(const CommandFields& fields, const Operation& operation) {
  if (fields.to_agent.empty()) return {};
  const AgentSetup* known = entry_of_code(operation.agents, fields.to_agent);
  return known == nullptr ? AgentId{operation.agents.size() + 1} : known->id;
}

Command transfer(AgentId agent, const CommandFields& fields, const Operation& operation) {
  const QueueSetup* queue = entry_of_code(operation.queues, fields.to_queue);
  return Transfer{.agent = agent,
                  .contact = fields.contact,
                  .to_agent = named_agent(fields, operation),
                  .to_queue = queue == nullptr ? QueueId{} : queue->id,
                  .mode = fields.transfer.value_or(TransferMode::blind)};
}

Command conference(AgentId agent, const CommandFields& fields, const Operation& operation) {
  return Conference{
      .agent = agent, .contact = fields.contact, .to_agent = named_agent(fields, operation)};
}

Command force_state(AgentId agent, const CommandFields& fields, const Operation& /*operation*/) {
  return ForceState{.agent = agent, .state = fields.state, .reason = fields.written};
}

Command add_note(AgentId /*agent*/, const CommandFields& fields, const Operation& /*operation*/) {
  return AddNote{.contact = fields.contact, .note = fields.written};
}

Command send_message(AgentId /*agent*/, const CommandFields& fields,
                     const Operation& /*operation*/) {
  return SendMessage{.agents = fields.agents, .message = fields.written, .urgent = fields.urgent};
}

Command read_message(AgentId agent, const CommandFields& fields, const Operation& /*operation*/) {
  return ReadMessage{.agent = agent, .message = fields.message};
}

template <class C>
Command on_alert(AgentId /*agent*/, const CommandFields& fields, const Operation& /*operation*/) {
  C command;
  command.alert = fields.alert;
  if constexpr (requires { command.lasts; }) command.lasts = fields.lasts;
  if constexpr (requires { command.useful; }) command.useful = *fields.useful;
  return command;
}

constexpr std::array forms = {
    CommandForm{.name = "sign_in_agent",
                .summary = "The agent is there, not yet ready",
                .for_others = true,
                .make = of_agent<SignInAgent>},
    CommandForm{.name = "sign_out_agent",
                .summary = "The agent leaves",
                .for_others = true,
                .make = of_agent<SignOutAgent>},
    CommandForm{.name = "set_ready",
                .summary = "The agent takes contacts",
                .for_others = true,
                .make = of_agent<SetReady>},
    CommandForm{.name = "request_break",
                .summary = "The agent goes on a break, after the contact at hand",
                .kind = true,
                .for_others = true,
                .make = request_break},
    CommandForm{.name = "end_break",
                .summary = "The agent is back from the break",
                .for_others = true,
                .make = of_agent<EndBreak>},
    CommandForm{.name = "set_off_phone_work",
                .summary = "The agent works off the phone, after the contact at hand",
                .for_others = true,
                .make = of_agent<SetOffPhoneWork>},
    CommandForm{
        .name = "accept_offer",
        .summary =
            "The agent takes the contact that is offered; calls are taken by answering the phone",
        .contact = true,
        .make = on_contact<AcceptOffer>},
    CommandForm{.name = "decline_offer",
                .summary = "The agent does not take the contact that is offered",
                .contact = true,
                .make = on_contact<DeclineOffer>},
    CommandForm{.name = "hold",
                .summary = "The customer hears music",
                .contact = true,
                .taker = true,
                .make = on_contact<HoldContact>},
    CommandForm{.name = "resume",
                .summary = "The customer hears the agent again",
                .contact = true,
                .taker = true,
                .make = on_contact<ResumeContact>},
    CommandForm{.name = "hang_up",
                .summary = "Ends the contact",
                .contact = true,
                .taker = true,
                .for_others = true,
                .make = on_contact<HangUp>},
    CommandForm{.name = "finish_wrap_up",
                .summary = "The wrap-up is done",
                .contact = true,
                .for_others = true,
                .make = on_contact<FinishWrapUp>},
    CommandForm{.name = "extend_wrap_up",
                .summary = "Half a minute more of wrap-up, as long as there is some left",
                .contact = true,
                .for_others = true,
                .make = on_contact<ExtendWrapUp>},
    CommandForm{.name = "raise_hand",
                .summary = "The agent asks for somebody above them",
                .make = of_agent<RaiseHand>},
    CommandForm{.name = "lower_hand",
                .summary = "Somebody has come, or is not needed any more",
                .for_others = true,
                .make = of_agent<LowerHand>},
    CommandForm{.name = "supervise",
                .summary = "Who asks is beside the agent's conversation: listens, is heard by the "
                           "agent, is heard by both, takes the agent's place, or leaves; off with "
                           "user ends another's",
                .mode = true,
                .for_others = true,
                .make = supervise},
    CommandForm{.name = "dispose",
                .summary = "What the contact came to; the last word counts",
                .contact = true,
                .disposition = true,
                .taker = true,
                .make = dispose},
    CommandForm{.name = "transfer",
                .summary = "Hands the contact over to an agent or a queue, at once or after a word "
                           "with who is to take it; to who was asked so, it completes that",
                .contact = true,
                .to = true,
                .transfer = true,
                .taker = true,
                .make = transfer},
    CommandForm{.name = "conference",
                .summary = "Another agent joins the customer and the agent",
                .contact = true,
                .to = true,
                .make = conference},
    CommandForm{.name = "end_consult",
                .summary = "The other agent leaves the contact",
                .contact = true,
                .make = on_contact<EndConsult>},
    CommandForm{.name = "force_state",
                .summary = "Somebody above the agent puts them somewhere else and says why; never "
                           "out of a contact or a personal break",
                .state = true,
                .text = {.name = "reason", .chars_min = 3, .chars_max = 200},
                .for_others = true,
                .make = force_state},
    CommandForm{.name = "add_note",
                .summary = "Writes beside a contact's life, also when it is over",
                .contact = true,
                .text = {.name = "text", .chars_max = 2'000},
                .make = add_note},
    CommandForm{.name = "send_message",
                .summary = "Writes to agents that one is above: one by one, a team, a site, who "
                           "serves a queue or a campaign, or everybody. Who has fifty unread "
                           "messages is left out",
                .recipients = true,
                .text = {.name = "text", .chars_max = 500},
                .for_others = true,
                .make = send_message},
    CommandForm{.name = "read_message",
                .summary = "The agent has read it",
                .message = true,
                .make = read_message},
    CommandForm{.name = "acknowledge_alert",
                .summary = "Who asks takes care of it; when that has no success in time, it climbs",
                .alert = true,
                .make = on_alert<AcknowledgeAlert>},
    CommandForm{.name = "hand_back_alert",
                .summary = "Who asks does not take care of it any more",
                .alert = true,
                .make = on_alert<HandBackAlert>},
    CommandForm{.name = "snooze_alert",
                .summary = "It does not climb for so long, at most as the operation allows",
                .alert = true,
                .lasts = true,
                .make = on_alert<SnoozeAlert>},
    CommandForm{.name = "resolve_alert",
                .summary = "It is over, says who asks; what is outside still is told again",
                .alert = true,
                .make = on_alert<ResolveAlert>},
    CommandForm{.name = "mark_alert",
                .summary = "Whether it was useful to be told, also when it is over",
                .alert = true,
                .useful = true,
                .make = on_alert<MarkAlert>},
};

constexpr std::array known_breaks = {
    BreakWord{"rest", BreakKind::rest},         BreakWord{"meal", BreakKind::meal},
    BreakWord{"restroom", BreakKind::personal}, BreakWord{"wellness", BreakKind::personal},
    BreakWord{"nursing", BreakKind::personal},  BreakWord{"personal", BreakKind::personal},
    BreakWord{"coaching", BreakKind::coaching}, BreakWord{"training", BreakKind::training},
    BreakWord{"system", BreakKind::system},
};

std::string_view example_of(const CommandForm& form) {
  if (form.transfer) return R"({"contact":7,"to":"queue:soporte","mode":"blind"})";
  if (form.to) return R"({"contact":7,"to":"agent:1002"})";
  if (form.state) return R"({"agent":"1001","state":"off_phone_work","reason":"Junta a las 10"})";
  if (form.recipients) return R"({"to":["team:equipo-1"],"text":"Hola","priority":"urgent"})";
  if (form.message) return R"({"message":7})";
  if (!form.text.name.empty()) return R"({"contact":7,"text":"Llamará el lunes"})";
  if (form.disposition) return R"({"contact":7,"disposition":"venta"})";
  if (form.contact) return R"({"contact":7})";
  if (form.kind) return R"({"kind":"rest"})";
  if (form.mode) return R"({"agent":"1001","mode":"listen","why":"coaching"})";
  if (form.lasts) return R"({"alert":7,"lasts_s":300})";
  if (form.useful) return R"({"alert":7,"useful":true})";
  if (form.alert) return R"({"alert":7})";
  return "{}";
}

}  // namespace

std::span<const CommandForm> command_forms() { return forms; }

std::span<const BreakWord> break_words() { return known_breaks; }

const CommandForm* command_form(std::string_view name) {
  for (const CommandForm& form : forms) {
    if (form.name == name) return &form;
  }
  return nullptr;
}

std::string nearest_command(std::string_view name) {
  operation::Closest closest{name};
  for (const CommandForm& form : forms) closest.see(form.name);
  closest.see("apply_operation");
  return closest.word();
}

void command_schema(JsonWriter& json, const CommandForm& form) {
  json.begin_object();
  json.member("type", "object");
  json.key("properties");
  json.begin_object();
  if (form.takes_agent()) {
    json.key("agent");
    json.raw(
        form.mode || form.state
            ? R"({"type":"string"})"
            : R"({"type":"string","description":"Whose command it is; without it the caller's."})");
  }
  if (form.contact || form.mode) {
    json.key("contact");
    json.raw(R"({"type":"integer","minimum":1})");
  }
  if (form.kind) {
    json.key("kind");
    json.begin_object();
    json.member("type", "string");
    json.key("enum");
    json.begin_array();
    for (const BreakWord& known : known_breaks) json.value(known.word);
    json.end_array();
    json.end_object();
  }
  if (form.mode) {
    json.key("mode");
    schema::name_of<SuperviseMode>(json);
    json.key("why");
    schema::name_of<SuperviseWhy, false>(json);
    json.key("user");
    json.raw(R"({"type":"string","description":"With off: whose; without it the caller's."})");
  }
  if (form.disposition) {
    json.key("disposition");
    json.raw(R"({"type":"string","description":"Its code; see GET /dispositions."})");
  }
  if (form.to) {
    json.key("to");
    json.raw(form.transfer ? R"({"type":"string","description":"agent:CODE or queue:CODE."})"
                           : R"({"type":"string","description":"agent:CODE."})");
  }
  if (form.transfer) {
    json.key("mode");
    schema::name_of<TransferMode>(json);
  }
  append_text_fields(json, form);
  append_alert_fields(json, form);
  json.end_object();
  json.key("required");
  json.begin_array();
  if (form.contact) json.value("contact");
  if (form.kind) json.value("kind");
  if (form.mode || form.state) json.value("agent");
  if (form.mode) json.value("mode");
  if (form.disposition) json.value("disposition");
  if (form.to) json.value("to");
  append_needed_text_fields(json, form);
  append_needed_alert_fields(json, form);
  json.end_array();
  json.member("additionalProperties", false);
  json.key("examples");
  json.begin_array();
  json.raw(example_of(form));
  json.end_array();
  json.end_object();
}

std::string canonical(const CommandForm& form, std::string_view agent,
                      const CommandFields& fields) {
  std::string text{form.name};
  text += '|';
  text += agent;
  // Of a supervision it is not the asker's: what the agent has just now is looked up.
  const ContactId contact = form.mode ? ContactId{} : fields.contact;
  text += '|' + std::to_string(contact.value) + '|';
  text += enum_name(fields.kind);
  if (fields.mode) text.append("|").append(enum_name(*fields.mode));
  if (fields.why != SuperviseWhy::none) text.append("|").append(enum_name(fields.why));
  if (!fields.user.empty()) text += '|' + fields.user;
  if (form.disposition) text += '|' + fields.disposition;
  if (form.to) text += "|agent:" + fields.to_agent + "|queue:" + fields.to_queue;
  if (form.transfer)
    text.append("|").append(enum_name(fields.transfer.value_or(TransferMode::blind)));
  text += canonical_text_fields(form, fields);
  text += canonical_alert_fields(form, fields);
  return text;
}

}  // namespace relevo
