#include "app/rule_tests.h"

#include <map>

#include "view/rule/deviations.h"
#include "view/rule/limit.h"

namespace relevo {

namespace {

using Says = RuleTestLine::Says;

struct Happening {
  Duration at;
  Says says = Says::fires;
};

/// With one subject of each kind, and this rule about it alone.
Operation stage_of(const RuleSetup& rule) {
  Operation stage{.version = 1};
  stage.sites = {{.id = {1}}};
  stage.clients = {{.id = {1}}};
  stage.campaigns = {{.id = {1}}};
  stage.queues = {{.id = {1}}};
  stage.teams = {{.id = {1}}};
  stage.agents = {{.id = {1}}};
  stage.rules = {rule};
  stage.rules.front().only = {1};
  return stage;
}

std::vector<Happening> happenings_of(const RuleTest& test, const RuleSetup& rule) {
  const Operation stage = stage_of(rule);
  const Subject subject{.kind = rule.of, .id = 1};
  std::map<std::string_view, Value> values;
  const auto figures = [&](const ColumnAsked& asked) {
    const auto value = values.find(asked.indicator->name);
    const Value unknown{.part = 0, .whole = 0};
    return std::vector<Value>(asked.count, value == values.end() ? unknown : value->second);
  };
  std::vector<Happening> happenings;
  Deviations deviations;
  bool is_there = false;
  auto line = test.lines.begin();
  for (Duration at; line != test.lines.end(); at = at + seconds(1)) {
    for (; line != test.lines.end() && line->at == at; ++line) {
      if (line->says != Says::figure) continue;
      const Indicator* indicator = indicator_of(line->indicator.view());
      values[line->indicator.view()] =
          line->amount ? value_of(*line->amount, indicator->unit) : Value{.part = 0, .whole = 0};
    }
    const bool is_found = !deviations
                               .look({.operation = stage,
                                      .now = Time{} + at,
                                      .figures = figures,
                                      .is_offline = [](AgentId /*id*/) { return false; }})
                               .empty();
    if (is_found && !is_there) happenings.push_back({at, Says::fires});
    const bool is_over = is_there && deviations.is_over(rule.id, subject);
    if (is_over) happenings.push_back({at, Says::ends});
    is_there = is_found || (is_there && !is_over);
  }
  return happenings;
}

std::string in_words(const Happening& happening) {
  return std::string{happening.says == Says::fires ? "fires" : "ends"} + " at " +
         std::to_string(happening.at.us / seconds(1).us) + " s";
}

}  // namespace

std::optional<std::string> failure_of(const RuleTest& test, const Operation& operation) {
  const RuleSetup* rule = entry_of(operation.rules, test.rule);
  const std::vector<Happening> happenings = happenings_of(test, *rule);
  auto next = happenings.begin();
  for (const RuleTestLine& line : test.lines) {
    if (line.says == Says::figure) continue;
    const std::string expected = line.place + ": `" + line.text + "`: ";
    if (next == happenings.end()) {
      return expected + "it does not, up to the last line";
    }
    if (next->at != line.at || next->says != line.says) {
      return expected + "instead it " + in_words(*next);
    }
    ++next;
  }
  if (next == happenings.end()) return std::nullopt;
  return test.place + ": it " + in_words(*next) + ", and no line says so";
}

}  // namespace relevo
