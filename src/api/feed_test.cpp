// The feed over peers that read, or do not.
#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::FakePeer;
using testing::has;
using testing::TestApi;

namespace {

std::shared_ptr<FakePeer> viewer(TestApi& api, const std::string& token, const std::string& topic) {
  const HttpRequest request{
      .method = "GET", .path = "/api/v1/feed", .authorization = "Bearer " + token};
  REQUIRE(api.handler().on_upgrade(request).status == 101);
  auto peer = std::make_shared<FakePeer>();
  api.handler().on_open(peer, request);
  api.handler().on_text(peer, R"({"subscribe":")" + topic + "\"}");
  return peer;
}

}  // namespace

TEST_CASE("feed: a snapshot, then changes, made once for all who see the same") {
  TestApi api;
  const auto a = viewer(api, api.sign_in("admin"), "board");
  const auto b = viewer(api, api.sign_in("s01"), "board");
  const auto own = viewer(api, api.sign_in("1001"), "me");
  REQUIRE(a->sent.size() >= 1);
  CHECK(has(*a->sent.front(), R"({"topic":"board","position":)"));
  CHECK(has(*a->sent.front(), R"("snapshot":{"position":)"));
  const std::size_t own_before = own->sent.size();
  api.connect_device("1001");
  CHECK(a->sent.back() == b->sent.back());
  CHECK(has(*a->sent.back(), R"("changes":{"agents":[{"id":"1001")"));
  CHECK(own->sent.size() == own_before + 1);
  api.connect_device("1002");
  CHECK(own->sent.size() == own_before + 1);
}

TEST_CASE("feed: a contact is gone for those who were shown it, and nobody else hears of it") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  api.connect_device("1001");
  api.command(agent, "sign_in_agent");
  api.command(agent, "set_ready");
  const auto own = viewer(api, agent, "me");
  const auto other = viewer(api, api.sign_in("1011"), "me");
  const auto all = viewer(api, api.sign_in("admin"), "board");
  const std::size_t other_before = other->sent.size();
  api.arrive(1, "5000");
  CHECK(has(*own->sent.back(), R"("contacts":[{"id":1,)"));
  const LegId leg = api.engine.core().state().contacts.begin()->second.offer.leg;
  api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  api.command(agent, "hang_up", R"({"contact":1})");
  api.command(agent, "finish_wrap_up", R"({"contact":1})");
  CHECK(has(*own->sent.back(), R"("gone":[1])"));
  CHECK(has(*all->sent.back(), R"("gone":[1])"));
  api.arrive(2, "5001");
  CHECK(has(*all->sent.back(), R"("contacts":[{"id":2,)"));
  for (std::size_t i = other_before; i < other->sent.size(); ++i) {
    CHECK(has(*other->sent[i], R"("contacts":[],"gone":[])"));
  }
}

TEST_CASE(
    "feed: queues alone are told once a second; how many are ready, to those, too, who see few") {
  TestApi api;
  const auto own = viewer(api, api.sign_in("1001"), "me");
  CHECK(has(*own->sent.back(), R"("agents":0,"ready":0)"));
  std::size_t before = own->sent.size();
  const std::string agent = api.sign_in("1002");
  api.connect_device("1002");
  api.command(agent, "sign_in_agent");
  REQUIRE(own->sent.size() == before + 1);
  CHECK(has(*own->sent.back(), R"("agents":[],"contacts":[],"gone":[],"queues":[{)"));
  CHECK(has(*own->sent.back(), R"("agents":1,"ready":0)"));
  api.command(agent, "set_ready");
  CHECK(own->sent.size() == before + 1);
  api.handler().look_after_feed();
  REQUIRE(own->sent.size() == before + 2);
  CHECK(has(*own->sent.back(), R"("agents":1,"ready":1)"));
  api.handler().look_after_feed();
  CHECK(own->sent.size() == before + 2);
}

