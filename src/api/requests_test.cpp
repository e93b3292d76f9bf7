// Requests through the real handler, over a real core.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

TEST_CASE("requests: who signs in reads the board, as far as the roles reach") {
  TestApi api;
  const HttpReply all = api.get(api.sign_in("admin"), "/api/v1/board");
  CHECK(all.status == 200);
  CHECK(has(all.body, R"("id":"soporte","number":"5000")"));
  CHECK(has(all.body, R"("id":"1001")"));
  CHECK(has(all.body, R"("id":"1011")"));
  const HttpReply team = api.get(api.sign_in("c01"), "/api/v1/board");
  CHECK(has(team.body, R"("id":"1001")"));
  CHECK_FALSE(has(team.body, R"("id":"1011")"));
  const HttpReply own = api.get(api.sign_in("1001"), "/api/v1/board");
  CHECK(has(own.body, R"("id":"1001","name")"));
  CHECK(has(own.body, R"("sessions":1)"));
  CHECK(has(own.body, R"("id":"soporte")"));
  CHECK_FALSE(has(own.body, R"("id":"sales-en")"));
  CHECK_FALSE(has(own.body, R"("id":"1002")"));
}

TEST_CASE("requests: without a token nothing but the doors, the page and the health") {
  TestApi api;
  CHECK(api.get("nonsense", "/api/v1/board").status == 401);
  CHECK(api.send({.method = "GET", .path = "/api/v1/events"}).status == 401);
  const HttpReply about = api.send({.method = "GET", .path = "/api/v1/about"});
  CHECK(about.body == R"({"demo":true,"operation":"demo","version":"0.1.0"})");
  const HttpReply page = api.send({.method = "GET", .path = "/"});
  CHECK(page.status == 200);
  CHECK(page.content_type == "text/html; charset=utf-8");
  const auto& [name, etag] = page.headers.front();
  CHECK(name == "ETag");
  CHECK(api.send({.method = "GET", .path = "/", .if_none_match = etag}).status == 304);
  CHECK(api.send({.method = "GET", .path = "/healthz"}).status == 200);
  CHECK(api.send({.method = "GET", .path = "/readyz"}).status == 200);
  api.engine.is_ready = false;
  CHECK(api.send({.method = "GET", .path = "/readyz"}).status == 503);
}

TEST_CASE("requests: a contact from its arrival to its end") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  const std::string admin = api.sign_in("admin");
  api.connect_device("1001");
  CHECK(api.command(agent, "sign_in_agent").status == 200);
  const HttpReply ready = api.command(agent, "set_ready");
  CHECK(ready.status == 200);
  CHECK(has(ready.body, R"("kind":"agent_state_changed","agent":"1001")"));
  api.arrive(1, "5000");
  CHECK(has(api.get(agent, "/api/v1/board").body, R"("state":"offered","agent":"1001")"));
  const auto& contact = api.engine.core().state().contacts.begin()->second;
  const LegId leg = contact.offer.leg;
  api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  CHECK(api.command(agent, "hold", R"({"contact":1})").status == 200);
  const HttpReply again = api.command(agent, "hold", R"({"contact":1})");
  CHECK(again.status == 409);
  CHECK(has(again.body, R"("reject":"contact_already_held")"));
  const HttpReply known = api.get(agent, "/api/v1/dispositions");
  CHECK(has(known.body, R"({"id":"resuelta","name":{"es":"Resuelta","en":"Solved"},)"
                        R"("kind":"contact","campaigns":["soporte-norte"],"retired":false})"));
  CHECK(api.command(agent, "dispose", R"({"contact":1})").status == 400);
  CHECK(has(api.command(agent, "dispose", R"({"contact":1,"disposition":"venta"})").body,
            R"("reject":"disposition_of_other_campaign")"));
  CHECK(has(api.command(agent, "dispose", R"({"contact":1,"disposition":"resulta"})").body,
            R"("reject":"disposition_not_found")"));
  CHECK(has(api.command(agent, "dispose", R"({"contact":1,"disposition":"resuelta"})").body,
            R"("disposition":"resuelta","by":"1001")"));
  CHECK(has(api.get(agent, "/api/v1/board").body, R"("disposition":"resuelta")"));
  CHECK(api.command(agent, "hang_up", R"({"contact":1})").status == 200);
  CHECK(api.command(agent, "finish_wrap_up", R"({"contact":1})").status == 200);
  const HttpReply life = api.get(agent, "/api/v1/contacts/1");
  CHECK(life.status == 200);
  CHECK(has(life.body, R"("state":"closed","end":"handled")"));
  CHECK(has(life.body, R"("disposition":"resuelta")"));
  CHECK(has(life.body,
            R"("agents":["1001"],"customer":null,"screen_pop":null,"events":[{"position":)"));
  CHECK(has(life.body, R"("candidates":[{"agent":"1001","score":)"));
  CHECK(has(life.body, R"("excluded_by":null)"));
  CHECK(has(api.get(admin, "/api/v1/contacts?queue=soporte").body, R"({"rows":[{"id":1,)"));
  CHECK(api.get(admin, "/api/v1/contacts?queue=suporte").status == 400);
  CHECK(api.get(admin, "/api/v1/contacts?disposition=nothing").status == 400);
  CHECK(api.get(api.sign_in("1002"), "/api/v1/contacts/1").status == 404);
  CHECK(api.get(admin, "/api/v1/contacts/2").status == 404);
  CHECK(has(api.get(admin, "/api/v1/contacts/1/recording").body, "was not recorded"));
}

