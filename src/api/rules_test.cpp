// Rules as those who are watched by them read them.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

struct Watched {
  TestApi api;

  std::string rules(const std::string& user) {
    const HttpReply reply = api.get(api.sign_in(user), "/api/v1/rules");
    CHECK(reply.status == 200);
    return reply.body;
  }
  const Operation& operation() const { return *api.engine.core().state().operation; }

  template <class Change>
  void change(const Change& change) {
    auto next = std::make_shared<Operation>(operation());
    change(*next);
    const std::uint64_t base = next->version++;
    auto bytes = std::make_shared<Bytes>();
    encode(*bytes, *next);
    api.engine.take(ApplyOperation{.base_version = base, .document = next, .bytes = bytes});
    REQUIRE(operation().version == base + 1);
  }
  std::uint64_t rule_id(const char* code) const {
    return entry_of_code(operation().rules, code)->id.value;
  }
};

/// The rule's object of the answer; empty when it is not there.
std::string row_of(const std::string& rules, const std::string& code) {
  const std::size_t begin = rules.find(R"({"code":")" + code + '"');
  if (begin == std::string::npos) return {};
  const std::size_t next = rules.find(R"(,{"code":")", begin + 1);
  return rules.substr(begin, next == std::string::npos ? next : next - begin);
}

void close_with(Watched& floor, const char* rule, Subject subject, bool useful) {
  floor.api.engine.take(
      SeeDeviation{.rule = {floor.rule_id(rule)}, .subject = subject, .part = 2, .whole = 1});
  const std::string boss = floor.api.sign_in("s01");
  const std::string id = std::to_string(floor.api.engine.core().state().alerts_made);
  CHECK(floor.api
            .command(boss, "mark_alert",
                     R"({"alert":)" + id + R"(,"useful":)" + (useful ? "true}" : "false}"))
            .status == 200);
  CHECK(floor.api.command(boss, "resolve_alert", R"({"alert":)" + id + '}').status == 200);
}

}  // namespace

TEST_CASE("rules: everybody reads them, with limits as figures are written") {
  Watched floor;
  for (const char* user : {"1001", "c01", "s01", "d01", "cc01", "qa01", "wfm01", "admin"}) {
    CAPTURE(std::string{user});
    const std::string rules = floor.rules(user);
    const std::string wait = row_of(rules, "espera");
    CHECK(has(wait, R"("name":{"es":"Espera larga","en":"Long wait"},"of":"queue","only":[])"));
    CHECK(has(wait, R"("severity":"critical","holds_ms":2000)"));
    CHECK(has(wait, R"("when":[{"indicator":"longest_wait","window_ms":60000,"above":true,)"
                    R"("limit":15000,"back":5000}])"));
    CHECK(has(row_of(rules, "abandono"), R"("limit":0.0500,"back":0.0300)"));
    CHECK(has(row_of(rules, "abandono"), R"("indicator":"offered")"));
    CHECK(has(row_of(rules, "nivel-de-servicio"), R"("above":false,"limit":0.9000,"back":0.9200)"));
    CHECK(has(row_of(rules, "sitio-inalcanzable"), R"("covers":true)"));
  }
}

TEST_CASE("rules: the ladder beside them, with its own names") {
  Watched floor;
  const std::string rules = floor.rules("1001");
  CHECK(has(rules, R"("ladder":{"agent_warning_ms":30000,"agent_critical_ms":0,"levels":[)"
                   R"({"code":"coordinator","name":{"es":"Coordinación","en":"Coordinator"},)"
                   R"("role":"coordinator","warning_ms":60000,"critical_ms":15000})"));
  CHECK(has(rules, R"("nudges_max":3,"handling_ms":180000,"settle_ms":20000,)"
                   R"("snooze_max_ms":600000)"));
}

