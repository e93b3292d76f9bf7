// What a seed decides: whole numbers only, so that every compiler draws the same day.
#pragma once

#include <cstdint>
#include <vector>

#include "base/prng.h"
#include "base/time.h"

namespace relevo::sim {

/// One stream of draws. Each part of the world has its own, so that a change in one does not move
/// the draws of another.
class Chance {
 public:
  Chance(std::uint64_t seed, std::uint64_t stream) : prng_(mixed(seed, stream)) {}

  /// 0 <= result < end. Requires end > 0.
  std::uint64_t below(std::uint64_t end) { return prng_.below(end); }

  /// Both ends are possible.
  std::uint64_t between(std::uint64_t least, std::uint64_t most) {
    return least + below(most - least + 1);
  }
  Duration between(Duration least, Duration most) {
    return {least.us + static_cast<std::int64_t>(below(static_cast<std::uint64_t>(most.us) -
                                                       static_cast<std::uint64_t>(least.us) + 1))};
  }

  /// A gap around `mean`, from none to twice of it.
  Duration around(Duration mean) { return between(microseconds(1), mean + mean); }

  bool percent(std::uint64_t part) { return prng_.chance(part, 100); }
  bool per_mille(std::uint64_t part) { return prng_.chance(part, 1000); }

  /// Requires that there is one.
  template <class T>
  const T& one_of(const std::vector<T>& choices) {
    return choices[below(choices.size())];
  }

 private:
  static std::uint64_t mixed(std::uint64_t seed, std::uint64_t stream) {
    Prng mix{seed ^ (stream * 0xD1342543DE82EF95U)};
    mix.next();
    return mix.next();
  }

  Prng prng_;
};

/// The streams; each number belongs to one part for ever, so that old seeds stay what they were.
enum class Stream : std::uint8_t {
  plan = 1,
  operation = 2,
  disk = 3,
  host = 4,
  wire = 5,
  voice = 6,
  customers = 7,
  consoles = 8,
  phones = 9,
  clients = 10,
  weather = 11,
  pages = 12,
  supervisors = 13,
  working_day = 14,
  working_people = 15,
};

inline Chance chance_of(std::uint64_t seed, Stream stream) {
  return Chance{seed, static_cast<std::uint64_t>(stream)};
}

}  // namespace relevo::sim
