// Indicators as they are asked for: figures of a small floor, who sees which, and what is refused.
#include <doctest/doctest.h>

#include "api/testing.h"
#include "view/indicator/indicator.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

struct Handled : testing::HandledContact {
  HttpReply get(const std::string& token, const std::string& query) {
    return api.get(token, "/api/v1/indicators" + query);
  }
};

}  // namespace

TEST_CASE("indicators: figures of queues and agents, with what was divided") {
  Handled floor;
  const std::string boss = floor.api.sign_in("s01");
  const HttpReply queue = floor.get(
      boss,
      "?by=queue&of=soporte&names=offered,answered,service_level,asa,aht,abandonment&last=15m");
  CHECK(queue.status == 200);
  CHECK(has(queue.body,
            R"("names":["offered","answered","service_level","asa","aht","abandonment"])"));
  CHECK(has(queue.body, R"("of":"soporte")"));
  CHECK(has(queue.body, R"("values":{"offered":1,"answered":1,"service_level":1.0000,"asa":5000,)"
                        R"("aht":70000,"abandonment":0.0000})"));
  CHECK(has(queue.body, R"("service_level":{"part":1,"whole":1})"));
  CHECK(has(queue.body, R"("aht":{"part":70000000,"whole":1})"));
  const HttpReply agents =
      floor.get(boss, "?by=agent&names=handled,occupancy,conversion,aht_median");
  CHECK(has(agents.body, R"("of":"1001")"));
  CHECK(has(agents.body, R"("handled":1,"occupancy":0.9333,"conversion":null,"aht_median":73727)"));
  CHECK(has(agents.body, R"("aht_median":{"count":1})"));
}

TEST_CASE("indicators: steps are rows, and names that are left out are all") {
  Handled floor;
  const std::string boss = floor.api.sign_in("s01");
  const HttpReply steps = floor.get(
      boss, "?by=queue&names=offered&from=2023-11-14T22:00:00Z&to=2023-11-14T22:30:00Z&step=15m");
  CHECK(has(steps.body, R"("from":"2023-11-14T22:00:00.000Z","to":"2023-11-14T22:15:00.000Z",)"
                        R"("values":{"offered":1})"));
  const HttpReply all = floor.get(boss, "?by=team");
  CHECK(has(all.body, R"("connected_time":75000)"));
  CHECK_FALSE(has(all.body, "service_level"));
  CHECK(has(floor.get(boss, "").body, R"("of":"demo")"));
}

TEST_CASE("indicators: a day is that of the campaign's time zone, from one cut to the next") {
  Handled floor;  // Tuesday the 14th, 22:13 UTC.
  const std::string names = "&names=offered&day=";
  floor.pass(hours(10) - minutes(15));
  const std::string boss = floor.api.sign_in("s01");
  // It is past midnight in Mexico City, six hours behind: support's day has begun.
  const HttpReply north = floor.get(boss, "?by=campaign&of=soporte-norte" + names + "today");
  CHECK(has(north.body, R"("day":"2023-11-15","time_zone":"America/Mexico_City")"));
  CHECK(has(north.body, R"("from":"2023-11-15T06:00:00.000Z","to":"2023-11-16T06:00:00.000Z")"));
  CHECK_FALSE(has(north.body, R"("offered":1)"));
  const HttpReply before = floor.get(boss, "?by=queue&of=soporte" + names + "yesterday");
  CHECK(has(before.body, R"("from":"2023-11-14T06:00:00.000Z","to":"2023-11-15T06:00:00.000Z")"));
  CHECK(has(before.body, R"("values":{"offered":1})"));
  // In Tijuana, eight behind, it is not yet five in the morning, when a day of sales begins.
  floor.api.arrive(2, "5001");
  const HttpReply south = floor.get(boss, "?by=campaign&of=sales-sur" + names + "today");
  CHECK(has(south.body, R"("day":"2023-11-14","time_zone":"America/Tijuana")"));
  CHECK(has(south.body, R"("from":"2023-11-14T13:00:00.000Z","to":"2023-11-15T13:00:00.000Z")"));
  CHECK(has(south.body, R"("values":{"offered":1})"));
  // All of the operation is by its own days.
  const HttpReply all = floor.get(boss, "?names=offered&day=2023-11-14");
  CHECK(has(all.body, R"("from":"2023-11-14T06:00:00.000Z","to":"2023-11-15T06:00:00.000Z")"));
}

