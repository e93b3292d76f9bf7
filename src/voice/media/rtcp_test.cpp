#include "voice/media/rtcp.h"

#include <doctest/doctest.h>

#include "base/bytes.h"
#include "base/prng.h"

namespace relevo::voice {

TEST_CASE("rtcp: our compound is well formed, with and without its parts") {
  std::array<std::uint8_t, rtcp_bytes_max> out{};
  const SenderInfo sender{.ntp = 0x1122334455667788, .timestamp = 3, .packets = 4, .bytes = 5};
  const ReportBlock block{.ssrc = 9, .fraction_lost = 64, .lost = -2};

  std::size_t size = write_report(out, 7, sender, block, "cname");
  CHECK(size == 28 + 24 + 16);
  CHECK(is_rtcp({out.data(), size}));
  CHECK(out[0] == 0x81);
  CHECK(out[1] == 200);
  CHECK(get_u16(out.data() + 2) == (28 + 24) / 4 - 1);
  CHECK(get_u32(out.data() + 32) == (64U << 24U | 0xFFFFFEU));
  CHECK(sender_report_time({out.data(), size}) == 0x33445566U);
  CHECK(out[52 + 1] == 202);
  CHECK(out[52 + 9] == 5);
  CHECK_FALSE(is_rtcp({out.data(), size - 1}));

  size = write_report(out, 7, std::nullopt, std::nullopt, "");
  CHECK(size == 8 + 12);
  CHECK(out[0] == 0x80);
  CHECK(out[1] == 201);
  CHECK(is_rtcp({out.data(), size}));
  CHECK_FALSE(sender_report_time({out.data(), size}));

  const std::string longest(cname_size_max, 'x');
  CHECK(is_rtcp({out.data(), write_report(out, 7, sender, block, longest)}));
}

TEST_CASE("rtcp: random bytes are read within their end") {
  Prng prng(2);
  for (int i = 0; i < 100'000; ++i) {
    Bytes bytes(prng.below(64));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(prng.below(3));
    if (bytes.size() > 1) {
      bytes[0] = 0x80;
      bytes[1] = static_cast<std::uint8_t>(200 + prng.below(3));
    }
    if (is_rtcp(bytes)) static_cast<void>(sender_report_time(bytes));
  }
  CHECK_FALSE(is_rtcp({}));
}

TEST_CASE("reception: loss, a cycle of the sequence, and the peer's report") {
  Reception reception;
  Time now = Time{} + seconds(10);
  CHECK_FALSE(reception.report(now));
  std::uint16_t sequence = 65'530;
  for (int i = 0; i < 20; ++i, ++sequence, now = now + milliseconds(20)) {
    if (i == 5 || i == 6) continue;
    reception.take(
        {.sequence = sequence, .timestamp = static_cast<std::uint32_t>(i) * 160, .ssrc = 3}, now);
  }
  reception.take_sender_report(0xAABBCCDD, now);
  const auto block = reception.report(now + seconds(2));
  REQUIRE(block);
  CHECK(block->ssrc == 3);
  CHECK(block->lost == 2);
  CHECK(block->fraction_lost == 25);  // 2 of 20, of 256.
  CHECK(block->sequence_highest == 65'530 + 19);
  CHECK(block->jitter == 0);
  CHECK(block->last_sender_report == 0xAABBCCDD);
  CHECK(block->delay == 2 * 65536);
  const auto again = reception.report(now);
  REQUIRE(again);
  CHECK(again->fraction_lost == 0);
  CHECK(again->lost == 2);
}

TEST_CASE("reception: uneven arrival is jitter") {
  Reception reception;
  Time now;
  for (std::uint32_t i = 0; i < 200; ++i) {
    const Duration late = milliseconds(i % 2 == 0 ? 0 : 10);
    reception.take({.sequence = static_cast<std::uint16_t>(i), .timestamp = i * 160, .ssrc = 3},
                   now + late);
    now = now + milliseconds(20);
  }
  const auto block = reception.report(now);
  REQUIRE(block);
  CHECK(block->jitter >= 70);  // Towards 80 samples, 10 ms.
  CHECK(block->jitter <= 80);

  const auto of_a_page = reception.report(now, 6);  // Opus counts in 48 kHz.
  REQUIRE(of_a_page);
  CHECK(of_a_page->jitter == block->jitter * 6);
}

}  // namespace relevo::voice
