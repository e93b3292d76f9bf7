// Slows down those who try passwords: a debt per account and source, and one per source in all.
#pragma once

#include <cstddef>
#include <string>
#include <unordered_map>

#include "base/time.h"

namespace relevo::voice {

/// Failures that are forgotten one by one: who has too many is not listened to.
class Debts {
 public:
  struct Limits {
    int failures_max;         // In one burst.
    Duration forgiven_each;   // One failure is forgotten after this.
    std::size_t entries_max;  // Behind it the half that owes least is forgotten.
  };

  explicit Debts(Limits limits) : limits_(limits) {}

  bool full(const std::string& debtor, Time at) const;
  void add(const std::string& debtor, Time at);
  std::size_t size() const { return clean_at_.size(); }

 private:
  void make_room(Time at);

  Limits limits_;
  /// When the last of the debtor's failures is forgotten: the debt as a point in time.
  std::unordered_map<std::string, Time> clean_at_;
};

/// Behind one address there may be a whole site, so a guesser there may lock out nobody but who
/// names the same account at the same address, and not the phone that is registered as it there:
/// what comes over its very way has a debt of its own. What the address as a whole may try is more
/// than a site of phones with a wrong secret does, and does not touch who is registered from there.
class GuessLimit {
 public:
  static constexpr Debts::Limits of_account{
      .failures_max = 10, .forgiven_each = seconds(2), .entries_max = 16'384};
  static constexpr Debts::Limits of_source{
      .failures_max = 1000, .forgiven_each = milliseconds(20), .entries_max = 4096};

  /// Who tries: an account's name as the request gives it, and from where.
  struct Guess {
    std::string account;
    std::string source;
    bool at_home = false;  // The account has a device at this source already.
    std::string way;       // Where it came from, if that is such a device's way; else empty.
  };

  /// Whether this one is not listened to now.
  bool blocked(const Guess& guess, Time at) const;

  void failed(const Guess& guess, Time at);

 private:
  Debts accounts_{of_account};
  Debts sources_{of_source};
};

}  // namespace relevo::voice
