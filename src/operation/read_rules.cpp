// Deviation rules and their tests: what is not as it should be, and how a rule is known to say so.
#include "base/enum_name.h"
#include "operation/condition.h"
#include "operation/reading.h"

namespace relevo::operation {

namespace {

constexpr Range holds_s{0, 86'400};
constexpr std::size_t rule_tests_max = 5'000;

SubjectKind read_kind(const Table& table) {
  table.require("of", "\"queue\"");
  const auto text = table.text("of", {0, 200});
  if (!text) return SubjectKind::operation;
  const auto kind = enum_from_name<SubjectKind>(*text);
  if (kind) return *kind;
  table.refuse("of", "there is no kind " + quoted(*text) +
                         "; write agent, team, queue, campaign, client, site, place or operation");
  return SubjectKind::operation;
}

AlertSeverity read_severity(const Table& table) {
  const auto text = table.text("severity", {0, 200});
  if (!text || *text == "warning") return AlertSeverity::warning;
  if (*text != "critical") {
    table.refuse("severity",
                 "there is no severity " + quoted(*text) + "; write warning or critical");
  }
  return AlertSeverity::critical;
}

/// The subject's id; 0 after a fault.
std::uint64_t read_subject(const Reading& reading, const Table& table, SubjectKind kind,
                           const Word& word) {
  const auto id_in = [&](const auto& roster) -> std::uint64_t {
    const auto* entry = roster.refer(table, "only", word.place, word.text);
    return entry == nullptr ? 0 : entry->id.value;
  };
  switch (kind) {
    case SubjectKind::agent:
      return id_in(reading.agents);
    case SubjectKind::team:
      return id_in(reading.teams);
    case SubjectKind::queue:
      return id_in(reading.queues);
    case SubjectKind::campaign:
      return id_in(reading.campaigns);
    case SubjectKind::client:
      return id_in(reading.clients);
    case SubjectKind::site:
      return id_in(reading.sites);
    case SubjectKind::place:
      for (const auto place : {relevo::WorkPlace::home, relevo::WorkPlace::on_site}) {
        if (enum_name(place) == word.text) return static_cast<std::uint64_t>(place);
      }
      table.refuse(word.place, "only",
                   "there is no place " + quoted(word.text) + "; write home or on_site");
      return 0;
    case SubjectKind::operation:
      break;
  }
  table.refuse(word.place, "only", "there is but one operation; leave it out");
  return 0;
}

void read_only(const Reading& reading, const Table& table, RuleSetup& rule) {
  for (const Word& word : table.words("only")) {
    const std::uint64_t id = read_subject(reading, table, rule.of, word);
    if (id == 0) return;
    rule.only.push_back(id);
  }
}

void read_when(const Reading& reading, const Table& table, RuleSetup& rule) {
  table.require("when", "[\"abandonment over 15 min > 8 % back 5 %\"]");
  for (const Word& word : table.words("when")) {
    if (rule.when.size() == conditions_max) {
      return table.refuse(
          word.place, "when",
          "is one condition too many; write at most " + std::to_string(conditions_max));
    }
    auto condition = parse_condition(word.text, rule.of, reading.indicators);
    if (!condition) return table.refuse(word.place, "when", condition.error());
    rule.when.push_back(*condition);
  }
}

void read_rule(const Reading& reading, const Table& table, RuleSetup& rule) {
  rule.of = read_kind(table);
  rule.severity = read_severity(table);
  rule.holds = seconds(table.whole("for_s", holds_s, 0));
  rule.covers = table.flag("covers", false);
  if (rule.covers && rule.of != SubjectKind::site) {
    table.refuse("covers",
                 "is true of a rule that is about no site; leave it out, or write of = \"site\"");
  }
  if (reading.fault.found()) return;
  read_only(reading, table, rule);
  read_when(reading, table, rule);
}

RuleTest read_test(const Reading& reading, const Table& table, const RuleSetup& rule) {
  RuleTest test{.rule = rule.id, .place = in_words(table.place()), .lines = {}};
  Duration before;
  for (const Word& word : table.words("lines")) {
    auto line = parse_test_line(word.text, rule, reading.indicators);
    if (!line) {
      table.refuse(word.place, "lines", line.error());
      break;
    }
    if (line->at < before) {
      table.refuse(word.place, "lines",
                   quoted(word.text) +
                       " is earlier than the line before; write the lines in the "
                       "order of their moments");
      break;
    }
    before = line->at;
    line->place = in_words(word.place);
    test.lines.push_back(std::move(*line));
  }
  return test;
}

}  // namespace

void read_rules(Reading& reading) {
  for (const Table& table : reading.sections.all("rule")) {
    const std::string_view code = table.code("code");
    const ShownNames names = read_shown_names(table);
    if (reading.fault.found()) return;
    RuleSetup* rule = reading.rules.take(table, "code", table.place_of("code"), code);
    if (rule == nullptr) return;
    rule->name_es = names.es;
    rule->name_en = names.en;
    read_rule(reading, table, *rule);
  }
}

void read_rule_tests(Reading& reading) {
  for (const Table& table : reading.sections.all("rule_test")) {
    const std::string_view code = table.code("rule");
    table.require("lines", "[\"10 s abandonment 12 %\", \"130 s fires\"]");
    if (reading.fault.found()) return;
    const RuleSetup* rule = reading.rules.refer(table, "rule", table.place_of("rule"), code);
    if (rule == nullptr) return;
    if (reading.result.rule_tests.size() == rule_tests_max) {
      return table.refuse(
          "rule", "has one test too many of all rules; keep to " + std::to_string(rule_tests_max));
    }
    reading.result.rule_tests.push_back(read_test(reading, table, *rule));
  }
}

}  // namespace relevo::operation
