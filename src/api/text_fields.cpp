#include "api/text_fields.h"

#include <algorithm>
#include <array>

#include "api/json_schema.h"
#include "api/readable.h"
#include "base/enum_name.h"

namespace relevo {

namespace {

constexpr std::string_view everybody = "everybody";
constexpr std::array recipient_kinds = {SubjectKind::agent, SubjectKind::team, SubjectKind::site,
                                        SubjectKind::queue, SubjectKind::campaign};

tl::unexpected<Fault> wrong(std::string sentence) {
  return fault(Fault::Kind::input, std::move(sentence));
}

/// Unicode characters: bytes that begin one.
std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

Result<bool> read_text(CommandFields& fields, const TextForm& form, const JsonValue& value) {
  const bool fits = value.is_text() && is_readable(value.text) &&
                    length_of(value.text) >= form.chars_min &&
                    length_of(value.text) <= form.chars_max;
  if (!fits) {
    return wrong("\"" + std::string(form.name) + "\" must be a text of " +
                 std::to_string(form.chars_min) + " to " + std::to_string(form.chars_max) +
                 " characters.");
  }
  fields.text = value.text;
  return true;
}

std::optional<Recipient> recipient_of(std::string_view text) {
  if (text == everybody) return Recipient{.kind = SubjectKind::operation, .code = {}};
  const std::size_t colon = text.find(':');
  const auto kind = enum_from_name<SubjectKind>(text.substr(0, colon));
  if (colon == std::string_view::npos || !kind || !is_code(text.substr(colon + 1)) ||
      std::find(recipient_kinds.begin(), recipient_kinds.end(), *kind) == recipient_kinds.end()) {
    return std::nullopt;
  }
  return Recipient{.kind = *kind, .code = std::string(text.substr(colon + 1))};
}

Result<bool> read_recipients(CommandFields& fields, const JsonValue& value) {
  for (const JsonValue& item : value.items) {
    const auto recipient = item.is_text() ? recipient_of(item.text) : std::nullopt;
    if (!recipient) {
      return wrong(
          "\"to\" holds texts such as \"agent:1001\", \"team:equipo-1\", "
          "\"site:home\", \"queue:soporte\", \"campaign:ventas\" or \"everybody\".");
    }
    fields.recipients.push_back(*recipient);
  }
  if (fields.recipients.empty() || fields.recipients.size() > recipients_max) {
    return wrong("\"to\" is a list of 1 to 20 agents and groups, such as [\"agent:1001\"].");
  }
  return true;
}

Result<bool> read_priority(CommandFields& fields, const JsonValue& value) {
  if (!value.is_text() || (value.text != "normal" && value.text != "urgent")) {
    return wrong("\"priority\" must be normal or urgent.");
  }
  fields.urgent = value.text == "urgent";
  return true;
}

Result<bool> read_message(CommandFields& fields, const JsonValue& value) {
  if (!value.is_number() || value.number == 0) {
    return wrong("\"message\" must be a message's number.");
  }
  fields.message = {value.number};
  return true;
}

Result<bool> read_state(CommandFields& fields, const JsonValue& value) {
  const auto state = value.is_text() ? enum_from_name<ForcedTo>(value.text) : std::nullopt;
  if (!state || *state == ForcedTo::none) {
    return wrong("\"state\" must be one of ready, off_phone_work, offline.");
  }
  fields.state = *state;
  return true;
}

}  // namespace

Result<bool> read_text_field(CommandFields& fields, const CommandForm& form, std::string_view name,
                             const JsonValue& value) {
  if (!form.text.name.empty() && name == form.text.name) return read_text(fields, form.text, value);
  if (form.recipients && name == "to") return read_recipients(fields, value);
  if (form.recipients && name == "priority") return read_priority(fields, value);
  if (form.message && name == "message") return read_message(fields, value);
  if (form.state && name == "state") return read_state(fields, value);
  return false;
}

std::string text_field_names(const CommandForm& form) {
  std::string names;
  if (form.recipients) names += ", to, priority";
  if (form.message) names += ", message";
  if (form.state) names += ", state";
  if (!form.text.name.empty()) names += ", " + std::string(form.text.name);
  return names;
}

std::string Recipient::text() const {
  if (kind == SubjectKind::operation) return std::string{everybody};
  return std::string{enum_name(kind)} + ':' + code;
}

void append_text_fields(JsonWriter& json, const CommandForm& form) {
  if (form.recipients) {
    json.key("to");
    json.raw(R"({"type":"array","minItems":1,"maxItems":20,"items":{"type":"string",)"
             R"("pattern":"^((agent|team|site|queue|campaign):[a-z0-9_.-]{1,32}|everybody)$"}})");
    json.key("priority");
    json.raw(R"({"type":"string","enum":["normal","urgent"]})");
  }
  if (form.message) {
    json.key("message");
    json.raw(R"({"type":"integer","minimum":1})");
  }
  if (form.state) {
    json.key("state");
    schema::name_of<ForcedTo, false>(json);
  }
  if (form.text.name.empty()) return;
  json.key(form.text.name);
  json.begin_object();
  json.member("type", "string");
  json.member("minLength", form.text.chars_min);
  json.member("maxLength", form.text.chars_max);
  json.end_object();
}

void append_needed_text_fields(JsonWriter& json, const CommandForm& form) {
  if (form.recipients) json.value("to");
  if (form.message) json.value("message");
  if (form.state) json.value("state");
  if (!form.text.name.empty()) json.value(form.text.name);
}

std::string_view missing_text_field(const CommandForm& form, const CommandFields& fields) {
  if (form.recipients && fields.recipients.empty()) return "to";
  if (form.message && !fields.message) return "message";
  if (form.state && fields.state == ForcedTo::none) return "state";
  return fields.text.empty() ? form.text.name : "";
}

std::string canonical_text_fields(const CommandForm& form, const CommandFields& fields) {
  std::string text;
  for (const Recipient& recipient : fields.recipients) {
    text += '|' + recipient.text();
  }
  if (form.recipients) text += fields.urgent ? "|urgent" : "|normal";
  if (form.message) text += '|' + std::to_string(fields.message.value);
  if (form.state) text.append("|").append(enum_name(fields.state));
  // Last: it may hold what divides the others.
  if (!form.text.name.empty()) text += '|' + fields.text;
  return text;
}

}  // namespace relevo
