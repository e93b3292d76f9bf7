// Who hears whom where more than two do: conferences, and supervisors who listen, whisper or barge.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "voice/media/speaker.h"

namespace relevo::voice {

/// Where the audio of a mix goes.
class MixListener {
 public:
  virtual ~MixListener() = default;
  virtual Codec mix_codec() const = 0;
  /// 20 ms of G.711 in that codec.
  virtual void hear_mix(std::span<const std::uint8_t> audio, Time now) = 0;
};

/// Media thread. Each of up to members_max speaks, and hears the sum of those that it may hear.
/// Legs that hear the same are encoded for once. Somebody whose members are all silent is sent
/// nothing.
class Mix {
 public:
  static constexpr std::size_t members_max = 8;

  /// Bit N: the member N is heard. Nobody hears themselves.
  using Hears = std::uint8_t;

  struct Member {
    MixListener* listener = nullptr;
    Hears hears = 0;  // 0: only speaks here.
  };

  /// From now on these; who stays at their place goes on without a break. At most members_max.
  void set(std::span<const Member> members);

  /// What the member at that place says.
  Speaker& speaker(std::size_t place) { return speakers_[place]; }

  /// The next 20 ms, to everybody.
  void play(Time now);

 private:
  using Audio = std::array<std::int16_t, frame_samples>;
  struct Encoded {
    Hears of = 0;
    Codec codec = Codec::pcmu;
    std::array<std::uint8_t, frame_samples> audio;
  };
  void encode(Encoded& mix) const;

  std::array<Member, members_max> members_{};
  std::size_t count_ = 0;
  std::array<Speaker, members_max> speakers_{};
  std::array<Audio, members_max> said_{};
};

}  // namespace relevo::voice
