// What is counted while Relevo runs: numbers that cost one relaxed addition and no allocation.
#pragma once

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace relevo {

/// Only grows. Any thread.
class Counter {
 public:
  void add(std::uint64_t count = 1) { value_.fetch_add(count, std::memory_order_relaxed); }
  std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::uint64_t> value_ = 0;
};

/// Goes up and down. Any thread.
class Gauge {
 public:
  void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
  void add(std::int64_t difference) { value_.fetch_add(difference, std::memory_order_relaxed); }
  std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

 private:
  std::atomic<std::int64_t> value_ = 0;
};

/// How often something took how long. Any thread; a reader in between may see the sum without the
/// count.
class Histogram {
 public:
  // Bounds double from 32 us to 33.6 s, and the last bucket has none.
  static constexpr std::size_t buckets_count = 22;

  /// The longest time that still belongs to a bucket with a bound.
  static constexpr Duration bound(std::size_t bucket) {
    return {std::int64_t{1} << (bucket + first_bound_bits)};
  }

  void record(Duration took) {
    const auto us = static_cast<std::uint64_t>(std::max<std::int64_t>(took.us, 1));
    const auto doublings = static_cast<std::size_t>(std::bit_width((us - 1) >> first_bound_bits));
    counts_[std::min(doublings, buckets_count - 1)].add();
    sum_us_.add(us);
  }

  std::uint64_t count(std::size_t bucket) const { return counts_[bucket].value(); }
  Duration sum() const { return {static_cast<std::int64_t>(sum_us_.value())}; }

 private:
  static constexpr unsigned first_bound_bits = 5;

  std::array<Counter, buckets_count> counts_;
  Counter sum_us_;
};

}  // namespace relevo
