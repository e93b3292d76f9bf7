#include "voice/media/opus.h"

#include <opus/opus.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <new>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"

namespace relevo::voice {

namespace {

// A good line needs less; a poor one lives on what each packet carries of the one before.
constexpr int bits_a_second = 24'000;
constexpr int loss_expected_percent = 5;
constexpr int complexity = 5;

using Linear = std::array<std::int16_t, Opus::samples_max>;

OpusDecoder* decoder_of(void* state) { return static_cast<OpusDecoder*>(state); }
OpusEncoder* encoder_of(void* state) { return static_cast<OpusEncoder*>(state); }

std::size_t as_pcmu(const Linear& linear, int samples, std::span<std::uint8_t> out) {
  if (samples <= 0) return 0;
  const auto count = static_cast<std::size_t>(samples);
  std::transform(linear.begin(), linear.begin() + samples, out.begin(), to_pcmu);
  return count;
}

}  // namespace

// libopus's states are single blocks; we gave the memory.
void Opus::End::operator()(void* state) const { std::free(state); }

Result<Opus> Opus::make() {
  Opus opus;
  opus.decoder_.reset(std::malloc(static_cast<std::size_t>(opus_decoder_get_size(1))));
  opus.encoder_.reset(std::malloc(static_cast<std::size_t>(opus_encoder_get_size(1))));
  OpusEncoder* const encoder = encoder_of(opus.encoder_.get());
  const bool made =
      opus.decoder_ != nullptr && encoder != nullptr &&
      opus_decoder_init(decoder_of(opus.decoder_.get()), samples_a_second, 1) == OPUS_OK &&
      opus_encoder_init(encoder, samples_a_second, 1, OPUS_APPLICATION_VOIP) == OPUS_OK &&
      opus_encoder_ctl(encoder, OPUS_SET_BITRATE(bits_a_second)) == OPUS_OK &&
      opus_encoder_ctl(encoder, OPUS_SET_COMPLEXITY(complexity)) == OPUS_OK &&
      opus_encoder_ctl(encoder, OPUS_SET_INBAND_FEC(1)) == OPUS_OK &&
      opus_encoder_ctl(encoder, OPUS_SET_PACKET_LOSS_PERC(loss_expected_percent)) == OPUS_OK;
  if (!made) return fault(Fault::Kind::limit, "opus: no memory for a codec");
  return opus;
}

std::size_t Opus::decode(std::span<const std::uint8_t> packet, std::span<std::uint8_t> out) {
  Linear linear;
  const int samples =
      opus_decode(decoder_of(decoder_.get()), packet.data(), static_cast<opus_int32>(packet.size()),
                  linear.data(), static_cast<int>(std::min(out.size(), linear.size())), 0);
  return as_pcmu(linear, samples, out);
}

std::size_t Opus::recover(std::span<const std::uint8_t> packet, std::size_t samples,
                          std::span<std::uint8_t> out) {
  Linear linear;
  const int wanted = static_cast<int>(std::min({samples, out.size(), linear.size()}));
  const int given = opus_decode(decoder_of(decoder_.get()), packet.data(),
                                static_cast<opus_int32>(packet.size()), linear.data(), wanted, 1);
  return as_pcmu(linear, given, out);
}

std::size_t Opus::encode(std::span<const std::uint8_t> audio, Codec codec,
                         std::span<std::uint8_t> out) {
  if (audio.size() != 80 && audio.size() != 160 && audio.size() != 320 && audio.size() != 480) {
    return 0;
  }
  Linear linear;
  const auto& values = linear_values(codec);
  std::transform(audio.begin(), audio.end(), linear.begin(),
                 [&values](std::uint8_t byte) { return values[byte]; });
  const opus_int32 size =
      opus_encode(encoder_of(encoder_.get()), linear.data(), static_cast<int>(audio.size()),
                  out.data(), static_cast<opus_int32>(std::min(out.size(), packet_max)));
  return size < 0 ? 0 : static_cast<std::size_t>(size);
}

}  // namespace relevo::voice
