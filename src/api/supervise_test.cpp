// Who supervises a conversation, as requests ask for it and as everybody sees it.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::FakePeer;
using testing::has;
using testing::TestApi;

namespace {

/// A floor where 1001 talks to a customer of soporte.
struct Talking : TestApi {
  Talking() {
    connect_device("1001");
    agent = sign_in("1001");
    RELEVO_ASSERT(command(agent, "sign_in_agent").status == 200);
    RELEVO_ASSERT(command(agent, "set_ready").status == 200);
    arrive(1, "5000");
    const LegId leg = engine.core().state().contacts.begin()->second.offer.leg;
    engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  }

  HttpReply supervise(const std::string& token, const std::string& mode,
                      const std::string& of = "1001") {
    const std::string why = mode == "off" ? "" : R"(,"why":"coaching")";
    return command(token, "supervise",
                   R"({"agent":")" + of + R"(","mode":")" + mode + "\"" + why + "}");
  }

  /// Who supervises, at the phone that rings at them.
  void supervisor_answers() {
    const auto& contact = engine.core().state().contacts.begin()->second;
    engine.take(SeeAnswer{.source = {.node = {1}}, .leg = contact.supervisors.begin()->leg});
  }

  void take_roles_of(std::string_view user) {
    Operation next = *engine.core().state().operation;
    next.version += 1;
    for (UserSetup& one : next.users) {
      if (one.code.view() == user) one.roles = 0;
    }
    auto bytes = std::make_shared<Bytes>();
    encode(*bytes, next);
    engine.take(ApplyOperation{.base_version = next.version - 1,
                               .document = std::make_shared<const Operation>(next),
                               .bytes = std::move(bytes)});
  }

  std::string agent;  // Their token.
};

}  // namespace

