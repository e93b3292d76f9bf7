// What a build of Relevo reads and writes, and whether one may take over from another.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace relevo {

struct Formats {
  std::string version;
  std::uint32_t link = 0;                         // Protocol between core and voice.
  std::uint32_t legs = 0;                         // Records of the leg store.
  std::uint32_t log = 0;                          // Segments and records.
  std::uint32_t rules = 0;                        // Of decide().
  std::uint32_t state = 0;                        // State inside of snapshots.
  std::uint32_t snapshot = 0;                     // Their files.
  std::uint32_t records = 0;                      // Tables of the records store.
  std::uint32_t archive = 0;                      // Oldest tables of one that it goes on with.
  std::map<std::uint32_t, std::uint32_t> events;  // Kind -> its highest field, by their numbers.

  /// What events and the operation's document are made of: a struct's highest field, a choice's
  /// highest value. `48.9` is field 9 of the events of kind 48, `operation.7.6` that of the
  /// document.
  std::map<std::string, std::uint32_t> parts;
};

Formats formats_of_this_build();

/// One line, `formats version=0.1.0 link=1 ... events=1.3,2.1 parts=3.1.2`, without its end.
std::string to_line(const Formats& formats);

/// Keys that this build does not know are passed over. Fault input: it is no such line, or one of
/// ours is missing.
Result<Formats> parse_formats(std::string_view line);

/// How a server moves to a build that may take over.
struct Fit {
  bool together = false;  // Core and voice at the same time: they would not understand the other.
  bool folds_whole = false;  // The new core cannot use the snapshots that there are.
  bool migrates = false;     // The new core changes the tables of records, before it listens.
  bool may_return = false;   // The old core reads everything that the new one may have written.
};

/// Fault input: why `next` may not take over from `running`.
Result<Fit> check_fit(const Formats& running, const Formats& next);

}  // namespace relevo
