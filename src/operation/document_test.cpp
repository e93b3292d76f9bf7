// docs/operation-file.md names every key that the reader knows, and no other.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <set>

#include "operation/keys.h"

namespace relevo {

namespace {

/// `queue.target_s`, ... as the document has them: a heading for each table (`## [[queue]]`), and
/// a row for each of its keys.
std::set<std::string> documented() {
  std::ifstream file{"docs/operation-file.md"};
  REQUIRE(file.good());
  std::set<std::string> keys;
  std::string table;
  for (std::string line; std::getline(file, line);) {
    if (line.starts_with("## ")) {
      table.clear();
      const std::size_t from = line.find_first_not_of("#` [");
      const std::size_t to = line.find(']');
      if (to != std::string::npos) table = line.substr(from, to - from);
    } else if (!table.empty() && line.starts_with("| `")) {
      keys.insert(table + "." + line.substr(3, line.find('`', 3) - 3));
    }
  }
  return keys;
}

}  // namespace

TEST_CASE("docs/operation-file.md: the keys of the reader, each of them") {
  std::set<std::string> known;
  for (const operation::TableKeys& table : operation::known_tables()) {
    for (const std::string_view key : table.keys) {
      known.insert(std::string{table.table} + "." + std::string{key});
    }
  }
  CHECK(documented() == known);
}

}  // namespace relevo
