// Who called: the one place of the API where people's data is read from the records store.
#pragma once

#include <string_view>

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"
#include "base/result.h"

namespace relevo {

bool sees_customer(const Floor& floor, const Principal& principal, const ContactLife& life);

/// The members `customer` and `screen_pop` of a contact's own page; null for who may not see them,
/// and where nobody is known.
void append_customer(JsonWriter& json, const Floor& floor, const Principal& principal,
                     const ContactLife& life);
void customer_schema(JsonWriter& json);

/// Who calls from a number as people write it, with blanks, hyphens, parentheses; somebody without
/// any contact when nobody does. Fault input: it has other characters than those and digits, or
/// fewer than 3 of these or more than 15 (E.164).
Result<PersonId> caller_with(const Floor& floor, std::string_view written);

}  // namespace relevo
