#include "voice/media/packetizer.h"

#include <doctest/doctest.h>

#include <vector>

#include "base/bytes.h"

namespace relevo::voice {

namespace {

struct Cut {
  RtpHeader header;
  Bytes audio;
};

/// A phone, and what is made of it.
struct Source {
  Packetizer packets;
  std::uint16_t sequence = 65'533;  // Both wrap soon.
  std::uint32_t timestamp = 0xFFFFFF00U;
  std::uint8_t value = 0;

  std::vector<Cut> say(std::size_t samples) {
    Bytes audio(samples);
    for (std::uint8_t& sample : audio) sample = value++;
    const RtpPacket packet{.header = {.sequence = sequence++, .timestamp = timestamp, .ssrc = 7},
                           .payload = audio};
    timestamp += static_cast<std::uint32_t>(samples);
    if (packets.order(packet.header) == Packetizer::Order::late) return {};
    packets.put(packet);
    std::vector<Cut> cut;
    while (const auto next = packets.next()) {
      cut.push_back({next->header, Bytes(next->payload.begin(), next->payload.end())});
    }
    return cut;
  }
};

}  // namespace

TEST_CASE("packetizer: no sample is lost or moved, whatever the packets' size") {
  for (const std::size_t samples : {1U, 80U, 160U, 240U, 320U, 1280U}) {
    Source phone;
    std::uint32_t time = phone.timestamp;
    std::uint16_t number = phone.sequence;
    std::uint8_t value = 0;
    for (std::size_t said = 0; said < 4800; said += samples) {
      for (const Cut& cut : phone.say(samples)) {
        CHECK(cut.header.sequence == number++);
        CHECK(cut.header.timestamp == time);
        REQUIRE(cut.audio.size() == 160);
        for (const std::uint8_t sample : cut.audio) CHECK(sample == value++);
        time += 160;
      }
    }
    CHECK(time - 0xFFFFFF00U >= 4800);
  }
}

TEST_CASE("packetizer: what was lost is missing here as well, and half a packet before it") {
  Source phone;
  CHECK(phone.say(240).size() == 1);
  const std::uint16_t number = phone.sequence;
  ++phone.sequence;
  phone.timestamp += 240;
  const std::uint32_t time = phone.timestamp;
  const auto behind = phone.say(240);
  REQUIRE(behind.size() == 1);
  CHECK(behind[0].header.sequence == static_cast<std::uint16_t>(number + 1));
  CHECK(behind[0].header.timestamp == time);
}

TEST_CASE("packetizer: late packets are left out, and a source that begins anew is not late") {
  Source phone;
  CHECK(phone.say(160).size() == 1);
  CHECK(phone.packets.order({.sequence = 65'533, .ssrc = 7}) == Packetizer::Order::late);
  CHECK(phone.packets.order({.sequence = 65'500, .ssrc = 7}) == Packetizer::Order::late);
  CHECK(phone.packets.order({.sequence = 40'000, .ssrc = 7}) == Packetizer::Order::begins);
  CHECK(phone.packets.order({.sequence = 40'001, .ssrc = 7}) == Packetizer::Order::follows);
  CHECK(phone.packets.order({.sequence = 40'001, .ssrc = 8}) == Packetizer::Order::begins);
}

TEST_CASE("packetizer: a key that is pressed has a number of its own between the audio") {
  Source phone;
  const auto before = phone.say(160);
  RtpHeader key{.sequence = phone.sequence++, .ssrc = 7};
  CHECK(phone.packets.order(key) == Packetizer::Order::follows);
  phone.packets.number(key);
  const auto behind = phone.say(160);
  REQUIRE(before.size() + behind.size() == 2);
  CHECK(key.sequence == static_cast<std::uint16_t>(before[0].header.sequence + 1));
  CHECK(behind[0].header.sequence == static_cast<std::uint16_t>(key.sequence + 1));
}

}  // namespace relevo::voice
