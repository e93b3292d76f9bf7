// What kind of day a seed is: how large the floor, how busy, and which faults happen how often.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace relevo::sim {

/// Everything that the weather can do. The first group comes at intervals, the second counts by
/// the thousand of what it may hit.
enum class FaultKind : std::uint8_t {
  core_killed = 0,  // Between two turns; what was written stays.
  core_cut = 1,     // In the middle of a system call of the log.
  power_cut = 2,    // What was not synced is lost, torn or out of order; voice dies as well.
  write_error = 3,  // EIO of one write, sync or allocation.
  disk_full = 4,    // For a while.
  disk_slow = 5,    // For a while: a turn takes up to two seconds.
  voice_dies = 6,   // And comes back as a new session, with its legs or without.
  link_cut = 7,     // What was on its way is lost.
  link_slow = 8,    // For a while: messages take up to three seconds.
  wall_jumps = 9,   // Somebody sets the clock of the machine.
  machine_sleeps = 10,
  operation_changes = 11,
  phone_leaves = 12,  // A device drops out for a while.
  media_lost = 13,    // A leg that was up dies.
  frame_repeated = 14,
  request_lost = 15,
  answer_lost = 16,
  request_repeated = 17,
  nonsense = 18,  // Commands that make no sense where they come.
  no_media = 19,  // A phone cannot be rung for want of a port, and for a while none can.
};
inline constexpr std::size_t fault_kinds = 20;
inline constexpr std::size_t timed_fault_kinds = 14;

struct Plan {
  std::uint64_t seed = 0;
  Duration stormy;  // Faults happen.
  Duration calm;    // None do, and everything must end.

  std::uint32_t agents = 0;
  std::uint32_t queues = 0;
  std::uint32_t skills = 0;
  Duration arrival_gap;  // Between two customers.
  Duration patience;
  Duration talk;
  Duration think;  // Of an agent at the console, between two looks.

  std::uint64_t segment_bytes_max = 0;
  std::uint64_t grow_bytes = 0;
  bool voice_resumes_legs = false;
  bool supervised = false;  // Conversations are.

  /// Timed kinds: the mean gap; the others: how many of a thousand. Zero: does not happen.
  std::array<Duration, timed_fault_kinds> gap{};
  std::array<std::uint32_t, fault_kinds> per_mille{};

  bool has(FaultKind kind) const;
  void leave_out(FaultKind kind);
  Duration gap_of(FaultKind kind) const { return gap[static_cast<std::size_t>(kind)]; }
  std::uint32_t per_mille_of(FaultKind kind) const {
    return per_mille[static_cast<std::size_t>(kind)];
  }
};

struct PlanOptions {
  Duration stormy = minutes(10);
  Duration calm = minutes(12);
  std::uint32_t agents = 0;  // 0: drawn.
  bool faults = true;
};

Plan draw_plan(std::uint64_t seed, const PlanOptions& options);

/// The kind with that name; none when there is no such one.
std::optional<FaultKind> fault_kind_of(std::string_view name);

/// One line: everything that was drawn.
std::string in_words(const Plan& plan);

}  // namespace relevo::sim
