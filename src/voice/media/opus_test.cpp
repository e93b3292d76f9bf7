#include "voice/media/opus.h"

#include <doctest/doctest.h>

#include <array>
#include <cmath>

#include "base/bytes.h"
#include "base/prng.h"
#include "voice/media/g711.h"

namespace relevo::voice {

namespace {

constexpr double pi = 3.14159265358979;
constexpr int rate = 8000;

/// 20 ms of a tone, the n-th.
Bytes tone(int hertz, int frame) {
  Bytes bytes(160);
  for (int i = 0; i < 160; ++i) {
    const double at = 2 * pi * hertz * (frame * 160 + i) / rate;
    bytes[static_cast<std::size_t>(i)] = to_pcmu(static_cast<std::int16_t>(8000 * std::sin(at)));
  }
  return bytes;
}

/// How much of the audio is at that pitch (Goertzel), against all of it: 0 to 1.
double share_of(int hertz, const Bytes& audio) {
  double one = 0;
  double two = 0;
  double all = 0;
  const double step = 2 * std::cos(2 * pi * hertz / rate);
  for (const std::uint8_t byte : audio) {
    const double value = from_pcmu(byte);
    const double next = value + step * one - two;
    two = one;
    one = next;
    all += value * value;
  }
  if (all == 0) return 0;
  return (one * one + two * two - step * one * two) * 2 / (all * static_cast<double>(audio.size()));
}

}  // namespace

TEST_CASE("opus: a tone comes through both ways as the same tone") {
  auto ours = Opus::make();
  auto theirs = Opus::make();
  REQUIRE(ours);
  REQUIRE(theirs);
  Bytes heard;
  for (int frame = 0; frame < 50; ++frame) {
    std::array<std::uint8_t, Opus::packet_max> packet{};
    const std::size_t size = ours->encode(tone(440, frame), Codec::pcmu, packet);
    REQUIRE(size > 0);
    Bytes audio(Opus::samples_max);
    const std::size_t samples = theirs->decode(std::span{packet}.first(size), audio);
    REQUIRE(samples == 160);
    if (frame >= 10) heard.insert(heard.end(), audio.begin(), audio.begin() + 160);
  }
  CHECK(share_of(440, heard) > 0.9);
  CHECK(share_of(1000, heard) < 0.05);
}

TEST_CASE("opus: a packet that was lost is in the next one") {
  auto ours = Opus::make();
  auto theirs = Opus::make();
  std::array<std::uint8_t, Opus::packet_max> packet{};
  Bytes audio(Opus::samples_max);
  Bytes recovered;
  for (int frame = 0; frame < 60; ++frame) {
    const std::size_t size = ours->encode(tone(440, frame), Codec::pcmu, packet);
    REQUIRE(size > 0);
    if (frame % 10 == 8) continue;
    const auto whole = std::span<const std::uint8_t>{packet}.first(size);
    if (frame % 10 == 9) {
      REQUIRE(theirs->recover(whole, 160, audio) == 160);
      if (frame > 20) recovered.insert(recovered.end(), audio.begin(), audio.begin() + 160);
    }
    REQUIRE(theirs->decode(whole, audio) == 160);
  }
  CHECK(recovered.size() == 4 * 160);
}

TEST_CASE("opus: durations that it does not have, and rubbish, give nothing") {
  auto opus = Opus::make();
  std::array<std::uint8_t, Opus::packet_max> packet{};
  for (const std::size_t size : {0U, 1U, 79U, 240U, 1280U}) {
    CHECK(opus->encode(Bytes(size), Codec::pcma, packet) == 0);
  }
  Bytes audio(Opus::samples_max);
  Prng prng{9};
  for (int i = 0; i < 2000; ++i) {
    Bytes noise(prng.below(200));
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(prng.below(256));
    CHECK(opus->decode(noise, audio) <= audio.size());
  }
}

}  // namespace relevo::voice
