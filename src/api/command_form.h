// The commands of people as the outside writes them: their names, fields, and what they become.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/json_read.h"
#include "base/json_writer.h"
#include "base/result.h"
#include "core/commands.h"
#include "core/subject.h"

namespace relevo {

/// A text that a command carries.
struct TextForm {
  std::string_view name;  // Of the field; empty: the command has none.
  std::size_t chars_min = 1;
  std::size_t chars_max = 0;
};

/// Whom a message is for: one of that kind by its code, and of a group all those above whom the
/// sender is. The operation itself is everybody.
struct Recipient {
  SubjectKind kind = SubjectKind::agent;  // Agent, team, site, queue, campaign or operation.
  std::string code;                       // Of the operation none.

  std::string text() const;  // As it is written: `team:equipo-1`, `everybody`.
};

/// The fields of a body; which are there is checked.
struct CommandFields {
  std::string agent;  // Code; empty: the caller.
  ContactId contact;
  BreakKind kind = BreakKind::none;
  std::optional<SuperviseMode> mode;
  SuperviseWhy why = SuperviseWhy::none;
  std::string user;         // Code, of whose supervision ends; empty: the caller's.
  std::string disposition;  // Code.
  std::string to_agent;     // Codes: one of them where `to` is needed.
  std::string to_queue;
  std::optional<TransferMode> transfer;
  std::string text;
  TextId written;  // The text's id in the records store, once it is there.
  std::vector<Recipient> recipients;
  std::vector<AgentId> agents;  // They, once they are looked up.
  bool urgent = false;
  TextId message;
  ForcedTo state = ForcedTo::none;
  AlertId alert;
  Duration lasts;
  std::optional<bool> useful;
};

/// One command that an agent carries out, or somebody for them; with `mode` it is done to an agent,
/// who is named.
struct CommandForm {
  std::string_view name;
  std::string_view summary;
  bool contact = false;      // Needs `contact`.
  bool kind = false;         // Needs `kind`, of a break.
  bool mode = false;         // Needs `mode`, of a supervision, and `agent`.
  bool disposition = false;  // Needs `disposition`.
  bool to = false;           // Needs `to`, an agent.
  bool transfer = false;     // `to` may be a queue, and `mode` say how it is handed over.
  bool state = false;        // Needs `state`, and `agent`: nobody does it to themselves.
  bool message = false;      // Needs `message`.
  bool recipients = false;   // Needs `to`, takes `priority`, and is done to those.
  bool alert = false;        // Needs `alert`, and is done to it by who asks.
  bool lasts = false;        // Needs `lasts_s`.
  bool useful = false;       // Needs `useful`.
  TextForm text = {};        // Needs that text.
  bool taker = false;        // Without `agent` it is of who asks, when they took `contact` over.
  bool for_others = false;   // By those above an agent, too: nobody talks in another's name.
  Command (*make)(AgentId agent, const CommandFields& fields, const Operation& operation) = nullptr;

  /// Not who writes in their own name.
  bool takes_agent() const { return !alert && (text.name.empty() || state); }
};

/// A kind of break as people ask for it.
struct BreakWord {
  std::string_view word;
  BreakKind kind;
};

std::span<const BreakWord> break_words();

/// All of them but apply_operation, which is no agent's.
std::span<const CommandForm> command_forms();

/// Nullptr when there is none of that name.
const CommandForm* command_form(std::string_view name);

/// The known name, apply_operation too, that is nearest to this one; empty when none is near.
std::string nearest_command(std::string_view name);

/// The schema of a command's body.
void command_schema(JsonWriter& json, const CommandForm& form);

/// Fault input, in one sentence: an unknown field, a wrong type, a missing field.
Result<CommandFields> read_fields(const CommandForm& form, const JsonValue& body);

/// What a repetition with one idempotency key must have in common. Breaks for the restroom,
/// wellness and nursing read `personal` here: nothing that is kept can tell them apart.
std::string canonical(const CommandForm& form, std::string_view agent, const CommandFields& fields);

}  // namespace relevo
