// The operation of the core's property tests, and how it changes: a part of random_requests.h.
#pragma once

#include "core/random_requests.h"

namespace relevo::testing {

inline ApplyOperation RandomRequests::apply(const State& state) {
  const Operation before = operation_;
  if (state.operation->version > 0) change();
  operation_.version = state.operation->version + 1;
  auto bytes = std::make_shared<Bytes>();
  encode(*bytes, operation_);
  ApplyOperation command{.base_version = prng_.chance(1, 10) ? 0 : state.operation->version,
                         .document = std::make_shared<const Operation>(operation_),
                         .bytes = std::move(bytes)};
  if (prng_.chance(1, 3)) operation_ = before;  // What comes next may be older than what is.
  return command;
}

inline void RandomRequests::grow() {
  static constexpr std::string_view names = "abcdefghijklmnopqrstuvwxyz";
  operation_.skills = {{.id = {1}, .code = "english"}, {.id = {2}, .code = "cards"}};
  operation_.clients = {{.id = {1}, .code = "client"}};
  operation_.campaigns = {{.id = {1}, .code = "sales", .client = {1}}};
  operation_.dispositions = {{.id = {1}, .code = "sold"},
                             {.id = {2}, .code = "of_sales", .campaigns = {{1}}},
                             {.id = {3}, .code = "retired", .retired = true}};
  for (std::uint64_t id = 1; id <= 3; ++id) {
    QueueSetup queue{.id = {id},
                     .code = names.substr(id, 1),
                     .number = std::string_view{"500050015002"}.substr(4 * (id - 1), 4)};
    queue.ring = seconds(20);
    queue.contacts_max = 6;
    operation_.queues.push_back(queue);
  }
  operation_.queues[0].wrap_up = seconds(10);
  operation_.queues[0].wrap_up_max = seconds(15);
  operation_.queues[1].requires_ = {{.skill = {1}, .level = 3}};
  operation_.queues[1].strategy = Strategy::skill_fit;
  operation_.queues[2].credit = minutes(1);
  for (std::uint64_t id = 1; id <= 5; ++id) {
    const Code code = names.substr(id, 1);
    operation_.users.push_back({.id = {id}, .code = code});
    operation_.agents.push_back({.id = {id}, .code = code, .user = {id}});
    operation_.agents.back().skills = {
        {.skill = {1}, .level = static_cast<std::uint8_t>(2 * id - 1)}};
  }
  operation_.users.push_back({.id = {6}, .code = "boss"});
  add_rules(operation_, {6});
  operation_.agents[0].site = {1};
}

inline void RandomRequests::change() {
  AgentSetup& agent = operation_.agents[prng_.below(operation_.agents.size())];
  QueueSetup& queue = operation_.queues[prng_.below(operation_.queues.size())];
  switch (prng_.below(8)) {
    case 6: {
      RuleSetup& rule = operation_.rules[prng_.below(operation_.rules.size())];
      rule.retired = !rule.retired;
      return;
    }
    case 0:
      agent.retired = !agent.retired;
      return;
    case 1:
      queue.retired = !queue.retired;
      return;
    case 2:
      agent.skills = {{.skill = {1}, .level = static_cast<std::uint8_t>(1 + prng_.below(10))}};
      return;
    case 3:
      queue.strategy = static_cast<Strategy>(prng_.below(2));
      return;
    case 4:
      queue.wrap_up = seconds(static_cast<std::int64_t>(prng_.below(2) * 10));
      queue.wrap_up_max = seconds(static_cast<std::int64_t>(prng_.below(7) * 10));
      return;
    case 5:
      queue.requires_ = {{.skill = {1 + prng_.below(3)}, .level = 1}};  // 3 is no skill.
      return;
    default:
      if (operation_.agents.size() >= 12) return;
      const std::uint64_t id = operation_.agents.size() + 1;
      const Code code = std::string_view{"abcdefghijklmnopqrstuvwxyz"}.substr(id + 2, 1);
      operation_.users.push_back({.id = {operation_.users.size() + 1}, .code = code});
      operation_.agents.push_back({.id = {id}, .code = code, .user = operation_.users.back().id});
  }
}

}  // namespace relevo::testing
