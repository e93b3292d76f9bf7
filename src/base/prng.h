// One small seeded source of randomness, for property tests and the simulator.
#pragma once

#include <cstdint>

namespace relevo {

/// SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
class Prng {
 public:
  explicit Prng(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9E3779B97F4A7C15U;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31U);
  }

  /// 0 <= result < end. Requires end > 0. The bias is below 2^-32 for end < 2^32.
  std::uint64_t below(std::uint64_t end) { return next() % end; }

  /// True in `part` of `whole` cases.
  bool chance(std::uint64_t part, std::uint64_t whole) { return below(whole) < part; }

 private:
  std::uint64_t state_;
};

}  // namespace relevo
