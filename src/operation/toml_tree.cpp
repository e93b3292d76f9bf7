#include "operation/toml_tree.h"

#include <algorithm>
#include <utility>

// The library is used header-only: the one that Debian built throws.
#define TOML_EXCEPTIONS 0
#define TOML_ENABLE_FORMATTERS 0
#define TOML_MAX_NESTED_VALUES 8
// It asserts on input: `[!` stops the program, although the next lines of the parser refuse it in
// good order. Under NDEBUG its asserts would become promises to the compiler.
#undef NDEBUG
#define TOML_ASSERT(condition) static_assert(true)
#include <toml++/toml.h>

namespace relevo::operation {

namespace {

constexpr int depth_max = 6;

Node tree_of(const toml::node& from, int depth);

void add_entries(Node& node, const toml::table& from, int depth) {
  struct Entry {
    const toml::key* key;
    const toml::node* value;
  };
  std::vector<Entry> entries;
  for (const auto& [key, value] : from) entries.push_back({&key, &value});
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    const auto& left = a.key->source().begin;
    const auto& right = b.key->source().begin;
    return std::pair{left.line, left.column} < std::pair{right.line, right.column};
  });
  for (const Entry& entry : entries) {
    Node item = tree_of(*entry.value, depth + 1);
    item.key = entry.key->str();
    item.line = entry.key->source().begin.line;
    node.items.push_back(std::move(item));
  }
}

Node tree_of(const toml::node& from, int depth) {
  Node node;
  node.line = from.source().begin.line;
  if (const auto* text = from.as_string()) {
    node.kind = Node::Kind::text;
    node.text = text->get();
  } else if (const auto* whole = from.as_integer()) {
    node.kind = Node::Kind::whole;
    node.whole = whole->get();
  } else if (const auto* flag = from.as_boolean()) {
    node.kind = Node::Kind::flag;
    node.flag = flag->get();
  } else if (const auto* list = from.as_array(); list != nullptr && depth < depth_max) {
    node.kind = Node::Kind::list;
    for (const toml::node& item : *list) node.items.push_back(tree_of(item, depth + 1));
  } else if (const auto* table = from.as_table(); table != nullptr && depth < depth_max) {
    node.kind = Node::Kind::table;
    add_entries(node, *table, depth);
  }
  return node;
}

/// The first line over the limit, or 0.
std::uint32_t long_line(std::string_view text) {
  std::uint32_t line = 1;
  while (!text.empty()) {
    const std::size_t size = std::min(text.find('\n'), text.size());
    if (size > line_bytes_max) return line;
    text.remove_prefix(std::min(size + 1, text.size()));
    ++line;
  }
  return 0;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto at =
      std::find_if(items.begin(), items.end(), [&](const Node& item) { return item.key == name; });
  return at == items.end() ? nullptr : &*at;
}

tl::expected<Node, SyntaxError> parse_toml(const std::string& text) {
  if (const std::uint32_t line = long_line(text); line != 0) {
    return tl::unexpected(SyntaxError{line, "the line is over " + std::to_string(line_bytes_max) +
                                                " bytes; break it into several"});
  }
  const toml::parse_result parsed = toml::parse(std::string_view{text});
  if (!parsed) {
    const toml::parse_error& error = parsed.error();
    return tl::unexpected(SyntaxError{std::max<std::uint32_t>(error.source().begin.line, 1),
                                      std::string{error.description()}});
  }
  return tree_of(parsed.table(), 0);
}

}  // namespace relevo::operation
