// What people write to each other, through the real handler and records store.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

#include "api/hearings.h"
#include "api/testing.h"
#include "records/records.h"

namespace relevo {

using testing::FakePeer;
using testing::has;
using testing::TestApi;

namespace {

/// A page that has subscribed to its user's own topic.
struct Page {
  Page(TestApi& of, const std::string& token) : api(of) {
    api.handler().on_open(peer, {.authorization = "Bearer " + token});
    api.handler().on_text(peer, R"({"subscribe":"me"})");
  }
  ~Page() { api.handler().on_closed(peer); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  const std::string& last() const { return *peer->sent.back(); }

  TestApi& api;
  std::shared_ptr<FakePeer> peer = std::make_shared<FakePeer>();
};

std::string number_behind(const std::string& text, const std::string& key) {
  const std::size_t at = text.find(key) + key.size();
  return text.substr(at, text.find_first_of(",}", at) - at);
}

/// A contact of 1001 that is over, and was recorded.
void live(TestApi& api, const std::string& agent) {
  api.connect_device("1001");
  CHECK(api.command(agent, "sign_in_agent").status == 200);
  CHECK(api.command(agent, "set_ready").status == 200);
  api.arrive(1, "5000");
  const LegId leg = api.engine.core().state().contacts.begin()->second.offer.leg;
  api.engine.take(SeeAnswer{.source = {.node = {1}}, .leg = leg});
  api.engine.take(SeeRecordingStarted{.source = {.node = {1}}, .contact = {1}});
  CHECK(api.command(agent, "hang_up", R"({"contact":1})").status == 200);
  CHECK(api.command(agent, "finish_wrap_up", R"({"contact":1})").status == 200);
}

}  // namespace

TEST_CASE("texts: a message is on its agent's page until it is read, and nowhere else") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  const Page page{api, agent};
  CHECK(has(page.last(), R"("messages":[])"));
  const std::string boss = api.sign_in("c01");
  const HttpReply sent = api.command(
      boss, "send_message", R"({"to":["agent:1001"],"text":"Sube el tono","priority":"urgent"})");
  REQUIRE(sent.status == 200);
  CHECK_FALSE(has(sent.body, "tono"));
  CHECK(has(page.last(), R"("by":"c01")"));
  CHECK(has(page.last(), R"("text":"Sube el tono","priority":"urgent","reason_for":null}])"));
  CHECK_FALSE(has(api.get(boss, "/api/v1/board").body, "tono"));
  const std::string read = R"({"message":)" + number_behind(sent.body, R"("message":)") + "}";
  CHECK(api.command(api.sign_in("1002"), "read_message", read).status == 409);
  CHECK(api.command(agent, "read_message", read).status == 200);
  CHECK(has(page.last(), R"("messages":[])"));
  CHECK(has(api.command(agent, "read_message", read).body, R"("reject":"message_not_found")"));
}

TEST_CASE("texts: who wrote sees who has read it, and nobody else does") {
  TestApi api;
  const std::string boss = api.sign_in("c01");
  const std::string agent = api.sign_in("1001");
  const HttpReply sent =
      api.command(boss, "send_message", R"({"to":["agent:1001","agent:1002"],"text":"Simulacro"})");
  CHECK(
      has(api.get(boss, "/api/v1/messages").body,
          R"("text":"Simulacro","priority":"normal","sent":2,"read":0,"unread":["1001","1002"]})"));
  const std::string read = R"({"message":)" + number_behind(sent.body, R"("message":)") + "}";
  CHECK(api.command(agent, "read_message", read).status == 200);
  CHECK(has(api.get(boss, "/api/v1/messages").body, R"("sent":2,"read":1,"unread":["1002"]})"));
  CHECK(api.get(api.sign_in("s01"), "/api/v1/messages").body == R"({"rows":[]})");
  CHECK(api.get(agent, "/api/v1/messages").body == R"({"rows":[]})");
}

TEST_CASE("texts: a group is those of it above whom the sender is") {
  TestApi api;
  const auto receivers = [&](const std::string& who, const std::string& group) {
    const std::string body = api.command(api.sign_in(who), "send_message",
                                         R"({"to":[")" + group + R"("],"text":"Simulacro"})")
                                 .body;
    std::size_t count = 0;
    const std::string sent = R"("kind":"message_sent")";
    for (std::size_t at = body.find(sent); at != std::string::npos; at = body.find(sent, at + 1)) {
      ++count;
    }
    return count;
  };
  CHECK(receivers("s01", "everybody") == 20);
  CHECK(receivers("c01", "everybody") == 10);
  CHECK(receivers("s01", "site:home") == 4);
  CHECK(receivers("s01", "queue:sales-en") == 8);
  CHECK(receivers("c01", "queue:sales-en") == 4);
  CHECK(receivers("s01", "campaign:soporte-norte") == 18);
  CHECK(receivers("qa01", "everybody") == 0);
  CHECK(receivers("1001", "everybody") == 0);
}

TEST_CASE("texts: who is above writes to agents and to teams, in words that fit") {
  TestApi api;
  const std::string boss = api.sign_in("c01");
  const auto send = [&](const std::string& who, const std::string& body) {
    return api.command(who, "send_message", body).status;
  };
  CHECK(send(boss, R"({"to":["team:equipo-1"],"text":"Hola"})") == 200);
  CHECK(send(boss, R"({"to":["team:equipo-2"],"text":"Hola"})") == 403);
  CHECK(send(boss, R"({"to":["agent:1011"],"text":"Hola"})") == 403);
  CHECK(send(api.sign_in("1001"), R"({"to":["agent:1001"],"text":"Hola"})") == 403);
  CHECK(send(boss, R"({"to":["queue:none"],"text":"Hola"})") == 403);
  CHECK(send(boss, R"({"to":["client:acme"],"text":"Hola"})") == 400);
  CHECK(send(boss, R"({"to":["everybody:1"],"text":"Hola"})") == 400);
  CHECK(send(boss, R"({"to":[],"text":"Hola"})") == 400);
  CHECK(send(boss, R"({"to":["1001"],"text":"Hola"})") == 400);
  CHECK(send(boss, R"({"to":["agent:1001"],"text":" "})") == 400);
  CHECK(send(boss, R"({"to":["agent:1001"],"text":"a\u0007"})") == 400);
  CHECK(send(boss, R"({"to":["agent:1001"],"text":"Hola","priority":"high"})") == 400);
  const auto text = [&](const std::string& written) {
    return send(boss, R"({"to":["agent:1001"],"text":")" + written + "\"}");
  };
  CHECK(text(R"(\u200b)") == 400);  // Nothing to be seen,
  CHECK(text(R"(\u00a0\u2003\u3000)") == 400);
  CHECK(text(R"(\u200d\ufe0f)") == 400);
  CHECK(text(R"(a\u0085b)") == 400);  // a control character of the second set,
  CHECK(text(R"(a\u202eb)") == 400);  // letters that run the other way,
  CHECK(text(R"(a\u2066b)") == 400);
  CHECK(text(R"(a\u200bb)") == 400);  // and something between the letters.
  CHECK(text(R"(a\ufeffb)") == 400);
  CHECK(text(R"(a\udb40\udc41)") == 400);
  CHECK(text(R"(a\u00a0b)") == 200);
  CHECK(text(R"(\ud83d\udc69\u200d\ud83d\udcbb)") == 200);  // One emoji of two.
  CHECK(send(boss, R"({"to":["agent:1001"],"text":")" + std::string(501, 'a') + "\"}") == 400);
  std::string accents;
  for (int i = 0; i < 500; ++i) accents += "ñ";
  CHECK(send(boss, R"({"to":["agent:1001"],"text":")" + accents + "\"}") == 200);
}

