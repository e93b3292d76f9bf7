// The lines of rules and of their tests: `abandonment over 15 min > 8 % back 5 %`, `130 s fires`.
#pragma once

#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "operation/operation_file.h"

namespace relevo::operation {

/// What is wrong with the line, and what would be right: the end of a message.
template <class T>
using Parsed = tl::expected<T, std::string>;

/// A condition about subjects of the kind.
Parsed<Condition> parse_condition(std::string_view text, SubjectKind of,
                                  KnownIndicators indicators);

/// Of a test of the rule: figures are of its conditions.
Parsed<RuleTestLine> parse_test_line(std::string_view text, const RuleSetup& rule,
                                     KnownIndicators indicators);

}  // namespace relevo::operation