TEST_CASE("indicators: each sees their own") {
  Handled floor;
  const std::string colleague = floor.api.sign_in("1002");
  const std::string coordinator = floor.api.sign_in("c01");
  const std::string other = floor.api.sign_in("c02");
  const std::string names = "&names=handled";
  CHECK(has(floor.get(floor.agent, "?by=agent" + names).body, R"("of":"1001")"));
  CHECK(has(floor.get(colleague, "?by=agent" + names).body, R"("rows":[])"));
  CHECK(has(floor.get(coordinator, "?by=agent" + names).body, R"("of":"1001")"));
  CHECK(has(floor.get(coordinator, "?by=team" + names).body, R"("of":"equipo-1")"));
  CHECK(has(floor.get(other, "?by=team" + names).body, R"("rows":[])"));
  CHECK(has(floor.get(floor.agent, "?by=queue&names=offered").body, R"("of":"soporte")"));
  for (const char* by : {"?by=operation", "?by=site", "?by=place", "?by=client", "?by=team"}) {
    CHECK(has(floor.get(floor.agent, by + names).body, R"("rows":[])"));
  }
}

TEST_CASE("indicators: what makes no sense is refused in a sentence") {
  Handled floor;
  const std::string boss = floor.api.sign_in("s01");
  for (const auto& [query, sentence] : std::initializer_list<std::pair<const char*, const char*>>{
           {"?by=moon", "operation, queue, campaign"},
           {"?names=offerd", "no indicator \\\"offerd\\\""},
           {"?names=", "no indicator"},
           {"?by=agent&names=asa", "no figure by agent"},
           {"?by=queue&of=none", "There is no such queue."},
           {"?last=15", "a length like 15m"},
           {"?last=0m", "a length like 15m"},
           {"?last=15m&from=2023-11-14T22:00:00Z", "without \\\"from\\\""},
           {"?from=yesterday", "2026-01-31T09:30:00.000Z"},
           {"?from=2023-11-14T22:00:00Z&to=2023-11-14T21:00:00Z", "the earlier first"},
           {"?to=2023-11-14T21:00:00Z", "needs a \\\"from\\\""},
           {"?from=2023-11-10T22:00:00Z", "go back 72 hours"},
           {"?day=tomorrow", "a date that has come"},
           {"?day=2023-11-15", "a date that has come"},
           {"?day=2023-02-29", "a date that has come"},
           {"?day=2023-11-01", "go back 72 hours"},
           {"?day=today&last=15m", "goes without"},
           {"?last=1h&step=20m", "15m or a multiple"}}) {
    CAPTURE(std::string{query});
    const HttpReply reply = floor.get(boss, query);
    CHECK(reply.status == 400);
    INFO(reply.body);
    CHECK(has(reply.body, sentence));
  }
}

TEST_CASE("indicators: the catalogue says of each what it is") {
  TestApi api;
  const std::string body = api.get(api.sign_in("1001"), "/api/v1/indicators/catalogue").body;
  for (const Indicator* one : all_indicators()) {
    CAPTURE(one->name);
    CHECK(has(body, "\"name\":\"" + std::string{one->name} + "\""));
    CHECK_FALSE(one->title.es.empty());
    CHECK_FALSE(one->help.en.empty());
    CHECK(indicator_of(one->name) == one);
  }
  CHECK(has(body, R"x("formula":"answered_in_target / (answered + abandoned + lost_waiting + )x"
                  R"x(waiting_late - abandoned_short)")x"));
  CHECK(has(body, R"x("formula":"p90(wait)")x"));
}

}  // namespace relevo