TEST_CASE("supervise: who is beside a conversation is shown to its agent, and leaves no trace") {
  Talking api;
  const std::string coordinator = api.sign_in("c01");
  CHECK(has(api.get(api.agent, "/api/v1/board").body, R"("supervisors":[])"));
  const HttpReply started = api.supervise(coordinator, "listen");
  CHECK(started.status == 200);
  CHECK(
      has(started.body, R"("kind":"supervision_started","contact":1,"agent":"1001","user":"c01")"));
  const std::string board = api.get(api.agent, "/api/v1/board").body;
  CHECK(has(board, R"("supervisors":[{"user":"c01","mode":"listen","why":"coaching","since":")"));
  CHECK(has(board, R"("joined_at":null}])"));
  CHECK(has(api.supervise(coordinator, "take_over").body, R"("reject":"not_supervising")"));
  api.supervisor_answers();
  CHECK(has(api.get(api.agent, "/api/v1/board").body, R"("joined_at":")"));
  CHECK(has(api.supervise(coordinator, "whisper").body, R"("from":"listen","mode":"whisper")"));
  CHECK(has(api.get(api.agent, "/api/v1/board").body, R"("mode":"whisper")"));
  CHECK(has(api.supervise(coordinator, "off").body, R"("end":"stopped")"));
  CHECK(has(api.get(api.agent, "/api/v1/board").body, R"("supervisors":[])"));
  CHECK(has(api.get(api.agent, "/api/v1/contacts/1").body, R"("kind":"supervision_ended")"));
  CHECK(has(api.supervise(coordinator, "off").body, R"("reject":"not_supervising")"));
}

TEST_CASE("supervise: who is above the agent ends another's, and nobody else does") {
  Talking api;
  CHECK(api.supervise(api.sign_in("qa01"), "listen").status == 200);
  const std::string off = R"({"agent":"1001","mode":"off","user":"qa01"})";
  for (const char* other : {"1002", "c02", "wfm01"}) {
    CAPTURE(other);
    CHECK(api.command(api.sign_in(other), "supervise", off).status == 403);
  }
  const HttpReply ended = api.command(api.sign_in("c01"), "supervise", off);
  CHECK(has(ended.body, R"("end":"revoked")"));
  CHECK(has(ended.body, R"("by":"c01")"));
  CHECK(
      has(api.command(api.sign_in("c01"), "supervise", off).body, R"("reject":"not_supervising")"));
}

TEST_CASE("supervise: it ends within a second of an operation that takes the right to it away") {
  Talking api;
  CHECK(api.supervise(api.sign_in("c01"), "whisper").status == 200);
  CHECK(api.supervise(api.sign_in("qa01"), "listen").status == 200);
  api.take_roles_of("c01");
  api.handler().look_after_feed();
  const std::string board = api.get(api.agent, "/api/v1/board").body;
  CHECK_FALSE(has(board, R"("user":"c01")"));
  CHECK(has(board, R"("user":"qa01")"));
}

TEST_CASE("supervise: who has taken a contact over holds it, says its outcome and hands it on") {
  Talking api;
  const std::string token = api.sign_in("s01");
  CHECK(api.supervise(token, "listen").status == 200);
  api.supervisor_answers();
  CHECK(api.command(token, "hold", R"({"contact":1})").status == 403);
  CHECK(has(api.supervise(token, "take_over").body, "contact_taken_over"));
  CHECK(has(api.command(token, "hold", R"({"contact":1})").body, "contact_held"));
  CHECK(has(api.command(token, "resume", R"({"contact":1})").body, "contact_resumed"));
  CHECK(api.command(api.sign_in("admin"), "hold", R"({"contact":1})").status == 403);
  CHECK(has(
      api.command(token, "transfer", R"({"contact":1,"to":"queue:soporte","mode":"consult"})").body,
      R"("reject":"taken_over")"));
  CHECK(has(api.command(token, "transfer", R"({"contact":1,"to":"queue:soporte"})").body,
            "contact_transferred"));
  CHECK(api.command(token, "hold", R"({"contact":1})").status == 403);
}

TEST_CASE("supervise: the agent's page is told at once") {
  Talking api;
  const auto page = std::make_shared<FakePeer>();
  api.handler().on_open(page, {.path = "/api/v1/feed"});
  api.handler().on_text(page, R"({"token":")" + api.agent + R"(","subscribe":"me"})");
  const std::size_t before = page->sent.size();
  REQUIRE(api.supervise(api.sign_in("s01"), "barge").status == 200);
  REQUIRE(page->sent.size() > before);
  CHECK(has(*page->sent.back(), R"("supervisors":[{"user":"s01","mode":"barge")"));
}

TEST_CASE("supervise: each role, and each mode") {
  Talking api;
  struct Allowed {
    const char* user;
    bool listens;
    bool is_heard;
  };
  for (const Allowed& of :
       {Allowed{"1002", false, false}, Allowed{"c01", true, true}, Allowed{"c02", false, false},
        Allowed{"s01", true, true}, Allowed{"cc01", false, false}, Allowed{"qa01", true, false},
        Allowed{"wfm01", false, false}, Allowed{"admin", true, true}}) {
    CAPTURE(of.user);
    const std::string token = api.sign_in(of.user);
    CHECK(api.supervise(token, "listen").status == (of.listens ? 200 : 403));
    CHECK(api.supervise(token, "whisper").status == (of.is_heard ? 200 : 403));
    CHECK(api.supervise(token, "barge").status == (of.is_heard ? 200 : 403));
    CHECK(api.supervise(token, "off").status == (of.listens ? 200 : 409));
  }
  CHECK(has(api.supervise(api.sign_in("qa01"), "whisper").body, "may listen to that agent"));
  // Who may not be beside everybody is not told who there is.
  CHECK(api.supervise(api.sign_in("c01"), "listen", "9999").status == 403);
  CHECK(api.supervise(api.sign_in("c01"), "listen", "1011").status == 403);
  CHECK(has(api.supervise(api.sign_in("s01"), "listen", "9999").body, "agent_not_found"));
  CHECK(has(api.supervise(api.sign_in("s01"), "listen", "1011").body, "agent_not_connected"));
}

TEST_CASE("supervise: nobody begins without saying why, and who is there may say it anew") {
  Talking api;
  const std::string token = api.sign_in("c01");
  const HttpReply unsaid = api.command(token, "supervise", R"({"agent":"1001","mode":"listen"})");
  CHECK(unsaid.status == 409);
  CHECK(has(unsaid.body, R"("reject":"why_missing")"));
  CHECK(api.supervise(token, "listen").status == 200);
  CHECK(has(api.command(token, "supervise", R"({"agent":"1001","mode":"whisper"})").body,
            R"("mode":"whisper","why":"coaching")"));
  const std::string anew = R"({"agent":"1001","mode":"whisper","why":"complaint"})";
  CHECK(has(api.command(token, "supervise", anew).body, R"("why":"complaint")"));
  CHECK(has(api.get(api.agent, "/api/v1/board").body, R"("why":"complaint")"));
  CHECK(has(api.command(token, "supervise", anew).body, R"("events":[])"));
}

TEST_CASE("supervise: a body that is wrong is answered by one sentence") {
  Talking api;
  const std::string token = api.sign_in("s01");
  CHECK(has(api.supervise(token, "coach").body,
            R"(\"mode\" must be one of off, listen, whisper, barge, take_over.)"));
  CHECK(
      has(api.command(token, "supervise", R"({"agent":"1001"})").body, R"(\"mode\" is missing.)"));
  CHECK(has(api.command(token, "supervise", R"({"agent":"1001","mode":"listen","why":"x"})").body,
            "must be one of routine, help, coaching, quality, complaint, alert."));
  CHECK(has(api.command(token, "supervise", R"({"mode":"listen"})").body,
            R"(\"agent\" is missing.)"));
  CHECK(has(api.command(token, "supervise", R"({"agent":"1001","mode":"off","kind":"rest"})").body,
            "supervise takes agent, contact, mode, why, user."));
  CHECK(
      has(api.command(token, "supervise", R"({"agent":"1001","mode":"listen","user":"c01"})").body,
          R"(\"user\" goes with the mode off alone)"));
  CHECK(has(api.command(token, "set_ready", R"({"agent":"1001","mode":"off"})").body,
            "Unknown field"));
}

TEST_CASE("supervise: a repeated key gets the first answer, and another mode is another command") {
  Talking api;
  const std::string token = api.sign_in("s01");
  const std::string listen = R"({"agent":"1001","mode":"listen","why":"help"})";
  const HttpReply first = api.command(token, "supervise", listen, "a");
  CHECK(first.status == 200);
  CHECK(api.command(token, "supervise", listen, "a").body == first.body);
  const HttpReply other =
      api.command(token, "supervise", R"({"agent":"1001","mode":"barge"})", "a");
  CHECK(has(other.body, R"("reject":"key_reused")"));
  const HttpReply why =
      api.command(token, "supervise", R"({"agent":"1001","mode":"listen","why":"alert"})", "a");
  CHECK(has(why.body, R"("reject":"key_reused")"));
}

}  // namespace relevo
