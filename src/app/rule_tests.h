// The tests of deviation rules in an operation file, run without a floor.
#pragma once

#include <optional>
#include <string>

#include "operation/operation_file.h"

namespace relevo {

/// Looks each second at the figures that the test makes up. None: all went as it says. Else the
/// place, what was expected and what happened instead.
std::optional<std::string> failure_of(const RuleTest& test, const Operation& operation);

}  // namespace relevo
