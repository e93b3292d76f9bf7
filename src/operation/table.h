// One table of the operation file, asked key by key: each answer is of the right type and range.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "operation/first_fault.h"
#include "operation/toml_tree.h"

namespace relevo::operation {

/// Both ends belong to it.
struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

/// A text of a list.
struct Word {
  std::string_view text;
  Place place;
};

/// `spanish = 3` of `skills`.
struct Level {
  std::string_view skill;
  std::uint8_t level = 0;
  Place place;
};

inline constexpr std::size_t list_items_max = 1'000;
inline constexpr std::size_t levels_max = 32;

/// What is wrong goes to the FirstFault; the answer is then empty or the default. The node, the
/// file's name and the FirstFault outlive it.
class Table {
 public:
  Table(const Node& node, std::string_view file, std::string_view name, FirstFault& fault)
      : node_(&node), file_(file), name_(name), fault_(&fault) {}

  std::string_view name() const { return name_; }
  Place place() const { return {file_, node_->line}; }

  /// Refuses keys that are not in keys.h.
  void check_keys() const;

  bool has(std::string_view key) const { return node_->find(key) != nullptr; }

  /// Where the key is written, or the table when it is not there.
  Place place_of(std::string_view key) const;

  /// A fault on the key's line, or on the table's when the key is not there.
  void refuse(std::string_view key, const std::string& what) const;
  void refuse(const Place& place, std::string_view key, const std::string& what) const;

  /// Required: without it there is a fault that shows `example`.
  void require(std::string_view key, std::string_view example) const;

  /// Required; is_code.
  std::string_view code(std::string_view key) const;

  /// None when the key is not there. In bytes of UTF-8, without control characters.
  std::optional<std::string_view> text(std::string_view key, Range bytes) const;

  /// The same for a text of a list; false after a fault.
  bool check_text(const Place& at, std::string_view key, std::string_view text, Range bytes) const;

  std::int64_t whole(std::string_view key, Range range, std::int64_t otherwise) const;
  bool flag(std::string_view key, bool otherwise) const;

  /// Empty when the key is not there; an empty list is refused, and over list_items_max.
  std::vector<Word> words(std::string_view key) const;

  /// A table of whole numbers in 1 .. skill_level_max, at most levels_max.
  std::vector<Level> levels(std::string_view key) const;

 private:
  std::string path(std::string_view key) const;
  const Node* find(std::string_view key, Node::Kind kind, const std::string& right) const;

  const Node* node_;
  std::string_view file_;
  std::string_view name_;
  FirstFault* fault_;
};

}  // namespace relevo::operation
