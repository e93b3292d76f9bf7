// One subject's figures over time: by the minute for the last hour, by the quarter for longer.
//
// Time here is the wall clock's, in UTC: quarters of all time zones of today begin together, so
// every day, shift and interval of 15 minutes or a multiple is made of whole ones.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/time.h"
#include "view/tally/measure.h"
#include "view/tally/spread.h"

namespace relevo {

inline constexpr Duration quarter = minutes(15);
inline constexpr std::size_t minutes_kept = 61;  // Of the last hour, and the one that runs.

/// The beginning of the minute, or of the quarter, that `at` is in.
Time floor_to(Time at, Duration step);

/// From `from` on, `to` excluded.
struct Span {
  Time from;
  Time to;

  friend bool operator==(const Span&, const Span&) = default;
};

/// How long both run at once; never negative.
Duration overlap(Span a, Span b);

/// What was added up over a span. Adding two gives what both together are about.
class Amounts {
 public:
  std::int64_t operator[](Measure measure) const {
    return sums_[static_cast<std::size_t>(measure)];
  }
  void add(Measure measure, std::int64_t amount) {
    sums_[static_cast<std::size_t>(measure)] += amount;
  }
  /// Of the measures that are no sums.
  void raise(Measure measure, std::int64_t amount);
  void add(Spread spread, std::uint32_t bucket, std::int64_t count);
  void add(const Amounts& other);

  /// How many lengths there are.
  std::int64_t count(Spread spread) const;

  /// The length that `permille` thousandths are not longer than, by nearest rank: at most a
  /// sixteenth more than the exact one. Zero when there is none.
  Duration at_most(Spread spread, std::int64_t permille) const;

 private:
  std::array<std::int64_t, measures_max> sums_{};
  std::array<std::map<std::uint32_t, std::int64_t>, spreads> spread_;
};

/// A sum, or a bucket of a spread, of one minute or quarter.
struct Entry {
  std::uint16_t key = 0;
  std::int64_t amount = 0;

  friend bool operator==(const Entry&, const Entry&) = default;
};

std::uint16_t key_of(Measure measure);
std::uint16_t key_of(Spread spread, std::uint32_t bucket);

/// What fell into one minute, or one quarter: by ascending keys, none of them zero.
struct Cell {
  Time from;
  std::vector<Entry> entries;

  friend bool operator==(const Cell&, const Cell&) = default;
};

class Series {
 public:
  /// `at` is a moment of the wall clock. Moments may come in any order; a minute that is older than
  /// the last hour before the latest is not kept.
  void add(Time at, std::span<const Entry> entries);

  /// Spread over the minutes and quarters in which it passed, in microseconds.
  void add_time(Span span, Measure measure);

  /// Adds to `into` what is kept of the span, whose ends are moved to whole minutes if it begins
  /// within the last hour before the latest minute, and to whole quarters otherwise: the beginning
  /// down, the end up.
  void sum(Span span, Amounts& into) const;

  /// Forgets the quarters that ended at or before `before`.
  void forget(Time before);

  const std::vector<Cell>& quarters() const { return quarters_; }

  /// False of what no series could have become: then its bytes were damaged.
  bool is_sound() const;

  friend bool operator==(const Series&, const Series&) = default;

  template <class V>
  friend void fields(V& visit, Series& o) {
    visit(1, "minutes", o.minutes_);
    visit(2, "quarters", o.quarters_);
  }

 private:
  /// The minute's cell, or nullptr when it is too old; what then is too old is forgotten.
  Cell* minute_at(Time from);

  std::vector<Cell> minutes_;  // By ascending `from`, as are
  std::vector<Cell> quarters_;
};

template <class V>
void fields(V& visit, Entry& o) {
  visit(1, "key", o.key);
  visit(2, "amount", o.amount);
}

template <class V>
void fields(V& visit, Cell& o) {
  visit(1, "from", o.from);
  visit(2, "entries", o.entries);
}

}  // namespace relevo
