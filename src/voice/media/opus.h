// Opus (RFC 6716, RTP by RFC 7587) as telephones have it: from and to G.711, by libopus.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

#include "base/result.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// Opus counts time in 48 kHz whatever it carries; telephones in 8 kHz.
inline constexpr std::uint32_t opus_ticks = 6;  // Of its clock in one sample of theirs.

/// One leg's decoder and encoder. Of one thread; nothing here allocates behind make().
class Opus {
 public:
  static constexpr std::size_t samples_max = 960;  // Of one packet: 120 ms.
  static constexpr std::size_t packet_max = 400;   // Of ours.

  /// Fault limit: no memory.
  static Result<Opus> make();

  /// A packet of theirs as mu-law: how many bytes of `out`, which takes samples_max; 0 when it is
  /// no Opus.
  std::size_t decode(std::span<const std::uint8_t> packet, std::span<std::uint8_t> out);

  /// The audio before it, which was lost, as far as the packet carries it (in-band FEC), for so
  /// many samples; before decode() of the packet itself. 0 as there.
  std::size_t recover(std::span<const std::uint8_t> packet, std::size_t samples,
                      std::span<std::uint8_t> out);

  /// G.711 as a packet of ours: its bytes in `out`, which takes packet_max. 0 when that is no
  /// duration of Opus: 10, 20, 40 and 60 ms are.
  std::size_t encode(std::span<const std::uint8_t> audio, Codec codec, std::span<std::uint8_t> out);

 private:
  struct End {
    void operator()(void* state) const;
  };

  Opus() = default;

  std::unique_ptr<void, End> decoder_;  // OpusDecoder,
  std::unique_ptr<void, End> encoder_;  // OpusEncoder: libopus's own types stay in the .cpp.
};

}  // namespace relevo::voice