TEST_CASE("requests: commands for others, and for nobody") {
  TestApi api;
  const std::string coordinator = api.sign_in("c01");
  CHECK(api.command(coordinator, "sign_in_agent", R"({"agent":"1003"})").status == 200);
  CHECK(api.command(coordinator, "sign_in_agent", R"({"agent":"1011"})").status == 403);
  CHECK(api.command(coordinator, "sign_in_agent").status == 403);
  CHECK(api.command(api.sign_in("s01"), "sign_in_agent", R"({"agent":"1011"})").status == 200);
  CHECK(api.command(api.sign_in("1002"), "sign_in_agent", R"({"agent":"1004"})").status == 403);
  const HttpReply unknown = api.command(coordinator, "set_redy");
  CHECK(unknown.status == 404);
  CHECK(has(unknown.body, "did you mean set_ready?"));
  CHECK(api.command(api.sign_in("1002"), "hold", R"({"contact":"1"})").status == 400);
  CHECK(api.command(api.sign_in("1002"), "hold").status == 400);
  CHECK(api.command(api.sign_in("1002"), "hold", "[").status == 400);
}

TEST_CASE("requests: nobody talks in another's name, and a system's break is given from above") {
  TestApi api;
  const std::string supervisor = api.sign_in("s01");
  const std::string agent = api.sign_in("1003");
  CHECK(api.command(supervisor, "sign_in_agent", R"({"agent":"1003"})").status == 200);
  for (const char* name : {"accept_offer", "decline_offer", "hold", "resume"}) {
    CHECK(has(api.command(supervisor, name, R"({"agent":"1003","contact":1})").body,
              "Only the agent"));
    CHECK(api.command(agent, name, R"({"agent":"1003","contact":1})").status == 409);
  }
  for (const char* name : {"hang_up", "finish_wrap_up"}) {
    CHECK(api.command(supervisor, name, R"({"agent":"1003","contact":1})").status == 409);
  }
  CHECK(api.command(agent, "request_break", R"({"kind":"system"})").status == 403);
  CHECK(api.command(api.sign_in("c01"), "request_break", R"({"agent":"1003","kind":"system"})")
            .status == 403);
  CHECK(has(api.command(supervisor, "request_break", R"({"agent":"1003","kind":"system"})").body,
            R"("break_kind":"system")"));
}

TEST_CASE("requests: bodies over their limit are not read") {
  TestApi api;
  const HttpReply session = api.send({.method = "POST",
                                      .path = "/api/v1/sessions",
                                      .body = std::string(SignIn::body_bytes_max + 1, '['),
                                      .peer = "::1"});
  CHECK(session.status == 413);
  const std::string admin = api.sign_in("admin");
  const std::string large(Commands::body_bytes_max + 1, '[');
  CHECK(api.command(admin, "set_ready", large).status == 413);
  CHECK(api.command(api.sign_in("s01"), "apply_operation", large).status == 403);
  CHECK(api.command(admin, "apply_operation", large).status == 400);
}

