#include "voice/media/byte_ring.h"

#include <doctest/doctest.h>

#include <array>
#include <thread>

#include "base/bytes.h"

namespace relevo::voice {

TEST_CASE("byte ring: a record is whole or refused, and room comes back") {
  ByteRing ring(64);
  std::array<std::uint8_t, 64> out{};
  CHECK(ring.pop(out).empty());
  const Bytes head = {1, 2};
  const Bytes body(20, 9);
  CHECK(ring.push(head, body));
  CHECK_FALSE(ring.push(head, body, 20));
  CHECK(ring.push(head, body));
  CHECK_FALSE(ring.push(head, body));
  for (int round = 0; round < 50; ++round) {  // Round the end at every offset.
    const auto record = ring.pop(out);
    REQUIRE(record.size() == 22);
    CHECK(record[0] == 1);
    CHECK(record[2] == 9);
    CHECK(record[21] == 9);
    CHECK(ring.push(head, body));
  }
}

TEST_CASE("byte ring: two threads") {
  ByteRing ring(1024);
  constexpr std::uint32_t count = 100'000;
  std::thread writer([&] {
    for (std::uint32_t i = 0; i < count;) {
      std::array<std::uint8_t, 4> head{};
      std::memcpy(head.data(), &i, sizeof(i));
      const Bytes body(i % 50, static_cast<std::uint8_t>(i));
      if (ring.push(head, body)) {
        ++i;
      } else {
        std::this_thread::yield();
      }
    }
  });
  bool in_order = true;
  std::array<std::uint8_t, 64> out{};
  for (std::uint32_t i = 0; i < count;) {
    const auto record = ring.pop(out);
    if (record.empty()) {
      std::this_thread::yield();
      continue;
    }
    std::uint32_t number = 0;
    std::memcpy(&number, record.data(), sizeof(number));
    in_order = in_order && number == i && record.size() == 4 + i % 50;
    if (record.size() > 4) in_order = in_order && record.back() == static_cast<std::uint8_t>(i);
    ++i;
  }
  writer.join();
  CHECK(in_order);
}

}  // namespace relevo::voice
