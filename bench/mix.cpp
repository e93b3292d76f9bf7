// What it costs where more than two hear each other: the sums, without sockets and other codecs.
#include "voice/media/mix.h"

#include <array>
#include <cmath>
#include <stdexcept>

#include "bench/bench.h"
#include "voice/media/g711.h"
#include "voice/media/rtp_stream.h"

namespace relevo::bench {

namespace {

using voice::frame_samples;
using voice::Mix;
using Frame = std::array<std::uint8_t, frame_samples>;

/// Speaks, and hears.
struct Party final : voice::MixMember {
  voice::Speaker* says = nullptr;
  std::uint64_t heard = 0;

  void in_mix(voice::Speaker* speaker, bool /*hears*/) override { says = speaker; }
  voice::Codec mix_codec() const override { return voice::Codec::pcmu; }
  void hear_mix(std::span<const std::uint8_t> audio, Time /*now*/) override { heard += audio[0]; }
};

Frame tone() {
  constexpr double turn = 2 * 3.14159265358979 / 8000;
  Frame made{};
  for (std::size_t i = 0; i < made.size(); ++i) {
    made[i] = voice::to_pcmu(
        static_cast<std::int16_t>(8000 * std::sin(turn * 400 * static_cast<double>(i))));
  }
  return made;
}

/// CPU time of a second of one call in which three hear so, in microseconds.
double call_second(const std::array<Mix::Hears, 3>& hears, std::uint32_t frames) {
  const Frame said = tone();
  std::array<Party, 3> parties;
  std::array<Mix::Member, 3> members;
  for (std::size_t i = 0; i < parties.size(); ++i) members[i] = {&parties[i], hears[i]};
  Mix mix;
  mix.set(members);
  const double start = cpu_seconds();
  for (std::uint32_t i = 0; i < frames; ++i) {
    for (Party& party : parties) {
      party.says->take({.timestamp = i * std::uint32_t{frame_samples}, .ssrc = 1},
                       voice::Codec::pcmu, said);
    }
    mix.play(Time{});
  }
  const double spent = cpu_seconds() - start;
  if (parties[2].heard == 0) throw std::runtime_error("mix: nothing was heard");
  return spent * 1e6 / (static_cast<double>(frames * frame_samples) / 8000);
}

/// The same of two who are bridged, of different codecs: each packet numbered and translated.
double bridged_second(std::uint32_t frames) {
  const Frame said = tone();
  std::array<voice::RtpStream, 2> streams{voice::RtpStream{1, 0, 0}, voice::RtpStream{2, 0, 0}};
  std::uint64_t heard = 0;
  const double start = cpu_seconds();
  for (std::uint32_t i = 0; i < frames; ++i) {
    for (voice::RtpStream& stream : streams) {
      Frame payload = said;
      voice::translate(payload, voice::Codec::pcmu, voice::Codec::pcma);
      const voice::RtpHeader out = stream.pass({.sequence = static_cast<std::uint16_t>(i),
                                                .timestamp = i * std::uint32_t{frame_samples},
                                                .ssrc = 1},
                                               8, frame_samples, Time{});
      heard += payload[0] + out.sequence;
    }
  }
  const double spent = cpu_seconds() - start;
  if (heard == 0) throw std::runtime_error("mix: nothing was heard");
  return spent * 1e6 / (static_cast<double>(frames * frame_samples) / 8000);
}

}  // namespace

bool mix(const Options& options) {
  const std::uint32_t frames = options.brief ? 500 : 500'000;
  const bool listened = measure(
      {.name = "mix.listened_call_second", .unit = "us", .target = 1000},
      [&] { return call_second({0, 0, 0b011}, frames); }, options.brief);
  const bool barged = measure(
      {.name = "mix.barged_call_second", .unit = "us", .target = 1000},
      [&] { return call_second({0b110, 0b101, 0b011}, frames); }, options.brief);
  const bool conferred = compare(
      {.name = "mix.conference_call_second",
       .unit = "us",
       .floor_is = "two who are bridged, translated",
       .target = 1000},
      [&] { return call_second({0b110, 0b101, 0b011}, frames); },
      [&] { return bridged_second(frames); }, options.brief);
  return listened && barged && conferred;
}

}  // namespace relevo::bench
