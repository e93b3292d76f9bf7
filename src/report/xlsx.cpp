#include "report/xlsx.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>

namespace relevo::report {

namespace {

constexpr double day_us = 86'400.0 * 1'000'000;
constexpr double days_to_1970 = 25'569;  // From the sheet's day 0, 1899-12-30.

/// A file that has no place in any folder: the library writes to a name alone.
class Nowhere {
 public:
  Nowhere() : fd_(memfd_create("report", MFD_CLOEXEC)) {}
  Nowhere(const Nowhere&) = delete;
  Nowhere& operator=(const Nowhere&) = delete;
  ~Nowhere() {
    if (fd_ >= 0) close(fd_);
  }

  bool is_there() const { return fd_ >= 0; }
  std::string name() const { return "/proc/self/fd/" + std::to_string(fd_); }

  Result<std::string> bytes() const {
    const off_t size = lseek(fd_, 0, SEEK_END);
    std::string bytes(static_cast<std::size_t>(std::max<off_t>(size, 0)), '\0');
    for (std::size_t at = 0; at < bytes.size();) {
      const ssize_t got = pread(fd_, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
      if (got <= 0) return fault(Fault::Kind::disk, "the workbook cannot be read back");
      at += static_cast<std::size_t>(got);
    }
    return bytes;
  }

 private:
  int fd_;
};

const char* format_of(CellKind kind) {
  switch (kind) {
    case CellKind::text:
      return "@";
    case CellKind::count:
      return "#,##0";
    case CellKind::ratio:
      return "0.00%";
    case CellKind::each:
    case CellKind::per_hour:
      return "0.00";
    case CellKind::duration:
      return "[h]:mm:ss";
    case CellKind::time:
      return "yyyy-mm-dd hh:mm:ss";
  }
  return "@";
}

double number_of(const Cell& cell, CellKind kind) {
  const auto part = static_cast<double>(cell.part);
  const auto whole = static_cast<double>(cell.whole);
  switch (kind) {
    case CellKind::per_hour:
      return part * static_cast<double>(hours(1).us) / whole;
    case CellKind::duration:
      return part / whole / day_us;
    case CellKind::time:
      return part / day_us + days_to_1970;
    case CellKind::text:
    case CellKind::count:
    case CellKind::ratio:
    case CellKind::each:
      break;
  }
  return part / whole;
}

double width_of(const Column& column, Language language) {
  const double least = column.kind == CellKind::time ? 19 : 10;
  const auto title = static_cast<double>(column.title.in(language).size());
  return std::clamp(title + 2, column.kind == CellKind::text ? 16 : least, 40.0);
}

}  // namespace

Result<std::string> xlsx_of(const Table& table, Language language) {
  if (table.rows.size() > sheet_rows_max) {
    return fault(Fault::Kind::limit, "a sheet has no room for so many rows");
  }
  const Nowhere file;
  if (!file.is_there()) return fault(Fault::Kind::disk, "there is no room for a workbook");
  lxw_workbook* book = workbook_new(file.name().c_str());
  if (book == nullptr) return fault(Fault::Kind::disk, "there is no room for a workbook");
  lxw_worksheet* sheet =
      workbook_add_worksheet(book, language == Language::es ? "Reporte" : "Report");
  lxw_format* heading = workbook_add_format(book);
  format_set_bold(heading);
  format_set_bottom(heading, LXW_BORDER_THIN);
  lxw_col_t at = 0;
  for (const Column& column : table.columns) {
    lxw_format* format = workbook_add_format(book);
    format_set_num_format(format, format_of(column.kind));
    worksheet_set_column(sheet, at, at, width_of(column, language), format);
    worksheet_write_string(sheet, 0, at, std::string{column.title.in(language)}.c_str(), heading);
    ++at;
  }
  worksheet_freeze_panes(sheet, 1, 0);
  lxw_row_t line = 1;
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const CellKind kind = table.columns[i].kind;
      const Cell& cell = row[i];
      const auto column = static_cast<lxw_col_t>(i);
      if (!cell.is_known()) continue;
      if (kind == CellKind::text) {
        worksheet_write_string(sheet, line, column, cell.text.c_str(), nullptr);
      } else {
        worksheet_write_number(sheet, line, column, number_of(cell, kind), nullptr);
      }
    }
    ++line;
  }
  if (const lxw_error error = workbook_close(book); error != LXW_NO_ERROR) {
    return fault(Fault::Kind::disk,
                 std::string{"the workbook cannot be written: "} + lxw_strerror(error));
  }
  return file.bytes();
}

}  // namespace relevo::report
