#include "voice/media/g711.h"

#include <algorithm>

namespace relevo::voice {

namespace {

// ITU-T G.711 (11/1988); the arithmetic is that of the widely used reference code of 1991.
constexpr int mu_bias = 0x84;
constexpr int mu_clip = 8158;

constexpr std::int16_t mu_value(unsigned byte) {
  const unsigned code = ~byte & 0xFFU;
  const int magnitude = ((static_cast<int>(code & 0x0FU) << 3) + mu_bias) << ((code & 0x70U) >> 4U);
  return static_cast<std::int16_t>((code & 0x80U) != 0 ? mu_bias - magnitude : magnitude - mu_bias);
}

constexpr std::int16_t a_value(unsigned byte) {
  const unsigned code = byte ^ 0x55U;
  const unsigned segment = (code & 0x70U) >> 4U;
  int magnitude = static_cast<int>(code & 0x0FU) << 4;
  magnitude += segment == 0 ? 8 : 0x108;
  if (segment > 1) magnitude <<= segment - 1;
  return static_cast<std::int16_t>((code & 0x80U) != 0 ? magnitude : -magnitude);
}

constexpr std::uint8_t mu_code(int sample) {
  const int value = sample >> 2;  // Of 14 bits, rounded down.
  const unsigned sign = value < 0 ? 0x80U : 0U;
  const int magnitude = std::min(value < 0 ? -value : value, mu_clip) + (mu_bias >> 2);
  unsigned segment = 0;
  for (int end = 0x3F; magnitude > end; end = (end << 1) | 1) ++segment;
  const unsigned mantissa = (static_cast<unsigned>(magnitude) >> (segment + 1)) & 0x0FU;
  return static_cast<std::uint8_t>(~(sign | (segment << 4U) | mantissa));
}

constexpr std::uint8_t a_code(int sample) {
  const unsigned mask = sample >= 0 ? 0xD5U : 0x55U;
  const int magnitude = sample >= 0 ? sample >> 3 : (-sample - 1) >> 3;
  unsigned segment = 0;
  for (int end = 0x1F; segment < 7 && magnitude > end; end = (end << 1) | 1) ++segment;
  const unsigned shift = segment < 2 ? 1 : segment;
  const unsigned mantissa = (static_cast<unsigned>(magnitude) >> shift) & 0x0FU;
  return static_cast<std::uint8_t>(((segment << 4U) | mantissa) ^ mask);
}

template <class Value, class Function>
constexpr std::array<Value, 256> table_of(Function function) {
  std::array<Value, 256> table{};
  for (unsigned i = 0; i < 256; ++i) table[i] = function(i);
  return table;
}

constexpr auto mu_values = table_of<std::int16_t>(mu_value);
constexpr auto a_values = table_of<std::int16_t>(a_value);
constexpr auto a_of_mu =
    table_of<std::uint8_t>([](unsigned byte) { return a_code(mu_value(byte)); });
constexpr auto mu_of_a =
    table_of<std::uint8_t>([](unsigned byte) { return mu_code(a_value(byte)); });

}  // namespace

std::int16_t from_pcmu(std::uint8_t byte) { return mu_values[byte]; }
std::int16_t from_pcma(std::uint8_t byte) { return a_values[byte]; }
std::uint8_t to_pcmu(std::int16_t sample) { return mu_code(sample); }
std::uint8_t to_pcma(std::int16_t sample) { return a_code(sample); }

const std::array<std::int16_t, 256>& linear_values(Codec codec) {
  return codec == Codec::pcmu ? mu_values : a_values;
}

void translate(std::span<std::uint8_t> payload, Codec from, Codec to) {
  if (from == to) return;
  const auto& table = from == Codec::pcmu ? a_of_mu : mu_of_a;
  for (std::uint8_t& byte : payload) byte = table[byte];
}

}  // namespace relevo::voice
