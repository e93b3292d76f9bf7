// Which deliberate mistake this run makes; the program without mutants makes none.
#pragma once

#include <string>

namespace relevo::sim {

/// False when this program has no mutant of that name. Before anything else runs.
bool choose_mutant(const std::string& name);

}  // namespace relevo::sim
