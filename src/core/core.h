// The core: takes one command after the other, decides, and applies what it decided to its state.
//
// Start here to read the folder: take() is the life of a command. Nothing in it waits, asks the
// time, draws a number or touches the world; the caller (engine/engine.h, the simulator) brings all
// that and makes the events durable before anyone sees them.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/believed.h"
#include "core/commands.h"
#include "core/record.h"
#include "core/reject.h"
#include "core/state.h"

namespace relevo {

/// Of decide(): stands in CoreStarted and RoutingDecided. Raised when a rule changes its outcome.
inline constexpr std::uint32_t rules_version = 6;

/// What can be put off stops behind so many events of a batch and goes on in the next: the facts of
/// a report, and what is due.
inline constexpr std::size_t batch_events_wanted = 1'024;

/// Where pairing whoever waits with whoever is ready stops and goes on in the next batch: only ever
/// reached when a whole large floor is paired at once.
inline constexpr std::size_t routing_events_max = 32'768;

/// A voice process that is away for longer is given up: nobody waits for ever.
inline constexpr Duration node_away_max = seconds(60);

/// Who has accepted in a page is answered there by voice within this time, or the offer has failed:
/// the command has to be durable and to reach voice, and its word that it did so to come back.
inline constexpr Duration answering_max = seconds(3);

/// Nobody is believed to have stood at the door for longer before the core heard of them.
inline constexpr Duration arrival_age_max = seconds(60);

inline constexpr std::size_t sessions_of_user_max = 20;

/// Idempotency keys in force, about 250 bytes each. While all users have keys_max of them or more,
/// only who has fewer than keys_fair_max may use another: a few clients do not stop the floor. So
/// there are never more than keys_max and keys_fair_max for each user.
inline constexpr std::size_t keys_of_user_max = 50'000;
inline constexpr std::size_t keys_max = 2'000'000;
inline constexpr std::size_t keys_fair_max = 500;
inline constexpr Duration key_lasts = hours(24);

/// What take() did with a command.
struct Outcome {
  Reject reject = Reject::none;
  Position first = 0;        // Of the answer's events, `events` of them: new ones at the end of the
  std::uint32_t events = 0;  // batch, or those of the first time for a repeated key.
};

class Core {
 public:
  Core() = default;

  /// Goes on from a state that a log gave, at its position.
  explicit Core(State state) : state_(std::move(state)) {}

  /// Decides, applies, and appends the events to `batch.events`; batch.at is the command's time.
  ///
  /// Requires batch.at >= state().at, and that a batch holds at most one ApplyOperation, as its
  /// last command. A refused command changes nothing. Routing that the command made possible is
  /// decided in the same call.
  Outcome take(const Request& request, Batch& batch);

  /// Goes on with what the batch before had no room for. To be called once at the beginning of each
  /// batch: when batch_events_wanted stand in it then, the batch takes no command.
  void go_on(Batch& batch);

  /// To be called once at the end of each batch: notes the facts that were taken in it.
  void close(Batch& batch);

  /// Folds a batch of the log in. Requires that it follows the state's position.
  void replay(const Batch& batch);

  /// When the next batch is to begin at the latest, with what go_on() does and a Tick; none when
  /// nothing is armed.
  std::optional<Time> next_deadline() const;

  /// What a channel should make true for this contact; `live` is false when it is over.
  Believed believe(ContactId contact) const;

  /// Every contact with legs.
  std::vector<Believed> believe_all() const;

  const State& state() const { return state_; }

 private:
  /// A report of a voice process that is being taken.
  struct Report {
    Source source;
    std::vector<Command> facts;
    std::size_t next = 0;  // The first that is not taken.
  };

  void commit(const Event& event, Batch& batch);
  void look_at_queues_of(AgentId agent);
  void look_at_all_queues();
  void route(Batch& batch);
  void expire(Batch& batch);
  void take_report(Batch& batch);
  bool give_up(NodeId node, Batch& batch);
  void take_fact(const Command& fact, Batch& batch);
  bool taken_before(const Request& request);

  /// Whether the user may use one more key: expired ones, which stand in the state until the next
  /// key comes, do not count. Who is no user, the server itself, always may.
  bool has_room_for_key(UserId user, Time at) const;

  State state_;
  std::vector<QueueId> queues_to_route_;  // Where somebody may wait and somebody be ready.
  std::optional<Report> report_;
  std::map<NodeId, TakenFacts> facts_of_batch_;
};

}  // namespace relevo