TEST_CASE("texts: a repetition with a key is the same message, with other words it is refused") {
  TestApi api;
  const std::string boss = api.sign_in("c01");
  const std::string body = R"({"to":["agent:1001"],"text":"Hola"})";
  const HttpReply first = api.command(boss, "send_message", body, "once");
  CHECK(api.command(boss, "send_message", body, "once").body == first.body);
  CHECK(
      has(api.command(boss, "send_message", R"({"to":["agent:1001"],"text":"Adi\u00f3s"})", "once")
              .body,
          R"("reject":"key_reused")"));
  const Page page{api, api.sign_in("1001")};
  CHECK(has(page.last(), R"("text":"Hola")"));
  CHECK_FALSE(has(page.last(), "Adi"));
}

TEST_CASE("texts: what was refused leaves nothing in the store") {
  TestApi api;
  const std::string boss = api.sign_in("c01");
  const HttpReply no = api.command(boss, "force_state",
                                   R"({"agent":"1001","state":"ready","reason":"Hay mucha cola"})");
  CHECK(has(no.body, R"("reject":"agent_offline")"));
  CHECK(api.try_sign_in("1001", "wrong").status == 401);  // Behind it on the worker.
  auto store = records::Records::open(api.file("records.db"));
  REQUIRE(store.has_value());
  CHECK(store->texts() == 0);
}

