#include "voice/media/g711.h"

#include <doctest/doctest.h>

#include <vector>

namespace relevo::voice {

TEST_CASE("g711: single values, as every implementation has them") {
  CHECK(to_pcmu(0) == 0xFF);
  CHECK(to_pcma(0) == 0xD5);
  CHECK(to_pcmu(32767) == 0x80);
  CHECK(to_pcmu(-32768) == 0x00);
  CHECK(to_pcma(32767) == 0xAA);
  CHECK(to_pcma(-32768) == 0x2A);
  CHECK(from_pcmu(0x00) == -32124);
  CHECK(from_pcmu(0x80) == 32124);
  CHECK(from_pcmu(0xFF) == 0);
  CHECK(from_pcma(0xD5) == 8);
  CHECK(from_pcma(0x55) == -8);
  CHECK(from_pcma(0x2A) == -32256);
}

TEST_CASE("g711: a byte decoded and encoded again is the same byte") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    const auto code = static_cast<std::uint8_t>(byte);
    // mu-law has two zeros.
    if (code != 0x7F) CHECK(to_pcmu(from_pcmu(code)) == code);
    CHECK(to_pcma(from_pcma(code)) == code);
  }
}

TEST_CASE("g711: translation there and back stays within a step of the loudness") {
  for (unsigned byte = 0; byte < 256; ++byte) {
    std::vector<std::uint8_t> payload = {static_cast<std::uint8_t>(byte)};
    const int before = from_pcmu(payload[0]);
    translate(payload, Codec::pcmu, Codec::pcma);
    const int between = from_pcma(payload[0]);
    translate(payload, Codec::pcma, Codec::pcmu);
    const int after = from_pcmu(payload[0]);
    const int step = 16 + std::abs(before) / 16;
    CHECK(std::abs(between - before) <= step);
    CHECK(std::abs(after - before) <= step);
  }
  std::vector<std::uint8_t> same = {1, 2, 3};
  translate(same, Codec::pcma, Codec::pcma);
  CHECK(same == std::vector<std::uint8_t>{1, 2, 3});
}

TEST_CASE("g711: all values at once equal those of an independent implementation") {
  // Sums over every sample and byte, s = s * 31 + value, computed with Python's audioop.
  std::uint32_t mu = 0;
  std::uint32_t a = 0;
  for (int sample = -32768; sample <= 32767; ++sample) {
    mu = mu * 31 + to_pcmu(static_cast<std::int16_t>(sample));
    a = a * 31 + to_pcma(static_cast<std::int16_t>(sample));
  }
  CHECK(mu == 0xB1F0F0C0);
  CHECK(a == 0xAF660000);
  mu = a = 0;
  for (unsigned byte = 0; byte < 256; ++byte) {
    mu = mu * 31 + static_cast<std::uint16_t>(from_pcmu(static_cast<std::uint8_t>(byte)));
    a = a * 31 + static_cast<std::uint16_t>(from_pcma(static_cast<std::uint8_t>(byte)));
  }
  CHECK(mu == 0x86830000);
  CHECK(a == 0x04000000);
}

}  // namespace relevo::voice
