// Alerts as they are asked for and acted on: from a figure that is outside to somebody who is told.
#include <doctest/doctest.h>

#include "api/alert_watch.h"
#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

/// The demo operation, in which nobody answers a customer of support.
struct Waiting {
  TestApi api;
  std::string supervisor = api.sign_in("s01");

  Waiting() { api.arrive(1, "5000"); }

  /// As the server does, twice a second, and a Tick behind it.
  void pass(Duration time) {
    for (Duration gone; gone < time; gone = gone + AlertWatch::each) {
      api.engine.time = api.engine.time + AlertWatch::each;
      api.handler().look_for_deviations();
      api.engine.take(Tick{});
    }
  }
  std::string alerts(const std::string& token, const std::string& query = "") {
    const HttpReply reply = api.get(token, "/api/v1/alerts" + query);
    CHECK(reply.status == 200);
    return reply.body;
  }
  const State& state() const { return api.engine.core().state(); }
};

}  // namespace

TEST_CASE("alerts: what is outside for long enough is told once, with figure and limit") {
  Waiting floor;
  floor.pass(seconds(16));
  CHECK(has(floor.alerts(floor.supervisor), R"("rows":[])"));
  floor.pass(seconds(3));
  const std::string told = floor.alerts(floor.supervisor);
  CHECK(has(told, R"("rule":"espera")"));
  CHECK(has(told, R"("severity":"critical","subject":{"kind":"queue","code":"soporte"})"));
  CHECK(has(told, R"("state":"open","level":"supervisor","next_level":"command-center")"));
  CHECK(has(told, R"("indicator":"longest_wait")"));
  CHECK(has(told, R"("above":true,"limit":15000,"window_ms":60000)"));
  CHECK(floor.state().alerts_made == 1);
  floor.pass(seconds(20));
  CHECK(floor.state().alerts_made == 1);
}

TEST_CASE("alerts: acknowledged by name, and resolved is believed for a while") {
  Waiting floor;
  floor.pass(seconds(19));
  const auto act = [&](const char* command, const char* more = "") {
    return floor.api.command(floor.supervisor, command, std::string{R"({"alert":1)"} + more + "}");
  };
  CHECK(act("acknowledge_alert").status == 200);
  CHECK(has(floor.alerts(floor.supervisor), R"("state":"acknowledged")"));
  CHECK(has(floor.alerts(floor.supervisor), R"("owner":"s01")"));
  CHECK(act("mark_alert", R"(,"useful":false)").status == 200);
  CHECK(has(floor.alerts(floor.supervisor), R"("useful":false)"));
  CHECK(act("hand_back_alert").status == 200);
  CHECK(has(act("hand_back_alert").body, R"("reject":"alert_of_other")"));
  CHECK(has(act("snooze_alert", R"(,"lasts_s":86400)").body, R"("reject":"snooze_too_long")"));
  CHECK(act("resolve_alert").status == 200);
  CHECK(has(floor.alerts(floor.supervisor), R"("rows":[])"));
  CHECK(has(floor.alerts(floor.supervisor, "?state=ended"), R"("end":"resolved")"));
  // The demo's ladder has 20 s to settle; the customer waits on.
  floor.pass(seconds(15));
  CHECK(floor.state().alerts_made == 1);
  floor.pass(seconds(10));
  CHECK(floor.state().alerts_made == 2);
}

TEST_CASE("alerts: each sees what they see the figures of, and agents their own alone") {
  Waiting floor;
  floor.pass(seconds(19));
  const auto is_told = [&](const char* user) {
    return has(floor.alerts(floor.api.sign_in(user)), R"("rule":"espera")");
  };
  CHECK(is_told("s01"));
  CHECK(is_told("cc01"));
  CHECK_FALSE(is_told("1001"));
  const std::string agent = floor.api.sign_in("1001");
  const HttpReply other = floor.api.command(agent, "acknowledge_alert", R"({"alert":1})");
  CHECK(has(other.body, R"("reject":"alert_not_found")"));
}

TEST_CASE("alerts: about oneself one says that one knows, and no more") {
  Waiting floor;
  const RuleId missed = entry_of_code(floor.state().operation->rules, "ofertas-perdidas")->id;
  floor.api.engine.take(SeeDeviation{
      .rule = missed, .subject = {.kind = SubjectKind::agent, .id = 1}, .part = 2, .whole = 1});
  const std::string agent = floor.api.sign_in("1001");
  const std::string coordinator = floor.api.sign_in("c01");
  CHECK(has(floor.alerts(agent), R"("rule":"ofertas-perdidas")"));
  CHECK(has(floor.alerts(coordinator), R"("rule":"ofertas-perdidas")"));
  CHECK(has(floor.alerts(floor.api.sign_in("c02")), R"("rows":[])"));
  CHECK(floor.api.command(agent, "resolve_alert", R"({"alert":1})").status == 403);
  CHECK(floor.api.command(agent, "acknowledge_alert", R"({"alert":1})").status == 200);
  CHECK(floor.api.command(coordinator, "resolve_alert", R"({"alert":1})").status == 200);
}

TEST_CASE("alerts: what makes no sense is refused in a sentence") {
  Waiting floor;
  CHECK(has(floor.api.get(floor.supervisor, "/api/v1/alerts?state=all").body, "open or ended"));
  for (const auto& [name, body, sentence] :
       std::initializer_list<std::tuple<const char*, const char*, const char*>>{
           {"acknowledge_alert", "{}", "is missing"},
           {"acknowledge_alert", R"({"alert":"1"})", "an alert's number"},
           {"acknowledge_alert", R"({"alert":1,"agent":"1001"})", "Unknown field"},
           {"snooze_alert", R"({"alert":1})", "is missing"},
           {"snooze_alert", R"({"alert":1,"lasts_s":0})", "whole number of seconds"},
           {"mark_alert", R"({"alert":1,"useful":1})", "true or false"}}) {
    CAPTURE(std::string{body});
    const HttpReply reply = floor.api.command(floor.supervisor, name, body);
    CHECK(reply.status == 400);
    CHECK(has(reply.body, sentence));
  }
}

}  // namespace relevo
