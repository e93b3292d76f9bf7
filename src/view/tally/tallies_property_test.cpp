// What holds for figures on any floor, counted again in the plainest way.
#include <doctest/doctest.h>

#include "view/random_floor.h"
#include "view/tally/tallies.h"

namespace relevo {

using testing::RandomFloor;
using testing::Tape;

namespace {

constexpr std::uint64_t seeds = 60;
constexpr int steps = 250;

Tape tape_of(std::uint64_t seed) {
  RandomFloor floor{seed};
  for (int step = 0; step < steps; ++step) floor.step();
  return floor.tape();
}

constexpr Span always{.from = {}, .to = {hours(1'000'000).us}};

std::int64_t time_of(const Amounts& amounts) {
  std::int64_t time = 0;
  for (std::size_t i = static_cast<std::size_t>(Measure::time_ready); i < measures_max; ++i) {
    time += amounts[static_cast<Measure>(i)];
  }
  return time;
}

/// How long each agent was anything but offline, up to the tape's end.
std::map<AgentId, std::int64_t> counted_time(const Tape& tape) {
  std::map<AgentId, std::int64_t> time;
  std::map<AgentId, std::pair<AgentState, Time>> now;
  const auto pass = [&](AgentId id, Time at) {
    const auto [state, since] = now[id];
    if (state != AgentState::offline) time[id] += (at - since).us;
  };
  for (Position position = 1; position <= tape.size(); ++position) {
    const Record record = tape.record(position);
    const auto* change = std::get_if<AgentStateChanged>(&record.event);
    if (change == nullptr) continue;
    pass(change->agent, record.at);
    now[change->agent] = {change->to, record.at};
  }
  for (const auto& [id, since] : now) pass(id, tape.now());
  return time;
}

/// Of each queue the contacts that ever stood in it, and of all those whom an agent took.
struct Counted {
  std::map<QueueId, std::set<ContactId>> offered;
  std::set<ContactId> all;
  std::set<ContactId> answered;
  std::int64_t closed_unanswered = 0;
};

Counted counted_contacts(const Tape& tape) {
  Counted counted;
  for (Position position = 1; position <= tape.size(); ++position) {
    const Event& event = tape.event(position);
    if (const auto* queued = std::get_if<ContactQueued>(&event)) {
      counted.offered[queued->queue].insert(queued->contact);
      counted.all.insert(queued->contact);
    } else if (const auto* connected = std::get_if<ContactConnected>(&event)) {
      counted.answered.insert(connected->contact);
    } else if (const auto* closed = std::get_if<ContactClosed>(&event)) {
      counted.closed_unanswered += counted.answered.contains(closed->contact) ? 0 : 1;
    }
  }
  return counted;
}

Amounts only(const std::map<Subject, Amounts>& sums) {
  return sums.empty() ? Amounts{} : sums.begin()->second;
}

}  // namespace

TEST_CASE(
    "tallies, any floor: agents' time is the time that passed, by agent, team, site and all") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    const auto tallies = tape.fold<Tallies>();
    std::int64_t all = 0;
    auto agents = tallies.sums(SubjectKind::agent, always, tape.now());
    for (const auto& [id, time] : counted_time(tape)) {
      REQUIRE(time_of(agents[{SubjectKind::agent, id.value}]) == time);
      all += time;
    }
    for (const SubjectKind kind :
         {SubjectKind::operation, SubjectKind::team, SubjectKind::site, SubjectKind::place}) {
      CAPTURE(kind);
      std::int64_t sum = 0;
      for (const auto& [subject, amounts] : tallies.sums(kind, always, tape.now())) {
        sum += time_of(amounts);
      }
      REQUIRE(sum == all);
    }
  }
}

TEST_CASE("tallies, any floor: each contact is one visit of each queue, with one outcome") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    const auto tallies = tape.fold<Tallies>();
    const Counted counted = counted_contacts(tape);
    const auto queues = tallies.sums(SubjectKind::queue, always, tape.now());
    for (const auto& [id, contacts] : counted.offered) {
      REQUIRE(queues.at({SubjectKind::queue, id.value})[Measure::offered] ==
              static_cast<std::int64_t>(contacts.size()));
    }
    const Amounts all = only(tallies.sums(SubjectKind::operation, always, tape.now()));
    REQUIRE(all[Measure::offered] == static_cast<std::int64_t>(counted.all.size()));
    REQUIRE(all[Measure::answered] == static_cast<std::int64_t>(counted.answered.size()));
    REQUIRE(all[Measure::abandoned] + all[Measure::lost_waiting] == counted.closed_unanswered);
    REQUIRE(all.count(Spread::wait) == all[Measure::answered]);
    REQUIRE(all.count(Spread::handle) == all[Measure::handled]);
  }
}

TEST_CASE("tallies, any floor: intervals add up, and minutes say what quarters say") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    const auto tallies = tape.fold<Tallies>();
    const Time end = floor_to(tape.now(), quarter) + quarter;
    for (const SubjectKind kind : {SubjectKind::agent, SubjectKind::queue}) {
      std::map<Subject, Amounts> added;
      for (Time from = end - hours(4); from < end; from = from + quarter) {
        for (const auto& [subject, amounts] :
             tallies.sums(kind, {from, from + quarter}, tape.now())) {
          added[subject].add(amounts);
        }
      }
      const auto whole = tallies.sums(kind, {end - hours(4), end}, tape.now());
      REQUIRE(added.size() == whole.size());
      for (const auto& [subject, amounts] : whole) {
        for (std::size_t i = 0; i < measures_max; ++i) {
          const auto measure = static_cast<Measure>(i);
          REQUIRE(added[subject][measure] == amounts[measure]);
        }
      }
    }
  }
}

TEST_CASE("tallies, any floor: figures of a moment stay what they were") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    CAPTURE(seed);
    const Tape tape = tape_of(seed);
    Tallies tallies;
    for (Position position = 1; position <= tape.size(); ++position) {
      const Record record = tape.record(position);
      // Time that passed until the record is in the figures before and after it alike.
      const auto live = tallies.sums(SubjectKind::agent, always, record.at);
      tallies.apply(record);
      for (const auto& [subject, amounts] : tallies.sums(SubjectKind::agent, always, record.at)) {
        const auto found = live.find(subject);
        if (found != live.end()) REQUIRE(time_of(found->second) == time_of(amounts));
      }
    }
  }
}

}  // namespace relevo