TEST_CASE("requests: why a colleague was not chosen is for those who may see the colleague") {
  TestApi api;
  const std::string first = api.sign_in("1001");
  const std::string second = api.sign_in("1002");
  for (const char* code : {"1001", "1002"}) {
    api.connect_device(code);
    const std::string& token = std::string_view{code} == "1001" ? first : second;
    api.command(token, "sign_in_agent");
    api.command(token, "set_ready");
  }
  api.arrive(1, "5000");
  const auto& contact = api.engine.core().state().contacts.begin()->second;
  api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = contact.offer.leg});
  const HttpReply own = api.get(first, "/api/v1/contacts/1");
  CHECK(own.status == 200);
  CHECK(has(own.body, R"("candidates":[{"agent":"1001")"));
  CHECK(has(own.body, R"("others":1,)"));
  CHECK_FALSE(has(own.body, "1002"));
  CHECK_FALSE(has(api.get(first, "/api/v1/events?after=0").body, "1002"));
  CHECK(has(api.get(api.sign_in("admin"), "/api/v1/contacts/1").body, R"({"agent":"1002")"));
}

TEST_CASE("requests: what is dropped while it is read is said to be gone, not to be broken") {
  for (const std::string path : {"/api/v1/contacts/1", "/api/v1/events?after=1"}) {
    TestApi api;
    const std::string admin = api.sign_in("admin");
    api.arrive(1, "5000");
    REQUIRE(api.get(admin, path).status == 200);
    api.log.drops_up_to = api.log.last() - 1;
    const HttpReply gone = api.get(admin, path);
    CHECK(gone.status == 404);
    CHECK(has(gone.body, "the log begins with position " + std::to_string(api.log.last())));
    CHECK(api.get(admin, path).body == gone.body);
  }
  TestApi api;
  const std::string admin = api.sign_in("admin");
  api.log.drops_up_to = api.log.last() - 1;
  const HttpReply rest = api.get(admin, "/api/v1/events");
  CHECK(rest.status == 200);
  CHECK(has(rest.body, R"("rows":[{"position":)" + std::to_string(api.log.last())));
}

TEST_CASE("requests: what is not there is not repeated") {
  TestApi api;
  const HttpReply none = api.get(api.sign_in("admin"), "/api/v1/contacts/" + std::string(500, 'x'));
  CHECK(none.status == 404);
  CHECK_FALSE(has(none.body, "xxx"));
}

TEST_CASE("requests: a supervision repeated by its key is the first one, whatever came since") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  api.connect_device("1001");
  api.command(agent, "sign_in_agent");
  api.command(agent, "set_ready");
  api.arrive(1, "5000");
  const LegId leg = api.engine.core().state().contacts.begin()->second.offer.leg;
  api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  const std::string supervisor = api.sign_in("s01");
  const std::string body = R"({"agent":"1001","mode":"listen","why":"help"})";
  const HttpReply first = api.command(supervisor, "supervise", body, "key-1");
  REQUIRE(first.status == 200);
  api.command(agent, "hang_up", R"({"contact":1})");
  const HttpReply second = api.command(supervisor, "supervise", body, "key-1");
  CHECK(second.status == 200);
  const auto events = [](const HttpReply& reply) {
    return reply.body.substr(reply.body.find("\"events\""));
  };
  CHECK(has(first.body, "supervision_started"));
  CHECK(events(second) == events(first));
}

TEST_CASE("requests: a repeated key gets the first answer, an overloaded engine is said so") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  const HttpReply first = api.command(agent, "sign_in_agent", "{}", "key-1");
  const HttpReply second = api.command(agent, "sign_in_agent", "{}", "key-1");
  CHECK(first.status == 200);
  CHECK(second.status == 200);
  CHECK(first.body.substr(first.body.find("events")) ==
        second.body.substr(second.body.find("events")));
  CHECK(has(api.command(agent, "end_break", "{}", "key-1").body, "key_reused"));
  CHECK(api.command(agent, "set_ready", {}, std::string(129, 'x')).status == 400);
  api.engine.overloaded = true;
  CHECK(api.command(agent, "set_ready").status == 503);
}

TEST_CASE("requests: a break for the restroom is like any personal one, in every output") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  api.command(agent, "sign_in_agent");
  const HttpReply asked = api.command(agent, "request_break", R"({"kind":"restroom"})", "k");
  CHECK(has(asked.body, R"("break_kind":"personal")"));
  // Even the digest that is kept with a key is that of a personal one.
  CHECK(api.command(agent, "request_break", R"({"kind":"personal"})", "k").status == 200);
}

