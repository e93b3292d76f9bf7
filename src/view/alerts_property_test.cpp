// The fold of the alerts agrees with the core's state, whatever people and figures do.
#include <doctest/doctest.h>

#include "base/prng.h"
#include "core/core.h"
#include "view/alerts.h"
#include "view/testing.h"

namespace relevo {

namespace {

constexpr std::uint64_t seeds = 40;
constexpr UserId boss{4};

/// A rule for each of queue, agent and site, the last of which covers; a ladder of two levels.
Operation watched_operation() {
  Operation operation = testing::small_operation();
  for (QueueSetup& queue : operation.queues) {
    queue.ring = seconds(20);
    queue.contacts_max = 100;
  }
  operation.users[boss.value - 1].roles = 1U << static_cast<unsigned>(Role::supervisor);
  std::uint64_t id = 0;
  for (const SubjectKind of : {SubjectKind::queue, SubjectKind::agent, SubjectKind::site}) {
    ++id;
    operation.rules.push_back({.id = {id},
                               .code = Code{"rule-" + std::to_string(id)},
                               .of = of,
                               .severity = AlertSeverity::warning,
                               .when = {{.indicator = "offered", .window = minutes(15)}},
                               .covers = of == SubjectKind::site});
  }
  for (const char* code : {"first", "second"}) {
    operation.ladder.levels.push_back(
        {.code = code, .role = Role::supervisor, .warning = seconds(20), .critical = seconds(10)});
  }
  operation.ladder.handling = seconds(30);
  operation.ladder.settle = seconds(15);
  operation.ladder.snooze_max = seconds(40);
  return operation;
}

Command any_command(Prng& prng, const State& state) {
  const AlertId alert{prng.below(state.alerts_made + 2)};
  const std::uint64_t kind = prng.below(3);
  constexpr std::array kinds{SubjectKind::queue, SubjectKind::agent, SubjectKind::site};
  const RuleId rule{kind + 1};
  const Subject subject{.kind = kinds[kind], .id = 1 + prng.below(2)};
  switch (prng.below(9)) {
    case 0:
      return AcknowledgeAlert{.alert = alert};
    case 1:
      return HandBackAlert{.alert = alert};
    case 2:
      return SnoozeAlert{.alert = alert,
                         .lasts = seconds(static_cast<std::int64_t>(prng.below(45)))};
    case 3:
      return ResolveAlert{.alert = alert};
    case 4:
      return MarkAlert{.alert = alert, .useful = prng.chance(1, 2)};
    case 5:
    case 6:
      return SeeDeviationOver{.rule = rule, .subject = subject};
    default:
      return SeeDeviation{.rule = rule, .subject = subject, .part = 3, .whole = 1};
  }
}

void require_same(const Alerts& alerts, const State& state) {
  REQUIRE(alerts.open().size() == state.alerts.size());
  for (const auto& [id, alert] : state.alerts) {
    const AlertRow& row = alerts.open().at(id);
    const Alert shown{.id = row.id,
                      .rule = row.rule,
                      .subject = row.subject,
                      .severity = row.severity,
                      .level = row.level,
                      .owner = row.owner,
                      .count = row.count,
                      .opened_at = row.opened_at,
                      .climbs_at = row.climbs_at,
                      .snoozed_until = row.snoozed_until,
                      .settles_at = row.settles_at};
    REQUIRE(shown == alert);
    REQUIRE(alerts.about(alert.rule, alert.subject) == &row);
  }
}

}  // namespace

TEST_CASE("alerts, any floor: the fold says what the state says, after every batch") {
  std::size_t events_seen = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    Core core;
    Alerts alerts;
    Time now{hours(472'222).us};
    const auto take = [&](Command command) {
      Batch batch{.first = core.state().position + 1, .at = now};
      core.take({.command = std::move(command), .by = boss}, batch);
      core.close(batch);
      events_seen += batch.events.size();
      for_each_record(batch, [&](const Record& record) { alerts.apply(record); });
      require_same(alerts, core.state());
    };
    take(StartCore{});
    const auto document = std::make_shared<const Operation>(watched_operation());
    auto bytes = std::make_shared<Bytes>();
    encode(*bytes, *document);
    take(ApplyOperation{.document = document, .bytes = bytes});
    REQUIRE(core.state().operation->rules.size() == 3);
    for (int step = 0; step < 200; ++step) {
      now = now + microseconds(static_cast<std::int64_t>(prng.below(6'000'000)));
      take(Tick{});
      take(any_command(prng, core.state()));
    }
    REQUIRE(core.state().alerts_made > 5);
  }
  CHECK(events_seen > seeds * 100);
}

}  // namespace relevo
