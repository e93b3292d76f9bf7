#include "demo/http_message.h"

#include <doctest/doctest.h>

#include <string>

#include "base/prng.h"

using namespace relevo;
using namespace relevo::demo;

namespace {

constexpr std::size_t body_max = 1'000;

const std::string plain =
    "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 7\r\n\r\n{\"a\":1}";
const std::string chunked =
    "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n"
    "4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\nTrailer: x\r\n\r\n";

Fault::Kind refusal(const std::string& bytes) {
  HttpResponseReader reader{body_max};
  const auto whole = reader.feed(bytes);
  REQUIRE(!whole);
  return whole.error().kind;
}

}  // namespace

TEST_CASE("http: a response by Content-Length, in pieces of any size") {
  for (std::size_t size = 1; size <= plain.size(); ++size) {
    HttpResponseReader reader{body_max};
    bool whole = false;
    for (std::size_t at = 0; at < plain.size(); at += size) {
      REQUIRE(!whole);
      whole = reader.feed(std::string_view{plain}.substr(at, size)).value();
    }
    REQUIRE(whole);
    const HttpResponse response = reader.take();
    CHECK(response.status == 200);
    CHECK(response.body == "{\"a\":1}");
    CHECK(response.header("content-type") == "application/json");
    CHECK(response.header("nothing").empty());
    CHECK(response.keep_alive);
  }
}

TEST_CASE("http: a response in chunks, in pieces of any size") {
  for (std::size_t size = 1; size <= chunked.size(); ++size) {
    HttpResponseReader reader{body_max};
    bool whole = false;
    for (std::size_t at = 0; at < chunked.size(); at += size) {
      whole = reader.feed(std::string_view{chunked}.substr(at, size)).value();
    }
    REQUIRE(whole);
    CHECK(reader.take().body == "abcdefg");
  }
}

TEST_CASE("http: a response until the end of the connection") {
  HttpResponseReader reader{body_max};
  CHECK(!reader.feed("HTTP/1.0 200 OK\r\n\r\nall").value());
  CHECK(reader.end().has_value());
  const HttpResponse response = reader.take();
  CHECK(response.body == "all");
  CHECK(!response.keep_alive);
}

TEST_CASE("http: what is said about the connection, and responses without a body") {
  HttpResponseReader reader{body_max};
  CHECK(
      reader
          .feed("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content\r\nConnection: Close\r\n\r\n")
          .value());
  const HttpResponse response = reader.take();
  CHECK(response.status == 204);
  CHECK(!response.keep_alive);
}

TEST_CASE("http: what is no HTTP is refused") {
  CHECK(refusal("SIP/2.0 200 OK\r\n\r\n") == Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 2x0 OK\r\n\r\n") == Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nno colon\r\n\r\n") == Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n") == Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n") ==
        Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n") == Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") ==
        Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n") ==
        Fault::Kind::protocol);
}

TEST_CASE("http: what is over a limit is refused") {
  CHECK(refusal("HTTP/1.1 200 OK\r\nContent-Length: 1001\r\n\r\n") == Fault::Kind::limit);
  CHECK(refusal("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n") ==
        Fault::Kind::protocol);
  CHECK(refusal("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffff\r\n") ==
        Fault::Kind::limit);
  CHECK(refusal("HTTP/1.1 200 OK\r\n\r\n" + std::string(1'001, 'x')) == Fault::Kind::limit);
  CHECK(refusal(std::string(20'000, 'x')) == Fault::Kind::limit);
  std::string headers;
  for (int i = 0; i < 101; ++i) headers += "A: b\r\n";
  CHECK(refusal("HTTP/1.1 200 OK\r\n" + headers + "\r\n") == Fault::Kind::limit);
}

TEST_CASE("http: cut off in the middle") {
  for (std::size_t size = 0; size < plain.size(); ++size) {
    HttpResponseReader reader{body_max};
    REQUIRE(!reader.feed(std::string_view{plain}.substr(0, size)).value());
    CHECK(!reader.end());
  }
}

TEST_CASE("http: garbage never does more than fail") {
  Prng prng{3};
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = prng.chance(1, 2) ? plain : chunked;
    for (std::uint64_t changes = 1 + prng.below(4); changes > 0; --changes) {
      bytes[prng.below(bytes.size())] = static_cast<char>(prng.next());
    }
    HttpResponseReader reader{body_max};
    bool over = false;
    for (std::size_t at = 0; at < bytes.size() && !over; at += 9) {
      const auto whole = reader.feed(std::string_view{bytes}.substr(at, 9));
      over = !whole || *whole;
    }
    if (over) CHECK(reader.take().body.size() <= body_max);
  }
}

TEST_CASE("http: a request's bytes") {
  CHECK(to_bytes({.target = "/x", .headers = {{"A", "b"}}}, "h:1") ==
        "GET /x HTTP/1.1\r\nHost: h:1\r\nA: b\r\n\r\n");
  CHECK(to_bytes({.method = "POST", .target = "/x", .body = "ab"}, "h:1") ==
        "POST /x HTTP/1.1\r\nHost: h:1\r\nContent-Length: 2\r\n\r\nab");
}
