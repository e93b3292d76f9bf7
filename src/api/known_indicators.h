// The indicators, as the reader of the operation file needs to know them.
#pragma once

#include "operation/operation_file.h"

namespace relevo {

/// All of view/indicator. Lives as long as the program; any thread.
KnownIndicators known_indicators();

}  // namespace relevo
