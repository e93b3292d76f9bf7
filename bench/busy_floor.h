// A floor for benches: so many agents, 200 skills and 200 queues, and calls with a whole life.
#pragma once

#include <memory>
#include <vector>

#include "base/prng.h"
#include "core/core.h"

namespace relevo::bench {

inline constexpr std::size_t skills = 200;
inline constexpr std::size_t queues = 200;
inline constexpr std::size_t skills_of_agent = 6;

/// Each queue asks for one skill, at a level, and gives a credit; agents have six skills each.
ApplyOperation operation_of(std::size_t agents);

/// Devices, sign-in and ready for every agent, as requests.
std::vector<Request> shift_begins(std::size_t agents);

/// Core::take of a command that is never refused; throws if it is, as then nothing is measured.
void obey(Core& core, const Request& request, Batch& batch);

/// A call to a queue chosen at random, on a leg of its own.
ArriveContact next_call(Prng& prng, std::uint64_t& calls);

/// What else happens to the contact on this leg until nothing is left of it: rings, is answered,
/// the customer hangs up. Wrap-up is zero here. Requires that it was offered.
std::vector<Request> rest_of_call(const Core& core, LegId customer);

}  // namespace relevo::bench
