// How many legs of pages a core carries: Opus and its sealing, both ways, of somebody who talks.
#include "voice/media/opus.h"

#include <array>
#include <cmath>
#include <stdexcept>
#include <vector>

#include "base/prng.h"
#include "bench/bench.h"
#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/rtp.h"
#include "voice/web/srtp.h"

namespace relevo::bench {

namespace {

using voice::frame_samples;
using voice::rtp_header_size;
using Frame = std::array<std::uint8_t, frame_samples>;

constexpr std::size_t room = rtp_header_size + voice::Opus::packet_max + voice::srtp_trailer_bytes;
using Datagram = std::array<std::uint8_t, room>;

/// Vowels of a voice of 120 Hz and breath between them, four syllables a second.
std::vector<Frame> speech(std::size_t frames) {
  constexpr double turn = 2 * 3.14159265358979 / 8000;
  Prng prng{3};
  std::vector<Frame> made(frames);
  for (std::size_t i = 0; i < frames * frame_samples; ++i) {
    const double at = static_cast<double>(i);
    const double loudness = std::max(0.0, std::sin(turn * 4 * at));
    double value = static_cast<double>(prng.below(200)) - 100;
    for (int harmonic = 1; harmonic < 25; ++harmonic) {
      const double pitch = 120 * harmonic * (1 + 0.02 * std::sin(turn * 3 * at));
      value += loudness * 5000 / harmonic * std::sin(turn * pitch * at);
    }
    made[i / frame_samples][i % frame_samples] = voice::to_pcmu(static_cast<std::int16_t>(value));
  }
  return made;
}

voice::Srtp session(std::uint8_t ours, std::uint8_t theirs) {
  voice::SrtpKeys keys{};
  keys.ours.fill(ours);
  keys.theirs.fill(theirs);
  return voice::Srtp::make(keys).value();
}

/// One end: makes sealed packets of audio, and audio of them.
struct End {
  voice::Opus codec = voice::Opus::make().value();
  voice::Srtp srtp;
  std::uint16_t sequence = 0;

  std::size_t send(const Frame& frame, Datagram& out) {
    const auto audio = std::span{out}.subspan<rtp_header_size>();
    const std::size_t size = codec.encode(frame, voice::Codec::pcmu, audio);
    voice::write_rtp(std::span{out}.first<rtp_header_size>(),
                     {.payload_type = 111, .sequence = sequence++, .ssrc = 5});
    return srtp.seal_rtp(out, rtp_header_size + size).value();
  }

  std::size_t receive(std::span<std::uint8_t> datagram) {
    std::array<std::uint8_t, voice::Opus::samples_max> audio{};
    const std::size_t size = srtp.open_rtp(datagram).value();
    return codec.decode(datagram.subspan(rtp_header_size, size - rtp_header_size), audio);
  }
};

/// CPU time of a second of one leg, in microseconds.
double leg_second(const std::vector<Frame>& said) {
  End page{.srtp = session(1, 2)};
  End leg{.srtp = session(2, 1)};
  std::vector<std::pair<Datagram, std::size_t>> from_page(said.size());
  for (std::size_t i = 0; i < said.size(); ++i) {
    from_page[i].second = page.send(said[i], from_page[i].first);
  }
  Datagram ours{};
  const double start = cpu_seconds();
  for (std::size_t i = 0; i < said.size(); ++i) {
    const auto [begin, size] = std::pair{from_page[i].first.data(), from_page[i].second};
    if (leg.receive({begin, size}) != frame_samples) throw std::runtime_error("opus: no audio");
    leg.send(said[i], ours);
  }
  const double seconds = static_cast<double>(said.size() * frame_samples) / 8000;
  return (cpu_seconds() - start) * 1e6 / seconds;
}

}  // namespace

bool opus(const Options& options) {
  const auto said = speech(options.brief ? 50 : 5000);
  return measure(
      {.name = "opus.leg_second", .unit = "us", .target = 10'000}, [&] { return leg_second(said); },
      options.brief);
}

}  // namespace relevo::bench
