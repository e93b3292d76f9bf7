// WAV files as we read them (sounds: PCM16, 8 kHz, mono) and write them (recordings: two channels).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "base/bytes.h"
#include "base/result.h"

namespace relevo::voice {

inline constexpr std::size_t wav_header_size = 44;
inline constexpr std::size_t wav_chunks_max = 64;

/// The samples' bytes of a PCM16 8 kHz mono file, a view into `file`; other chunks are skipped. A
/// data chunk that claims more than the file has ends with the file. Fault input: anything else.
Result<ByteView> wav_samples(ByteView file);

/// The header of a recording (PCM16, 8 kHz, two channels) with `data_bytes` of samples behind it.
/// Requires a multiple of 4 below 2^32 - 44.
std::array<std::uint8_t, wav_header_size> wav_header(std::uint32_t data_bytes);

}  // namespace relevo::voice
