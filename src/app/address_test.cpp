#include "app/address.h"

#include <doctest/doctest.h>
#include <unistd.h>

namespace relevo {

TEST_CASE("address: what is no ADDR:PORT is said with the flag and what would be right") {
  for (const char* text : {"", "8080", "localhost:8080", "127.0.0.1", "127.0.0.1:", "1.2.3:80",
                           "127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:8080x"}) {
    CAPTURE(text);
    const auto address = parse_address("--http", text);
    REQUIRE_FALSE(address.has_value());
    CHECK(address.error().kind == Fault::Kind::input);
    CHECK(address.error().what ==
          std::string("--http ") + text + ": is not ADDR:PORT; right would be 127.0.0.1:8080");
  }
  const auto address = parse_address("--http", "127.0.0.1:8080");
  REQUIRE(address.has_value());
  CHECK(address->text() == "127.0.0.1:8080");
}

TEST_CASE("address: a taken port is refused before anything starts") {
  const auto first = listen_tcp("--http", {.host = "127.0.0.1", .port = 0});
  REQUIRE(first.has_value());
  const auto sip = free_sip_address("--sip", {.host = "127.0.0.1", .port = 0});
  REQUIRE(sip.has_value());
  CHECK(sip->port != 0);
  const auto holder = listen_tcp("--sip", *sip);
  REQUIRE(holder.has_value());
  const auto taken = free_sip_address("--sip", *sip);
  REQUIRE_FALSE(taken.has_value());
  CHECK(taken.error().what.find("--sip " + sip->text() + ": the port is taken") == 0);
  ::close(*first);
  ::close(*holder);
}

TEST_CASE("address: port ranges begin even, and have a last") {
  for (const char* text : {"", "20000", "20001-20100", "80-100", "20000-20000", "a-b"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_port_range("--rtp", text).has_value());
  }
  const auto range = parse_port_range("--rtp", "20000-29999");
  REQUIRE(range.has_value());
  CHECK(range->first == 20000);
  CHECK(range->last == 29999);
}

}  // namespace relevo
