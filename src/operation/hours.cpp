#include "operation/hours.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>

namespace relevo::operation {

namespace {

constexpr std::array<std::string_view, 7> days{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
constexpr std::int64_t quarter_us = minutes(15).us;
constexpr std::int64_t day_quarters = 24 * 4;

std::optional<std::size_t> day_from(std::string_view text) {
  const auto* day = std::find(days.begin(), days.end(), text);
  if (day == days.end()) return std::nullopt;
  return static_cast<std::size_t>(day - days.begin());
}

/// `mon-fri` or `sat`.
std::optional<std::uint8_t> days_in(std::string_view range) {
  const std::size_t dash = range.find('-');
  const auto first = day_from(range.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : day_from(range.substr(dash + 1));
  if (!first || !last || *last < *first) return std::nullopt;
  std::uint8_t bits = 0;
  for (std::size_t day = *first; day <= *last; ++day) {
    bits = static_cast<std::uint8_t>(bits | (1U << day));
  }
  return bits;
}

std::optional<std::uint8_t> days_from(std::string_view text) {
  std::uint8_t bits = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(',', at), text.size());
    const auto some = days_in(text.substr(at, end - at));
    if (!some || (bits & *some) != 0) return std::nullopt;
    bits = static_cast<std::uint8_t>(bits | *some);
    at = end + 1;
  }
  return bits;
}

/// Quarters of an hour behind midnight, from `00:00` to `24:00`.
std::optional<std::int64_t> quarters_from(std::string_view text) {
  const auto digit = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '9'; };
  if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4)) {
    return std::nullopt;
  }
  const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
  const std::int64_t minute = number(0) * 60 + number(3);
  if (number(3) > 59 || minute % 15 != 0 || minute > 24 * 60) return std::nullopt;
  return minute / 15;
}

std::string clock(std::int64_t quarters) {
  const auto two = [](std::int64_t number) {
    return std::string{number < 10 ? "0" : ""} + std::to_string(number);
  };
  return two(quarters / 4) + ":" + two(quarters % 4 * 15);
}

}  // namespace

Result<ShiftHours> hours_from(std::string_view text) {
  const auto wrong = fault(Fault::Kind::input,
                           "is no hours of a week; write days and two quarters of an hour, like "
                           "\"mon-fri 09:00-18:00\" or \"sat,sun 22:00-06:00\"");
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos || text.size() != blank + 12 || text[blank + 6] != '-') {
    return wrong;
  }
  const auto on = days_from(text.substr(0, blank));
  const auto from = quarters_from(text.substr(blank + 1, 5));
  const auto to = quarters_from(text.substr(blank + 7));
  if (!on || !from || !to || *from == *to || *from == day_quarters || *to == 0) return wrong;
  const std::int64_t length = *to > *from ? *to - *from : *to + day_quarters - *from;
  return ShiftHours{
      .days = *on, .from = Duration{*from * quarter_us}, .length = Duration{length * quarter_us}};
}

std::string in_words(const ShiftHours& hours) {
  std::string list;
  for (std::size_t day = 0; day < days.size();) {
    if ((hours.days >> day & 1U) == 0) {
      ++day;
      continue;
    }
    std::size_t last = day;
    while (last + 1 < days.size() && (hours.days >> (last + 1) & 1U) != 0) ++last;
    if (!list.empty()) list += ',';
    list += days[day];
    if (last > day) list.append("-").append(days[last]);
    day = last + 1;
  }
  const std::int64_t from = hours.from.us / quarter_us;
  const std::int64_t to = from + hours.length.us / quarter_us;
  return list + " " + clock(from) + "-" + clock(to > day_quarters ? to - day_quarters : to);
}

bool overlap(const std::vector<ShiftHours>& hours) {
  std::bitset<7 * day_quarters> taken;
  for (const ShiftHours& one : hours) {
    for (std::size_t day = 0; day < days.size(); ++day) {
      if ((one.days >> day & 1U) == 0) continue;
      const auto begin = day * day_quarters + static_cast<std::size_t>(one.from.us / quarter_us);
      const auto length = static_cast<std::size_t>(one.length.us / quarter_us);
      for (std::size_t at = begin; at < begin + length; ++at) {
        if (taken.test(at % taken.size())) return true;
        taken.set(at % taken.size());
      }
    }
  }
  return false;
}

}  // namespace relevo::operation
