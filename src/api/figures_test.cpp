// Hours of shifts beside what was counted, worked by hand.
#include "api/figures.h"

#include <doctest/doctest.h>

#include "api/rfc3339.h"
#include "api/testing.h"
#include "operation/hours.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

Shift shift_of(std::initializer_list<const char*> texts) {
  Shift shift{.id = {1}, .code = "turno"};
  for (const char* text : texts) shift.hours.push_back(operation::hours_from(text).value());
  return shift;
}

Duration scheduled_in(const Shift& shift, const char* zone, const char* from, const char* to) {
  return scheduled(shift, TimeZone::named(zone).value(),
                   {.from = from_rfc3339(from).value(), .to = from_rfc3339(to).value()});
}

}  // namespace

TEST_CASE("scheduled: hours of the week within a span, by the clocks of the zone") {
  const Shift day = shift_of({"mon-fri 09:00-14:00", "mon-fri 16:00-19:00", "sat 09:00-14:00"});
  const auto mexico = [&](const char* from, const char* to) {
    return scheduled_in(day, "America/Mexico_City", from, to);
  };
  // Tuesday, 14 November 2023, from midnight to midnight there: 5 + 3 hours.
  CHECK(mexico("2023-11-14T06:00:00Z", "2023-11-15T06:00:00Z") == hours(8));
  // From 13:00 to 16:30: one hour before the pause and half an hour behind it.
  CHECK(mexico("2023-11-14T19:00:00Z", "2023-11-14T22:30:00Z") == hours(1) + minutes(30));
  CHECK(mexico("2023-11-18T06:00:00Z", "2023-11-20T06:00:00Z") == hours(5));
  CHECK(mexico("2023-11-13T06:00:00Z", "2023-11-20T06:00:00Z") == hours(45));
  CHECK(mexico("2023-11-14T22:00:00Z", "2023-11-14T22:00:00Z") == Duration{});
}

TEST_CASE("scheduled: a night is one shift, on the nights when clocks are changed too") {
  const Shift night = shift_of({"mon-sun 22:00-06:00"});
  const auto madrid = [&](const char* from, const char* to) {
    return scheduled_in(night, "Europe/Madrid", from, to);
  };
  // From 23:00 of one day to 05:00 of the next.
  CHECK(madrid("2026-01-14T22:00:00Z", "2026-01-15T04:00:00Z") == hours(6));
  // Noon to noon: 29 March has no hour from 2 to 3, 25 October has it twice.
  CHECK(madrid("2026-03-28T11:00:00Z", "2026-03-29T10:00:00Z") == hours(7));
  CHECK(madrid("2026-10-24T10:00:00Z", "2026-10-25T11:00:00Z") == hours(9));
  CHECK(scheduled_in(night, "America/Tijuana", "2026-01-14T08:00:00Z", "2026-01-15T08:00:00Z") ==
        hours(8));
}

TEST_CASE("figures: connection efficiency is connected over scheduled time up to now") {
  TestApi api;
  Operation next = *api.engine.core().state().operation;
  next.version += 1;
  next.shifts = {shift_of({"tue 16:00-20:00"})};  // In Mexico City it is 16:13:20 of a Tuesday.
  next.agents[0].shift = {1};
  next.agents[1].shift = {1};
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, next);
  api.engine.take(ApplyOperation{.base_version = next.version - 1,
                                 .document = std::make_shared<const Operation>(next),
                                 .bytes = std::move(bytes)});
  api.connect_device("1001");
  const std::string agent = api.sign_in("1001");
  CHECK(api.command(agent, "sign_in_agent").status == 200);
  CHECK(api.command(agent, "set_ready").status == 200);
  api.engine.time = api.engine.time + minutes(20);

  // Scheduled from 16:00:00 to 16:33:20, connected from 16:13:20 on: 1,200 of 2,000 seconds.
  const std::string boss = api.sign_in("s01");
  const std::string asked =
      "&day=today&names=scheduled_time,connected_time,connection_efficiency,utilisation";
  const HttpReply agents = api.get(boss, "/api/v1/indicators?by=agent" + asked);
  CHECK(has(agents.body, R"("of":"1001")"));
  CHECK(has(agents.body, R"("scheduled_time":2000000,"connected_time":1200000,)"
                         R"("connection_efficiency":0.6000,"utilisation":0.0000)"));
  // Who has not come is there with nothing connected.
  CHECK(has(agents.body, R"("of":"1002")"));
  CHECK(has(agents.body, R"("connected_time":0,"connection_efficiency":0.0000)"));
  CHECK_FALSE(has(agents.body, R"("of":"1003")"));
  CHECK(has(api.get(boss, "/api/v1/indicators?by=team" + asked).body,
            R"("scheduled_time":4000000,"connected_time":1200000,"connection_efficiency":0.3000)"));
  CHECK(has(api.get(boss, "/api/v1/indicators?by=agent&of=1001" + asked).body,
            R"("connection_efficiency":0.6000)"));
  CHECK(api.get(boss, "/api/v1/indicators?by=place" + asked).status == 400);
  CHECK(has(api.get(boss, "/api/v1/reports/agent_day").body,
            R"(["1002",null,"equipo-1",null,null,2000000,0,0.0000,)"));
}

}  // namespace relevo
