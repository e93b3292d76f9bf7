// Tables become files: what a spreadsheet reads is what was counted.
#include <doctest/doctest.h>

#include "report/csv.h"
#include "report/xlsx.h"

namespace relevo::report {

namespace {

Table table() {
  Table table{.title = {"Prueba", "Test"},
              .columns = {{"of", {"Cola", "Queue"}, CellKind::text},
                          {"from", {"Desde", "From"}, CellKind::time},
                          {"offered", {"Ofrecidas", "Offered"}, CellKind::count},
                          {"level", {"Nivel", "Level"}, CellKind::ratio},
                          {"holds", {"Retenciones", "Holds"}, CellKind::each},
                          {"aht", {"TMO", "AHT"}, CellKind::duration},
                          {"vph", {"VPH", "VPH"}, CellKind::per_hour}}};
  table.rows.push_back({Cell::of("soporte, \"norte\""), Cell::of(Time{1'764'000'000'000'000}),
                        Cell::of(1200, 1), Cell::of(2, 3), Cell::of(7, 4),
                        Cell::of(seconds(3'725).us * 2, 2), Cell::of(3, hours(2).us)});
  table.rows.push_back({Cell::of("=1+1"), Cell{}, Cell::of(0, 1), Cell{}, Cell{}, Cell{}, Cell{}});
  return table;
}

}  // namespace

TEST_CASE("csv: titles in the reader's language, values as people read them") {
  CHECK(csv_of(table(), Language::en) ==
        "\xEF\xBB\xBF"
        "Queue,From,Offered,Level,Holds,AHT,VPH\r\n"
        "\"soporte, \"\"norte\"\"\",2025-11-24 16:00:00,1200,66.67%,1.75,1:02:05,1.50\r\n"
        "'=1+1,,0,,,,\r\n");
  CHECK(csv_of(table(), Language::es)
            .starts_with("\xEF\xBB\xBF"
                         "Cola,Desde,Ofrecidas,"));
}

TEST_CASE("csv: nothing that a spreadsheet takes for a formula") {
  for (const char* text : {"=A1", "+1", "-1", "@x", "\tx", "\rx"}) {
    Table one{.columns = {{"of", {"Cola", "Queue"}, CellKind::text}}};
    one.rows.push_back({Cell::of(text)});
    const std::string csv = csv_of(one, Language::en);
    CHECK(csv.find(std::string{"'"} + text) != std::string::npos);
  }
}

TEST_CASE("xlsx: a workbook, also of nothing") {
  for (const Table& one : {table(), Table{.columns = table().columns}}) {
    const auto book = xlsx_of(one, Language::es);
    REQUIRE_MESSAGE(book.has_value(), book.error().what);
    CHECK(book->starts_with("PK"));
    CHECK(book->find("xl/worksheets/sheet1.xml") != std::string::npos);
  }
}

}  // namespace relevo::report
