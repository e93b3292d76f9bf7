// Rules, their tests and the ladder: what is read of them, and each way to be wrong.
#include <doctest/doctest.h>

#include "operation/testing.h"

namespace relevo {

namespace {

/// Lines 1 to 22 of every file here; what is added begins in line 23.
constexpr std::string_view good = R"([operation]
code = "norte"
[[site]]
code = "home"
[[client]]
code = "banco"
[[campaign]]
code = "cobranza"
client = "banco"
[[queue]]
code = "pagos"
campaign = "cobranza"
[[queue]]
code = "ventas"
campaign = "cobranza"
[[user]]
code = "c01"
name = "Rocío"
roles = ["coordinator"]
[[team]]
code = "equipo-1"
coordinator = "c01"
)";

Result<ReadOperation> read(const std::string& added) {
  return read_operation({{"f.toml", std::string{good} + added}}, {}, testing::indicators);
}

ReadOperation good_of(const std::string& added) {
  auto result = read(added);
  REQUIRE_MESSAGE(result, result.error().what);
  return std::move(*result);
}

std::string refusal(const std::string& added) {
  const auto result = read(added);
  REQUIRE_FALSE(result.has_value());
  return result.error().what;
}

/// Line 23 is [[rule]], its code in 24, the names in 25 and 26; `more` begins in line 27.
std::string rule(const std::string& more) {
  return "[[rule]]\ncode = \"r\"\nname_es = \"R\"\nname_en = \"R\"\n" + more;
}

/// `when` is in line 28.
std::string of_queue(const std::string& when) {
  return rule("of = \"queue\"\nwhen = [\"" + when + "\"]\n");
}

Condition condition_of(const std::string& when) {
  return good_of(of_queue(when)).document.rules[0].when[0];
}

/// The lines are in line 30.
std::string test_of(const std::string& lines) {
  return of_queue("abandonment over 15 min > 8 %") + "[[rule_test]]\nrule = \"r\"\nlines = [" +
         lines + "]\n";
}

std::string level(const std::string& more) {
  return "[[level]]\ncode = \"l\"\nname_es = \"L\"\nname_en = \"L\"\n" + more;
}

}  // namespace

