#include "operation/table.h"

#include <algorithm>

#include "base/text.h"
#include "core/operation.h"
#include "operation/closest.h"
#include "operation/keys.h"

namespace relevo::operation {

namespace {

std::string_view kind_in_words(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::text:
      return "a text";
    case Node::Kind::whole:
      return "a whole number";
    case Node::Kind::flag:
      return "true or false";
    case Node::Kind::list:
      return "a list";
    case Node::Kind::table:
      return "a table";
    case Node::Kind::other:
      break;
  }
  return "something else";
}

std::string range_in_words(Range range) {
  return "write a whole number from " + std::to_string(range.min) + " to " +
         std::to_string(range.max);
}

bool has_control(std::string_view text) {
  return std::any_of(text.begin(), text.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

}  // namespace

std::string Table::path(std::string_view key) const {
  return std::string{name_} + "." + std::string{key};
}

Place Table::place_of(std::string_view key) const {
  const Node* node = node_->find(key);
  return node == nullptr ? place() : Place{file_, node->line};
}

void Table::refuse(std::string_view key, const std::string& what) const {
  refuse(place_of(key), key, what);
}

void Table::refuse(const Place& at, std::string_view key, const std::string& what) const {
  fault_->set(at, path(key), what);
}

void Table::check_keys() const {
  const auto known = known_table(name_).keys;
  for (const Node& item : node_->items) {
    if (std::find(known.begin(), known.end(), item.key) != known.end()) continue;
    Closest closest{item.key};
    std::string all;
    for (const std::string_view key : known) {
      closest.see(key);
      all += (all.empty() ? "" : ", ") + std::string{key};
    }
    const std::string right =
        closest.word().empty() ? "known here: " + all : "did you mean `" + closest.word() + "`?";
    fault_->set({file_, item.line}, name_, "there is no key " + quoted(item.key) + "; " + right);
    return;
  }
}

const Node* Table::find(std::string_view key, Node::Kind kind, const std::string& right) const {
  const Node* node = node_->find(key);
  if (node == nullptr) return nullptr;
  if (node->kind == kind) return node;
  refuse(key, "is " + std::string{kind_in_words(node->kind)} + "; " + right);
  return nullptr;
}

void Table::require(std::string_view key, std::string_view example) const {
  if (has(key)) return;
  refuse(key, "is missing; write " + std::string{key} + " = " + std::string{example});
}

std::string_view Table::code(std::string_view key) const {
  constexpr std::string_view right = "write 1 to 32 of a-z, 0-9, `_`, `.` and `-` in quotes";
  require(key, "\"...\" with 1 to 32 of a-z, 0-9, `_`, `.` and `-`");
  const Node* node = find(key, Node::Kind::text, std::string{right});
  if (node == nullptr) return {};
  if (is_code(node->text)) return node->text;
  refuse(key, quoted(node->text) + " is no code; " + std::string{right});
  return {};
}

std::optional<std::string_view> Table::text(std::string_view key, Range bytes) const {
  const Node* node = find(key, Node::Kind::text, "write a text in quotes");
  if (node == nullptr) return std::nullopt;
  if (!check_text(place_of(key), key, node->text, bytes)) return std::nullopt;
  return node->text;
}

bool Table::check_text(const Place& at, std::string_view key, std::string_view text,
                       Range bytes) const {
  const auto size = static_cast<std::int64_t>(text.size());
  // The text itself is not shown: it may be a secret.
  if (size < bytes.min || size > bytes.max) {
    refuse(at, key,
           "has " + std::to_string(size) + " bytes; write " + std::to_string(bytes.min) + " to " +
               std::to_string(bytes.max));
    return false;
  }
  if (has_control(text)) {
    refuse(at, key, "has a control character in it; write one line of plain text");
    return false;
  }
  return true;
}

std::int64_t Table::whole(std::string_view key, Range range, std::int64_t otherwise) const {
  const Node* node = find(key, Node::Kind::whole, range_in_words(range));
  if (node == nullptr) return otherwise;
  if (node->whole >= range.min && node->whole <= range.max) return node->whole;
  refuse(key, "is " + std::to_string(node->whole) + "; " + range_in_words(range));
  return otherwise;
}

bool Table::flag(std::string_view key, bool otherwise) const {
  const Node* node = find(key, Node::Kind::flag, "write true or false");
  return node == nullptr ? otherwise : node->flag;
}

std::vector<Word> Table::words(std::string_view key) const {
  const std::string right = "write a list of texts: [\"...\", \"...\"]";
  const Node* node = find(key, Node::Kind::list, right);
  if (node == nullptr) return {};
  if (node->items.empty()) refuse(key, "is an empty list; name at least one, or leave it out");
  if (node->items.size() > list_items_max) {
    refuse(key, "has " + std::to_string(node->items.size()) + " entries; write at most " +
                    std::to_string(list_items_max));
    return {};
  }
  std::vector<Word> words;
  for (const Node& item : node->items) {
    const Place at{file_, item.line};
    if (item.kind != Node::Kind::text) {
      refuse(at, key, "has " + std::string{kind_in_words(item.kind)} + " in it; " + right);
      return {};
    }
    words.push_back({item.text, at});
  }
  return words;
}

std::vector<Level> Table::levels(std::string_view key) const {
  const Node* node = find(key, Node::Kind::table, "write { SKILL = LEVEL }, like { spanish = 5 }");
  if (node == nullptr) return {};
  if (node->items.size() > levels_max) {
    refuse(key, "has " + std::to_string(node->items.size()) + " skills; write at most " +
                    std::to_string(levels_max));
    return {};
  }
  const Range range{1, skill_level_max};
  const std::string inside_name = path(key);
  const Table inside{*node, file_, inside_name, *fault_};
  std::vector<Level> levels;
  for (const Node& item : node->items) {
    const std::int64_t level = inside.whole(item.key, range, range.min);
    levels.push_back({item.key, static_cast<std::uint8_t>(level), {file_, item.line}});
  }
  return levels;
}

}  // namespace relevo::operation
