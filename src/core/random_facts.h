// The part of random_requests.h about what voice reports, and about sessions and starts.
#pragma once

#include "core/random_requests.h"

namespace relevo::testing {

inline Command RandomRequests::of_leg(const State& state) {
  const LegId on = leg(state);
  switch (prng_.below(6)) {
    case 0:
      return SeeRinging{.source = source(), .leg = on};
    case 1:
      return SeeAnswer{.source = source(), .leg = on};
    case 2:
      return SeeHold{.source = source(), .leg = on, .held = prng_.chance(1, 2)};
    case 3:
      if (prng_.chance(1, 2)) {
        return SeeRecordingStarted{.source = source(), .contact = contact(state)};
      }
      return SeeRecordingEnded{.source = source(), .contact = contact(state), .length = seconds(3)};
    default:
      return SeeLegGone{
          .source = source(), .leg = on, .gone = static_cast<LegGone>(prng_.below(7))};
  }
}

inline Command RandomRequests::of_door(const State& state) {
  switch (prng_.below(6)) {
    case 0:
      return StartCore{.away = seconds(static_cast<std::int64_t>(prng_.below(20)))};
    case 1:
      return SetWallClock{.offset = seconds(static_cast<std::int64_t>(prng_.below(3)) - 1)};
    case 2:
      return CloseSession{.session = {prng_.below(state.sessions_made + 2)}};
    default:
      return OpenSession{.user = user(state),
                         .token = digest(200),
                         .lasts = seconds(static_cast<std::int64_t>(prng_.below(300)))};
  }
}

inline Reconcile RandomRequests::reconcile(const State& state) {
  Reconcile report{.source = node(state)};
  const std::uint64_t kept = prng_.below(4);  // Of 3 legs and devices: none when voice began anew.
  for (const auto& [leg, contact] : state.contact_of_leg) {
    if (prng_.chance(kept, 3)) report.legs.push_back({.leg = leg, .up = prng_.chance(1, 2)});
  }
  for (const auto& [code, agent] : state.agent_of_code) {
    if (prng_.chance(kept, 3)) {
      report.devices.push_back({.agent = code,
                                .devices = static_cast<std::uint32_t>(prng_.below(3)),
                                .pages = static_cast<std::uint32_t>(prng_.below(2))});
    }
  }
  return report;
}

}  // namespace relevo::testing