TEST_CASE("requests: the operation changes by its files") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  const std::string file =
      R"([operation]\ncode = \"demo\"\ndemo = true\n[[user]]\ncode = \"admin\"\n)"
      R"(name = \"A\"\nroles = [\"admin\"]\n)";
  const std::string sources = R"("sources":[{"name":"a.toml","text":")" + file + "\"}]";
  CHECK(api.command(api.sign_in("s01"), "apply_operation", "{" + sources + "}").status == 403);
  const HttpReply dry =
      api.command(admin, "apply_operation", "{" + sources + R"(,"dry_run":true})");
  INFO(dry.body);
  CHECK(dry.status == 200);
  CHECK(has(dry.body, R"({"subject":"queue soporte","change":"retired"})"));
  CHECK(has(dry.body, R"("base_version":1)"));
  CHECK(has(api.command(admin, "apply_operation", "{" + sources + R"(,"base_version":7})").body,
            "operation_changed"));
  CHECK(api.command(admin, "apply_operation", R"({"sources":[{"name":"a","text":"["}]})").status ==
        400);
  CHECK(api.command(admin, "apply_operation", "{" + sources + R"(,"base_version":1})").status ==
        200);
  CHECK(api.secrets_changes == 1);
  CHECK_FALSE(has(api.get(admin, "/api/v1/board").body, "soporte"));
}

TEST_CASE("requests: the state's hash is for those who look after the system") {
  TestApi api;
  const HttpReply state = api.get(api.sign_in("cc01"), "/api/v1/state");
  CHECK(state.status == 200);
  CHECK(has(state.body, R"(,"hash":")"));
  CHECK(api.get(api.sign_in("1001"), "/api/v1/state").status == 403);
  const std::string command_centre = api.sign_in("cc01");
  api.engine.overloaded = true;
  CHECK(api.get(command_centre, "/api/v1/state").status == 503);
}

TEST_CASE("requests: a recording is there once it is done, whole or in part") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  api.arrive(1, "5000");
  CHECK(has(api.get(admin, "/api/v1/contacts/1/recording").body, "was not recorded"));
  api.engine.take(SeeRecordingStarted{.source = {.node = {1}}, .contact = {1}});
  CHECK(has(api.get(admin, "/api/v1/contacts/1/recording").body, "still being made"));
  api.engine.take(SeeRecordingEnded{.source = {.node = {1}}, .contact = {1}, .length = seconds(1)});
  CHECK(has(api.get(admin, "/api/v1/contacts/1/recording").body, "not there yet"));
  std::filesystem::create_directory(api.file("recordings"));
  records::write_bytes(api.file("recordings/1.wav"), "0123456789");
  const HttpReply whole = api.get(admin, "/api/v1/contacts/1/recording");
  CHECK(whole.status == 200);
  CHECK(whole.content_type == "audio/wav");
  CHECK(whole.file.length == 10);
  HttpRequest part{.method = "GET",
                   .path = "/api/v1/contacts/1/recording",
                   .authorization = "Bearer " + admin,
                   .range = "bytes=2-4"};
  const HttpReply some = api.send(part);
  CHECK(some.status == 206);
  CHECK(some.file.offset == 2);
  CHECK(some.file.length == 3);
  part.range = "bytes=10-";
  CHECK(api.send(part).status == 416);
  CHECK(api.get(api.sign_in("cc01"), "/api/v1/contacts/1/recording").status == 403);
}

TEST_CASE("requests: events are for those who may see them") {
  TestApi api;
  const std::string admin = api.sign_in("admin");
  const std::string agent = api.sign_in("1001");
  api.command(agent, "sign_in_agent");
  CHECK(has(api.get(admin, "/api/v1/events?after=0").body, R"("kind":"session_opened")"));
  const HttpReply own = api.get(agent, "/api/v1/events?after=0");
  CHECK_FALSE(has(own.body, "session_opened"));
  CHECK(has(own.body, R"("to":"off_phone_work")"));
  CHECK(api.get(admin, "/api/v1/events?limit=1001").status == 400);
  CHECK(has(api.get(admin, "/api/v1/events?after=999").body, R"({"rows":[],"next":999})"));
}

}  // namespace relevo
