// The body of a command: which fields there are, and whether each is as it must be.
#include "api/alert_fields.h"
#include "api/command_form.h"
#include "api/text_fields.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

Result<BreakKind> break_kind(const JsonValue& value) {
  for (const BreakWord& known : break_words()) {
    if (value.is_text() && value.text == known.word) return known.kind;
  }
  return fault(Fault::Kind::input,
               "\"kind\" must be one of rest, meal, restroom, wellness, nursing, personal, "
               "coaching, training, system.");
}

std::string field_names(const CommandForm& form) {
  std::string names = form.takes_agent() ? "agent" : "";
  if (form.contact || form.mode) names += ", contact";
  if (form.kind) names += ", kind";
  if (form.mode) names += ", mode, why, user";
  if (form.disposition) names += ", disposition";
  if (form.to) names += ", to";
  if (form.transfer) names += ", mode";
  names += text_field_names(form);
  names += alert_field_names(form);
  return names.starts_with(", ") ? names.substr(2) : names;
}

tl::unexpected<Fault> wrong(std::string sentence) {
  return fault(Fault::Kind::input, std::move(sentence));
}

Result<std::string> read_code(const JsonValue& value, std::string_view sentence) {
  if (!value.is_text() || !is_code(value.text)) return wrong(std::string(sentence));
  return value.text;
}

Result<void> read_agent(CommandFields& fields, const JsonValue& value) {
  auto code = read_code(value, "\"agent\" must be an agent's code, such as \"1001\".");
  if (!code) return tl::unexpected<Fault>(code.error());
  fields.agent = std::move(*code);
  return {};
}

Result<void> read_contact(CommandFields& fields, const JsonValue& value) {
  if (!value.is_number() || value.number == 0) {
    return wrong("\"contact\" must be a contact's number.");
  }
  fields.contact = {value.number};
  return {};
}

Result<void> read_kind(CommandFields& fields, const JsonValue& value) {
  const auto kind = break_kind(value);
  if (!kind) return tl::unexpected<Fault>(kind.error());
  fields.kind = *kind;
  return {};
}

Result<void> read_mode(CommandFields& fields, const JsonValue& value) {
  fields.mode = value.is_text() ? enum_from_name<SuperviseMode>(value.text) : std::nullopt;
  if (fields.mode) return {};
  return wrong("\"mode\" must be one of off, listen, whisper, barge, take_over.");
}

Result<void> read_why(CommandFields& fields, const JsonValue& value) {
  const auto why = value.is_text() ? enum_from_name<SuperviseWhy>(value.text) : std::nullopt;
  fields.why = why.value_or(SuperviseWhy::none);
  if (fields.why != SuperviseWhy::none) return {};
  return wrong("\"why\" must be one of routine, help, coaching, quality, complaint, alert.");
}

Result<void> read_user(CommandFields& fields, const JsonValue& value) {
  auto code = read_code(value, "\"user\" must be a user's code, such as \"s01\".");
  if (!code) return tl::unexpected<Fault>(code.error());
  fields.user = std::move(*code);
  return {};
}

Result<void> read_disposition(CommandFields& fields, const JsonValue& value) {
  auto code = read_code(value, "\"disposition\" must be a disposition's code, such as \"venta\".");
  if (!code) return tl::unexpected<Fault>(code.error());
  fields.disposition = std::move(*code);
  return {};
}

Result<void> read_transfer(CommandFields& fields, const JsonValue& value) {
  fields.transfer = value.is_text() ? enum_from_name<TransferMode>(value.text) : std::nullopt;
  if (fields.transfer) return {};
  return wrong("\"mode\" must be one of blind, consult.");
}

Result<void> read_to(CommandFields& fields, const CommandForm& form, const JsonValue& value) {
  constexpr std::string_view agent = "agent:";
  constexpr std::string_view queue = "queue:";
  const std::string_view text = value.is_text() ? std::string_view{value.text} : "";
  if (text.starts_with(agent) && is_code(text.substr(agent.size()))) {
    fields.to_agent = text.substr(agent.size());
    fields.to_queue.clear();
    return {};
  }
  if (form.transfer && text.starts_with(queue) && is_code(text.substr(queue.size()))) {
    fields.to_queue = text.substr(queue.size());
    fields.to_agent.clear();
    return {};
  }
  return wrong(form.transfer ? "\"to\" must name an agent or a queue, such as \"agent:1002\" or "
                               "\"queue:soporte\"."
                             : "\"to\" must name an agent, such as \"agent:1002\".");
}

Result<void> read_field(CommandFields& fields, const CommandForm& form, const std::string& name,
                        const JsonValue& value) {
  if (name == "agent" && form.takes_agent()) return read_agent(fields, value);
  if (name == "contact" && (form.contact || form.mode)) return read_contact(fields, value);
  if (name == "kind" && form.kind) return read_kind(fields, value);
  if (name == "mode" && form.mode) return read_mode(fields, value);
  if (name == "why" && form.mode) return read_why(fields, value);
  if (name == "user" && form.mode) return read_user(fields, value);
  if (name == "disposition" && form.disposition) return read_disposition(fields, value);
  if (name == "to" && form.to) return read_to(fields, form, value);
  if (name == "mode" && form.transfer) return read_transfer(fields, value);
  const auto taken = read_text_field(fields, form, name, value);
  if (!taken) return tl::unexpected<Fault>(taken.error());
  if (*taken) return {};
  const auto of_alert = read_alert_field(fields, form, name, value);
  if (!of_alert) return tl::unexpected<Fault>(of_alert.error());
  if (*of_alert) return {};
  return wrong("Unknown field \"" + name + "\"; " + std::string(form.name) + " takes " +
               field_names(form) + ".");
}

/// The first that is needed and not there; empty when none is.
std::string_view missing_field(const CommandForm& form, const CommandFields& fields) {
  if (form.contact && !fields.contact) return "contact";
  if (form.kind && fields.kind == BreakKind::none) return "kind";
  if ((form.mode || form.state) && fields.agent.empty()) return "agent";
  if (form.mode && !fields.mode) return "mode";
  if (form.to && fields.to_agent.empty() && fields.to_queue.empty()) return "to";
  if (form.disposition && fields.disposition.empty()) return "disposition";
  const std::string_view of_alert = missing_alert_field(form, fields);
  return of_alert.empty() ? missing_text_field(form, fields) : of_alert;
}

}  // namespace

Result<CommandFields> read_fields(const CommandForm& form, const JsonValue& body) {
  CommandFields fields;
  for (const auto& [name, value] : body.members) {
    const auto read = read_field(fields, form, name, value);
    if (!read) return tl::unexpected<Fault>(read.error());
  }
  const std::string_view missing = missing_field(form, fields);
  if (!missing.empty()) return wrong("\"" + std::string(missing) + "\" is missing.");
  if (!fields.user.empty() && fields.mode != SuperviseMode::off) {
    return wrong("\"user\" goes with the mode off alone: nobody supervises in another's name.");
  }
  return fields;
}

}  // namespace relevo
