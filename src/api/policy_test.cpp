// Who may do and see what, as a table.
#include "api/policy.h"

#include <doctest/doctest.h>

#include "api/event_sight.h"

namespace relevo {

namespace {

constexpr std::uint32_t bit(Role role) { return 1U << static_cast<unsigned>(role); }

struct Expected {
  Role role;
  // For each act: how near one has to be. n = not at all, o = own, t = team, c = campaign, a = any.
  std::string_view see, command_agent, hear_recording, listen, speak_into, see_system,
      apply_operation, see_customer;
};

constexpr Expected table[] = {
    {Role::agent, "o", "o", "o", "n", "n", "n", "n", "o"},
    {Role::coordinator, "t", "t", "t", "t", "t", "n", "n", "t"},
    {Role::supervisor, "a", "a", "a", "a", "a", "a", "n", "a"},
    {Role::director, "c", "n", "c", "c", "c", "n", "n", "c"},
    {Role::command_center, "a", "n", "n", "n", "n", "a", "n", "n"},
    {Role::quality, "a", "n", "a", "a", "n", "n", "n", "a"},
    {Role::workforce, "a", "n", "n", "n", "n", "n", "n", "n"},
    {Role::admin, "a", "a", "a", "a", "a", "a", "a", "a"},
};

void check(Role role, Act act, std::string_view near) {
  CAPTURE(static_cast<int>(role));
  CAPTURE(static_cast<int>(act));
  const bool any = near == "a";
  CHECK(may(bit(role), act, {}) == any);
  CHECK(may(bit(role), act, {.own = true}) == (any || near == "o"));
  CHECK(may(bit(role), act, {.team = true}) == (any || near == "t"));
  CHECK(may(bit(role), act, {.campaign = true}) == (any || near == "c"));
}

/// Queues 1 (campaign 1, skill 1) and 2 (campaign 2, skill 2); agents 1 of team 1 with skill 1, and
/// 2 of team 2 with skill 2. Users 1 and 2 are they; 3 coordinates team 1; 4 directs campaign 2;
/// 5 directs all.
Operation two_of_each() {
  Operation operation;
  operation.campaigns = {{.id = {1}, .code = "a"}, {.id = {2}, .code = "b"}};
  operation.queues = {
      {.id = {1}, .code = "q1", .campaign = {1}, .requires_ = {{.skill = {1}, .level = 3}}},
      {.id = {2}, .code = "q2", .campaign = {2}, .requires_ = {{.skill = {2}, .level = 3}}}};
  operation.teams = {{.id = {1}, .code = "t1", .coordinator = {3}}, {.id = {2}, .code = "t2"}};
  operation.agents = {{.id = {1}, .code = "1", .user = {1}, .team = {1}, .skills = {{{1}, 3}}},
                      {.id = {2}, .code = "2", .user = {2}, .team = {2}, .skills = {{{2}, 9}}}};
  operation.users = {{.id = {1}, .code = "1", .roles = bit(Role::agent)},
                     {.id = {2}, .code = "2", .roles = bit(Role::agent)},
                     {.id = {3}, .code = "c", .roles = bit(Role::coordinator)},
                     {.id = {4}, .code = "d", .roles = bit(Role::director), .campaigns = {{2}}},
                     {.id = {5}, .code = "e", .roles = bit(Role::director)}};
  return operation;
}

Principal user(const Operation& operation, std::uint64_t id) {
  Principal principal{.user = {id}, .roles = operation.users[id - 1].roles};
  if (id <= operation.agents.size()) principal.agent = {id};
  return principal;
}

}  // namespace

TEST_CASE("policy: one is concerned by what belongs to whom one sees, and by nothing else") {
  Operation operation = two_of_each();
  operation.clients = {{.id = {1}, .code = "x"}, {.id = {2}, .code = "y"}};
  operation.sites = {{.id = {1}, .code = "here"}, {.id = {2}, .code = "there"}};
  for (std::size_t at = 0; at < 2; ++at) {
    operation.campaigns[at].client = {at + 1};
    operation.agents[at].site = {at + 1};
  }
  const auto of = [&](std::uint64_t id) {
    return concerned_by(operation, sight_of(operation, user(operation, id)));
  };
  for (const SubjectKind kind : {SubjectKind::queue, SubjectKind::campaign, SubjectKind::client,
                                 SubjectKind::agent, SubjectKind::team, SubjectKind::site}) {
    CAPTURE(static_cast<int>(kind));
    const Subject first{.kind = kind, .id = 1};
    const Subject second{.kind = kind, .id = 2};
    for (const std::uint64_t id :
         {std::uint64_t{1}, std::uint64_t{3}}) {  // The agent, and who coordinates them.
      CHECK(of(id).has(first));
      CHECK_FALSE(of(id).has(second));
    }
    CHECK_FALSE(of(4).has(first));  // Directs the other campaign.
    CHECK(of(4).has(second));
    CHECK(of(5).has(first));
    CHECK_FALSE(of(5).has({.kind = kind, .id = 3}));
  }
  CHECK(of(1).has({.kind = SubjectKind::operation, .id = 1}));
  CHECK(of(1).has({.kind = SubjectKind::place, .id = 1}));
}

TEST_CASE("policy: every role and every act") {
  for (const Expected& expected : table) {
    check(expected.role, Act::see, expected.see);
    check(expected.role, Act::command_agent, expected.command_agent);
    check(expected.role, Act::hear_recording, expected.hear_recording);
    check(expected.role, Act::listen, expected.listen);
    check(expected.role, Act::speak_into, expected.speak_into);
    check(expected.role, Act::see_system, expected.see_system);
    check(expected.role, Act::see_customer, expected.see_customer);
    check(expected.role, Act::apply_operation, expected.apply_operation);
  }
  CHECK_FALSE(may(0, Act::see, {.own = true, .team = true, .campaign = true}));
}

TEST_CASE("policy: what each sees of the board") {
  const Operation operation = two_of_each();
  const ContactRow waits_in_1{.id = {1}, .queue = {1}};
  const ContactRow with_agent_1{.id = {2}, .queue = {1}, .agent = {1}};
  const ContactRow with_agent_2{.id = {3}, .queue = {2}, .agent = {2}};

  const Sight agent = sight_of(operation, user(operation, 1));
  CHECK(agent.sees(AgentId{1}));
  CHECK_FALSE(agent.sees(AgentId{2}));
  CHECK(agent.sees(QueueId{1}));
  CHECK_FALSE(agent.sees(QueueId{2}));
  CHECK_FALSE(agent.sees(waits_in_1));
  CHECK(agent.sees(with_agent_1));
  CHECK_FALSE(agent.sees(with_agent_2));

  const Sight coordinator = sight_of(operation, user(operation, 3));
  CHECK(coordinator.sees(AgentId{1}));
  CHECK_FALSE(coordinator.sees(AgentId{2}));
  CHECK(coordinator.sees(waits_in_1));
  CHECK(coordinator.sees(with_agent_1));
  CHECK_FALSE(coordinator.sees(with_agent_2));

  const Sight director = sight_of(operation, user(operation, 4));
  CHECK_FALSE(director.sees(QueueId{1}));
  CHECK(director.sees(QueueId{2}));
  CHECK(director.sees(AgentId{2}));
  CHECK(director.sees(with_agent_2));
  CHECK_FALSE(director.sees(with_agent_1));

  const Sight of_all = sight_of(operation, user(operation, 5));
  CHECK(of_all.sees(waits_in_1));
  CHECK(of_all.sees(with_agent_2));
  CHECK_FALSE(of_all.all);
}

TEST_CASE("policy: who may be beside a conversation, and be heard there") {
  Operation operation = two_of_each();
  operation.users.push_back({.id = {6}, .code = "q", .roles = bit(Role::quality)});
  const ContactRow in_1{.id = {1}, .queue = {1}, .agent = {1}};
  const ContactRow in_2{.id = {2}, .queue = {2}, .agent = {1}};
  const auto may_be = [&](std::uint64_t id, std::uint64_t agent, const ContactRow* contact,
                          SuperviseMode mode) {
    return may_supervise(operation, user(operation, id), {agent}, contact, mode);
  };
  using enum SuperviseMode;
  for (const SuperviseMode mode : {listen, whisper, barge}) {
    CAPTURE(static_cast<int>(mode));
    CHECK_FALSE(may_be(1, 1, &in_1, mode));  // Neither one's own,
    CHECK_FALSE(may_be(2, 1, &in_1, mode));  // nor a colleague's.
    CHECK(may_be(3, 1, &in_1, mode));
    CHECK(may_be(3, 1, nullptr, mode));  // The core says that there is none.
    CHECK_FALSE(may_be(3, 2, nullptr, mode));
    // Who directs campaign 2 hears what is said for it, and of the same agent nothing else.
    CHECK_FALSE(may_be(4, 1, &in_1, mode));
    CHECK(may_be(4, 1, &in_2, mode));
    CHECK_FALSE(may_be(4, 1, nullptr, mode));
    CHECK(may_be(4, 2, nullptr, mode));
    CHECK(may_be(5, 1, &in_1, mode));
    CHECK(may_be(6, 1, &in_1, mode) == (mode == listen));
  }
}

TEST_CASE("policy: who hears a recording") {
  const Operation operation = two_of_each();
  const ContactLife life{.id = {1}, .queue = {2}, .agents = {{2}}};
  CHECK_FALSE(may_hear(operation, user(operation, 1), life));
  CHECK(may_hear(operation, user(operation, 2), life));
  CHECK_FALSE(may_hear(operation, user(operation, 3), life));
  CHECK(may_hear(operation, user(operation, 4), life));
  CHECK(may_hear(operation, user(operation, 5), life));
}

TEST_CASE("policy: who handed a contact over does not hear the next agent, nor the other way") {
  const Operation operation = two_of_each();
  const ContactLife life{.id = {1}, .queue = {2}, .agents = {{1}, {2}}};
  CHECK_FALSE(may_hear(operation, user(operation, 1), life));
  CHECK_FALSE(may_hear(operation, user(operation, 2), life));
  CHECK_FALSE(may_hear(operation, user(operation, 3), life));  // Coordinates the first alone.
  CHECK(may_hear(operation, user(operation, 4), life));
  CHECK(may_hear(operation, user(operation, 5), life));
  const ContactLife first{.id = {1}, .queue = {1}, .agents = {{1}}};
  CHECK(may_hear(operation, user(operation, 1), first));
  CHECK(may_hear(operation, user(operation, 3), first));
  CHECK_FALSE(may_hear(operation, user(operation, 1), {.id = {1}, .queue = {1}}));
}

TEST_CASE("policy: who supervised the next agent is not for who had the contact before") {
  const Operation operation = two_of_each();
  const Sight of_first = sight_of(operation, user(operation, 1));
  const auto is_hidden = [&](const Event& event) {
    return is_of_other_supervision(event, of_first);
  };
  CHECK(is_hidden(SupervisionStarted{.contact = {1}, .agent = {2}, .user = {4}}));
  CHECK(is_hidden(SupervisionJoined{.contact = {1}, .agent = {2}, .user = {4}}));
  CHECK(is_hidden(SupervisionChanged{.contact = {1}, .agent = {2}, .user = {4}}));
  CHECK(is_hidden(SupervisionEnded{.contact = {1}, .agent = {2}, .user = {4}}));
  CHECK_FALSE(is_hidden(SupervisionStarted{.contact = {1}, .agent = {1}, .user = {4}}));
  CHECK_FALSE(is_hidden(ContactHeld{.contact = {1}, .agent = {2}}));
}

}  // namespace relevo
