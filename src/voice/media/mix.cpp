#include "voice/media/mix.h"

#include <algorithm>
#include <limits>

#include "base/assert.h"

namespace relevo::voice {

namespace {

constexpr Mix::Hears bit(std::size_t place) { return static_cast<Mix::Hears>(1U << place); }

std::int16_t clipped(std::int32_t sample) {
  using Limits = std::numeric_limits<std::int16_t>;
  return static_cast<std::int16_t>(std::clamp<std::int32_t>(sample, Limits::min(), Limits::max()));
}

}  // namespace

void Mix::set(std::span<const Member> members) {
  RELEVO_ASSERT(members.size() <= members_max);
  for (std::size_t place = 0; place < members_max; ++place) {
    const Member now = place < members.size() ? members[place] : Member{};
    if (members_[place].listener != now.listener) speakers_[place] = {};
    members_[place] = now;
    members_[place].hears = static_cast<Hears>(now.hears & ~bit(place));
  }
  count_ = members.size();
}

void Mix::encode(Encoded& mix) const {
  for (std::size_t i = 0; i < frame_samples; ++i) {
    std::int32_t sum = 0;
    for (std::size_t place = 0; place < count_; ++place) {
      if ((mix.of & bit(place)) != 0) sum += said_[place][i];
    }
    mix.audio[i] = mix.codec == Codec::pcmu ? to_pcmu(clipped(sum)) : to_pcma(clipped(sum));
  }
}

void Mix::play(Time now) {
  Hears speak = 0;
  for (std::size_t place = 0; place < count_; ++place) {
    if (speakers_[place].next(said_[place])) speak = static_cast<Hears>(speak | bit(place));
  }
  std::array<Encoded, members_max> encoded;
  std::size_t encoded_count = 0;
  for (std::size_t place = 0; place < count_; ++place) {
    const Member& member = members_[place];
    const auto of = static_cast<Hears>(member.hears & speak);
    if (member.listener == nullptr || of == 0) continue;
    const Codec codec = member.listener->mix_codec();
    const auto end = encoded.begin() + static_cast<std::ptrdiff_t>(encoded_count);
    auto found = std::find_if(encoded.begin(), end, [&](const Encoded& mix) {
      return mix.of == of && mix.codec == codec;
    });
    if (found == end) {
      found->of = of;
      found->codec = codec;
      encode(*found);
      ++encoded_count;
    }
    member.listener->hear_mix(found->audio, now);
  }
}

}  // namespace relevo::voice
