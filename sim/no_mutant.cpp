// The program that is what it is: no mutant to choose.
#include "sim/mutant.h"

namespace relevo::sim {

bool choose_mutant(const std::string& name) { return name.empty(); }

}  // namespace relevo::sim
