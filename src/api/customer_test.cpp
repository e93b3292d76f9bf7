// Who called: shown to those who work with the contact, found by number, forgotten for good.
#include <doctest/doctest.h>

#include "api/testing.h"
#include "records/records.h"

namespace relevo {

using testing::has;
using testing::TestApi;

namespace {

constexpr std::string_view number = "+525512345678";

/// Ana has a contact of somebody who called before from `number`, with a record elsewhere.
struct Called : TestApi {
  Called() : agent(sign_in("1001")) {
    auto store = records::Records::open(file("records.db"));
    RELEVO_ASSERT(store.has_value());
    person = store->person_of("phone", number).value();
    RELEVO_ASSERT(store->put_name(person, "Eva Luna").has_value());
    give_screen_pop();
    connect_device("1001");
    command(agent, "sign_in_agent");
    command(agent, "set_ready");
    engine.take(ArriveContact{.source = {.node = {1}},
                              .person = person,
                              .leg = {leg_of_voice_min + 1},
                              .dialed = "5000"});
  }

  void give_screen_pop() {
    Operation next = *engine.core().state().operation;
    next.version += 1;
    for (Campaign& one : next.campaigns) {
      one.screen_pop = "https://crm.example/?p={number}&a={agent}";
    }
    auto bytes = std::make_shared<Bytes>();
    encode(*bytes, next);
    engine.take(ApplyOperation{.base_version = next.version - 1,
                               .document = std::make_shared<const Operation>(next),
                               .bytes = std::move(bytes)});
  }

  std::string life(const std::string& user) {
    return get(sign_in(user), "/api/v1/contacts/1").body;
  }
  HttpReply search(const std::string& user, const std::string& written) {
    return get(sign_in(user), "/api/v1/contacts?number=" + written);
  }

  std::string agent;  // Their token.
  PersonId person;
};

}  // namespace

TEST_CASE("customer: who is offered a contact knows who calls, and where their record is") {
  Called api;
  const std::string life = api.get(api.agent, "/api/v1/contacts/1").body;
  CHECK(has(life, R"("customer":{"number":"+525512345678","name":"Eva Luna"})"));
  CHECK(has(life, R"("screen_pop":"https://crm.example/?p=%2B525512345678&a=1001")"));
}

TEST_CASE("customer: shown to who is above its agent and to quality, to nobody else") {
  Called api;
  for (const char* shown : {"c01", "s01", "d01", "qa01", "admin"}) {
    CAPTURE(shown);
    CHECK(has(api.life(shown), R"("number":"+525512345678")"));
    CHECK(has(api.search(shown, "5512345678").body, R"("rows":[])"));
    CHECK(has(api.search(shown, "%2B525512345678").body, R"("rows":[{"id":1,)"));
  }
  for (const char* hidden : {"cc01", "wfm01"}) {
    CAPTURE(hidden);
    CHECK(has(api.life(hidden), R"("customer":null,"screen_pop":null)"));
    CHECK(has(api.search(hidden, "%2B525512345678").body, R"("rows":[])"));
  }
  for (const char* none : {"1011", "c02"}) {
    CHECK(has(api.search(none, "%2B525512345678").body, R"("rows":[])"));
  }
}

TEST_CASE("customer: a number is found as people write it, and what is none is refused") {
  Called api;
  for (const char* written : {"525512345678", "52%2055%201234%205678", "(52)55-1234.5678"}) {
    CHECK(has(api.search("s01", written).body, R"("rows":[{"id":1,)"));
  }
  CHECK(has(api.search("s01", "5550000000").body, R"("rows":[])"));
  for (const char* wrong : {"", "12", "eva", "1234567890123456", "12345x"}) {
    CAPTURE(wrong);
    const HttpReply reply = api.search("s01", wrong);
    CHECK(reply.status == 400);
    CHECK(has(reply.body, "3 to 15 digits"));
  }
}

TEST_CASE("customer: who was forgotten is nobody's any more") {
  Called api;
  auto store = records::Records::open(api.file("records.db"));
  REQUIRE(store.has_value());
  REQUIRE(store->erase(api.person).has_value());
  const std::string life = api.get(api.agent, "/api/v1/contacts/1").body;
  CHECK(has(life, R"("customer":null,"screen_pop":"https://crm.example/?p=&a=1001")"));
  CHECK(has(api.search("s01", "%2B525512345678").body, R"("rows":[])"));
}

}  // namespace relevo