TEST_CASE("feed: topics are refused in words") {
  TestApi api;
  const auto agent = viewer(api, api.sign_in("1001"), "team:equipo-1");
  CHECK(has(*agent->sent.back(), R"({"error":"There is no topic team:equipo-1)"));
  CHECK(has(*agent->sent.back(), R"("topic":"team:equipo-1")"));
  const auto other = viewer(api, api.sign_in("c01"), "team:equipo-2");
  CHECK(has(*other->sent.back(), "error"));
  const auto team = viewer(api, api.sign_in("c01"), "team:equipo-1");
  CHECK(has(*team->sent.back(), R"("topic":"team:equipo-1")"));
  CHECK_FALSE(has(*team->sent.back(), R"("id":"1011")"));
  const auto campaign = viewer(api, api.sign_in("d01"), "campaign:sales-sur");
  CHECK(has(*campaign->sent.back(), R"("id":"sales-en")"));
  CHECK_FALSE(has(*campaign->sent.back(), R"("id":"soporte")"));
  CHECK(has(*viewer(api, api.sign_in("admin"), "me")->sent.back(), "error"));
  api.handler().on_text(team, "[");
  CHECK(has(*team->sent.back(), "error"));
}

TEST_CASE("feed: the token may be the first message, and must come in time") {
  TestApi api;
  const HttpRequest request{.method = "GET",
                            .path = "/api/v1/feed",
                            .origin = "http://127.0.0.1:8080",
                            .host = "127.0.0.1:8080"};
  CHECK(api.handler().on_upgrade(request).status == 101);
  HttpRequest foreign = request;
  foreign.origin = "http://elsewhere.example";
  CHECK(api.handler().on_upgrade(foreign).status == 403);
  HttpRequest stale = request;
  stale.authorization = "Bearer nonsense";
  CHECK(api.handler().on_upgrade(stale).status == 401);
  const auto peer = std::make_shared<FakePeer>();
  api.handler().on_open(peer, request);
  api.handler().on_text(peer, R"({"subscribe":"board"})");
  CHECK(has(*peer->sent.back(), "Sign in first"));
  api.handler().on_text(peer, R"({"token":")" + api.sign_in("admin") + R"(","subscribe":"board"})");
  CHECK(has(*peer->sent.back(), "snapshot"));
  const auto silent = std::make_shared<FakePeer>();
  api.handler().on_open(silent, request);
  api.engine.time = api.engine.time + Feed::token_within;
  api.handler().look_after_feed();
  CHECK(silent->closed == 1008);
  CHECK(peer->closed == 0);
}

TEST_CASE("feed: `from` gives what was missed, or a snapshot when that is no longer kept") {
  TestApi api;
  const std::string token = api.sign_in("admin");
  const auto first = viewer(api, token, "board");
  const Position seen = api.engine.core().state().position;
  api.connect_device("1001");
  api.connect_device("1002");
  const auto second = viewer(api, token, "events");
  api.handler().on_text(second, R"({"subscribe":"board","from":)" + std::to_string(seen) + "}");
  REQUIRE(second->sent.size() == 3);
  CHECK(second->sent[1] == first->sent[1]);
  CHECK(second->sent[2] == first->sent[2]);
  api.handler().on_text(second, R"({"subscribe":"board","from":1})");
  CHECK(has(*second->sent.back(), "snapshot"));
}

TEST_CASE("feed: after a minute nobody comes back for a frame, and it is let go") {
  TestApi api;
  const std::string token = api.sign_in("admin");
  const auto first = viewer(api, token, "board");
  const Position seen = api.engine.core().state().position;
  api.connect_device("1001");
  const auto resume = [&] {
    api.handler().on_text(first, R"({"subscribe":"board","from":)" + std::to_string(seen) + "}");
    return first->sent.back();
  };
  api.engine.time = api.engine.time + FeedChannel::kept_for;
  api.handler().look_after_feed();
  CHECK_FALSE(has(*resume(), "snapshot"));
  api.engine.time = api.engine.time + microseconds(1);
  api.handler().look_after_feed();
  CHECK(has(*resume(), "snapshot"));
}

TEST_CASE("feed: who does not read gets no endless queue, then a snapshot, or is cut") {
  TestApi api;
  const std::string token = api.sign_in("admin");
  const auto slow = viewer(api, token, "board");
  slow->reads = false;
  slow->waiting = 0;
  for (std::uint64_t i = 0; slow->waiting < Feed::waiting_bytes_max / 2 && i < 20'000; ++i) {
    api.engine.take(SeeDevices{.source = {.node = {1}},
                               .agent = "1001",
                               .devices = static_cast<std::uint32_t>(1 + i % 2)});
  }
  slow->waiting = Feed::waiting_bytes_max;
  const std::size_t sent = slow->sent.size();
  api.connect_device("1002");
  api.connect_device("1003");
  CHECK(slow->sent.size() == sent);
  slow->waiting = 0;
  api.handler().on_drained(slow);
  CHECK(slow->sent.size() == sent + 1);
  CHECK(has(*slow->sent.back(), "snapshot"));
  slow->waiting = slow->sent.back()->size();
  api.handler().look_after_feed();
  api.engine.time = api.engine.time + Feed::progress_within;
  api.handler().look_after_feed();
  CHECK(slow->closed == 1008);
  api.handler().on_closed(slow);
}

TEST_CASE("feed: a session that ends takes its connections along") {
  TestApi api;
  const std::string token = api.sign_in("1001");
  const auto left = viewer(api, token, "me");
  const auto stays = viewer(api, api.sign_in("1002"), "me");
  const HttpReply out = api.send(
      {.method = "DELETE", .path = "/api/v1/sessions/current", .authorization = "Bearer " + token});
  CHECK(out.status == 200);
  CHECK(left->closed == 1008);
  CHECK(stays->closed == 0);
  CHECK(api.get(token, "/api/v1/board").status == 401);
}

TEST_CASE("feed: an agent's page offers its audio, and alone hears what becomes of it") {
  TestApi api;
  const auto own = viewer(api, api.sign_in("1001"), "me");
  const auto other = viewer(api, api.sign_in("1002"), "me");
  const auto say = [&](const auto& peer, const std::string& phone) {
    api.handler().on_text(peer, R"({"phone":)" + phone + "}");
  };
  say(own, R"({"id":77,"number":1,"offer":"v=0"})");
  REQUIRE(api.phones.offers.size() == 1);
  CHECK(api.phones.offers[0].user == Code{"1001"});
  CHECK(api.phones.offers[0].phone == 77);
  CHECK(api.phones.offers[0].sdp == "v=0");
  const std::size_t other_before = other->sent.size();
  const PhoneTold answer{
      .user = "1001", .phone = 77, .number = 1, .answer = "v=0 a", .alive = true};
  api.handler().tell_phone(answer);
  CHECK(*own->sent.back() ==
        R"({"phone":{"id":77,"number":1,"answer":"v=0 a","alive":true,"gone":false}})");
  CHECK(other->sent.size() == other_before);

  // Of a phone that the page has replaced it hears no more, nor behind the end of its connection.
  say(own, R"({"id":78,"number":1,"offer":"v=0"})");
  const std::size_t before = own->sent.size();
  api.handler().tell_phone(answer);
  CHECK(own->sent.size() == before);
  say(own, R"({"id":78,"close":true})");
  REQUIRE(api.phones.closed.size() == 1);
  CHECK(api.phones.closed[0].second == 78);
  api.handler().on_closed(own);
  api.handler().tell_phone({.user = "1001", .phone = 78});
  CHECK(own->sent.size() == before);
}

TEST_CASE("feed: whoever is signed in has a phone in their page, to supervise with") {
  TestApi api;
  const auto coordinator = viewer(api, api.sign_in("c01"), "board");
  api.handler().on_text(coordinator, R"({"phone":{"id":5,"number":1,"offer":"v=0"}})");
  REQUIRE(api.phones.offers.size() == 1);
  CHECK(api.phones.offers[0].user == Code{"c01"});
  api.handler().tell_phone({.user = "c01", .phone = 5, .number = 1, .answer = "v=0 a"});
  CHECK(has(*coordinator->sent.back(), R"({"phone":{"id":5,"number":1,"answer":"v=0 a")"));
}

TEST_CASE("feed: what makes no sense of a phone is said in a sentence") {
  TestApi api;
  const auto nobody = std::make_shared<FakePeer>();
  api.handler().on_open(nobody, {.path = "/api/v1/feed"});
  api.handler().on_text(nobody, R"({"phone":{"id":1,"number":1,"offer":"v=0"}})");
  CHECK(has(*nobody->sent.back(), "Only who is signed in"));
  const auto agent = viewer(api, api.sign_in("1001"), "me");
  for (const char* wrong :
       {R"({"number":1,"offer":"v=0"})", R"({"id":9007199254740992,"number":1,"offer":"v=0"})",
        R"({"id":1,"offer":"v=0"})", R"({"id":1,"number":1})", R"({"id":1,"number":1,"offer":2})",
        "7"}) {
    const std::size_t before = agent->sent.size();
    api.handler().on_text(agent, std::string(R"({"phone":)") + wrong + "}");
    CHECK_MESSAGE(agent->sent.size() == before + 1, wrong);
    CHECK_MESSAGE(has(*agent->sent.back(), R"({"error":)"), wrong);
  }
  CHECK(api.phones.offers.empty());
}

}  // namespace relevo
