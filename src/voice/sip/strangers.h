// How many requests are taken from an address that nothing is known of: a token bucket for each.
#pragma once

#include <functional>
#include <set>
#include <string>

#include "base/time.h"
#include "voice/sip/guess_limit.h"

namespace relevo::voice {

/// A site that comes back as a whole is a stranger until its first phone has registered.
class Strangers {
 public:
  static constexpr Debts::Limits of_source{
      .failures_max = 500, .forgiven_each = milliseconds(20), .entries_max = 4096};
  static constexpr Duration known_for = seconds(1);  // Who is known is asked for again behind it.

  /// Whether an address is one from which calls may come.
  using IsTrunk = std::function<bool(const std::string& source)>;
  /// The addresses of all that have registered or are in a call.
  using Guests = std::function<std::set<std::string, std::less<>>()>;

  Strangers(IsTrunk is_trunk, Guests guests)
      : is_trunk_(std::move(is_trunk)), guests_(std::move(guests)) {}

  /// Takes a request outside of any dialog; false when it is one too many.
  bool take(const std::string& source, Time at);

 private:
  bool knows(const std::string& source, Time at);

  IsTrunk is_trunk_;
  Guests guests_;
  Debts requests_{of_source};
  std::set<std::string, std::less<>> known_;
  Time known_until_;
};

}  // namespace relevo::voice
