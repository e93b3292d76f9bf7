// Who hears whom where more than two do: conferences, and supervisors who listen, whisper or barge.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "voice/media/speaker.h"

namespace relevo::voice {

/// Somebody who speaks in a mix, or hears it; leaves it before it is gone.
class MixMember {
 public:
  virtual ~MixMember() = default;
  /// Its place in a mix, told at each change: where to put what it says, null when it has left; and
  /// whether the mix is what it hears.
  virtual void in_mix(Speaker* says, bool hears) = 0;
  virtual Codec mix_codec() const = 0;
  /// The next 20 ms, in that codec.
  virtual void hear_mix(std::span<const std::uint8_t> audio, Time now) = 0;
};

/// Media thread. Each of up to members_max speaks, and hears the sum of those that it may hear.
/// Legs that hear the same are encoded for once; where nobody speaks they hear silence, so that a
/// stream goes on as long as there is a mix.
class Mix {
 public:
  static constexpr std::size_t members_max = 8;

  /// Bit N: the member N is heard. Nobody hears themselves.
  using Hears = std::uint8_t;

  struct Member {
    MixMember* who = nullptr;  // Null: nobody.
    Hears hears = 0;           // 0: only speaks here.
  };

  Mix() = default;
  ~Mix() { set({}); }
  Mix(const Mix&) = delete;
  Mix& operator=(const Mix&) = delete;

  /// From now on these, each once and at most members_max; who was here already speaks on without a
  /// break, at another place too.
  void set(std::span<const Member> members);

  /// One is gone. The others keep their places.
  void leave(const MixMember& who);

  bool empty() const;

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
  std::size_t place_of(const MixMember* who) const;
  Speaker* free_speaker(std::span<Speaker* const> taken);

  std::array<Member, members_max> members_{};
  std::array<Speaker*, members_max> says_{};  // By member, in speakers_; null where nobody is.
  std::size_t count_ = 0;
  std::array<Speaker, members_max> speakers_{};
  std::array<Audio, members_max> said_{};
};

}  // namespace relevo::voice
