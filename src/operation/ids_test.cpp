// Ids never move: not by adding, leaving out, bringing back or reordering.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "base/prng.h"
#include "operation/testing.h"

namespace relevo {

namespace {

constexpr std::uint64_t seeds = 50;
constexpr int applies = 20;

/// A site, skill, agent, ... each for some of the codes s0 .. s19, in any order.
std::string random_file(Prng& prng) {
  std::vector<std::string> codes;
  for (int i = 0; i < 20; ++i) codes.push_back("s" + std::to_string(i));
  std::string text =
      "[operation]\ncode = \"x\"\n[[site]]\ncode = \"home\"\n[[client]]\ncode = \"c\"\n"
      "[[campaign]]\ncode = \"c\"\nclient = \"c\"\n"
      "[[user]]\ncode = \"c01\"\nname = \"C\"\nroles = [\"coordinator\"]\n"
      "[[team]]\ncode = \"t\"\ncoordinator = \"c01\"\n";
  for (std::size_t i = codes.size(); i > 1; --i) std::swap(codes[i - 1], codes[prng.below(i)]);
  for (const std::string& code : codes) {
    const std::string line = "code = \"" + code + "\"\n";
    if (prng.chance(1, 2)) text += "[[skill]]\n" + line;
    if (prng.chance(1, 2)) text += "[[queue]]\n" + line + "campaign = \"c\"\n";
    if (prng.chance(1, 2)) {
      text += "[[agent]]\n" + line + "team = \"t\"\nsite = \"home\"\n";
    } else if (prng.chance(1, 2)) {
      text += "[[user]]\n" + line + "name = \"U\"\nroles = [\"supervisor\"]\n";
    }
  }
  return text;
}

using Ids = std::map<std::string, std::uint64_t, std::less<>>;

/// All ids are 1, 2, 3, ... in order, and no code has another id than before.
template <class Entry>
void check_ids(const std::vector<Entry>& entries, Ids& seen) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    CHECK(entries[i].id.value == i + 1);
    const auto [at, fresh] = seen.emplace(entries[i].code.view(), i + 1);
    CHECK(at->second == i + 1);
  }
  CHECK(seen.size() == entries.size());
}

Operation read(const std::string& text, const Operation& current) {
  auto result = read_operation({{"f.toml", text}}, current, testing::indicators);
  REQUIRE_MESSAGE(result, result.error().what);
  return std::move(result->document);
}

}  // namespace

TEST_CASE("read_operation: ids stay through any sequence of files") {
  for (std::uint64_t seed = 0; seed < seeds; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    Operation current;
    Ids skills;
    Ids queues;
    Ids agents;
    Ids users;
    for (int i = 0; i < applies; ++i) {
      const std::string text = random_file(prng);
      Operation next = read(text, current);
      CHECK(next.version == current.version + 1);
      check_ids(next.skills, skills);
      check_ids(next.queues, queues);
      check_ids(next.agents, agents);
      check_ids(next.users, users);
      for (const Skill& skill : next.skills) {
        const std::string table = "[[skill]]\ncode = \"" + std::string{skill.code.view()} + "\"\n";
        CHECK(skill.retired == (text.find(table) == std::string::npos));
      }
      for (const AgentSetup& agent : next.agents) {
        if (agent.retired) continue;
        const UserSetup* user = entry_of(next.users, agent.user);
        REQUIRE(user != nullptr);
        CHECK(user->code == agent.code);
        CHECK_FALSE(user->retired);
      }
      CHECK(difference(next, read(text, next)).empty());
      current = std::move(next);
    }
  }
}

TEST_CASE("read_operation: what is retired keeps all it had") {
  const std::string head =
      "[operation]\ncode = \"x\"\n[[client]]\ncode = \"c\"\n[[campaign]]\ncode = \"p\"\n"
      "client = \"c\"\n";
  const Operation first =
      read(head + "[[queue]]\ncode = \"q\"\ncampaign = \"p\"\nnumber = \"1\"\ntarget_s = 33\n", {});
  const Operation second = read(head, first);
  REQUIRE(second.queues.size() == 1);
  CHECK(second.queues[0].retired);
  CHECK(second.queues[0].target == seconds(33));
  CHECK(second.queues[0].number.view() == "1");
  // Its number is free again.
  const Operation third =
      read(head + "[[queue]]\ncode = \"r\"\ncampaign = \"p\"\nnumber = \"1\"\n", second);
  CHECK(third.queues[1].number.view() == "1");
  // Back: with what the file says now.
  const Operation fourth = read(head + "[[queue]]\ncode = \"q\"\ncampaign = \"p\"\n", third);
  CHECK(fourth.queues[0].id.value == 1);
  CHECK_FALSE(fourth.queues[0].retired);
  CHECK(fourth.queues[0].target == seconds(20));
  CHECK(fourth.queues[1].retired);
}

}  // namespace relevo
