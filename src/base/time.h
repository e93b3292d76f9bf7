// Points in time and lengths of time, in whole microseconds, without a clock.
#pragma once

#include <compare>
#include <cstdint>

namespace relevo {

struct Duration {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(const Duration&, const Duration&) = default;
};

/// Microseconds since 1970-01-01T00:00:00Z on the log's clock, which never goes back.
struct Time {
  std::int64_t us = 0;

  friend constexpr auto operator<=>(const Time&, const Time&) = default;
};

constexpr Duration microseconds(std::int64_t n) { return {n}; }
constexpr Duration milliseconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
constexpr Duration minutes(std::int64_t n) { return {n * 60'000'000}; }
constexpr Duration hours(std::int64_t n) { return {n * 3'600'000'000}; }

constexpr Duration operator-(Time later, Time earlier) { return {later.us - earlier.us}; }
constexpr Time operator+(Time time, Duration duration) { return {time.us + duration.us}; }
constexpr Time operator-(Time time, Duration duration) { return {time.us - duration.us}; }
constexpr Duration operator+(Duration a, Duration b) { return {a.us + b.us}; }
constexpr Duration operator-(Duration a, Duration b) { return {a.us - b.us}; }

/// Whole milliseconds, rounded down: what the outside sees (`..._ms`).
constexpr std::int64_t in_ms(Duration duration) { return duration.us / 1000; }

}  // namespace relevo
