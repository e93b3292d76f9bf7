#include "voice/floor.h"

#include <algorithm>

namespace relevo::voice {

namespace {

using Who = unsigned;  // Bits, by place in the list.
constexpr Who nobody = 0;
constexpr Who the_customer = 1;
constexpr Who the_agent = 2;
constexpr std::size_t places_before_supervisors = 2;
static_assert(places_before_supervisors + link::supervisors_max <= conferred_max);

Conferred conferred(LegId leg, Who hears) {
  return {.leg = leg, .hears = static_cast<std::uint8_t>(hears)};
}

}  // namespace

std::vector<Conferred> who_hears_whom(const Floor& floor) {
  if (floor.supervisors.empty()) return {};
  const std::size_t count = std::min(floor.supervisors.size(), link::supervisors_max);
  Who whisper = nobody;
  Who barge = nobody;
  for (std::size_t i = 0; i < count; ++i) {
    const Who supervisor = 1U << (places_before_supervisors + i);
    const link::Supervise mode = floor.supervisors[i].mode;
    if (mode == link::Supervise::whisper) whisper |= supervisor;
    if (mode == link::Supervise::barge) barge |= supervisor;
  }
  const Who customer = floor.customer ? the_customer : nobody;
  const Who agent = floor.agent ? the_agent : nobody;
  const bool customer_hears = floor.customer && barge != nobody;
  const bool agent_hears = floor.agent && (whisper | barge) != nobody;
  std::vector<Conferred> legs;
  legs.push_back(conferred(floor.customer, customer_hears ? agent | barge : nobody));
  legs.push_back(conferred(floor.agent, agent_hears ? customer | whisper | barge : nobody));
  for (std::size_t i = 0; i < count; ++i) {
    const Who self = 1U << (places_before_supervisors + i);
    legs.push_back(conferred(floor.supervisors[i].leg, customer | agent | (barge & ~self)));
  }
  return legs;
}

}  // namespace relevo::voice
