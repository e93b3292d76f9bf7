// The door: right and wrong passwords, limits, sessions.
#include <doctest/doctest.h>

#include "api/attempt_limit.h"
#include "api/digest.h"
#include "api/testing.h"

namespace relevo {

using testing::has;
using testing::TestApi;

TEST_CASE("sign-in: the demo's password gives a token, roles and an end") {
  TestApi api;
  const HttpReply reply = api.try_sign_in("c01", "demo-c01");
  CHECK(reply.status == 200);
  CHECK(has(reply.body,
            R"("expires_at":"2023-11-15T10:13:20.000Z","user":"c01","roles":["coordinator"]})"));
  const std::string token = read_json(reply.body)->find("token")->text;
  CHECK(token.size() == 43);
  CHECK(api.get(token, "/api/v1/board").status == 200);
  api.engine.time = api.engine.time + hours(12);
  CHECK(api.get(token, "/api/v1/board").status == 401);
}

TEST_CASE("sign-in: a wrong password and an unknown user read the same") {
  TestApi api;
  const HttpReply wrong = api.try_sign_in("admin", "demo-1001");
  const HttpReply unknown = api.try_sign_in("nobody", "demo-nobody");
  CHECK(wrong.status == 401);
  CHECK(unknown.status == 401);
  CHECK(wrong.body == unknown.body);
  CHECK(api.try_sign_in("No Code", "x").body == wrong.body);
  CHECK(api.log.last() == api.engine.core().state().position);
}

TEST_CASE("sign-in: a body that is wrong is told so") {
  TestApi api;
  const auto post = [&](const std::string& body) {
    return api.send({.method = "POST", .path = "/api/v1/sessions", .body = body, .peer = "::1"});
  };
  CHECK(post("").status == 400);
  CHECK(post(R"({"user":"admin"})").status == 400);
  CHECK(post(R"({"user":1,"password":"x"})").status == 400);
  CHECK(has(post(R"({"user":"admin","pasword":"x"})").body, "pasword"));
}

TEST_CASE("sign-in: guessing is slowed down, and a right password does not count") {
  AttemptLimit limit{3, seconds(2)};
  const Time start{seconds(1000).us};
  for (int i = 0; i < 100; ++i) {
    REQUIRE(limit.take("good", start));
    limit.give_back("good");
  }
  for (int i = 0; i < 3; ++i) CHECK(limit.take("bad", start));
  CHECK_FALSE(limit.take("bad", start));
  CHECK(limit.take("other", start));
  CHECK(limit.retry_after_s() == 2);
  CHECK_FALSE(limit.take("bad", start + seconds(1)));
  CHECK(limit.take("bad", start + seconds(2)));
  CHECK_FALSE(limit.take("bad", start + seconds(2)));
  for (int i = 0; i < 3; ++i) CHECK(limit.take("bad", start + seconds(60)));
}

TEST_CASE("sign-in: too many wrong ones for one user give 429 with Retry-After") {
  TestApi api;
  int status = 401;
  for (int i = 0; i < 40 && status == 401; ++i) status = api.try_sign_in("qa01", "x").status;
  CHECK(status == 429);
  CHECK(api.try_sign_in("qa01", "demo-qa01").status == 429);
  CHECK(api.try_sign_in("wfm01", "demo-wfm01").status == 200);
  api.engine.time = api.engine.time + seconds(3);
  CHECK(api.try_sign_in("qa01", "demo-qa01").status == 200);
}

TEST_CASE("sign-in: guesses from one address leave the user's own address alone") {
  TestApi api;
  const auto from = [&](const std::string& peer, const std::string& password) {
    return api
        .send({.method = "POST",
               .path = "/api/v1/sessions",
               .body = R"({"user":"qa01","password":")" + password + "\"}",
               .peer = peer})
        .status;
  };
  int status = 401;
  for (int i = 0; i < 40 && status == 401; ++i) status = from("127.0.0.2", "x");
  CHECK(status == 429);
  CHECK(from("127.0.0.2", "demo-qa01") == 429);
  CHECK(from("127.0.0.3", "demo-qa01") == 200);
}

TEST_CASE("sign-in: tokens differ, and only their digests are in the log") {
  CHECK(random_token() != random_token());
  CHECK(same_in_constant_time("abc", "abc"));
  CHECK_FALSE(same_in_constant_time("abc", "abd"));
  CHECK_FALSE(same_in_constant_time("abc", "ab"));
}

}  // namespace relevo
