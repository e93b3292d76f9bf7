// What comes in and goes out as text: JSON, times, ranges, problems.
#include <doctest/doctest.h>

#include "api/command_form.h"
#include "api/event_json.h"
#include "api/json_read.h"
#include "api/problem.h"
#include "api/recording.h"
#include "api/rfc3339.h"

namespace relevo {

TEST_CASE("json_read: limits and kinds") {
  const auto value = read_json(R"({"a":[1,-1,1.5,"x",true,null]})");
  REQUIRE(value.has_value());
  const auto& items = value->find("a")->items;
  CHECK(items[0].number == 1);
  CHECK(items[1].kind == JsonValue::Kind::fraction);
  CHECK(items[2].kind == JsonValue::Kind::fraction);
  CHECK(items[3].text == "x");
  CHECK(items[4].boolean);
  CHECK(items[5].kind == JsonValue::Kind::null);
  CHECK_FALSE(read_json("{} {}").has_value());
  CHECK_FALSE(read_json("").has_value());
  CHECK_FALSE(read_json_object("[]").has_value());
  CHECK(read_json_object("").has_value());
  CHECK(read_json(std::string(16, '[') + std::string(16, ']')).has_value());
  CHECK_FALSE(read_json(std::string(17, '[') + std::string(17, ']')).has_value());
}

TEST_CASE("rfc3339: both ways") {
  CHECK(rfc3339({}) == "1970-01-01T00:00:00.000Z");
  CHECK(rfc3339({1'709'164'799'999'000}) == "2024-02-28T23:59:59.999Z");
  CHECK(rfc3339({-1}) == "1970-01-01T00:00:00.000Z");
  CHECK(from_rfc3339("2024-02-28T23:59:59.999Z")->us == 1'709'164'799'999'000);
  CHECK(from_rfc3339("1970-01-01T00:00:01Z")->us == 1'000'000);
  for (const char* wrong : {"", "2024-02-30T00:00:00Z", "2024-02-28", "2024-02-28T24:00:00Z",
                            "2024-02-28T00:00:00", "2024-02-28T00:00:00.Z", "x024-02-28T00:00:00Z",
                            "2024-02-28T00:00:00.1234567891Z", "2024-02-28T00:00:00Zx"}) {
    CAPTURE(wrong);
    CHECK_FALSE(from_rfc3339(wrong).has_value());
  }
}

TEST_CASE("recording: ranges") {
  CHECK_FALSE(read_range("", 100).has_value());
  CHECK_FALSE(read_range("bytes=0-1,3-4", 100).has_value());
  CHECK_FALSE(read_range("bytes=5-4", 100).has_value());
  CHECK_FALSE(read_range("bytes=-", 100).has_value());
  CHECK(read_range("bytes=0-", 100)->length == 100);
  CHECK(read_range("bytes=10-19", 100)->offset == 10);
  CHECK(read_range("bytes=10-19", 100)->length == 10);
  CHECK(read_range("bytes=90-500", 100)->length == 10);
  CHECK(read_range("bytes=-10", 100)->offset == 90);
  CHECK(read_range("bytes=-0", 100)->length == 0);
  CHECK(read_range("bytes=100-", 100)->length == 0);
  CHECK(read_range("bytes=-500", 100)->length == 100);
}

TEST_CASE("problem: a document with the refusal's name") {
  CHECK(problem(Reject::agent_offline).body ==
        R"({"type":"about:blank","title":"Refused by the rules","status":409,)"
        R"("detail":"The agent is not signed in.","reject":"agent_offline"})");
  CHECK(problem(Reject::too_many_keys).status == 429);
  CHECK(problem(404, "x").content_type == "application/problem+json");
  CHECK(problem_for_now(503, "x", 2).headers.front().second == "2");
}

TEST_CASE("json: no more values than a body can need") {
  const auto list = [](std::size_t values) {
    std::string text = "[1";
    for (std::size_t i = 2; i < values; ++i) text += ",[]";
    return text + "]";
  };
  CHECK(read_json(list(json_values_max)).has_value());
  const auto more = read_json(list(json_values_max + 1));
  REQUIRE_FALSE(more.has_value());
  CHECK(more.error().kind == Fault::Kind::limit);
}

TEST_CASE("command_form: breaks that are nobody's business become personal at the door") {
  const CommandForm& form = *command_form("request_break");
  for (const char* kind : {"restroom", "wellness", "nursing", "personal"}) {
    const auto fields = read_fields(form, *read_json(R"({"kind":")" + std::string(kind) + "\"}"));
    REQUIRE(fields.has_value());
    CHECK(fields->kind == BreakKind::personal);
    CHECK(canonical(form, "1001", *fields) == "request_break|1001|0|personal");
  }
  CHECK(read_fields(form, *read_json(R"({"kind":"system"})"))->kind == BreakKind::system);
  CHECK_FALSE(read_fields(form, *read_json(R"({"kind":"smoke"})")).has_value());
  CHECK_FALSE(read_fields(form, *read_json(R"({"kind":"rest","contact":1})")).has_value());
  CHECK_FALSE(read_fields(form, *read_json("{}")).has_value());
  for (const CommandForm& each : command_forms()) CHECK(command_form(each.name) == &each);
  CHECK(nearest_command("aply_operation") == "apply_operation");
  CHECK(nearest_command("zzzzzzzzzz").empty());
}

TEST_CASE("event_json: codes for ids, _ms for durations, no digests") {
  Operation operation;
  operation.agents = {{.id = {1}, .code = "1001"}};
  operation.queues = {{.id = {1}, .code = "soporte"}};
  JsonWriter json;
  const Event offer = OfferMade{.offer = {7},
                                .contact = {3},
                                .agent = {1},
                                .queue = {1},
                                .leg = {},
                                .expires_at = {seconds(20).us},
                                .waited = milliseconds(1500)};
  append_event(json, {.position = 9, .at = {}, .event = offer}, operation, seconds(1));
  CHECK(json.text() ==
        R"({"position":9,"at":"1970-01-01T00:00:01.000Z","kind":"offer_made","offer":7,)"
        R"("contact":3,"agent":"1001","queue":"soporte","leg":null,)"
        R"("expires_at":"1970-01-01T00:00:21.000Z","waited_ms":1500})");
  JsonWriter session;
  const Event opened = SessionOpened{.session = {1}, .user = {9}, .token = {1}, .expires_at = {}};
  append_event(session, {.position = 1, .at = {}, .event = opened}, operation, {});
  CHECK(session.text() ==
        R"({"position":1,"at":"1970-01-01T00:00:00.000Z","kind":"session_opened","session":1,)"
        R"("user":null,"expires_at":"1970-01-01T00:00:00.000Z"})");
}

}  // namespace relevo