TEST_CASE("rules: of those about some alone one reads who is of one's own") {
  Watched floor;
  floor.change([&](Operation& next) {
    const auto only = [&](const char* rule, SubjectKind of, std::vector<std::uint64_t> ids) {
      next.rules[floor.rule_id(rule) - 1].of = of;
      next.rules[floor.rule_id(rule) - 1].only = std::move(ids);
    };
    only("ofertas-perdidas", SubjectKind::agent, {1, 2});
    only("atencion-larga", SubjectKind::agent, {2});
    only("abandono", SubjectKind::team, {1, 2});
    only("nivel-de-servicio", SubjectKind::place, {1});
    next.rules[floor.rule_id("espera") - 1].retired = true;
  });
  const std::string all = floor.rules("s01");
  CHECK(has(row_of(all, "ofertas-perdidas"), R"("only":["1001","1002"])"));
  CHECK(has(row_of(all, "nivel-de-servicio"), R"("only":["home"])"));
  CHECK(row_of(all, "espera").empty());

  const std::string agent = floor.rules("1001");
  CHECK(has(row_of(agent, "ofertas-perdidas"), R"("only":["1001"])"));
  CHECK(row_of(agent, "atencion-larga").empty());
  const Operation& now = floor.operation();
  const TeamId team = now.agents[0].team;
  CHECK(has(row_of(agent, "abandono"),
            R"("only":[")" + std::string{entry_of(now.teams, team)->code.view()} + R"("])"));
}

TEST_CASE("rules: a director of one campaign reads what concerns it") {
  Watched floor;
  floor.change([&](Operation& next) {
    for (UserSetup& user : next.users) {
      if (user.code.view() == "d01") user.campaigns = {{1}};
    }
    RuleSetup& waits = next.rules[floor.rule_id("espera") - 1];
    waits.of = SubjectKind::campaign;
    waits.only = {1, 2};
    RuleSetup& abandonment = next.rules[floor.rule_id("abandono") - 1];
    abandonment.of = SubjectKind::client;
    abandonment.only = {2};
    next.rules[floor.rule_id("nivel-de-servicio") - 1].only = {1};
  });
  const std::string rules = floor.rules("d01");
  CHECK(has(row_of(rules, "espera"), R"("only":["soporte-norte"])"));
  CHECK(row_of(rules, "abandono").empty());
  CHECK(has(row_of(floor.rules("s01"), "abandono"), R"("only":["tienda-sur"])"));
  // What became of the alerts is about both campaigns there, and about an own queue here.
  CHECK(has(row_of(rules, "espera"), R"("counts":null)"));
  CHECK(has(row_of(rules, "nivel-de-servicio"), R"("counts":{"fired":0)"));
}

TEST_CASE("rules: how often each was right, for who sees all that it watches") {
  Watched floor;
  close_with(floor, "ofertas-perdidas", {.kind = SubjectKind::agent, .id = 1}, true);
  close_with(floor, "ofertas-perdidas", {.kind = SubjectKind::agent, .id = 2}, false);
  close_with(floor, "espera", {.kind = SubjectKind::queue, .id = 1}, true);
  const std::string rules = floor.rules("cc01");
  CHECK(has(row_of(rules, "ofertas-perdidas"),
            R"("counts":{"fired":2,"recovered":0,"resolved":2,"covered":0,"rule_gone":0,)"
            R"("useful":1,"not_useful":1})"));
  CHECK(has(row_of(rules, "espera"), R"("useful":1,"not_useful":0)"));
  CHECK(has(row_of(rules, "abandono"), R"("fired":0)"));
  CHECK(has(row_of(floor.rules("1001"), "ofertas-perdidas"), R"("counts":null)"));
  CHECK(has(row_of(floor.rules("c01"), "espera"), R"("counts":null)"));
}

TEST_CASE("rules: nobody who is not signed in reads them") {
  TestApi api;
  CHECK(api.send({.method = "GET", .path = "/api/v1/rules"}).status == 401);
}

}  // namespace relevo
