#include "bench/busy_floor.h"

#include <stdexcept>
#include <string>

#include "base/enum_name.h"

namespace relevo::bench {

namespace {

constexpr std::uint64_t seed = 7;

Code code(const char* kind, std::size_t number) {
  return Code{std::string(kind) + std::to_string(number)};
}

std::string number_of(std::size_t queue) { return std::to_string(5'000 + queue); }

}  // namespace

ApplyOperation operation_of(std::size_t agents) {
  Prng prng{seed};
  auto operation = std::make_shared<Operation>();
  operation->version = 1;
  operation->code = Code{"bench"};
  operation->sites.push_back({.id = {1}, .code = Code{"one"}});
  operation->clients.push_back({.id = {1}, .code = Code{"one"}});
  operation->campaigns.push_back({.id = {1}, .code = Code{"one"}, .client = {1}});
  operation->teams.push_back({.id = {1}, .code = Code{"all"}, .coordinator = {1}});
  for (std::size_t i = 1; i <= skills; ++i) {
    operation->skills.push_back({.id = {i}, .code = code("skill", i)});
  }
  for (std::size_t i = 1; i <= queues; ++i) {
    operation->queues.push_back(
        {.id = {i},
         .code = code("queue", i),
         .number = Text<32>{number_of(i)},
         .campaign = {1},
         .requires_ = {{.skill = {i}, .level = static_cast<std::uint8_t>(1 + prng.below(3))}},
         .target = seconds(20),
         .ring = seconds(20),
         .credit = seconds(static_cast<std::int64_t>(prng.below(60))),
         .contacts_max = 1'000'000});
  }
  for (std::size_t i = 1; i <= agents; ++i) {
    operation->users.push_back({.id = {i}, .code = code("", i)});
    AgentSetup agent{.id = {i}, .code = code("", i), .user = {i}, .team = {1}, .site = {1}};
    for (std::size_t skill = 0; skill < skills_of_agent; ++skill) {
      // Different skills without looking: each from a range of its own.
      const std::size_t range = skills / skills_of_agent;
      agent.skills.push_back({.skill = {1 + skill * range + prng.below(range)},
                              .level = static_cast<std::uint8_t>(3 + prng.below(8))});
    }
    operation->agents.push_back(std::move(agent));
  }
  Bytes bytes;
  encode(bytes, *operation);
  return {.base_version = 0,
          .document = std::move(operation),
          .bytes = std::make_shared<const Bytes>(std::move(bytes))};
}

void obey(Core& core, const Request& request, Batch& batch) {
  const Reject rejected = core.take(request, batch).reject;
  if (rejected != Reject::none) {
    throw std::runtime_error("the bench's own command is refused: " +
                             std::string(enum_name(rejected)));
  }
}

std::vector<Request> shift_begins(std::size_t agents) {
  std::vector<Request> requests;
  requests.reserve(3 * agents);
  for (std::size_t i = 1; i <= agents; ++i) {
    requests.push_back(
        {.command = SeeDevices{.source = {.node = {1}}, .agent = code("", i), .devices = 1}});
    requests.push_back({.command = SignInAgent{.agent = {i}}});
    requests.push_back({.command = SetReady{.agent = {i}}});
  }
  return requests;
}

ArriveContact next_call(Prng& prng, std::uint64_t& calls) {
  // The last skills of the ranges above are nobody's.
  const std::size_t served = skills / skills_of_agent * skills_of_agent;
  return {.source = {.node = {1}},
          .leg = {leg_of_voice_min + calls++},
          .dialed = Text<32>{number_of(1 + prng.below(served))}};
}

std::vector<Request> rest_of_call(const Core& core, LegId customer) {
  const State& state = core.state();
  const Contact& contact = state.contacts.at(state.contact_of_leg.at(customer));
  const Source source{.node = {1}};
  return {{.command = SeeRinging{.source = source, .leg = contact.agent_leg}},
          {.command = SeeAnswer{.source = source, .leg = contact.agent_leg}},
          {.command = SeeLegGone{.source = source, .leg = customer, .gone = LegGone::hung_up}}};
}

}  // namespace relevo::bench
