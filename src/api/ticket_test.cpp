// Who asks, by token and by cookie; and who may not ask by a cookie.
#include "api/ticket.h"

#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

using testing::FakePeer;
using testing::has;
using testing::TestApi;

namespace {

constexpr const char* own_page = "https://relevo.example";

std::string header(const HttpReply& reply, std::string_view name) {
  for (const auto& [header, value] : reply.headers) {
    if (header == name) return value;
  }
  return {};
}

HttpReply sign_in_page(TestApi& api, const std::string& user, const std::string& origin) {
  return api.send(
      {.method = "POST",
       .path = "/api/v1/sessions",
       .body = R"({"user":")" + user + R"(","password":"demo-)" + user + R"(","cookie":true})",
       .peer = "127.0.0.1",
       .origin = origin,
       .host = "relevo.example"});
}

/// What a browser sends back of the cookie.
std::string cookie_of(const HttpReply& reply) {
  const std::string cookie = header(reply, "Set-Cookie");
  return "theme=dark; " + cookie.substr(0, cookie.find(';'));
}

HttpRequest of_page(const std::string& method, const std::string& path, const std::string& cookie,
                    const std::string& origin) {
  return {.method = method,
          .path = path,
          .body = method == "POST" ? "{}" : "",
          .cookie = cookie,
          .origin = origin,
          .host = "relevo.example"};
}

}  // namespace

TEST_CASE("ticket: the scheme of a token is in any case") {
  CHECK(bearer_token("Bearer abc") == "abc");
  CHECK(bearer_token("bEARER abc") == "abc");
  CHECK(bearer_token("Basic abc").empty());
  CHECK(bearer_token("Bear").empty());
  CHECK(bearer_token("").empty());
}

TEST_CASE("ticket: a user's cookie is found among others, by its whole name") {
  CHECK(cookie_token("__Host-relevo-c01=abc", "c01") == "abc");
  CHECK(cookie_token("a=b; __Host-relevo-1=x; __Host-relevo-c01=abc; c=d", "c01") == "abc");
  CHECK(cookie_token("a=b;__Host-relevo-c01=abc", "c01") == "abc");
  CHECK(cookie_token("__Host-relevo-c012=abc; x__Host-relevo-c01=abc", "c01").empty());
  CHECK(cookie_token("__host-relevo-c01=abc; __Host-relevo=abc", "c01").empty());
  for (const char* none : {"", ";", "; ;", "=", "__Host-relevo-c01", "__Host-relevo-c01="}) {
    CHECK(cookie_token(none, "c01").empty());
  }
}

TEST_CASE("ticket: who names no user has the only cookie, and none of two") {
  CHECK(cookie_token("a=b; __Host-relevo-c01=abc", "") == "abc");
  CHECK(cookie_token("__Host-relevo-c01=abc; __Host-relevo-s01=def", "").empty());
}

