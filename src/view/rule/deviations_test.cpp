// When a deviation is there, and when it is over, with figures set by hand.
#include "view/rule/deviations.h"

#include <doctest/doctest.h>

#include "view/rule/testing.h"

namespace relevo {

using testing::above;
using testing::below;
using testing::rule_of;
using testing::unknown_value;
using testing::Watch;

namespace {

constexpr std::int64_t percent = 10'000;
constexpr std::int64_t one = 1'000'000;

}  // namespace

TEST_CASE("deviations: above the limit and not at it; inside again at `back` and not before") {
  Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)})}};
  watch.set("abandonment", Value{8, 100});
  CHECK_FALSE(watch.is_outside());
  watch.set("abandonment", Value{9, 100});
  CHECK(watch.look() ==
        std::vector<Deviation>{{{1}, {SubjectKind::queue, 1}, Value{.part = 9, .whole = 100}}});
  watch.set("abandonment", Value{6, 100});
  CHECK(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.set("abandonment", Value{5, 100});
  CHECK_FALSE(watch.is_outside());
  CHECK(watch.is_over());
  watch.set("abandonment", Value{8, 100});
  CHECK_FALSE(watch.is_outside());
  CHECK(watch.is_over());
}

TEST_CASE("deviations: below the limit, the other way round") {
  Watch watch{{rule_of({below("service_level", 80 * percent, 85 * percent)})}};
  watch.set("service_level", Value{80, 100});
  CHECK_FALSE(watch.is_outside());
  watch.set("service_level", Value{79, 100});
  CHECK(watch.is_outside());
  watch.set("service_level", Value{84, 100});
  CHECK(watch.is_outside());
  watch.set("service_level", Value{85, 100});
  CHECK_FALSE(watch.is_outside());
}

TEST_CASE("deviations: it must hold for so long, to the microsecond") {
  Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)}, minutes(2))}};
  watch.set("abandonment", Value{9, 100});
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(2) - microseconds(1));
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.pass(microseconds(1));
  CHECK(watch.is_outside());
}

TEST_CASE("deviations: who is inside for a moment begins anew") {
  Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)}, minutes(2))}};
  watch.set("abandonment", Value{9, 100});
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(1));
  watch.set("abandonment", Value{5, 100});
  CHECK_FALSE(watch.is_outside());
  watch.set("abandonment", Value{9, 100});
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(2) - microseconds(1));
  CHECK_FALSE(watch.is_outside());
  watch.pass(microseconds(1));
  CHECK(watch.is_outside());
}

TEST_CASE("deviations: all conditions, and one that is inside ends it") {
  Watch watch{
      {rule_of({above("abandonment", 8 * percent, 5 * percent), above("offered", 9 * one, 9 * one)},
               minutes(1))}};
  watch.set("abandonment", Value{9, 100});
  watch.set("offered", Value{9, 1});
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(5));
  CHECK_FALSE(watch.is_outside());
  watch.set("offered", Value{10, 1});
  CHECK_FALSE(watch.is_outside());  // All have been outside for no time yet.
  watch.pass(minutes(1));
  CHECK(watch.is_outside());
  watch.set("offered", Value{9, 1});
  CHECK_FALSE(watch.is_outside());
  CHECK(watch.is_over());
}

TEST_CASE("deviations: a figure without a value begins nothing and ends nothing") {
  Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)}, minutes(1))}};
  watch.set("abandonment", unknown_value);
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.set("abandonment", Value{9, 100});
  CHECK_FALSE(watch.is_outside());
  watch.set("abandonment", unknown_value);
  watch.pass(minutes(1));
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.set("abandonment", Value{6, 100});  // Still outside, all the time.
  CHECK(watch.is_outside());
  watch.set("abandonment", unknown_value);
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
}

TEST_CASE(
    "deviations: who begins in the middle says neither that it is there nor that it is over") {
  Watch watch{{rule_of({above("abandonment", 8 * percent, 5 * percent)}, minutes(1))}};
  watch.set("abandonment", Value{6, 100});
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.set("abandonment", Value{9, 100});
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
  watch.set("abandonment", Value{4, 100});
  CHECK_FALSE(watch.is_outside());
  CHECK(watch.is_over());
}

