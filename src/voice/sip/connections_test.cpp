#include "voice/sip/connections.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace relevo::voice {

namespace {

using Limits = ConnectionLimits;

/// So many of one address that were silent for so long, each a millisecond longer than the next.
void add(std::vector<ConnectionSeen>& seen, std::size_t count, std::uint32_t address,
         Duration silent, bool used = false) {
  for (std::size_t i = 0; i < count; ++i) {
    seen.push_back({.descriptor = static_cast<int>(seen.size()),
                    .way = {},
                    .address = address,
                    .used = used,
                    .spoke = true,
                    .silent = silent + milliseconds(static_cast<std::int64_t>(count - i))});
  }
}

}  // namespace

TEST_CASE("connections: who never said anything has less time than who did") {
  for (const bool spoke : {true, false}) {
    const Duration most = spoke ? Limits::silent_max : Limits::mute_max;
    ConnectionSeen one{.descriptor = 5, .address = 1, .spoke = spoke, .silent = most};
    CHECK(Limits::surplus({one}) == std::vector<int>{5});
    one.silent = most - microseconds(1);
    CHECK(Limits::surplus({one}).empty());
    one.silent = most;
    one.used = true;
    CHECK(Limits::surplus({one}).empty());
  }
}

TEST_CASE("connections: a used way over which no connection is any more is gone") {
  ConnectionSeen one{.descriptor = 5, .way = "sip:10.0.0.1:4000;transport=tcp"};
  CHECK(Limits::gone({one.way}, {one}).empty());
  CHECK(Limits::gone({one.way}, {}) == std::set<std::string>{one.way});
  one.way = "sip:10.0.0.1:4001;transport=tcp";
  CHECK(Limits::gone({"sip:10.0.0.1:4000;transport=tcp"}, {one}).size() == 1);
  CHECK(Limits::gone({}, {one}).empty());
}

TEST_CASE("connections: of one address the ones that were silent longest go") {
  std::vector<ConnectionSeen> seen;
  add(seen, Limits::unused_of_address_max + 3, 1, seconds(5));
  add(seen, Limits::unused_of_address_max, 2, seconds(5));
  CHECK(Limits::surplus(seen) == std::vector<int>{0, 1, 2});
}

TEST_CASE("connections: who says nothing goes before who has said something, however long ago") {
  std::vector<ConnectionSeen> seen;
  add(seen, Limits::unused_of_address_max, 1, seconds(100));
  seen.push_back({.descriptor = 900, .address = 1, .silent = seconds(3)});
  CHECK(Limits::surplus(seen) == std::vector<int>{900});
}

TEST_CASE("connections: used ones and those that have just spoken count for nothing") {
  std::vector<ConnectionSeen> seen;
  add(seen, 1000, 1, seconds(60), true);
  add(seen, Limits::busy_of_address_max - Limits::unused_of_address_max, 1,
      Limits::busy - seconds(1));
  add(seen, Limits::unused_of_address_max, 1, seconds(5));
  CHECK(Limits::surplus(seen).empty());
}

TEST_CASE("connections: whoever talks all the time cannot have any number, but goes last") {
  std::vector<ConnectionSeen> seen;
  add(seen, Limits::busy_of_address_max, 1, milliseconds(500));
  add(seen, 2, 1, seconds(5));
  CHECK(Limits::surplus(seen) == std::vector<int>{256, 257});
  add(seen, 3, 1, seconds(1));
  CHECK(Limits::surplus(seen) == std::vector<int>{256, 257, 258, 259, 260});
  seen.clear();
  for (std::uint32_t address = 1; address <= Limits::busy_max + 7; ++address) {
    add(seen, 1, address, milliseconds(500));
  }
  CHECK(Limits::surplus(seen).size() == 7);
}

TEST_CASE("connections: who says something again and again and never registers is counted too") {
  std::vector<ConnectionSeen> seen;
  add(seen, Limits::unused_of_address_max + 5, 1, milliseconds(1500));
  CHECK(Limits::surplus(seen).empty());
  for (ConnectionSeen& one : seen) one.unused = Limits::settling_max;
  CHECK(Limits::surplus(seen) == std::vector<int>{0, 1, 2, 3, 4});
  seen.clear();
  for (std::uint32_t address = 1; address <= 2 * Limits::unused_max; ++address) {
    add(seen, 1, address, milliseconds(1500));
    seen.back().unused = minutes(1);
  }
  CHECK(Limits::surplus(seen).size() == Limits::unused_max);
}

TEST_CASE("connections: of many addresses the longest silent go, whosever they are") {
  std::vector<ConnectionSeen> seen;
  for (std::uint32_t address = 1; address <= 26; ++address) {
    add(seen, 20, address, seconds(10 + address));
  }
  const std::vector<int> closed = Limits::surplus(seen);
  REQUIRE(closed.size() == 26 * 20 - Limits::unused_max);
  CHECK(std::all_of(closed.begin(), closed.end(),
                    [&](int one) { return seen[static_cast<std::size_t>(one)].address == 26; }));
}

}  // namespace relevo::voice
