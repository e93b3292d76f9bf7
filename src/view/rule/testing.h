// For the tests of rules: figures by hand, and a small operation with the rules to look at.
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "view/rule/deviations.h"
#include "view/rule/limit.h"
#include "view/testing.h"

namespace relevo::testing {

inline constexpr Value unknown_value{.part = 0, .whole = 0};

inline Condition above(std::string_view indicator, std::int64_t limit, std::int64_t back) {
  return {
      .indicator = indicator, .window = minutes(15), .above = true, .limit = limit, .back = back};
}

inline Condition below(std::string_view indicator, std::int64_t limit, std::int64_t back) {
  return {.indicator = indicator, .window = minutes(15), .limit = limit, .back = back};
}

/// Of queues, with id 1.
inline RuleSetup rule_of(std::vector<Condition> when, Duration holds = {}) {
  return {.id = {1},
          .code = "rule",
          .of = SubjectKind::queue,
          .severity = AlertSeverity::warning,
          .holds = holds,
          .when = std::move(when)};
}

/// Looks at small_operation() under figures that stay what they are until they are set anew.
class Watch {
 public:
  explicit Watch(std::vector<RuleSetup> rules) {
    operation.rules = std::move(rules);
    for (std::uint64_t i = 0; i < operation.rules.size(); ++i) operation.rules[i].id = {i + 1};
  }

  /// Of the queue or agent with this id.
  void set(const std::string& indicator, Value value, std::uint64_t id = 1) {
    values_[{indicator, id}] = value;
  }
  void set(const std::string& indicator, std::int64_t millionths, std::uint64_t id = 1) {
    set(indicator, value_of(millionths, indicator_of(indicator)->unit), id);
  }

  std::vector<Deviation> look() {
    return deviations.look({.operation = operation,
                            .now = now,
                            .figures = [this](const ColumnAsked& asked) { return column(asked); },
                            .is_offline = [this](AgentId id) { return id == offline; }});
  }

  /// Whether any is there.
  bool is_outside() { return !look().empty(); }
  bool is_over(std::uint64_t rule = 1, Subject subject = {SubjectKind::queue, 1}) const {
    return deviations.is_over({rule}, subject);
  }

  void pass(Duration duration) { now = now + duration; }

  Operation operation = small_operation();
  Deviations deviations;
  Time now = {seconds(1'700'000'000).us};
  AgentId offline;

 private:
  std::vector<Value> column(const ColumnAsked& asked) const {
    std::vector<Value> column;
    for (std::uint64_t id = 1; id <= asked.count; ++id) {
      const auto value = values_.find({std::string{asked.indicator->name}, id});
      column.push_back(value == values_.end() ? unknown_value : value->second);
    }
    return column;
  }

  std::map<std::pair<std::string, std::uint64_t>, Value> values_;
};

}  // namespace relevo::testing
