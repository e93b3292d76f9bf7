#include "report/csv.h"

#include <algorithm>
#include <chrono>
#include <string_view>

#include "base/decimal.h"

namespace relevo::report {

namespace {

std::string padded(std::int64_t number, std::size_t digits) {
  const std::string text = std::to_string(number);
  return std::string(digits - std::min(digits, text.size()), '0') + text;
}

std::string length(std::int64_t us) {
  const std::int64_t s = (us + 500'000) / 1'000'000;
  return std::to_string(s / 3600) + ":" + padded(s / 60 % 60, 2) + ":" + padded(s % 60, 2);
}

std::string quoted(std::string_view text) {
  std::string safe{text};
  // As formulas begin: OWASP, CSV injection.
  if (!safe.empty() && std::string_view{"=+-@\t\r"}.find(safe.front()) != std::string_view::npos) {
    safe.insert(0, 1, '\'');
  }
  if (safe.find_first_of(",\"\r\n") == std::string::npos) return safe;
  std::string out = "\"";
  for (const char one : safe) {
    if (one == '"') out += '"';
    out += one;
  }
  return out + '"';
}

std::string text_of(const Cell& cell, CellKind kind) {
  if (!cell.is_known()) return {};
  switch (kind) {
    case CellKind::text:
      return quoted(cell.text);
    case CellKind::count:
      return std::to_string(cell.part);
    case CellKind::ratio:
      return decimal(cell.part, cell.whole, 100, 2) + "%";
    case CellKind::each:
      return decimal(cell.part, cell.whole, 1, 2);
    case CellKind::duration:
      return length(cell.part / cell.whole);
    case CellKind::per_hour:
      return decimal(cell.part, cell.whole, hours(1).us, 2);
    case CellKind::time:
      return written(Time{cell.part});
  }
  return {};
}

}  // namespace

std::string written(Time shown) {
  const std::chrono::microseconds since{shown.us};
  const auto days = std::chrono::floor<std::chrono::days>(since);
  const std::chrono::year_month_day date{std::chrono::sys_days{days}};
  const std::int64_t s = (since - days).count() / 1'000'000;
  return padded(static_cast<int>(date.year()), 4) + "-" +
         padded(static_cast<unsigned>(date.month()), 2) + "-" +
         padded(static_cast<unsigned>(date.day()), 2) + " " + padded(s / 3600, 2) + ":" +
         padded(s / 60 % 60, 2) + ":" + padded(s % 60, 2);
}

std::string csv_of(const Table& table, Language language) {
  std::string out = "\xEF\xBB\xBF";
  bool is_first = true;
  const auto add = [&](const std::string& text) {
    if (!is_first) out += ',';
    is_first = false;
    out += text;
  };
  const auto end_line = [&] {
    out += "\r\n";
    is_first = true;
  };
  for (const Column& column : table.columns) add(quoted(column.title.in(language)));
  end_line();
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) add(text_of(row[i], table.columns[i].kind));
    end_line();
  }
  return out;
}

}  // namespace relevo::report
