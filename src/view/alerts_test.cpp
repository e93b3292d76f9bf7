#include "view/alerts.h"

#include <doctest/doctest.h>

#include "view/testing.h"

namespace relevo {

namespace {

using testing::Tape;

constexpr Subject queue{.kind = SubjectKind::queue, .id = 1};
constexpr RuleId rule{3};
constexpr UserId boss{4};

AlertOpened opened(std::uint64_t id, Time climbs_at, Subject subject = queue) {
  return {.alert = {id},
          .rule = rule,
          .subject = subject,
          .severity = AlertSeverity::warning,
          .level = 1,
          .nudged = false,
          .part = 7,
          .whole = 2,
          .climbs_at = climbs_at};
}

AlertEnded ended(std::uint64_t id, AlertEnd end, UserId by = {}) {
  return {.alert = {id}, .end = end, .by = by, .covered = {}, .lasted = {}};
}

Bytes bytes_of(const Alerts& alerts) {
  Bytes bytes;
  alerts.encode_to(bytes);
  return bytes;
}

}  // namespace

TEST_CASE("alerts: opened, climbed, acknowledged, snoozed, calm, returned, over") {
  Tape tape;
  const Time later = tape.now() + seconds(30);
  const auto row = [&] { return *tape.fold<Alerts>().find({1}); };

  tape.add(opened(1, later));
  CHECK(row().state() == AlertState::open);
  CHECK(row().climbs_at == later);
  CHECK(row().part == 7);
  tape.add(AlertAcknowledged{.alert = {1}, .by = boss, .climbs_at = later});
  CHECK(row().state() == AlertState::acknowledged);
  CHECK(row().owner == boss);
  tape.add(AlertClimbed{
      .alert = {1}, .from = 1, .level = 2, .owner = boss, .climbs_at = later + seconds(1)});
  CHECK(row().state() == AlertState::open);
  CHECK(row().level == 2);
  CHECK(row().owner == UserId{});
  tape.add(AlertSnoozed{.alert = {1}, .by = boss, .until = later});
  CHECK(row().state() == AlertState::snoozed);
  CHECK(row().climbs_at == Time{});
  tape.add(AlertCalmed{.alert = {1}, .settles_at = later});
  CHECK(row().state() == AlertState::calm);
  tape.add(AlertReturned{.alert = {1}, .count = 2, .part = 9, .whole = 2, .climbs_at = {}});
  CHECK(row().state() == AlertState::snoozed);
  CHECK(row().count == 2);
  CHECK(row().part == 9);
  tape.add(AlertWoke{.alert = {1}, .climbs_at = later});
  CHECK(row().state() == AlertState::open);
  tape.add(AlertAcknowledged{.alert = {1}, .by = boss, .climbs_at = later});
  tape.add(AlertHandedBack{.alert = {1}, .by = boss, .climbs_at = later});
  CHECK(row().state() == AlertState::open);
  tape.pass(seconds(5));
  tape.add(ended(1, AlertEnd::resolved, boss));
  CHECK(row().state() == AlertState::resolved);
  CHECK(row().ended_at == tape.now());
  CHECK(row().ended_by == boss);
  CHECK(row().climbs_at == Time{});
}

TEST_CASE("alerts: a snooze that is over when it returns is no snooze any more") {
  Tape tape;
  tape.add(opened(1, {}));
  tape.add(AlertSnoozed{.alert = {1}, .by = boss, .until = tape.now() + seconds(2)});
  tape.add(AlertCalmed{.alert = {1}, .settles_at = tape.now() + seconds(9)});
  tape.pass(seconds(2));
  tape.add(AlertReturned{.alert = {1}, .count = 2, .part = 1, .whole = 1, .climbs_at = {}});
  CHECK(tape.fold<Alerts>().find({1})->state() == AlertState::open);
}

TEST_CASE("alerts: of a rule and a subject there is one that is open, and what became of others") {
  Tape tape;
  tape.add(opened(1, {}));
  CHECK(tape.fold<Alerts>().about(rule, queue)->id == AlertId{1});
  CHECK(tape.fold<Alerts>().about(rule, {.kind = SubjectKind::queue, .id = 2}) == nullptr);
  tape.add(ended(1, AlertEnd::resolved, boss));
  CHECK(tape.fold<Alerts>().about(rule, queue) == nullptr);
  CHECK(tape.fold<Alerts>().resolved_at(rule, queue) == tape.now());
  tape.add(opened(2, {}, {.kind = SubjectKind::site, .id = 1}));
  tape.add(ended(2, AlertEnd::recovered));
  CHECK_FALSE(tape.fold<Alerts>().resolved_at(rule, {.kind = SubjectKind::site, .id = 1}));
  const RuleCounts counts = tape.fold<Alerts>().counts(rule);
  CHECK(counts == RuleCounts{.fired = 2, .recovered = 1, .resolved = 1});
}

TEST_CASE("alerts: the last word of each counts, also when it is over") {
  Tape tape;
  tape.add(opened(1, {}));
  tape.add(AlertMarked{.alert = {1}, .by = boss, .useful = true});
  tape.add(AlertMarked{.alert = {1}, .by = {1}, .useful = true});
  tape.add(ended(1, AlertEnd::recovered));
  tape.add(AlertMarked{.alert = {1}, .by = boss, .useful = false});
  const Alerts alerts = tape.fold<Alerts>();
  CHECK(alerts.counts(rule).useful == 1);
  CHECK(alerts.counts(rule).not_useful == 1);
  CHECK_FALSE(alerts.find({1})->marks.at(boss));
}

TEST_CASE("alerts: changes name each row that is another once") {
  Tape tape;
  tape.add(opened(1, {}));
  Alerts alerts = tape.fold<Alerts>();
  CHECK(alerts.take_changes() == std::set<AlertId>{{1}});
  CHECK(alerts.take_changes().empty());
  tape.add(ended(1, AlertEnd::recovered));
  alerts.apply(tape.record(2));
  tape.add(AlertClimbed{.alert = {9}, .from = 1, .level = 2, .owner = {}, .climbs_at = {}});
  alerts.apply(tape.record(3));
  CHECK(alerts.take_changes() == std::set<AlertId>{{1}});
}

TEST_CASE("alerts: the last thousand that are over are remembered, in a snapshot too") {
  Tape tape;
  for (std::uint64_t id = 1; id <= alerts_ended_max + 2; ++id) {
    tape.add(opened(id, {}));
    tape.add(ended(id, AlertEnd::recovered));
  }
  tape.add(opened(9'999, tape.now() + seconds(4)));
  tape.add(AlertMarked{.alert = {9'999}, .by = boss, .useful = true});
  const Alerts alerts = tape.fold<Alerts>();
  CHECK(alerts.ended().size() == alerts_ended_max);
  CHECK(alerts.find({2}) == nullptr);
  CHECK(alerts.find({3}) != nullptr);
  const auto again = Alerts::decode_from(bytes_of(alerts));
  REQUIRE(again.has_value());
  CHECK(bytes_of(*again) == bytes_of(alerts));
  CHECK(again->open() == alerts.open());
  CHECK(again->ended() == alerts.ended());
  CHECK(again->about(rule, queue)->id == AlertId{9'999});
  CHECK(again->counts(rule) == alerts.counts(rule));
  CHECK(Alerts::decode_from({}).has_value());
  CHECK_FALSE(Alerts::decode_from(ByteView{bytes_of(alerts)}.first(40)).has_value());
}

}  // namespace relevo
