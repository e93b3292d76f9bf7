// The operation file: from TOML to the operation document, names and secrets split off.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
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

/// How people write the values of an indicator.
enum class Written : std::uint8_t { number, percent, time, per_hour };

/// What conditions may be about. Who calls knows it from view/indicator, which is not seen here.
struct KnownIndicator {
  std::string_view name;
  Written written = Written::number;
  std::uint16_t kinds = 0;  // Bit per SubjectKind; none: it is not for rules.
};
using KnownIndicators = std::span<const KnownIndicator>;

/// A line of a rule test: a figure is something from then on, or the rule fires or ends then.
struct RuleTestLine {
  enum class Says : std::uint8_t { figure, fires, ends };

  std::string place;  // `FILE:LINE`.
  std::string text;   // As it is written.
  Duration at;        // Since the test began.
  Says says = Says::figure;
  Text<48> indicator;                  // Of a figure,
  std::optional<std::int64_t> amount;  // in millionths as Condition::limit; none: no value.
};

/// How a rule of the file behaves under figures that are made up.
struct RuleTest {
  RuleId rule;
  std::string place;  // `FILE:LINE`.
  std::vector<RuleTestLine> lines;
};

struct ReadOperation {
  Operation document;               // Version = current.version + 1.
  std::vector<OfCode> agent_names;  // For the records store.
  std::vector<OfCode> user_names;
  std::vector<OfCode> device_secrets;  // SIP secrets, for the sealed store as HA1.
  std::vector<OfCode> passwords;       // Of users, for the sealed store as hashes.
  std::vector<RuleTest> rule_tests;    // For `relevo rules test` alone.
};

/// Reads the file, or all files of a folder together, as one operation. Entries keep the ids they
/// have in `current`; new ones get the next; what is missing is retired under its id.
///
/// Fault input: `FILE:LINE: KEY: what is wrong; what would be right`, the first that is found.
Result<ReadOperation> read_operation(const std::vector<OperationSource>& sources,
                                     const Operation& current, KnownIndicators indicators);

/// What the operation calls it, `none` where it has no such subject.
std::string code_of_subject(const Operation& operation, const Subject& subject);

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
