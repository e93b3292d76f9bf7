#include "voice/media/wav.h"

#include <algorithm>
#include <string_view>

#include "base/assert.h"
#include "voice/media/audio_clock.h"

namespace relevo::voice {

namespace {

std::uint32_t little_u16(ByteView bytes, std::size_t at) {
  return static_cast<std::uint32_t>(bytes[at] | bytes[at + 1] << 8);
}
std::uint32_t little_u32(ByteView bytes, std::size_t at) {
  return little_u16(bytes, at) | little_u16(bytes, at + 2) << 16U;
}

bool has_tag(ByteView bytes, std::size_t at, std::string_view tag) {
  return std::equal(tag.begin(), tag.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                    [](char c, std::uint8_t byte) { return static_cast<std::uint8_t>(c) == byte; });
}

tl::unexpected<Fault> input_fault(const char* what) {
  return fault(Fault::Kind::input, std::string("wav: ") + what);
}

bool is_our_format(ByteView chunk) {
  return chunk.size() >= 16 && little_u16(chunk, 0) == 1 && little_u16(chunk, 2) == 1 &&
         little_u32(chunk, 4) == samples_a_second && little_u16(chunk, 12) == 2 &&
         little_u16(chunk, 14) == 16;
}

}  // namespace

Result<ByteView> wav_samples(ByteView file) {
  if (file.size() < 12 || !has_tag(file, 0, "RIFF") || !has_tag(file, 8, "WAVE")) {
    return input_fault("it is not a RIFF WAVE file");
  }
  bool format_seen = false;
  std::size_t at = 12;
  for (std::size_t chunks = 0; chunks < wav_chunks_max && file.size() - at >= 8; ++chunks) {
    const std::size_t claimed = little_u32(file, at + 4);
    const std::size_t there = std::min(claimed, file.size() - at - 8);
    const ByteView chunk = file.subspan(at + 8, there);
    if (has_tag(file, at, "fmt ")) {
      if (!is_our_format(chunk)) return input_fault("it is not PCM, 16 bits, 8000 Hz, mono");
      format_seen = true;
    } else if (has_tag(file, at, "data")) {
      if (!format_seen) return input_fault("its samples come before their format");
      if (there < 2) return input_fault("it has no samples");
      return chunk.first(there / 2 * 2);
    }
    at += 8 + there;
    if (claimed % 2 != 0 && at < file.size()) ++at;  // Chunks begin at even places.
  }
  return input_fault("it has no data chunk");
}

std::array<std::uint8_t, wav_header_size> wav_header(std::uint32_t data_bytes) {
  RELEVO_ASSERT(data_bytes % 4 == 0 && data_bytes < 0xFFFFFFFFU - wav_header_size);
  std::array<std::uint8_t, wav_header_size> header{};
  std::size_t at = 0;
  const auto put_tag = [&](std::string_view tag) {
    for (const char c : tag) header[at++] = static_cast<std::uint8_t>(c);
  };
  const auto put = [&](std::uint32_t value, std::size_t size) {
    for (; size > 0; --size, value >>= 8U) header[at++] = static_cast<std::uint8_t>(value);
  };
  constexpr std::uint32_t channels = 2;
  constexpr std::uint32_t rate = samples_a_second;
  put_tag("RIFF");
  put(data_bytes + wav_header_size - 8, 4);
  put_tag("WAVEfmt ");
  put(16, 4);
  put(1, 2);  // PCM.
  put(channels, 2);
  put(rate, 4);
  put(rate * channels * 2, 4);
  put(channels * 2, 2);
  put(16, 2);
  put_tag("data");
  put(data_bytes, 4);
  return header;
}

}  // namespace relevo::voice
