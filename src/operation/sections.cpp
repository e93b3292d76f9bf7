#include "operation/sections.h"

#include <algorithm>

#include "operation/closest.h"
#include "operation/keys.h"

namespace relevo::operation {

namespace {

void refuse_table(const Node& item, std::string_view file, FirstFault& fault) {
  Closest closest{item.key};
  for (const TableKeys& known : known_tables()) closest.see(known.table);
  std::string right = "see docs/operation-file.md for those there are";
  if (!closest.word().empty()) {
    const bool many = known_table(closest.word()).many;
    right =
        std::string{"did you mean "} + (many ? "[[" : "[") + closest.word() + (many ? "]]?" : "]?");
  }
  fault.set({file, item.line}, quoted(item.key), "there is no such table; " + right);
}

}  // namespace

Sections::Sections(const std::vector<OperationSource>& sources, FirstFault& fault) {
  for (const TableKeys& known : known_tables()) tables_[known.table];
  trees_.reserve(sources.size());  // The tables point into the trees.
  for (const OperationSource& source : sources) {
    auto tree = parse_toml(source.text);
    if (!tree) {
      fault.set({source.name, tree.error().line}, "TOML", tree.error().what);
      return;
    }
    trees_.push_back(std::move(*tree));
    const auto agents_before = static_cast<std::ptrdiff_t>(agents_.size());
    for (const Node& item : trees_.back().items) add(item, source.name, fault);
    std::stable_sort(
        agents_.begin() + agents_before, agents_.end(),
        [](const Table& a, const Table& b) { return a.place().line < b.place().line; });
  }
  if (fault.found()) return;
  const Place end{sources.empty() ? std::string_view{"operation"} : sources.back().name, 1};
  if (operation() == nullptr) {
    fault.set(end, "operation", "is missing; write [operation] and code = \"...\" under it");
  }
}

void Sections::add(const Node& item, std::string_view file, FirstFault& fault) {
  const auto at = tables_.find(item.key);
  if (at == tables_.end()) return refuse_table(item, file, fault);
  const bool many = known_table(at->first).many;
  const std::string header = many ? "[[" + item.key + "]]" : "[" + item.key + "]";
  const auto add_table = [&](const Node& table) {
    if (table.kind != Node::Kind::table) {
      return fault.set({file, table.line}, at->first, "is no table; write " + header);
    }
    at->second.emplace_back(table, file, at->first, fault);
    at->second.back().check_keys();
    if (at->first == "agent" || at->first == "agents") agents_.push_back(at->second.back());
  };
  if (!many) {
    if (!at->second.empty()) {
      return fault.set({file, item.line}, at->first,
                       "is there already at " + in_words(at->second.front().place()) + "; write " +
                           header + " once");
    }
    return add_table(item);
  }
  if (item.kind != Node::Kind::list) {
    return fault.set({file, item.line}, at->first, "is no list of tables; write " + header);
  }
  for (const Node& table : item.items) add_table(table);
}

const std::vector<Table>& Sections::all(std::string_view name) const {
  return tables_.find(name)->second;
}

const Table* Sections::operation() const {
  const std::vector<Table>& found = all("operation");
  return found.empty() ? nullptr : &found.front();
}

}  // namespace relevo::operation