TEST_CASE("ticket: a page signs in and gets a cookie that no script reads, and no token") {
  TestApi api;
  const HttpReply reply = sign_in_page(api, "c01", own_page);
  REQUIRE(reply.status == 200);
  CHECK_FALSE(has(reply.body, "token"));
  CHECK(has(reply.body, R"("user":"c01","roles":["coordinator"]})"));
  const std::string cookie = header(reply, "Set-Cookie");
  CHECK(cookie.starts_with("__Host-relevo-c01="));
  CHECK(cookie.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=43200"));
  const HttpReply who = api.send(of_page("GET", "/api/v1/me", cookie_of(reply), own_page));
  CHECK(who.status == 200);
  CHECK(has(who.body, R"("user":"c01","roles":["coordinator"]})"));
}

TEST_CASE("ticket: no other site's page gets a cookie, or asks by one") {
  TestApi api;
  CHECK(sign_in_page(api, "c01", "https://elsewhere.example").status == 400);
  CHECK(sign_in_page(api, "c01", "").status == 400);
  const std::string cookie = cookie_of(sign_in_page(api, "s01", own_page));
  const auto status = [&](const char* method, const char* path, const char* origin) {
    return api.send(of_page(method, path, cookie, origin)).status;
  };
  CHECK(status("GET", "/api/v1/board", "") == 200);
  CHECK(status("GET", "/api/v1/board", own_page) == 200);
  CHECK(status("GET", "/api/v1/board", "https://elsewhere.example") == 401);
  CHECK(status("GET", "/api/v1/board", "null") == 401);
  CHECK(status("POST", "/api/v1/commands/set_ready", own_page) != 401);
  CHECK(status("POST", "/api/v1/commands/set_ready", "") == 401);
  CHECK(status("POST", "/api/v1/commands/set_ready", "https://elsewhere.example") == 401);
  CHECK(status("DELETE", "/api/v1/sessions/current", "") == 401);
}

TEST_CASE("ticket: a token that is shown counts, and not the cookie beside it") {
  TestApi api;
  HttpRequest request =
      of_page("GET", "/api/v1/me", cookie_of(sign_in_page(api, "s01", own_page)), own_page);
  request.authorization = "Bearer " + api.sign_in("c01");
  CHECK(has(api.send(request).body, R"("user":"c01")"));
  request.authorization = "Bearer wrong";
  CHECK(api.send(request).status == 401);
}

TEST_CASE("ticket: two users in one browser, each page asks for its own") {
  TestApi api;
  const std::string both = cookie_of(sign_in_page(api, "c01", own_page)) + "; " +
                           cookie_of(sign_in_page(api, "s01", own_page));
  HttpRequest request = of_page("GET", "/api/v1/me", both, own_page);
  CHECK(api.send(request).status == 401);  // Whose?
  for (const char* user : {"c01", "s01"}) {
    request.page_user = user;
    CHECK(has(api.send(request).body, R"("user":")" + std::string(user) + '"'));
  }
  request.page_user = "1001";
  CHECK(api.send(request).status == 401);
}

TEST_CASE("ticket: signing out ends the session and the cookie") {
  TestApi api;
  const std::string cookie = cookie_of(sign_in_page(api, "1001", own_page));
  const HttpReply reply = api.send(of_page("DELETE", "/api/v1/sessions/current", cookie, own_page));
  CHECK(reply.status == 200);
  CHECK(header(reply, "Set-Cookie") ==
        "__Host-relevo-1001=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
  CHECK(api.send(of_page("GET", "/api/v1/me", cookie, own_page)).status == 401);
}

TEST_CASE("ticket: signing in again ends the session whose cookie is replaced") {
  TestApi api;
  const std::string first = cookie_of(sign_in_page(api, "c01", own_page));
  HttpRequest again{.method = "POST",
                    .path = "/api/v1/sessions",
                    .body = R"({"user":"c01","password":"demo-c01","cookie":true})",
                    .peer = "127.0.0.1",
                    .cookie = first,
                    .origin = own_page,
                    .host = "relevo.example"};
  const std::string second = cookie_of(api.send(again));
  CHECK(api.send(of_page("GET", "/api/v1/me", first, own_page)).status == 401);
  CHECK(api.send(of_page("GET", "/api/v1/me", second, own_page)).status == 200);
}

TEST_CASE("ticket: who signs out by a token keeps the cookie") {
  TestApi api;
  HttpRequest request = of_page("DELETE", "/api/v1/sessions/current",
                                cookie_of(sign_in_page(api, "c01", own_page)), own_page);
  request.authorization = "Bearer " + api.sign_in("c01");
  const HttpReply reply = api.send(request);
  CHECK(reply.status == 200);
  CHECK(header(reply, "Set-Cookie").empty());
}

TEST_CASE("ticket: the feed takes a cookie from a page that says whose it is") {
  TestApi api;
  const std::string cookie = cookie_of(sign_in_page(api, "1001", own_page));
  const auto told = [&](const std::string& origin, const std::string& first) {
    const HttpRequest request = of_page("GET", "/api/v1/feed", cookie, origin);
    auto peer = std::make_shared<FakePeer>();
    if (api.handler().on_upgrade(request).status != 101) return std::string("refused");
    api.handler().on_open(peer, request);
    api.handler().on_text(peer, first);
    api.handler().on_text(peer, R"({"subscribe":"me"})");
    REQUIRE_FALSE(peer->sent.empty());
    return *peer->sent.front();
  };
  CHECK(has(told(own_page, R"({"user":"1001"})"), R"({"topic":"me","position":)"));
  CHECK(has(told(own_page, R"({"user":"1002"})"), "not signed in as that user"));
  CHECK(has(told(own_page, R"({"subscribe":"me"})"), "Sign in first"));
  CHECK(has(told("", R"({"user":"1001"})"), "not signed in as that user"));
  CHECK(told("https://elsewhere.example", R"({"user":"1001"})") == "refused");
}

}  // namespace relevo
