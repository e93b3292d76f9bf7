// A working day of a large floor, and every indicator of it against a recount of the log.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "core/types.h"

namespace relevo::sim {

struct Reconciled {
  std::uint64_t contacts = 0;
  Position events = 0;
  std::uint64_t refused = 0;  // Commands that came too late, or made no sense any more.
  std::string figures;       // Of the operation and the whole day, those that say what it was like.
  std::uint64_t values = 0;  // Compared.
  std::uint64_t spans = 0;
  std::uint64_t subjects = 0;
  std::vector<std::string> recounted;      // Indicators, and
  std::vector<std::string> not_recounted;  // those that the recount does not know.
  std::uint64_t differences = 0;
  std::vector<std::string> told;  // The first of them, a line each.
};

Reconciled reconcile(std::uint64_t seed, std::uint32_t agents, Duration length);

/// What it came to, in lines.
std::string in_words(const Reconciled& day, std::uint64_t seed, std::uint32_t agents,
                     Duration length);

}  // namespace relevo::sim
