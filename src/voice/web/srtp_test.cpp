#include "voice/web/srtp.h"

#include <doctest/doctest.h>

#include "base/bytes.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

namespace {

constexpr std::uint32_t one = 1000;

/// A page and a voice process, and the next process.
struct Line {
  SrtpKeys keys = [] {
    SrtpKeys made{};
    made.ours.fill(1);
    made.theirs.fill(2);
    return made;
  }();
  Srtp page = Srtp::make({.ours = keys.theirs, .theirs = keys.ours}).value();
  Srtp voice = Srtp::make(keys).value();

  Bytes audio(std::uint32_t ssrc, std::uint16_t sequence) {
    Bytes packet(40 + srtp_trailer_bytes, 3);
    write_rtp(std::span<std::uint8_t, rtp_header_size>{packet.data(), rtp_header_size},
              {.sequence = sequence, .ssrc = ssrc});
    packet.resize(page.seal_rtp(packet, 40).value());
    return packet;
  }
  Bytes report(std::uint32_t ssrc) {
    Bytes packet(28 + srtp_trailer_bytes, 0);
    packet[0] = 0x80;
    packet[1] = 200;
    put_u32(packet.data() + 4, ssrc);
    packet.resize(page.seal_rtcp(packet, 28).value());
    return packet;
  }
  bool opens(std::uint32_t ssrc, std::uint16_t sequence) {
    Bytes packet = audio(ssrc, sequence);
    return voice.open_rtp(packet).has_value();
  }
  bool opens_report(std::uint32_t ssrc) {
    Bytes packet = report(ssrc);
    return voice.open_rtcp(packet).has_value();
  }

  /// The page's numbers roll over as often; what voice does not hear is enough of it.
  void roll_over(std::uint32_t times) {
    for (std::uint32_t i = 1; i <= times * 4; ++i) {
      audio(one, static_cast<std::uint16_t>(i * 0x4000U));
    }
  }
  void resume(std::uint32_t roll_overs) {
    voice = Srtp::make(keys).value();
    REQUIRE(voice.resume(one, roll_overs));
  }
};

}  // namespace

TEST_CASE("srtp: a page has few streams, and what it seals as another is not opened") {
  Line it;
  for (std::uint32_t i = 0; i < Srtp::streams_max; ++i) {
    CHECK((i % 2 == 0 ? it.opens(one + i, 1) : it.opens_report(one + i)));
  }
  CHECK_FALSE(it.opens(one + Srtp::streams_max, 1));
  CHECK_FALSE(it.opens_report(one + Srtp::streams_max));
  CHECK(it.opens(one, 2));
  CHECK(it.opens(one + 1, 2));
  CHECK(it.opens_report(one));
}

TEST_CASE("srtp: who has no key takes no stream's place") {
  Line it;
  for (std::uint32_t i = 0; i < 2 * Srtp::streams_max; ++i) {
    Bytes forged = it.audio(one + i, 1);
    forged.back() ^= 1U;
    CHECK_FALSE(it.voice.open_rtp(forged));
  }
  CHECK(it.opens(one, 2));
  Bytes stub(3, 0x80);
  CHECK_FALSE(it.voice.open_rtp(stub));
  CHECK_FALSE(it.voice.open_rtcp(stub));
}

TEST_CASE("srtp: roll-overs that a process died with are known until the page speaks again") {
  Line it;
  it.roll_over(2);
  it.resume(2);
  CHECK(it.voice.roll_overs(one) == 2);
  CHECK(it.opens_report(one));
  CHECK(it.voice.roll_overs(one) == 2);
  CHECK(it.opens(one, 1));
  CHECK(it.voice.roll_overs(one) == 2);
}

TEST_CASE("srtp: a roll-over while no process was there is found") {
  for (const std::uint32_t times : {1U, 2U}) {
    Line it;
    it.roll_over(times);
    it.resume(times - 1);
    Bytes forged = it.audio(one, 1);
    forged.back() ^= 1U;
    CHECK_FALSE(it.voice.open_rtp(forged));
    CHECK(it.voice.roll_overs(one) == times - 1);
    CHECK(it.opens(one, 2));
    CHECK(it.voice.roll_overs(one) == times);
    CHECK(it.opens(one, 3));
  }
}

}  // namespace relevo::voice