TEST_CASE("rules: all that can be said of one") {
  const Operation operation =
      good_of(rule("of = \"queue\"\nonly = [\"ventas\"]\nseverity = \"critical\"\nfor_s = 120\n"
                   "when = [\"abandonment over 15 min > 8 % back 5 %\",\n"
                   "\"offered over 2 h > 9\"]\n"))
          .document;
  REQUIRE(operation.rules.size() == 1);
  const RuleSetup& found = operation.rules[0];
  CHECK(found.id.value == 1);
  CHECK(found.code == Code{"r"});
  CHECK(found.of == SubjectKind::queue);
  CHECK(found.only == std::vector<std::uint64_t>{2});
  CHECK(found.severity == AlertSeverity::critical);
  CHECK(found.holds == minutes(2));
  CHECK_FALSE(found.covers);
  REQUIRE(found.when.size() == 2);
  CHECK(found.when[0].indicator.view() == "abandonment");
  CHECK(found.when[0].window == minutes(15));
  CHECK(found.when[0].above);
  CHECK(found.when[0].limit == 80'000);
  CHECK(found.when[0].back == 50'000);
  CHECK(found.when[1].window == hours(2));
  CHECK(found.when[1].limit == 9'000'000);
  CHECK(found.when[1].back == 9'000'000);
}

TEST_CASE("rules: what is left out") {
  const Operation operation = good_of(of_queue("offered over 1 min < 1")).document;
  const RuleSetup& found = operation.rules[0];
  CHECK(found.only.empty());
  CHECK(found.severity == AlertSeverity::warning);
  CHECK(found.holds == Duration{});
  CHECK_FALSE(found.when[0].above);
}

TEST_CASE("rules: places, and a site that covers") {
  const std::string when = "when = [\"unreachable over 5 min > 12.5 %\"]\n";
  const Operation places =
      good_of(rule("of = \"place\"\nonly = [\"on_site\", \"home\"]\n" + when)).document;
  CHECK(places.rules[0].only == std::vector<std::uint64_t>{2, 1});
  CHECK(places.rules[0].when[0].limit == 125'000);
  CHECK(good_of(rule("of = \"site\"\ncovers = true\n" + when)).document.rules[0].covers);
}

TEST_CASE("rules: values in each unit, exact") {
  CHECK(condition_of("longest_wait over 1 min > 90 s").limit == 90'000'000);
  CHECK(condition_of("longest_wait over 1 min > 1.5 min").limit == 90'000'000);
  CHECK(condition_of("longest_wait over 1 min > 0.000001 s").limit == 1);
  CHECK(condition_of("abandonment over 60 min > 0.0001 %").limit == 1);
  CHECK(condition_of("abandonment over 24 h > 100 %").limit == 1'000'000);
  CHECK(condition_of("offered over 75 min > 2.5").limit == 2'500'000);
  const Operation sales =
      good_of(
          rule("of = \"team\"\nwhen = [\"sales_per_connected_hour over 1 h < 1.5 per hour\"]\n"))
          .document;
  CHECK(sales.rules[0].when[0].limit == 1'500'000);
}

TEST_CASE("rules: each keeps its id, and is retired when it is left out") {
  const auto first = good_of(of_queue("offered over 1 min > 1"));
  const auto second =
      read_operation({{"f.toml", std::string{good}}}, first.document, testing::indicators);
  REQUIRE(second.has_value());
  REQUIRE(second->document.rules.size() == 1);
  CHECK(second->document.rules[0].retired);
  CHECK(second->document.rules[0].code == Code{"r"});
}

TEST_CASE("rules: what is wrong, and what would be right") {
  struct Refusal {
    std::string added;
    std::string_view sentence;
  };
  const std::string unreachable = "when = [\"unreachable over 5 min > 1 %\"]\n";
  const Refusal refusals[] = {
      {"[[rule]]\ncode = \"r\"\n", "f.toml:23: rule.name_es: is missing; write name_es = \"...\""},
      {rule("when = [\"offered over 1 min > 1\"]\n"),
       "f.toml:23: rule.of: is missing; write of = \"queue\""},
      {rule("of = \"queues\"\n"),
       "f.toml:27: rule.of: there is no kind `queues`; write agent, team, queue, campaign, client, "
       "site, place or operation"},
      {rule("of = \"queue\"\n"),
       "f.toml:23: rule.when: is missing; write when = [\"abandonment over 15 min > 8 % back 5 "
       "%\"]"},
      {rule("of = \"queue\"\nseverity = \"bad\"\n"),
       "f.toml:28: rule.severity: there is no severity `bad`; write warning or critical"},
      {rule("of = \"queue\"\nfor_s = -1\n"),
       "f.toml:28: rule.for_s: is -1; write a whole number from 0 to 86400"},
      {rule("of = \"queue\"\nonly = [\"pago\"]\n"),
       "f.toml:28: rule.only: there is no queue `pago`; did you mean `pagos`?"},
      {rule("of = \"place\"\nonly = [\"office\"]\n"),
       "f.toml:28: rule.only: there is no place `office`; write home or on_site"},
      {rule("of = \"operation\"\nonly = [\"norte\"]\n"),
       "f.toml:28: rule.only: there is but one operation; leave it out"},
      {rule("of = \"team\"\ncovers = true\n" + unreachable),
       "f.toml:28: rule.covers: is true of a rule that is about no site; leave it out, or write of "
       "= \"site\""},
      {of_queue("abandonement over 15 min > 8 %"),
       "f.toml:28: rule.when: there is no indicator `abandonement`; did you mean `abandonment`?"},
      {of_queue("weather over 15 min > 8 %"),
       "f.toml:28: rule.when: there is no indicator `weather`; see docs/indicators.gen.md for "
       "those "
       "there are"},
      {of_queue("unreachable over 15 min > 8 %"),
       "f.toml:28: rule.when: `unreachable` is not about any queue; write another, or make the "
       "rule "
       "one of: operation, agent, team, site, place"},
      {of_queue("abandonment > 8 %"),
       "f.toml:28: rule.when: `abandonment > 8 %` is no condition; write it like `abandonment over "
       "15 min > 8 % back 5 %`"},
      {of_queue("abandonment over 90 s > 8 %"),
       "f.toml:28: rule.when: the time from `90` on is none that figures are kept for; write whole "
       "minutes up to `60 min`, or quarters of an hour up to `24 h`"},
      {of_queue("abandonment over 61 min > 8 %"),
       "f.toml:28: rule.when: the time from `61` on is none that figures are kept for; write whole "
       "minutes up to `60 min`, or quarters of an hour up to `24 h`"},
      {of_queue("abandonment over 25 h > 8 %"),
       "f.toml:28: rule.when: the time from `25` on is none that figures are kept for; write whole "
       "minutes up to `60 min`, or quarters of an hour up to `24 h`"},
      {of_queue("abandonment over 15 min >= 8 %"),
       "f.toml:28: rule.when: there is no comparison `>=`; write > or <"},
      {of_queue("abandonment over 15 min > 8"),
       "f.toml:28: rule.when: `8` is no value of abandonment; write it like `12 %`"},
      {of_queue("longest_wait over 15 min > 8 %"),
       "f.toml:28: rule.when: `8` is no value of longest_wait; write it like `90 s`"},
      {of_queue("offered over 15 min > -8"),
       "f.toml:28: rule.when: `-8` is no value of offered; write it like `12`"},
      {of_queue("offered over 15 min > 0.0000001"),
       "f.toml:28: rule.when: `0.0000001` is no value of offered; write it like `12`"},
      {of_queue("offered over 15 min > 1000000001"),
       "f.toml:28: rule.when: `1000000001` is no value of offered; write it like `12`"},
      {rule("of = \"team\"\nwhen = [\"sales_per_connected_hour over 1 h < 2\"]\n"),
       "f.toml:28: rule.when: `2` is no value of sales_per_connected_hour; write it like `12 per "
       "hour`"},
      {of_queue("offered over 15 min > 8 back"),
       "f.toml:28: rule.when: `` is no value of offered; write it like `12`"},
      {of_queue("abandonment over 15 min > 8 % back 9 %"),
       "f.toml:28: rule.when: `back` is outside of the limit itself; write at most what is behind "
       ">"},
      {of_queue("service_level over 15 min < 80 % back 79 %"),
       "f.toml:28: rule.when: `back` is outside of the limit itself; write at least what is behind "
       "<"},
      {of_queue("offered over 15 min > 8 calls"),
       "f.toml:28: rule.when: `offered over 15 min > 8 calls` is no condition; write it like "
       "`abandonment over 15 min > 8 % back 5 %`"},
      {rule("of = \"queue\"\nwhen = [" +
            [] {
              std::string nine;
              for (int i = 0; i < 9; ++i) nine += "\"offered over 1 min > 1\",\n";
              return nine + "]\n";
            }()),
       "f.toml:36: rule.when: is one condition too many; write at most 8"},
      // Tests of rules.
      {"[[rule_test]]\nrule = \"r\"\n",
       "f.toml:23: rule_test.lines: is missing; write lines = [\"10 s abandonment 12 %\", \"130 s "
       "fires\"]"},
      {"[[rule_test]]\nrule = \"r\"\nlines = [\"1 s fires\"]\n",
       "f.toml:24: rule_test.rule: there is no rule `r`; name one that has its own [[rule]]"},
      {test_of("\"soon fires\""),
       "f.toml:31: rule_test.lines: `soon fires` begins with no moment in whole seconds up to `24 "
       "h`; write it like `10 s abandonment 12 %`, `130 s fires` or `200 s ends`"},
      {test_of("\"0.5 s fires\""),
       "f.toml:31: rule_test.lines: `0.5 s fires` begins with no moment in whole seconds up to `24 "
       "h`; write it like `10 s abandonment 12 %`, `130 s fires` or `200 s ends`"},
      {test_of("\"1 s fire\""),
       "f.toml:31: rule_test.lines: rule `r` asks for no `fire`; did you mean `fires`?"},
      {test_of("\"1 s offered 5\""),
       "f.toml:31: rule_test.lines: rule `r` asks for no `offered`; write it like `10 s "
       "abandonment "
       "12 %`, `130 s fires` or `200 s ends`"},
      {test_of("\"1 s abandonment 5\""),
       "f.toml:31: rule_test.lines: `5` is no value of abandonment; write it like `12 %` or "
       "`none`"},
      {test_of("\"1 s fires now\""),
       "f.toml:31: rule_test.lines: `1 s fires now` goes on behind its end; write it like `10 s "
       "abandonment 12 %`, `130 s fires` or `200 s ends`"},
      {test_of("\"2 s fires\",\n\"1 s ends\""),
       "f.toml:32: rule_test.lines: `1 s ends` is earlier than the line before; write the lines in "
       "the order of their moments"},
      // The ladder.
      {"[ladder]\nnudges_max = 21\n",
       "f.toml:24: ladder.nudges_max: is 21; write a whole number from 0 to 20"},
      {"[ladder]\nhandling_s = 0\n",
       "f.toml:24: ladder.handling_s: is 0; write a whole number from 1 to 86400"},
      {"[ladder]\nsettle_s = 3601\n",
       "f.toml:24: ladder.settle_s: is 3601; write a whole number from 0 to 3600"},
      {"[[ladder]]\nsettle_s = 1\n", "f.toml:23: ladder: is no table; write [ladder]"},
      {level(""), "f.toml:23: level.role: is missing; write role = \"coordinator\""},
      {level("role = \"boss\"\n"),
       "f.toml:27: level.role: there is no role `boss`; write coordinator, supervisor, director, "
       "command_center, quality, workforce or admin"},
      {level("role = \"agent\"\n"),
       "f.toml:27: level.role: `agent` is below the first level; write coordinator, supervisor, "
       "director, command_center, quality, workforce or admin"},
      {level("role = \"director\"\nwarning_s = 0\n"),
       "f.toml:28: level.warning_s: is 0; write a whole number from 1 to 86400"},
      {level("role = \"director\"\n") + level("role = \"admin\"\n"),
       "f.toml:29: level.code: `l` is there already; give each level a code of its own"},
  };
  for (const Refusal& wrong : refusals) CHECK(refusal(wrong.added) == wrong.sentence);
}

TEST_CASE("rules: not more levels than there can be") {
  std::string levels;
  for (char c = 'a'; c < 'j'; ++c) {
    levels += "[[level]]\ncode = \"" + std::string(1, c) +
              "\"\nname_es = \"L\"\nname_en = \"L\"\nrole = \"admin\"\n";
  }
  CHECK(refusal(levels) == "f.toml:64: level.code: is one level too many; write at most 8");
}

TEST_CASE("rules: their tests are read beside the document") {
  const ReadOperation found = good_of(test_of(
      "\"0 s abandonment 3 %\", \"10 s abandonment none\", \"2 min fires\", \"0.1 h ends\""));
  REQUIRE(found.rule_tests.size() == 1);
  const RuleTest& test = found.rule_tests[0];
  CHECK(test.rule.value == 1);
  CHECK(test.place == "f.toml:29");
  REQUIRE(test.lines.size() == 4);
  CHECK(test.lines[0].says == RuleTestLine::Says::figure);
  CHECK(test.lines[0].indicator.view() == "abandonment");
  CHECK(test.lines[0].amount == 30'000);
  CHECK(test.lines[1].at == seconds(10));
  CHECK_FALSE(test.lines[1].amount.has_value());
  CHECK(test.lines[2].at == minutes(2));
  CHECK(test.lines[2].says == RuleTestLine::Says::fires);
  CHECK(test.lines[3].at == seconds(360));
  CHECK(test.lines[3].says == RuleTestLine::Says::ends);
  CHECK(test.lines[3].text == "0.1 h ends");
}

TEST_CASE("ladder: what a file without one gets") {
  const Ladder ladder = good_of("").document.ladder;
  REQUIRE(ladder.levels.size() == 3);
  CHECK(ladder.levels[0].role == Role::coordinator);
  CHECK(ladder.levels[0].warning == minutes(5));
  CHECK(ladder.levels[0].critical == minutes(1));
  CHECK(ladder.levels[1].role == Role::supervisor);
  CHECK(ladder.levels[1].warning == minutes(10));
  CHECK(ladder.levels[1].critical == minutes(3));
  CHECK(ladder.levels[2].role == Role::director);
  CHECK(ladder.agent_warning == minutes(3));
  CHECK(ladder.agent_critical == Duration{});
  CHECK(ladder.nudges_max == 3);
  CHECK(ladder.handling == minutes(15));
  CHECK(ladder.settle == minutes(2));
  CHECK(ladder.snooze_max == hours(1));
}

TEST_CASE("ladder: its own levels and times") {
  const Ladder ladder =
      good_of(
          "[ladder]\nagent_warning_s = 40\nagent_critical_s = 20\nnudges_max = 0\n"
          "handling_s = 60\nsettle_s = 0\nsnooze_max_s = 90\n" +
          level("role = \"command_center\"\nwarning_s = 7\n"))
          .document.ladder;
  REQUIRE(ladder.levels.size() == 1);
  CHECK(ladder.levels[0].code == Code{"l"});
  CHECK(ladder.levels[0].role == Role::command_center);
  CHECK(ladder.levels[0].warning == seconds(7));
  CHECK(ladder.levels[0].critical == seconds(180));
  CHECK(ladder.agent_warning == seconds(40));
  CHECK(ladder.agent_critical == seconds(20));
  CHECK(ladder.nudges_max == 0);
  CHECK(ladder.handling == seconds(60));
  CHECK(ladder.settle == Duration{});
  CHECK(ladder.snooze_max == seconds(90));
}

}  // namespace relevo
