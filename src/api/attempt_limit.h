// How many failed sign-ins, and how many commands, are let through: a bucket per name.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "base/time.h"
#include "base/token_bucket.h"

namespace relevo {

/// Buckets that hold `burst` attempts and get one more each `refill`. Nobody is locked out: who
/// waits may try again. Full buckets are forgotten when names_max is reached; beyond it every new
/// name is refused.
class AttemptLimit {
 public:
  static constexpr std::size_t names_max = 100'000;

  AttemptLimit(std::int64_t burst, Duration refill) : burst_(burst), refill_(refill) {}

  /// Takes one attempt. False when there is none left.
  bool take(std::string_view name, Time now);

  /// The attempt was no failure: it does not count.
  void give_back(std::string_view name);

  /// Until one attempt is there, rounded up; at least 1.
  int retry_after_s() const;

 private:
  void forget_full(Time now);

  std::int64_t burst_;
  Duration refill_;
  std::map<std::string, TokenBucket, std::less<>> buckets_;
};

}  // namespace relevo
