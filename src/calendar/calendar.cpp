#include "calendar/calendar.h"

#include <date/tz.h>

#include <charconv>
#include <chrono>
#include <exception>

namespace relevo {

namespace {

using Micros = std::chrono::microseconds;

date::sys_time<Micros> sys(Time wall) { return date::sys_time<Micros>{Micros{wall.us}}; }

date::year_month_day ymd(const Date& date) {
  return {date::year{date.year}, date::month{date.month}, date::day{date.day}};
}

Date date_of(const date::year_month_day& day) {
  return {.year = static_cast<int>(day.year()),
          .month = static_cast<unsigned>(day.month()),
          .day = static_cast<unsigned>(day.day())};
}

/// So many digits, all of them; nothing else.
std::optional<unsigned> number_in(std::string_view text) {
  unsigned number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

std::optional<Date> date_from(std::string_view text) {
  if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto year = number_in(text.substr(0, 4));
  const auto month = number_in(text.substr(5, 2));
  const auto day = number_in(text.substr(8, 2));
  if (!year || !month || !day || *year < 1970) return std::nullopt;
  const Date date{.year = static_cast<int>(*year), .month = *month, .day = *day};
  if (!ymd(date).ok()) return std::nullopt;
  return date;
}

std::string text_of(const Date& date) {
  const auto padded = [](unsigned number, std::size_t digits) {
    const std::string text = std::to_string(number);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
  };
  return padded(static_cast<unsigned>(date.year), 4) + "-" + padded(date.month, 2) + "-" +
         padded(date.day, 2);
}

Date next(const Date& date) { return date_of(date::sys_days{ymd(date)} + date::days{1}); }
Date previous(const Date& date) { return date_of(date::sys_days{ymd(date)} - date::days{1}); }

unsigned weekday_of(const Date& date) {
  return date::weekday{date::sys_days{ymd(date)}}.iso_encoding() - 1;
}

Result<TimeZone> TimeZone::named(std::string_view name) {
  // The library knows no other way to say that there is none.
  try {
    return TimeZone{*date::locate_zone(std::string{name})};
  } catch (const std::exception&) {
    return fault(Fault::Kind::input, "there is no time zone \"" + std::string{name.substr(0, 64)} +
                                         "\"; write a name like \"America/Mexico_City\"");
  }
}

Date TimeZone::day_at(Time wall, Duration cut) const {
  const auto local = zone_->to_local(sys(wall));
  const Date midnight = date_of(date::year_month_day{date::floor<date::days>(local)});
  // By the moments at which days begin, not by the clock's face: it can show one time twice.
  if (wall < begin_of(midnight, cut)) return previous(midnight);
  const Date tomorrow = next(midnight);
  return wall < begin_of(tomorrow, cut) ? midnight : tomorrow;
}

Time TimeZone::begin_of(const Date& day, Duration cut) const {
  const date::local_time<Micros> face = date::local_days{ymd(day)} + Micros{cut.us};
  const date::local_info info = zone_->get_info(face);
  if (info.result == date::local_info::nonexistent) {
    return {Micros{info.first.end.time_since_epoch()}.count()};
  }
  return {(face.time_since_epoch() - Micros{info.first.offset}).count()};
}

Time TimeZone::shown_at(Time wall) const {
  return Time{zone_->to_local(sys(wall)).time_since_epoch().count()};
}

}  // namespace relevo
