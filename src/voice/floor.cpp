#include "voice/floor.h"

#include <algorithm>
#include <bit>

namespace relevo::voice {

namespace {

using Who = unsigned;  // Bits, by place in the list.
constexpr std::size_t floor_max = 3;
static_assert(floor_max + link::supervisors_max <= conferred_max);

constexpr Who at(std::size_t place) { return 1U << place; }

Conferred conferred(LegId leg, Who hears) {
  return {.leg = leg, .hears = static_cast<std::uint8_t>(hears)};
}

}  // namespace

std::vector<Conferred> who_hears_whom(const Floor& floor) {
  std::vector<LegId> legs{floor.customer, floor.agent};
  constexpr std::size_t place_of_agent = 1;
  if (floor.second) legs.push_back(floor.second);
  Who there = 0;
  for (std::size_t i = 0; i < legs.size(); ++i) there |= legs[i] ? at(i) : 0;

  const std::size_t count = std::min(floor.supervisors.size(), link::supervisors_max);
  const bool confer = std::popcount(there) == static_cast<int>(floor_max);
  if (count == 0 && !confer) return {};
  Who whisper = 0;
  Who barge = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const link::Supervise mode = floor.supervisors[i].mode;
    if (mode == link::Supervise::whisper) whisper |= at(legs.size() + i);
    if (mode == link::Supervise::barge) barge |= at(legs.size() + i);
  }
  std::vector<Conferred> all;
  for (std::size_t i = 0; i < legs.size(); ++i) {
    const Who also = i == place_of_agent ? whisper | barge : barge;
    const bool hears = legs[i] && (confer || also != 0);
    all.push_back(conferred(legs[i], hears ? (there & ~at(i)) | also : 0));
  }
  for (std::size_t i = 0; i < count; ++i) {
    const Who self = at(legs.size() + i);
    all.push_back(conferred(floor.supervisors[i].leg, there | (barge & ~self)));
  }
  return all;
}

}  // namespace relevo::voice
