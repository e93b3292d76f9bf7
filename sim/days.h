// Day after day: runs seeds, adds up what they saw, and makes a failure small.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "sim/options.h"
#include "sim/world.h"

namespace relevo::sim {

class Days {
 public:
  explicit Days(const Options& options) : options_(options) {}

  /// One seed; false when a promise was broken, which is then told with how to see it again.
  bool live(std::uint64_t seed);

  /// The same seed twice; false when the second day is another one.
  bool live_twice(std::uint64_t seed);

  std::uint64_t lived() const { return lived_; }
  std::uint64_t failed() const { return failed_; }

  /// One line: seeds, virtual hours, events, crashes, faults by kind, coverage, speed.
  std::string summary(double seconds) const;

 private:
  Plan plan_of(std::uint64_t seed) const;
  void tell(const Plan& plan, const Broken& broken);
  std::string made_smaller(Plan plan, const Broken& broken) const;
  void add(const Day& day);

  const Options& options_;
  std::uint64_t lived_ = 0;
  std::uint64_t failed_ = 0;
  std::uint64_t events_ = 0;
  std::uint64_t crashes_ = 0;
  std::int64_t virtual_us_ = 0;
  std::array<std::uint64_t, fault_kinds> struck_{};
  Coverage coverage_;
};

}  // namespace relevo::sim
