// The fields of commands with which people write to each other, or are moved with a reason.
#pragma once

#include <string>
#include <string_view>

#include "api/command_form.h"
#include "api/json_read.h"
#include "base/json_writer.h"
#include "base/result.h"

namespace relevo {

inline constexpr std::size_t recipients_max = 20;  // Named in one message; a team is one.

/// Whether the field is one of these and the form has it; then it is read. Fault input: it is not
/// as it must be.
Result<bool> read_text_field(CommandFields& fields, const CommandForm& form, std::string_view name,
                             const JsonValue& value);

/// Of these, those that the form has: their names behind a comma each; their schemas; and the names
/// of those that are needed, as items of an array.
std::string text_field_names(const CommandForm& form);
void append_text_fields(JsonWriter& json, const CommandForm& form);
void append_needed_text_fields(JsonWriter& json, const CommandForm& form);

/// The first that is needed and not there; empty when none is.
std::string_view missing_text_field(const CommandForm& form, const CommandFields& fields);

/// What they add to canonical(); nothing for forms without any.
std::string canonical_text_fields(const CommandForm& form, const CommandFields& fields);

}  // namespace relevo
