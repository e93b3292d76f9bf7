#include "view/rule/limit.h"

#include "base/time.h"

namespace relevo {

namespace {

constexpr std::int64_t million = 1'000'000;

/// A number as what is whole of it and what is left of its denominator.
struct Divided {
  std::int64_t whole;
  std::int64_t rest;  // Never negative.

  Divided(std::int64_t a, std::int64_t b) : whole(a / b), rest(a % b) {
    if (rest < 0) {
      rest += b;
      --whole;
    }
  }
};

/// a / b against c / d, by their continued fractions: nothing grows. Requires b, d > 0.
std::strong_ordering compare_fractions(std::int64_t a, std::int64_t b, std::int64_t c,
                                       std::int64_t d) {
  while (true) {
    const Divided left{a, b};
    const Divided right{c, d};
    if (left.whole != right.whole) return left.whole <=> right.whole;
    if (left.rest == 0 || right.rest == 0) return left.rest <=> right.rest;
    // rest / b against rest / d is the other way round upside down.
    a = d;
    c = b;
    b = right.rest;
    d = left.rest;
  }
}

}  // namespace

std::int64_t millionths_of(Unit unit) {
  switch (unit) {
    case Unit::count:
    case Unit::ratio:
    case Unit::each:
      return million;
    case Unit::duration:
      return 1;  // Microseconds are millionths of a second.
    case Unit::per_hour:
      return hours(1).us * million;
  }
  return million;
}

Value value_of(std::int64_t millionths, Unit unit) {
  return {.part = millionths, .whole = millionths_of(unit)};
}

std::strong_ordering compare(const Value& value, std::int64_t scale, std::int64_t limit) {
  std::int64_t left = 0;
  std::int64_t right = 0;
  const bool is_short = !__builtin_mul_overflow(value.part, scale, &left) &&
                        !__builtin_mul_overflow(limit, value.whole, &right);
  if (is_short) return left <=> right;
  return compare_fractions(value.part, value.whole, limit, scale);
}

}  // namespace relevo
