// A TOML text as a plain tree that knows its lines; nothing else here sees the TOML library.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

namespace relevo::operation {

/// A longer line is refused: dotted keys nest once per dot, and the parser recurses on them.
inline constexpr std::size_t line_bytes_max = 1000;

struct Node {
  enum class Kind : std::uint8_t { text, whole, flag, list, table, other };

  Kind kind = Kind::other;
  std::uint32_t line = 0;  // From 1; of the key where there is one.
  std::string key;         // Empty for what is in a list.
  std::string text;
  std::int64_t whole = 0;
  bool flag = false;
  std::vector<Node> items;  // Of a list or table, in the order of the text.

  /// The entry of a table, or nullptr.
  const Node* find(std::string_view name) const;
};

/// Where a text is no TOML, and why.
struct SyntaxError {
  std::uint32_t line = 0;
  std::string what;
};

/// The root table. What nests deeper than an operation ever does is Kind::other without items.
tl::expected<Node, SyntaxError> parse_toml(const std::string& text);

}  // namespace relevo::operation
