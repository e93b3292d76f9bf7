// How lengths are spread: a histogram of whole numbers, so that spreads of intervals add up and a
// median of the sum is one of everything in it.
//
// Log-linear as in HdrHistogram: 16 buckets to each doubling, so that a length is known within one
// sixteenth. Gil Tene, http://hdrhistogram.org.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>

#include "base/time.h"

namespace relevo {

enum class Spread : std::uint8_t {
  handle = 0,  // Of shares: talk, hold and wrap-up together.
  wait = 1,    // Of answered visits.
};
inline constexpr std::size_t spreads = 2;

inline constexpr std::uint32_t spread_buckets = 384;  // The last is for 36 hours and longer.

/// From 0 to spread_buckets - 1; a longer length is in no lower one. Below 16 ms each millisecond
/// has its own.
constexpr std::uint32_t bucket_of(Duration length) {
  const std::int64_t ms = in_ms(length);
  if (ms < 16) return ms < 0 ? 0 : static_cast<std::uint32_t>(ms);
  const auto value = static_cast<std::uint64_t>(ms);
  const auto doublings = static_cast<std::uint32_t>(std::bit_width(value)) - 5;
  const auto bucket = 16 + doublings * 16 + static_cast<std::uint32_t>((value >> doublings) - 16);
  return bucket < spread_buckets ? bucket : spread_buckets - 1;
}

/// The longest length that is in the bucket, in whole milliseconds.
constexpr Duration longest_in(std::uint32_t bucket) {
  if (bucket < 16) return milliseconds(bucket);
  const std::uint32_t doublings = bucket / 16 - 1;
  const std::int64_t steps = bucket % 16 + 16;
  return milliseconds(((steps + 1) << doublings) - 1);
}

}  // namespace relevo
