// What a report is made of: columns that people know, and rows of figures that are still exact.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace relevo::report {

enum class Language : std::uint8_t { es, en };

/// In Spanish and in English.
struct Words {
  std::string_view es;
  std::string_view en;

  constexpr std::string_view in(Language language) const {
    return language == Language::es ? es : en;
  }
};

/// How a column's cells are to be read.
enum class CellKind : std::uint8_t {
  text = 0,
  count = 1,
  ratio = 2,     // part / whole, from 0 to 1.
  each = 3,      // part / whole.
  duration = 4,  // part / whole, in microseconds.
  per_hour = 5,  // part for each hour of whole, which is in microseconds.
  time = 6,      // part: what the clocks of the report's time zone show, see TimeZone::shown_at.
};

struct Column {
  std::string_view name;  // As in the API.
  Words title;
  CellKind kind = CellKind::text;
};

/// Of a column's kind. A whole of 0 is no value, which is not 0.
struct Cell {
  std::string text;
  std::int64_t part = 0;
  std::int64_t whole = 0;

  bool is_known() const { return whole > 0; }

  static Cell of(std::string_view text) { return {.text = std::string{text}, .whole = 1}; }
  static Cell of(std::int64_t part, std::int64_t whole) { return {.part = part, .whole = whole}; }
  static Cell of(Duration length) { return {.part = length.us, .whole = 1}; }
  static Cell of(Time shown) { return {.part = shown.us, .whole = 1}; }
};

struct Table {
  Words title;
  std::vector<Column> columns;
  std::vector<std::vector<Cell>> rows;  // Each as long as `columns`.
};

}  // namespace relevo::report
