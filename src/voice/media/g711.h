// G.711: one byte a sample, as mu-law (PCMU) and A-law (PCMA), by tables made by the compiler.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "voice/media/media.h"

namespace relevo::voice {

inline constexpr std::uint8_t pcmu_silence = 0xFF;
inline constexpr std::uint8_t pcma_silence = 0xD5;

constexpr std::uint8_t silence_of(Codec codec) {
  return codec == Codec::pcmu ? pcmu_silence : pcma_silence;
}

/// Of one sample, 16 bits linear.
std::int16_t from_pcmu(std::uint8_t byte);
std::int16_t from_pcma(std::uint8_t byte);
std::uint8_t to_pcmu(std::int16_t sample);
std::uint8_t to_pcma(std::int16_t sample);

/// The 256 linear values of a codec's bytes.
const std::array<std::int16_t, 256>& linear_values(Codec codec);

/// Translates in place from one codec to the other; nothing to do when they are the same.
void translate(std::span<std::uint8_t> payload, Codec from, Codec to);

}  // namespace relevo::voice
