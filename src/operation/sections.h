// The tables of all files together, by kind: a folder of files reads like one.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "operation/operation_file.h"
#include "operation/table.h"

namespace relevo::operation {

/// Parses the sources and keeps their trees. They and the FirstFault outlive it.
class Sections {
 public:
  Sections(const std::vector<OperationSource>& sources, FirstFault& fault);
  Sections(const Sections&) = delete;
  Sections& operator=(const Sections&) = delete;

  /// [[name]], in the order of the files and lines.
  const std::vector<Table>& all(std::string_view name) const;

  /// [[agent]] and [[agents]] as they stand among each other.
  const std::vector<Table>& agents() const { return agents_; }

  /// [operation]; nullptr when there is none, which is a fault by then.
  const Table* operation() const;

 private:
  void add(const Node& item, std::string_view file, FirstFault& fault);

  std::vector<Node> trees_;
  std::map<std::string_view, std::vector<Table>> tables_;
  std::vector<Table> agents_;
};

}  // namespace relevo::operation
