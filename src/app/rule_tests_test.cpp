// What a rule test says when it is right, and in each way when it is wrong.
#include "app/rule_tests.h"

#include <doctest/doctest.h>

#include "api/known_indicators.h"

namespace relevo {

namespace {

/// The rule: abandonment over 8 %, back at 5 %, for two minutes. The test's lines begin in line 10.
std::optional<std::string> failure(const std::string& lines) {
  const std::string text =
      "[operation]\ncode = \"x\"\n[[rule]]\ncode = \"r\"\nname_es = \"R\"\nname_en = \"R\"\n"
      "of = \"queue\"\nfor_s = 120\nwhen = [\"abandonment over 15 min > 8 % back 5 %\", \"offered "
      "over 15 min > 9\"]\n[[rule_test]]\nrule = \"r\"\nlines = [\n\"0 s offered 20\",\n" +
      lines + "]\n";
  const auto read = read_operation({{"f.toml", text}}, {}, known_indicators());
  REQUIRE_MESSAGE(read, read.error().what);
  return failure_of(read->rule_tests.at(0), read->document);
}

}  // namespace

TEST_CASE("rule tests: all as it says") {
  CHECK(
      failure("\"0 s abandonment 3 %\", \"10 s abandonment 12 %\", \"130 s fires\",\n"
              "\"200 s abandonment 6 %\", \"210 s abandonment none\", \"300 s abandonment 5 %\",\n"
              "\"300 s ends\", \"400 s abandonment 9 %\", \"520 s fires\", \"521 s offered 9\",\n"
              "\"521 s ends\"") == std::nullopt);
  CHECK(failure("\"10 s abandonment 8 %\", \"24 h abandonment 8 %\"") == std::nullopt);
}

TEST_CASE("rule tests: what happened instead, and where the line is") {
  CHECK(failure("\"10 s abandonment 12 %\",\n\"129 s fires\", \"200 s abandonment 12 %\"") ==
        "f.toml:15: `129 s fires`: instead it fires at 130 s");
  CHECK(failure("\"10 s abandonment 8 %\", \"130 s fires\"") ==
        "f.toml:14: `130 s fires`: it does not, up to the last line");
  CHECK(failure("\"10 s abandonment 12 %\", \"130 s fires\", \"140 s ends\"") ==
        "f.toml:14: `140 s ends`: it does not, up to the last line");
  CHECK(failure("\"10 s abandonment 12 %\", \"200 s abandonment 9 %\"") ==
        "f.toml:10: it fires at 130 s, and no line says so");
  CHECK(failure("\"10 s abandonment 12 %\", \"130 s fires\", \"140 s abandonment 4 %\"") ==
        "f.toml:10: it ends at 140 s, and no line says so");
  CHECK(failure("\"10 s abandonment 12 %\", \"130 s ends\"") ==
        "f.toml:14: `130 s ends`: instead it fires at 130 s");
}

}  // namespace relevo
