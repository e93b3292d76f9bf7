// The lines that somebody reads before they let a new operation file onto the floor.
#include <doctest/doctest.h>

#include "operation/testing.h"

namespace relevo {

namespace {

constexpr std::string_view head = R"(
[[site]]
code = "home"
[[skill]]
code = "spanish"
[[client]]
code = "banco"
[[campaign]]
code = "cobranza"
client = "banco"
[[user]]
code = "c01"
name = "Rocío"
roles = ["coordinator"]
[[team]]
code = "equipo-1"
coordinator = "c01"
)";

Operation read(const std::string& rest, const Operation& current = {}) {
  auto result =
      read_operation({{"f.toml", "[operation]\ncode = \"norte\"\n" + std::string{head} + rest}},
                     current, testing::indicators);
  REQUIRE_MESSAGE(result, result.error().what);
  return std::move(result->document);
}

std::string lines(const Operation& current, const Operation& next) {
  std::string text;
  for (const Difference& line : difference(current, next)) {
    text += line.subject + ": " + line.change + "\n";
  }
  return text;
}

const std::string queue = "[[queue]]\ncode = \"pagos\"\ncampaign = \"cobranza\"\n";
const std::string agent = "[[agent]]\ncode = \"1001\"\nteam = \"equipo-1\"\nsite = \"home\"\n";

}  // namespace

TEST_CASE("difference: the first operation is all new, but for the users of agents") {
  CHECK(lines({}, read(queue + agent)) ==
        "operation: code: none -> norte\n"
        "operation: time_zone: none -> America/Mexico_City\n"
        "site home: new\n"
        "skill spanish: new\n"
        "client banco: new\n"
        "campaign cobranza: new\n"
        "queue pagos: new\n"
        "team equipo-1: new\n"
        "agent 1001: new\n"
        "user c01: new\n"
        "ladder: new\n");
}

TEST_CASE("difference: nothing changes") {
  const Operation current = read(queue + agent);
  CHECK(lines(current, read(queue + agent, current)).empty());
}

TEST_CASE("difference: values in words, codes instead of ids") {
  const Operation current = read(queue + agent);
  const Operation next =
      read("[[trunk]]\naddress = \"10.0.0.5\"\n" + queue +
               "number = \"6000\"\ntarget_s = 30\nskills = { spanish = 3 }\n"
               "strategy = \"skill_fit\"\nlanguage = \"en\"\nrecord = true\n" +
               "[[user]]\ncode = \"d01\"\nname = \"D\"\nroles = [\"director\"]\n" + agent +
               "skills = { spanish = 8 }\n",
           current);
  CHECK(lines(current, next) ==
        "trunk 10.0.0.5: new\n"
        "queue pagos: number: none -> 6000\n"
        "queue pagos: skills: none -> spanish 3\n"
        "queue pagos: target_s: 20 -> 30\n"
        "queue pagos: strategy: longest_idle -> skill_fit\n"
        "queue pagos: language: es -> en\n"
        "queue pagos: greeting: es/queue-thankyou -> en/queue-thankyou\n"
        "queue pagos: record: false -> true\n"
        "agent 1001: skills: none -> spanish 8\n"
        "user d01: new\n");
}

TEST_CASE("difference: retired, and back with another value") {
  const Operation first = read("[[trunk]]\naddress = \"10.0.0.5\"\n" + queue + agent);
  const Operation second = read(agent, first);
  CHECK(lines(first, second) == "trunk 10.0.0.5: retired\nqueue pagos: retired\n");
  const Operation third = read(queue + "ring_s = 15\n", second);
  CHECK(lines(second, third) ==
        "queue pagos: back\nqueue pagos: ring_s: 20 -> 15\nagent 1001: retired\n");
}

TEST_CASE("difference: rules and the ladder") {
  const std::string rule =
      "[[rule]]\ncode = \"lost\"\nname_es = \"A\"\nname_en = \"A\"\nof = \"queue\"\n";
  const Operation first =
      read(queue + rule + "when = [\"abandonment over 15 min > 8 % back 5 %\"]\n");
  CHECK(lines(read(queue, {}), first) == "rule lost: new\n");
  const Operation second =
      read(queue + rule +
               "when = [\"abandonment over 2 h > 8 %\", \"longest_wait over 1 min > 1.5 min\"]\n"
               "only = [\"pagos\"]\nseverity = \"critical\"\nfor_s = 60\n"
               "[ladder]\nhandling_s = 60\n",
           first);
  CHECK(lines(first, second) ==
        "rule lost: only: all -> pagos\n"
        "rule lost: severity: warning -> critical\n"
        "rule lost: when: abandonment over 15 min > 0.08 back 0.05 -> abandonment over 120 min > "
        "0.08, longest_wait over 1 min > 90\n"
        "rule lost: for_s: 0 -> 60\n"
        "ladder: handling_s: 900 -> 60\n");
  const Operation third = read(queue +
                                   "[[level]]\ncode = \"director\"\nname_es = \"Dirección\"\n"
                                   "name_en = \"Boss\"\nrole = \"director\"\n",
                               second);
  CHECK(lines(second, third) ==
        "rule lost: retired\n"
        "ladder: handling_s: 60 -> 900\n"
        "ladder: levels: coordinator, supervisor, director -> director\n"
        "level director: name_en: Director -> Boss\n");
}

TEST_CASE("difference: an agent's code becomes another's sign-in") {
  const Operation first = read(agent);
  const Operation second =
      read("[[user]]\ncode = \"1001\"\nname = \"A\"\nroles = [\"quality\"]\n", first);
  CHECK(lines(first, second) == "agent 1001: retired\nuser 1001: roles: agent -> quality\n");
}

TEST_CASE("difference: hours of a shift, and whose it is") {
  const std::string early = "[[shift]]\ncode = \"early\"\nhours = [\"mon-fri 07:00-15:00\"]\n";
  const std::string longer =
      "[[shift]]\ncode = \"early\"\nhours = [\"mon-fri 07:00-15:30\", \"sat 08:00-12:00\"]\n";
  const Operation none = read(queue + agent);
  const Operation with = read(queue + early + agent + "shift = \"early\"\n", none);
  CHECK(with.agents[0].shift == with.shifts[0].id);
  CHECK(lines(none, with) == "shift early: new\nagent 1001: shift: none -> early\n");
  CHECK(lines(with, read(queue + longer + agent + "shift = \"early\"\n", with)) ==
        "shift early: hours: mon-fri 07:00-15:00 -> mon-fri 07:00-15:30, sat 08:00-12:00\n");
}

}  // namespace relevo