TEST_CASE("deviations: each subject by itself, by rule and id") {
  Watch watch{{rule_of({above("waiting", 0, 0)}), rule_of({above("offered", one, one)})}};
  watch.set("waiting", Value{1, 1}, 2);
  watch.set("offered", Value{2, 1}, 1);
  watch.set("offered", Value{3, 1}, 2);
  CHECK(watch.look() == std::vector<Deviation>{{{1}, {SubjectKind::queue, 2}, Value{1, 1}},
                                               {{2}, {SubjectKind::queue, 1}, Value{2, 1}},
                                               {{2}, {SubjectKind::queue, 2}, Value{3, 1}}});
}

TEST_CASE("deviations: `only` those, and nobody who is retired") {
  RuleSetup rule = rule_of({above("waiting", 0, 0)});
  rule.only = {2, 1};
  Watch watch{{rule, rule_of({above("waiting", 0, 0)})}};
  watch.operation.rules[0].only = {2};
  watch.operation.queues[0].retired = true;
  watch.set("waiting", Value{1, 1}, 1);
  watch.set("waiting", Value{1, 1}, 2);
  CHECK(watch.look() == std::vector<Deviation>{{{1}, {SubjectKind::queue, 2}, Value{1, 1}},
                                               {{2}, {SubjectKind::queue, 2}, Value{1, 1}}});
  CHECK_FALSE(watch.is_over(1, {SubjectKind::queue, 1}));
  CHECK_FALSE(watch.is_over(3, {SubjectKind::queue, 2}));
  CHECK_FALSE(watch.is_over(1, {SubjectKind::agent, 2}));
}

TEST_CASE("deviations: a rule that is retired is looked at no longer") {
  Watch watch{{rule_of({above("waiting", 0, 0)})}};
  watch.set("waiting", Value{1, 1});
  CHECK(watch.is_outside());
  watch.operation.version = 2;
  watch.operation.rules[0].retired = true;
  CHECK_FALSE(watch.is_outside());
  CHECK_FALSE(watch.is_over());
}

TEST_CASE("deviations: another version of the operation begins anew") {
  Watch watch{{rule_of({above("waiting", 0, 0)}, minutes(1))}};
  watch.set("waiting", Value{1, 1});
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(1));
  CHECK(watch.is_outside());
  watch.operation.version = 2;
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(1));
  CHECK(watch.is_outside());
}

TEST_CASE("deviations: an agent who is offline begins none, and does when back for long enough") {
  RuleSetup rule = rule_of({above("missed_offers", 2 * one, 0)}, minutes(1));
  rule.of = SubjectKind::agent;
  Watch watch{{rule}};
  watch.set("missed_offers", Value{3, 1});
  watch.offline = {1};
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(1));
  CHECK_FALSE(watch.is_outside());
  watch.offline = {};
  CHECK_FALSE(watch.is_outside());
  watch.pass(minutes(1));
  CHECK(watch.is_outside());
  watch.offline = {1};
  watch.set("missed_offers", Value{0, 1});
  CHECK_FALSE(watch.is_outside());
  CHECK(watch.is_over(1, {SubjectKind::agent, 1}));
}

TEST_CASE("deviations: an indicator of a newer program is left out") {
  Watch watch{{rule_of({above("weather", 0, 0)}), rule_of({above("waiting", 0, 0)})}};
  watch.set("waiting", Value{1, 1});
  REQUIRE(watch.look().size() == 1);
  CHECK(watch.look()[0].rule == RuleId{2});
}

TEST_CASE("deviations: the operation and places of work are subjects too") {
  RuleSetup everywhere = rule_of({above("waiting", 0, 0)});
  everywhere.of = SubjectKind::operation;
  RuleSetup at_home = rule_of({above("missed_offers", 0, 0)});
  at_home.of = SubjectKind::place;
  Watch watch{{everywhere, at_home}};
  watch.set("waiting", Value{1, 1}, 1);
  watch.set("missed_offers", Value{1, 1}, 2);
  CHECK(watch.look() == std::vector<Deviation>{{{1}, {SubjectKind::operation, 1}, Value{1, 1}},
                                               {{2}, {SubjectKind::place, 2}, Value{1, 1}}});
}

}  // namespace relevo
