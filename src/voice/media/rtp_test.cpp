#include "voice/media/rtp.h"

#include <doctest/doctest.h>

#include "base/bytes.h"
#include "base/prng.h"
#include "voice/media/audio_clock.h"
#include "voice/media/latch.h"
#include "voice/media/rtp_stream.h"

namespace relevo::voice {

namespace {

Bytes packet_of(std::size_t payload_size) {
  Bytes bytes(rtp_header_size + payload_size, 0x55);
  write_rtp(std::span<std::uint8_t, rtp_header_size>{bytes.data(), rtp_header_size},
            {.marker = true,
             .payload_type = 8,
             .sequence = 0x1234,
             .timestamp = 0x56789ABC,
             .ssrc = 0xDEF01234});
  return bytes;
}

}  // namespace

TEST_CASE("rtp: what is written is read") {
  Bytes bytes = packet_of(160);
  const auto packet = parse_rtp(bytes);
  REQUIRE(packet);
  CHECK(packet->header.marker);
  CHECK(packet->header.payload_type == 8);
  CHECK(packet->header.sequence == 0x1234);
  CHECK(packet->header.timestamp == 0x56789ABC);
  CHECK(packet->header.ssrc == 0xDEF01234);
  CHECK(packet->payload.size() == 160);
}

TEST_CASE("rtp: CSRCs, extension and padding are left out of the payload") {
  Bytes bytes = packet_of(0);
  bytes[0] = 0x80 | 0x20 | 0x10 | 2;                          // Padding, extension, two CSRCs.
  bytes.insert(bytes.end(), 8, 0x11);                         // CSRCs.
  bytes.insert(bytes.end(), {0xBE, 0xDE, 0, 1, 1, 2, 3, 4});  // Extension of one word.
  bytes.insert(bytes.end(), {7, 8, 9});                       // Payload.
  bytes.insert(bytes.end(), {0, 0, 3});                       // Padding.
  const auto packet = parse_rtp(bytes);
  REQUIRE(packet);
  CHECK(Bytes(packet->payload.begin(), packet->payload.end()) == Bytes{7, 8, 9});
}

TEST_CASE("rtp: what does not add up is refused") {
  Bytes bytes = packet_of(4);
  const auto with = [&](std::size_t at, std::uint8_t value) {
    Bytes changed = bytes;
    changed[at] = value;
    return parse_rtp(changed).has_value();
  };
  CHECK(with(0, 0x80));
  CHECK_FALSE(with(0, 0x00));  // Version 0: STUN and the like.
  CHECK_FALSE(with(0, 0xC0));  // Version 3.
  CHECK_FALSE(with(0, 0x82));  // CSRCs beyond the end.
  CHECK_FALSE(with(0, 0x81));  // CSRC instead of a payload.
  CHECK_FALSE(with(0, 0x90));  // Extension of 0x5555 words.
  CHECK_FALSE(with(0, 0xA0));  // 0x55 bytes of padding.
  bytes.back() = 0;
  CHECK_FALSE(with(0, 0xA0));  // No bytes of padding.
  bytes.back() = 4;
  CHECK_FALSE(with(0, 0xA0));  // Nothing but padding.
  Bytes empty = packet_of(0);
  CHECK_FALSE(parse_rtp(empty));
  Bytes longest = packet_of(payload_bytes_max);
  CHECK(parse_rtp(longest));
  Bytes too_long = packet_of(payload_bytes_max + 1);
  CHECK_FALSE(parse_rtp(too_long));
  for (std::size_t size = 0; size < rtp_header_size; ++size) {
    Bytes cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
    CHECK_FALSE(parse_rtp(cut));
  }
}

TEST_CASE("rtp: random bytes give a payload inside of them, behind room for a header, or nothing") {
  Prng prng(1);
  for (int i = 0; i < 100'000; ++i) {
    Bytes bytes(prng.below(200));
    for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(prng.next());
    if (!bytes.empty()) bytes[0] = static_cast<std::uint8_t>(0x80U | (bytes[0] & 0x3FU));
    const auto packet = parse_rtp(bytes);
    if (!packet) continue;
    const auto begin = packet->payload.data() - bytes.data();
    const bool inside = begin >= std::ptrdiff_t{rtp_header_size} && !packet->payload.empty() &&
                        static_cast<std::size_t>(begin) + packet->payload.size() <= bytes.size();
    CHECK(inside);
  }
}

TEST_CASE("rtp stream: one sequence and clock across a sound, a bridge, and a sound again") {
  RtpStream stream(77, 0xFFFF, 1000);
  Time now = Time{} + seconds(100);
  const RtpHeader first = stream.own(0, frame_samples, now);
  CHECK(first.sequence == 0xFFFF);
  CHECK(first.marker);
  const RtpHeader second = stream.own(0, frame_samples, now + frame_duration);
  CHECK(second.sequence == 0);
  CHECK(second.timestamp == first.timestamp + 160);
  CHECK_FALSE(second.marker);

  stream.change_source();
  now = now + seconds(1);
  RtpHeader in{.sequence = 500, .timestamp = 90'000, .ssrc = 5};
  const RtpHeader third = stream.pass(in, 0, 160, now);
  CHECK(third.ssrc == 77);
  CHECK(third.sequence == 1);
  CHECK(third.marker);
  CHECK(third.timestamp == first.timestamp + 8000);

  stream.change_source();
  const RtpHeader fourth = stream.own(8, frame_samples, now + seconds(1));
  CHECK(fourth.sequence == 2);
  CHECK(fourth.marker);
  CHECK(fourth.timestamp == third.timestamp + 8000);
}

TEST_CASE("rtp stream: losses and order pass through, what we leave out does not show") {
  RtpStream stream(1, 100, 0);
  const Time now = Time{} + seconds(1);
  const auto pass = [&](std::uint16_t sequence) {
    return stream.pass({.sequence = sequence, .timestamp = sequence * 160U, .ssrc = 9}, 0, 160, now)
        .sequence;
  };
  CHECK(pass(10) == 100);
  CHECK(pass(12) == 102);  // 11 is late or lost.
  CHECK(pass(11) == 101);
  stream.leave_out();  // 13
  CHECK(pass(14) == 103);
  CHECK(pass(40'000) == 104);  // The source began anew.
}

TEST_CASE("rtp stream: a resumed one goes on behind every number and moment that was used") {
  const Time marked = Time{} + seconds(100);
  const StreamMark mark{.ssrc = 7, .sequence = 65'535, .timestamp = 0xFFFFFF00, .at = marked};
  RtpStream stream = RtpStream::behind(mark, marked + seconds(20));
  const RtpHeader first = stream.own(0, 160, marked + seconds(20));
  CHECK(first.ssrc == 7);
  CHECK(first.marker);
  CHECK(first.sequence == 65'535);
  const auto passed = static_cast<std::int32_t>(first.timestamp - mark.timestamp);
  CHECK(passed >= 20 * 8000);
  CHECK(passed <= 21 * 8000);
  CHECK(stream.own(0, 160, marked + milliseconds(20'020)).sequence == 0);
}

TEST_CASE("latch: what another process had learnt is where to send, until somebody else speaks") {
  constexpr Endpoint named{1, 4000};
  Latch latch(milliseconds(200));
  latch.expect(named);
  latch.resume({0, 4567});
  CHECK(latch.target() == Endpoint{1, 4567});
  CHECK(latch.take({1, 4890}, Time{} + seconds(9)));
  CHECK(latch.learnt() == Endpoint{1, 4890});
}

TEST_CASE("latch: of two addresses the first packet says which, until that one is quiet") {
  constexpr Endpoint named{1, 4000};
  const Time now = Time{} + seconds(1);
  for (const std::uint32_t speaks : {1U, 2U}) {
    Latch latch(milliseconds(200));
    latch.expect(named, 2);
    CHECK(latch.target() == named);
    CHECK_FALSE(latch.take({3, 4000}, now));
    CHECK(latch.take({speaks, 5000}, now));
    CHECK(latch.target() == Endpoint{speaks, 5000});
    const std::uint32_t other = 3 - speaks;
    CHECK_FALSE(latch.take({other, 5000}, now + milliseconds(199)));
    latch.expect(named, 2);
    CHECK(latch.target() == Endpoint{speaks, 5000});
    latch.expect(named, 7);
    CHECK(latch.target() == named);
  }
}

TEST_CASE("latch: another process's address is gone on with where signalling still names it") {
  Latch latch(milliseconds(200));
  latch.expect({1, 4000}, 2);
  latch.resume({2, 4567});
  CHECK(latch.target() == Endpoint{2, 4567});
  latch.resume({3, 4567});
  CHECK(latch.target() == Endpoint{1, 4567});
}

TEST_CASE("latch: the named address only; a second port waits until the first is quiet") {
  Latch latch(milliseconds(200));
  const Endpoint named{1, 5000};
  Time now = Time{} + seconds(1);
  CHECK_FALSE(latch.take(named, now));
  latch.expect(named);
  CHECK(latch.target() == named);
  CHECK_FALSE(latch.take({2, 5000}, now));
  CHECK(latch.take({1, 6000}, now));
  CHECK(latch.target() == Endpoint{1, 6000});
  CHECK_FALSE(latch.take({1, 5000}, now + milliseconds(199)));
  CHECK(latch.take({1, 6000}, now + milliseconds(199)));
  CHECK_FALSE(latch.take({1, 5000}, now + milliseconds(398)));
  CHECK(latch.take({1, 5000}, now + milliseconds(399)));
  latch.expect(named);
  CHECK_FALSE(latch.take({1, 6000}, now + milliseconds(400)));
  latch.expect({1, 7000});
  CHECK(latch.target() == Endpoint{1, 7000});
}

}  // namespace relevo::voice
