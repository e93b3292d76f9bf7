// Deviations that somebody is told of: those that go on, the last that are over, and what became
// of each rule's.
//
// A fold of records and of nothing else; who may see which is not its concern.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "base/bytes.h"
#include "core/record.h"

namespace relevo {

/// How many that are over stay in memory: the last ones.
inline constexpr std::size_t alerts_ended_max = 1'000;

enum class AlertState : std::uint8_t {
  open = 1,
  acknowledged = 2,
  snoozed = 3,
  calm = 4,  // Inside again, and not yet for long enough.
  resolved = 5,
};

struct AlertRow {
  AlertId id;
  RuleId rule;
  Subject subject;
  AlertSeverity severity = AlertSeverity::none;
  std::uint32_t level = 0;  // Of the ladder; 0: the agent whom it is about.
  UserId owner;
  std::uint32_t count = 0;  // How often it was outside.
  bool nudged = false;      // The agent was told of it.
  Time opened_at;
  Time climbs_at;      // Zero: it does not.
  Time snoozed_until;  // Zero: it is not.
  Time settles_at;     // Zero: it is outside.
  std::int64_t part = 0;
  std::int64_t whole = 0;  // When it was last seen outside, as of AlertOpened.
  AlertEnd end = AlertEnd::none;
  Time ended_at;
  UserId ended_by;
  AlertId covered_by;
  std::map<UserId, bool> marks;  // Whether it was useful, by the last word of each.

  AlertState state() const;

  friend bool operator==(const AlertRow&, const AlertRow&) = default;
};

/// What became of a rule's alerts, all that ever were.
struct RuleCounts {
  std::uint64_t fired = 0;
  std::uint64_t recovered = 0;
  std::uint64_t resolved = 0;
  std::uint64_t covered = 0;
  std::uint64_t rule_gone = 0;
  std::uint64_t useful = 0;
  std::uint64_t not_useful = 0;

  friend bool operator==(const RuleCounts&, const RuleCounts&) = default;
};

/// One thread at a time. What it returns by reference or pointer holds until the next apply.
class Alerts {
 public:
  /// Records come in the order of their positions. What is said of an alert that is over for longer
  /// than the last ones are kept changes nothing.
  void apply(const Record& record);

  const std::map<AlertId, AlertRow>& open() const { return open_; }

  /// Who ended first comes first.
  const std::deque<AlertRow>& ended() const { return ended_; }

  /// Open or among the last that are over; or nullptr.
  const AlertRow* find(AlertId id) const;

  /// The open one of the rule about the subject, or nullptr.
  const AlertRow* about(RuleId rule, const Subject& subject) const;

  /// When a person last said that the rule's alert about the subject is resolved, as far as it is
  /// remembered.
  std::optional<Time> resolved_at(RuleId rule, const Subject& subject) const;

  RuleCounts counts(RuleId rule) const;

  /// Whose rows differ from what they were at the last take_changes or in between, each once.
  std::set<AlertId> take_changes() { return std::exchange(changes_, {}); }

  /// The byte form of a snapshot, and back; nothing when the bytes are damaged.
  void encode_to(Bytes& out) const;
  static std::optional<Alerts> decode_from(ByteView bytes);

 private:
  struct Fold;

  void forget_oldest();

  std::map<AlertId, AlertRow> open_;
  std::map<std::pair<RuleId, Subject>, AlertId> about_;
  std::deque<AlertRow> ended_;
  std::map<RuleId, RuleCounts> counts_;
  std::set<AlertId> changes_;
};

}  // namespace relevo
