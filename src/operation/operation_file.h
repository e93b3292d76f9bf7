// The operation file: from TOML to the operation document, names and secrets split off.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/operation.h"

namespace relevo {

/// A file's name, for messages, and its text.
struct OperationSource {
  std::string name;
  std::string text;
};

/// Something of one agent or user that does not belong into the log.
struct OfCode {
  Code code;
  std::string value;
};

struct ReadOperation {
  Operation document;               // Version = current.version + 1.
  std::vector<OfCode> agent_names;  // For the records store.
  std::vector<OfCode> user_names;
  std::vector<OfCode> device_secrets;  // SIP secrets, for the sealed store as HA1.
  std::vector<OfCode> passwords;       // Of users, for the sealed store as hashes.
};

/// Reads the file, or all files of a folder together, as one operation. Entries keep the ids they
/// have in `current`; new ones get the next; what is missing is retired under its id.
///
/// Fault input: `FILE:LINE: KEY: what is wrong; what would be right`, the first that is found.
Result<ReadOperation> read_operation(const std::vector<OperationSource>& sources,
                                     const Operation& current);

/// One line of a difference: `queue soporte: target_s: 20 -> 30`, `agent 1021: new`.
struct Difference {
  std::string subject;  // `queue soporte`.
  std::string change;   // `new`, `retired`, `back`, or `KEY: OLD -> NEW`.
};

/// What applying `next` on `current` would change, in the order of the document. Empty when equal.
std::vector<Difference> difference(const Operation& current, const Operation& next);

/// The *.toml files of a folder in the order of their names, or the one file. Fault disk: cannot be
/// read. Fault input: none there, or more than 16 MiB.
Result<std::vector<OperationSource>> load_operation_sources(const std::string& path);

}  // namespace relevo
