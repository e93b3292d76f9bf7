// The fields of commands about alerts: which, how long it is left in peace, whether it was useful.
#pragma once

#include "api/command_form.h"

namespace relevo {

/// Takes a field of these into `fields`; false when the command has none of that name. Fault input:
/// it is not as it must be.
Result<bool> read_alert_field(CommandFields& fields, const CommandForm& form, std::string_view name,
                              const JsonValue& value);

/// Each with ", " in front.
std::string alert_field_names(const CommandForm& form);

/// The properties of the body's schema, and which of them are needed.
void append_alert_fields(JsonWriter& json, const CommandForm& form);
void append_needed_alert_fields(JsonWriter& json, const CommandForm& form);

/// The first that is needed and not there; empty when none is.
std::string_view missing_alert_field(const CommandForm& form, const CommandFields& fields);

/// As canonical() says; empty for a command that is about no alert.
std::string canonical_alert_fields(const CommandForm& form, const CommandFields& fields);

}  // namespace relevo