TEST_CASE("texts: who is moved by somebody else is told by whom and why") {
  TestApi api;
  api.connect_device("1001");
  const std::string agent = api.sign_in("1001");
  const std::string boss = api.sign_in("c01");
  CHECK(api.command(agent, "sign_in_agent").status == 200);
  const Page page{api, agent};
  const std::string body = R"({"agent":"1001","state":"ready","reason":"Hay mucha cola"})";
  CHECK(api.command(agent, "force_state", body).status == 403);
  CHECK(api.command(boss, "force_state", R"({"agent":"1001","state":"break","reason":"Por qué"})")
            .status == 400);
  CHECK(api.command(boss, "force_state", R"({"agent":"1001","state":"ready"})").status == 400);
  CHECK(api.command(boss, "force_state", body).status == 200);
  CHECK(has(page.last(), R"("state":"ready")"));
  CHECK(has(page.last(), R"("text":"Hay mucha cola","priority":"urgent","reason_for":"ready"}])"));
}

TEST_CASE("texts: notes stand in the contact's life, also later, and go with the person") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  live(api, agent);
  const std::string boss = api.sign_in("c01");
  CHECK(api.command(boss, "add_note", R"({"contact":1,"text":"Llamará\nel lunes"})").status == 200);
  const std::string life = api.get(agent, "/api/v1/contacts/1").body;
  CHECK(has(life, R"("notes":[{"at":")"));
  CHECK(has(life, R"("by":"c01","text":"Llamará\u000ael lunes"}],"heard":[])"));
  CHECK(has(api.command(api.sign_in("1011"), "add_note", R"({"contact":1,"text":"Yo"})").body,
            R"("reject":"contact_not_found")"));
  CHECK(has(api.command(boss, "add_note", R"({"contact":9,"text":"Yo"})").body,
            R"("reject":"contact_not_found")"));
  for (int i = 2; i <= 50; ++i) {
    CHECK(api.command(boss, "add_note", R"({"contact":1,"text":"Otra"})").status == 200);
  }
  CHECK(has(api.command(boss, "add_note", R"({"contact":1,"text":"Otra"})").body, "fifty notes"));
  CHECK(has(api.command(boss, "add_note", R"({"contact":1,"text":"Otra"})").body,
            R"("reject":"notes_full")"));
}

TEST_CASE("texts: who hears a recording is in the log before a byte of it leaves") {
  TestApi api;
  const std::string agent = api.sign_in("1001");
  live(api, agent);
  std::filesystem::create_directories(api.file("recordings"));
  std::ofstream{api.file("recordings/1.wav")} << "sound";
  const std::string boss = api.sign_in("c01");
  api.engine.overloaded = true;
  CHECK(api.get(boss, "/api/v1/contacts/1/recording").status == 503);
  api.engine.overloaded = false;
  CHECK(api.get(boss, "/api/v1/contacts/1/recording").status == 200);
  CHECK(api.get(boss, "/api/v1/contacts/1/recording").status == 200);
  const auto times_heard = [&] {
    const std::string life = api.get(agent, "/api/v1/contacts/1").body;
    std::size_t times = 0;
    std::size_t at = life.find("\"heard\":");
    while ((at = life.find("\"by\":\"c01\"", at + 1)) != std::string::npos) ++times;
    return times;
  };
  CHECK(times_heard() == 1);
  api.engine.time = api.engine.time + minutes(11);
  CHECK(api.get(boss, "/api/v1/contacts/1/recording").status == 200);
  CHECK(times_heard() == 2);
  CHECK(api.get(api.sign_in("1002"), "/api/v1/contacts/1/recording").status == 404);
}

TEST_CASE("texts: a contact's recording is begun by so many only, and they go on hearing it") {
  TestApi api;
  live(api, api.sign_in("1001"));
  std::filesystem::create_directories(api.file("recordings"));
  std::ofstream{api.file("recordings/1.wav")} << "sound";
  const auto hear = [&](const std::string& token) {
    return api.get(token, "/api/v1/contacts/1/recording").status;
  };
  const std::string first = api.sign_in("s01");
  CHECK(hear(first) == 200);
  for (std::size_t i = 1; i < Hearings::of_contact_max; ++i) CHECK(hear(api.sign_in("c01")) == 200);
  const Position before = api.log.last();
  const std::string late = api.sign_in("c01");
  const Position signed_in = api.log.last();
  CHECK(signed_in > before);
  CHECK(hear(late) == 429);
  CHECK(hear(late) == 429);
  CHECK(hear(first) == 200);
  CHECK(api.log.last() == signed_in);
  api.engine.time = api.engine.time + Hearings::once_within;
  CHECK(hear(late) == 200);
}

}  // namespace relevo
