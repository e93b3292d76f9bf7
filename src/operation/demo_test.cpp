// The demo operation has the fixed points that docs, scripts and tests count on.
#include <doctest/doctest.h>

#include <algorithm>

#include "operation/testing.h"

namespace relevo {

namespace {

Result<ReadOperation> demo() {
  const auto sources = load_operation_sources("examples/demo");
  REQUIRE(sources);
  return read_operation(*sources, {}, testing::indicators);
}

const AgentSetup& agent(const Operation& operation, std::string_view code) {
  const AgentSetup* found = entry_of_code(operation.agents, code);
  REQUIRE(found != nullptr);
  return *found;
}

}  // namespace

TEST_CASE("demo: head, trunk and queues") {
  const auto read = demo();
  REQUIRE_MESSAGE(read, read.error().what);
  const Operation& operation = read->document;
  CHECK(operation.version == 1);
  CHECK(operation.code == Code{"demo"});
  CHECK(operation.demo);
  REQUIRE(operation.trunks.size() == 1);
  CHECK(operation.trunks[0].view() == "127.0.0.0/8");
  CHECK(operation.sites.size() == 3);

  REQUIRE(operation.queues.size() == 2);
  const QueueSetup& soporte = operation.queues[0];
  CHECK(soporte.id.value == 1);
  CHECK(soporte.code == Code{"soporte"});
  CHECK(soporte.number.view() == "5000");
  CHECK(soporte.target == seconds(20));
  CHECK(soporte.ring == seconds(20));
  CHECK(soporte.wrap_up == seconds(10));
  CHECK(soporte.short_abandon == seconds(5));
  CHECK(soporte.credit == seconds(0));
  CHECK(soporte.strategy == Strategy::longest_idle);
  CHECK(soporte.contacts_max == 1'000);
  CHECK(soporte.language == Code{"es"});
  CHECK(soporte.greeting.view() == "es/queue-thankyou");
  CHECK(soporte.music.view() == "manolo_camp-morning_coffee");
  CHECK(soporte.record);
  REQUIRE(soporte.requires_.size() == 1);
  CHECK(entry_of(operation.skills, soporte.requires_[0].skill)->code == Code{"spanish"});
  CHECK(soporte.requires_[0].level == 3);

  const QueueSetup& sales = operation.queues[1];
  CHECK(sales.code == Code{"sales-en"});
  CHECK(sales.number.view() == "5001");
  CHECK(sales.strategy == Strategy::skill_fit);
  CHECK(sales.greeting.view() == "en/queue-thankyou");
}

TEST_CASE("demo: each queue's contacts can come to something, in both languages") {
  const auto read = demo();
  REQUIRE(read);
  const Operation& operation = read->document;
  CHECK(operation.dispositions.size() == 8);
  for (const QueueSetup& queue : operation.queues) {
    const auto count = std::count_if(
        operation.dispositions.begin(), operation.dispositions.end(),
        [&](const Disposition& disposition) { return is_for(disposition, queue.campaign); });
    CHECK_MESSAGE(count == 5, queue.code.view());
  }
  const Disposition* sale = entry_of_code(operation.dispositions, "venta");
  REQUIRE(sale != nullptr);
  CHECK(sale->kind == DispositionKind::sale);
  CHECK(sale->name_es.view() == "Venta");
  CHECK(sale->name_en.view() == "Sale");
  const QueueSetup* support = entry_of_code(operation.queues, "soporte");
  REQUIRE(support != nullptr);
  CHECK_FALSE(is_for(*sale, support->campaign));
}

TEST_CASE("demo: twenty agents in two teams, each with a user") {
  const auto read = demo();
  REQUIRE(read);
  const Operation& operation = read->document;
  REQUIRE(operation.agents.size() == 20);
  for (std::uint64_t i = 1; i <= 20; ++i) {
    const AgentSetup& seat = agent(operation, std::to_string(1000 + i));
    CHECK(seat.id.value == i);
    const Team* team = entry_of(operation.teams, seat.team);
    REQUIRE(team != nullptr);
    CHECK(team->code == (i <= 10 ? Code{"equipo-1"} : Code{"equipo-2"}));
    const UserSetup* user = entry_of(operation.users, seat.user);
    REQUIRE(user != nullptr);
    CHECK(user->code == seat.code);
    CHECK(user->has(Role::agent));
    CHECK(entry_of(operation.sites, seat.site) != nullptr);
  }
  CHECK(entry_of(operation.users, operation.teams[0].coordinator)->code == Code{"c01"});
  CHECK(entry_of(operation.users, operation.teams[1].coordinator)->code == Code{"c02"});
  REQUIRE(read->agent_names.size() == 20);
  CHECK(read->agent_names[0].code == Code{"1001"});
  CHECK(read->agent_names[0].value == "María Fernanda López Reyes");
  CHECK(read->device_secrets.empty());
  CHECK(read->passwords.empty());
}

TEST_CASE("demo: either team can serve either queue") {
  const auto read = demo();
  REQUIRE(read);
  const Operation& operation = read->document;
  for (const QueueSetup& queue : operation.queues) {
    for (const Team& team : operation.teams) {
      int able = 0;
      for (const AgentSetup& seat : operation.agents) {
        if (seat.team != team.id) continue;
        for (const SkillLevel& skill : seat.skills) {
          const SkillLevel& asked = queue.requires_[0];
          if (skill.skill == asked.skill && skill.level >= asked.level) ++able;
        }
      }
      CHECK_MESSAGE(able >= 4, queue.code.view() << " " << team.code.view());
    }
  }
}

TEST_CASE("demo: the other sign-ins and their roles") {
  const auto read = demo();
  REQUIRE(read);
  struct SignIn {
    std::string_view code;
    Role role;
  };
  for (const SignIn& sign_in : {SignIn{"c01", Role::coordinator}, SignIn{"c02", Role::coordinator},
                                SignIn{"s01", Role::supervisor}, SignIn{"d01", Role::director},
                                SignIn{"cc01", Role::command_center}, SignIn{"qa01", Role::quality},
                                SignIn{"wfm01", Role::workforce}, SignIn{"admin", Role::admin}}) {
    const UserSetup* user = entry_of_code(read->document.users, sign_in.code);
    REQUIRE_MESSAGE(user != nullptr, sign_in.code);
    CHECK(user->roles == 1U << static_cast<unsigned>(sign_in.role));
    CHECK(user->campaigns.empty());
  }
  CHECK(read->user_names.size() == 8);
}

TEST_CASE("demo: each rule has a test, and alerts climb within minutes") {
  const auto read = demo();
  REQUIRE(read);
  const Operation& operation = read->document;
  CHECK(operation.rules.size() == 6);
  for (const RuleSetup& rule : operation.rules) {
    const auto tests = std::count_if(read->rule_tests.begin(), read->rule_tests.end(),
                                     [&](const RuleTest& test) { return test.rule == rule.id; });
    CHECK_MESSAGE(tests == 1, rule.code.view());
  }
  const Ladder& ladder = operation.ladder;
  CHECK(ladder.agent_warning == seconds(30));
  REQUIRE(ladder.levels.size() == 4);
  CHECK(ladder.levels[0].role == Role::coordinator);
  CHECK(ladder.levels[0].warning == seconds(60));
  CHECK(ladder.levels[1].role == Role::supervisor);
  CHECK(ladder.levels[2].role == Role::command_center);
  CHECK(ladder.levels[3].role == Role::director);
}

}  // namespace relevo
