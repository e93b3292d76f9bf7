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

std::size_t Mix::place_of(const MixMember* who) const {
  std::size_t place = 0;
  while (place < count_ && members_[place].who != who) ++place;
  return place;
}

bool Mix::empty() const {
  return std::all_of(members_.begin(), members_.end(),
                     [](const Member& member) { return member.who == nullptr; });
}

void Mix::set(std::span<const Member> members) {
  RELEVO_ASSERT(members.size() <= members_max);
  std::array<Speaker*, members_max> says{};
  for (std::size_t place = 0; place < members.size(); ++place) {
    const std::size_t before = place_of(members[place].who);
    if (members[place].who == nullptr || before == count_) continue;
    says[place] = says_[before];
    members_[before] = {};
  }
  for (const Member& before : members_) {
    if (before.who != nullptr) before.who->in_mix(nullptr, false);
  }
  members_ = {};
  count_ = members.size();
  for (std::size_t place = 0; place < count_; ++place) {
    if (members[place].who == nullptr) continue;
    members_[place] = members[place];
    members_[place].hears = static_cast<Hears>(members[place].hears & ~bit(place));
    if (says[place] == nullptr) says[place] = free_speaker(says);
  }
  says_ = says;
  for (std::size_t place = 0; place < count_; ++place) {
    const Member& member = members_[place];
    if (member.who != nullptr) member.who->in_mix(says_[place], member.hears != 0);
  }
}

// There are as many as places.
Speaker* Mix::free_speaker(std::span<Speaker* const> taken) {
  auto* const found = std::find_if(speakers_.begin(), speakers_.end(), [&taken](Speaker& speaker) {
    return std::find(taken.begin(), taken.end(), &speaker) == taken.end();
  });
  *found = {};
  return found;
}

void Mix::leave(const MixMember& who) {
  const std::size_t place = place_of(&who);
  if (place == count_) return;
  members_[place].who->in_mix(nullptr, false);
  members_[place] = {};
  says_[place] = nullptr;
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
    if (says_[place] != nullptr && says_[place]->next(said_[place]))
      speak = static_cast<Hears>(speak | bit(place));
  }
  std::array<Encoded, members_max> encoded;
  std::size_t encoded_count = 0;
  for (std::size_t place = 0; place < count_; ++place) {
    const Member& member = members_[place];
    if (member.hears == 0) continue;
    const auto of = static_cast<Hears>(member.hears & speak);
    const Codec codec = member.who->mix_codec();
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
    member.who->hear_mix(found->audio, now);
  }
}

}  // namespace relevo::voice
