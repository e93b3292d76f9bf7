// How long to wait before a process that died is started again.
#pragma once

#include <cstdint>

namespace relevo {

/// At once after the first death, then twice as long each time, until a healthy minute has passed.
/// Of one that never served only the deaths in a row count.
class RestartPause {
 public:
  static constexpr std::int64_t pause_ms_min = 100;
  static constexpr std::int64_t pause_ms_max = 10'000;
  // Calls wait for a process that was serving, so it is never long away; and since it lived until
  // it served, starting it again does not spin.
  static constexpr std::int64_t pause_ms_of_ready_max = 500;
  static constexpr std::int64_t healthy_ms = 60'000;
  static constexpr int deaths_of_loop = 5;  // In a row, none of them ready: a crash loop.

  /// A life of `lived_ms` has ended; `was_ready`: it served. Gives the pause in ms.
  std::int64_t after_death(std::int64_t lived_ms, bool was_ready);

  /// Deaths since the last healthy minute.
  int deaths() const { return deaths_; }

  /// Exactly when a crash loop has just been found: true once for each.
  bool loop_begins() const { return never_ready_ == deaths_of_loop; }

 private:
  int deaths_ = 0;
  int never_ready_ = 0;  // Deaths before ready, in a row.
};

}  // namespace relevo
