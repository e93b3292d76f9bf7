// Events and commands as a line for people: what --trace prints and what a finding says.
#pragma once

#include <string>

#include "core/commands.h"
#include "core/record.h"

namespace relevo::sim {

/// Every event of the batch, one a line, fields that are not zero.
std::string in_words(const Batch& batch);

/// The command's name, and whom it is about.
std::string in_words(const Command& command);

}  // namespace relevo::sim
