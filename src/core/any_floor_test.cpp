// What holds on any floor: thousands of commands that nobody would think of, by seed.
#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "base/enum_name.h"
#include "core/core.h"
#include "core/explain.h"
#include "core/random_requests.h"
#include "core/testing.h"

namespace relevo {

using testing::EventPromises;
using testing::RandomRequests;
using testing::StatePromises;

namespace {

constexpr std::uint64_t seeds = testing::sanitized ? 30 : 300;
constexpr int steps = 300;

/// The event as who reads its bytes gets it.
Event through_bytes(const Event& event) {
  return std::visit(
      []<class E>(const E& known) -> Event {
        Bytes bytes;
        encode(bytes, known);
        E decoded{};
        REQUIRE(decode(bytes, decoded));
        Bytes again;
        encode(again, decoded);
        REQUIRE(again == bytes);
        return decoded;
      },
      event);
}

/// A floor that lives, and the same floor folded from the bytes of its events.
struct TwoFloors {
  Core live;
  Core replayed;
  EventPromises events;
  std::vector<Batch> batches;
  Time now{hours(472'222).us};

  bool was_decided = false;  // By the record before: whoever is named is not asked to be first.
  State shadow;              // One event behind while a batch is looked at.
  std::set<std::size_t> kinds_seen;
  std::set<Reject> rejects_seen;
  std::set<DecidedBy> decided_by;

  void take(const std::vector<Request>& requests) {
    Batch batch{.first = live.state().position + 1, .at = now};
    for (const Request& request : requests) {
      const std::uint64_t before = hash_of(live.state());
      const Outcome outcome = live.take(request, batch);
      rejects_seen.insert(outcome.reject);
      if (outcome.reject != Reject::none) REQUIRE(hash_of(live.state()) == before);
      const std::string broken = StatePromises{live.state()}.broken();
      REQUIRE(broken == "");
    }
    live.close(batch);
    REQUIRE(live.state().position == batch.first - 1 + batch.events.size());
    if (batch.events.empty()) return;
    for_each_record(batch, [&](const Record& record) {
      CAPTURE(name_of(record.event));
      kinds_seen.insert(record.event.index());
      const bool decided = std::exchange(was_decided, false);
      if (const auto* made = std::get_if<OfferMade>(&record.event); made != nullptr && decided) {
        expect_first_in_line(*made);
      }
      was_decided = std::holds_alternative<RoutingDecided>(record.event);
      if (const auto* routed = std::get_if<RoutingDecided>(&record.event)) {
        expect_explained(*routed, record.at);
      }
      apply(shadow, record.event, record.at, record.document);
      const std::string broken = events.take(record);
      REQUIRE(broken == "");
    });
    for (Event& event : batch.events) event = through_bytes(event);
    replayed.replay(batch);
    REQUIRE(hash_of(replayed.state()) == hash_of(live.state()));
    batches.push_back(batch);
  }

  /// The explanation of a decision begins with its candidates, and says of all others why not.
  void expect_explained(const RoutingDecided& decided, Time at) {
    const Explanation told = explain_decision(shadow, decided.contact, decided.queue, at);
    REQUIRE(told.waits);
    REQUIRE(told.chosen == decided.agent);
    REQUIRE(told.agents.size() == shadow.agents.size());
    std::uint32_t candidates = 0;
    for (std::size_t i = 0; i < told.agents.size(); ++i) {
      const AgentExplained& agent = told.agents[i];
      if (agent.kept_out == KeptOut::none) ++candidates;
      if (i < decided.candidates.size) {
        REQUIRE(agent.agent == decided.candidates[i].agent);
        REQUIRE(agent.score == decided.candidates[i].score);
      }
      const bool is_short = agent.points_short > 0 || agent.idle_short.us > 0;
      const bool is_chosen = agent.agent == told.chosen;
      const bool is_member = agent.kept_out < KeptOut::not_skilled;
      REQUIRE((is_short || agent.chosen_if_free) == (is_member && !is_chosen));
      REQUIRE((agent.kept_out != KeptOut::none || !agent.chosen_if_free));
    }
    REQUIRE(candidates == decided.eligible);
    REQUIRE((told.runner_up == AgentId{}) == (candidates == 1));
    decided_by.insert(told.decided_by);
  }

  /// Of all who wait where somebody is ready, over all queues, nobody counts as waiting longer.
  void expect_first_in_line(const OfferMade& made) const {
    const Contact& offered = shadow.contacts.at(made.contact);
    const WaitKey place{offered.queued_at - offered.credit, offered.id};
    for (const Queue& queue : shadow.queues) {
      REQUIRE((queue.waiting.empty() || queue.ready.empty() || place <= *queue.waiting.begin()));
    }
  }
};

void live_on(TwoFloors& floors, RandomRequests& requests, Prng& prng) {
  floors.take({Request{.command = StartCore{}}});
  floors.take({Request{.command = requests.apply(floors.live.state())}});
  for (int step = 0; step < steps; ++step) {
    if (prng.chance(3, 4)) {
      const std::uint64_t most = prng.chance(1, 400) ? 90'000'000'000 : 8'000'000;
      floors.now = floors.now + microseconds(static_cast<std::int64_t>(prng.below(most)));
    }
    const auto due = floors.live.next_deadline();
    if (due && *due <= floors.now && prng.chance(9, 10)) {
      floors.take({Request{.command = Tick{}}});
      continue;
    }
    std::vector<Request> batch{requests.next(floors.live.state())};
    // One that was made before the first was taken, as two people press at once.
    const bool applies = std::holds_alternative<ApplyOperation>(batch[0].command);
    if (!applies && prng.chance(1, 5)) batch.push_back(requests.next(floors.live.state()));
    floors.take(batch);
  }
}

}  // namespace

TEST_CASE("any floor: promises hold, refusals change nothing, a replay gives the same state") {
  std::set<std::size_t> kinds;
  std::set<Reject> rejects;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    TwoFloors floors;
    RandomRequests requests{seed};
    Prng prng{seed};
    live_on(floors, requests, prng);
    Core fresh;
    for (const Batch& batch : floors.batches) fresh.replay(batch);
    REQUIRE(hash_of(fresh.state()) == hash_of(floors.live.state()));
    kinds.merge(floors.kinds_seen);
    rejects.merge(floors.rejects_seen);
  }
  if (testing::sanitized) return;  // Fewer floors do not see all there is.
  for (std::size_t kind = 0; kind < std::variant_size_v<Event>; ++kind) {
    CAPTURE(kind);
    CHECK(kinds.contains(kind));
  }
  // A day's keys of one user, a floor without an operation, five beside one conversation and fifty
  // messages for one agent have their stories, ten thousand alerts their test.
  for (const Reject rare : {Reject::no_operation, Reject::too_many_keys, Reject::supervisors_full,
                            Reject::messages_full, Reject::alerts_full}) {
    rejects.insert(rare);
  }
  for (std::size_t i = 0; i < 96; ++i) {
    const auto reject = static_cast<Reject>(i);
    CAPTURE(i);
    CHECK((enum_name(reject).empty() || rejects.contains(reject)));
  }
}

TEST_CASE("any floor: once all is quiet nobody is left in the middle") {
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    TwoFloors floors;
    RandomRequests requests{seed};
    Prng prng{seed};
    live_on(floors, requests, prng);
    // Either voice has lost all, or it never comes back.
    for (const std::uint64_t node : {1U, 2U}) {
      const Source source{.node = {node}, .session = ~0ULL};
      if (prng.chance(1, 2)) floors.take({Request{.command = SeeNodeGone{.source = source}}});
      if (seed % 2 == 0) {
        floors.take({Request{.command = Reconcile{.source = source}}});
      } else {
        floors.take({Request{.command = StartCore{}}});
      }
    }
    for (int tick = 0; tick < 1000 && floors.live.next_deadline(); ++tick) {
      floors.now = std::max(floors.now, *floors.live.next_deadline());
      floors.take({Request{.command = Tick{}}});
    }
    REQUIRE(floors.live.state().contacts.empty());
    REQUIRE(floors.live.state().deadlines.empty());
    for (const Agent& agent : floors.live.state().agents) REQUIRE(!agent.contact);
  }
}

}  // namespace relevo
