// Every table and key of the operation file, in one place: what is not here is refused.
#pragma once

#include <array>
#include <span>
#include <string_view>

namespace relevo::operation {

struct TableKeys {
  std::string_view table;
  bool many;  // Written as [[table]].
  std::span<const std::string_view> keys;
};

/// In the order in which docs/operation-file.md tells them.
std::span<const TableKeys> known_tables();

/// Requires a known table.
const TableKeys& known_table(std::string_view name);

}  // namespace relevo::operation
