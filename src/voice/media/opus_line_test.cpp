#include "voice/media/opus_line.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/bytes.h"

namespace relevo::voice {

namespace {

constexpr std::uint8_t type = 111;
constexpr std::uint8_t event_type = 110;

/// What a browser sends: 20 ms each, in Opus's clock.
class Page {
 public:
  RtpPacket next() {
    RtpHeader header{.sequence = sequence_++, .timestamp = timestamp_, .ssrc = 7};
    timestamp_ += 960;
    payload_ = codec_.encode(Bytes(160, 0x60), Codec::pcmu, room_);
    header.payload_type = type;
    return {.header = header, .payload = std::span{room_}.first(payload_)};
  }
  RtpPacket event(std::uint16_t ticks) {
    room_ = {5, 10, static_cast<std::uint8_t>(ticks >> 8U), static_cast<std::uint8_t>(ticks)};
    const RtpHeader header{
        .payload_type = event_type, .sequence = sequence_++, .timestamp = timestamp_, .ssrc = 7};
    return {.header = header, .payload = std::span{room_}.first(4)};
  }

 private:
  Opus codec_ = std::move(Opus::make().value());
  std::array<std::uint8_t, Opus::packet_max> room_{};
  std::size_t payload_ = 0;
  std::uint16_t sequence_ = 65'530;  // Both wrap soon.
  std::uint32_t timestamp_ = 0xFFFFF000U;
};

OpusLine line() { return {std::move(Opus::make().value()), type, event_type}; }

}  // namespace

TEST_CASE("opus line: a browser's packets are a telephone's, their clock's wrap included") {
  OpusLine leg = line();
  Page page;
  std::uint32_t before = 0;
  for (int i = 0; i < 20; ++i) {
    const auto plain = leg.translate(page.next());
    REQUIRE(plain);
    CHECK(plain->header.payload_type == 0);
    CHECK(plain->payload.size() == 160);
    if (i > 0) CHECK(plain->header.timestamp == before + 160);
    before = plain->header.timestamp;
  }
}

TEST_CASE("opus line: one packet that was lost is taken out of the next, more are not") {
  OpusLine leg = line();
  Page page;
  for (int i = 0; i < 20; ++i) REQUIRE(leg.translate(page.next()));
  CHECK_FALSE(leg.lost_before(page.next()));  // Not lost: it is only not translated yet.
  const RtpPacket after = page.next();
  const auto lost = leg.lost_before(after);
  REQUIRE(lost);
  CHECK(lost->header.sequence == static_cast<std::uint16_t>(after.header.sequence - 1));
  CHECK(lost->payload.size() == 160);
  const auto plain = leg.translate(after);
  REQUIRE(plain);
  CHECK(plain->header.timestamp == lost->header.timestamp + 160);
  static_cast<void>(page.next());
  static_cast<void>(page.next());
  CHECK_FALSE(leg.lost_before(page.next()));
}

TEST_CASE("opus line: what comes late or makes no sense is left out") {
  OpusLine leg = line();
  Page page;
  RtpPacket first = page.next();
  const Bytes kept(first.payload.begin(), first.payload.end());
  REQUIRE(leg.translate(first));
  REQUIRE(leg.translate(page.next()));
  Bytes again = kept;
  first.payload = again;
  CHECK_FALSE(leg.translate(first));
  RtpPacket odd = page.next();
  Bytes rubbish{0xFF, 0xFF, 0xFF};
  odd.payload = rubbish;
  CHECK_FALSE(leg.translate(odd));
}

TEST_CASE("opus line: keys are told in each side's clock") {
  OpusLine leg = line();
  Page page;
  REQUIRE(leg.translate(page.next()));
  const auto plain = leg.translate(page.event(4800));
  REQUIRE(plain);
  CHECK(get_u16(plain->payload.data() + 2) == 800);
  Bytes theirs{5, 10, 3, 0x20};  // 800
  RtpHeader header{.payload_type = 101, .timestamp = 1000};
  leg.encode_event(header, theirs);
  CHECK(header.payload_type == event_type);
  CHECK(header.timestamp == 6000);
  CHECK(get_u16(theirs.data() + 2) == 4800);
}

TEST_CASE("opus line: ours is Opus in its clock") {
  OpusLine leg = line();
  RtpHeader header{.payload_type = 0, .sequence = 3, .timestamp = 160};
  const auto packet = leg.encode(header, Bytes(160, 0x55), Codec::pcmu);
  CHECK_FALSE(packet.empty());
  CHECK(packet.size() < 100);
  CHECK(header.payload_type == type);
  CHECK(header.timestamp == 960);
  CHECK(leg.encode(header, Bytes(240, 0x55), Codec::pcmu).empty());
}

}  // namespace relevo::voice
