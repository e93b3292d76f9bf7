#include "api/rfc3339.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cstdio>

namespace relevo {

namespace {

/// Moves `text` behind `digits` digits and then `end`; nothing when they are not there.
std::optional<int> take_number(std::string_view& text, std::size_t digits, char end) {
  if (text.size() <= digits || text[digits] != end) return std::nullopt;
  int number = 0;
  const char* stop = text.data() + digits;
  const auto [at, error] = std::from_chars(text.data(), stop, number);
  if (error != std::errc{} || at != stop || number < 0) return std::nullopt;
  text.remove_prefix(digits + 1);
  return number;
}

}  // namespace

std::string rfc3339(Time wall) {
  constexpr std::int64_t day_us = hours(24).us;
  constexpr std::int64_t last_us = 253'402'300'799'999'000;  // 9999-12-31T23:59:59.999Z
  const std::int64_t us = std::clamp<std::int64_t>(wall.us, 0, last_us);
  const std::chrono::year_month_day date{
      std::chrono::sys_days{std::chrono::days{static_cast<int>(us / day_us)}}};
  const std::int64_t ms = us % day_us / 1000;
  const auto part = [](std::int64_t value) { return static_cast<int>(value); };
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()), part(ms / 3'600'000), part(ms / 60'000 % 60),
                part(ms / 1000 % 60), part(ms % 1000));
  return text.data();
}

std::optional<Time> from_rfc3339(std::string_view text) {
  constexpr std::size_t fraction_digits_max = 9;
  const auto year = take_number(text, 4, '-');
  const auto month = take_number(text, 2, '-');
  const auto day = take_number(text, 2, 'T');
  const auto hour = take_number(text, 2, ':');
  const auto minute = take_number(text, 2, ':');
  const bool has_fraction = text.size() > 2 && text[2] == '.';
  const auto second = take_number(text, 2, has_fraction ? '.' : 'Z');
  if (!year || !month || !day || !hour || !minute || !second) return std::nullopt;
  std::int64_t us = 0;
  if (has_fraction) {
    const std::size_t digits = text.size() < 2 ? 0 : text.size() - 1;
    if (digits == 0 || digits > fraction_digits_max) return std::nullopt;
    const auto fraction = take_number(text, digits, 'Z');
    if (!fraction) return std::nullopt;
    us = *fraction;
    for (std::size_t i = digits; i < 6; ++i) us *= 10;
    for (std::size_t i = 6; i < digits; ++i) us /= 10;
  }
  if (!text.empty() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year},
                                         std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days{date}.time_since_epoch().count();
  const std::int64_t second_of_day = *hour * 3600 + *minute * 60 + *second;
  return Time{(days * 86'400 + second_of_day) * 1'000'000 + us};
}

}  // namespace relevo
