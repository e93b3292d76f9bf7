// The simulator's command line.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "sim/plan.h"

namespace relevo::sim {

struct Options {
  std::optional<std::uint64_t> seed;  // This one alone.
  std::uint64_t from = 1;             // Else these, one after the other,
  std::uint64_t seeds_max = 1'000'000;
  std::uint64_t seconds = 60;  // for so long.
  std::string known;           // A file with seeds that come first.
  std::uint32_t agents = 0;
  Duration stormy = minutes(10);
  std::uint32_t reconciled = 0;  // So many agents of a working day without faults; 0: none.
  Duration working = hours(12);
  std::vector<FaultKind> without;
  std::string mutant;
  bool trace = false;
  bool quick_end = false;  // At the first failure nothing is looked for.
  bool help = false;
};

/// Fault input: an option that is not there, or a value that is none.
Result<Options> read_options(int count, const char* const* words);

/// What --help prints.
extern const char* const usage;

}  // namespace relevo::sim
