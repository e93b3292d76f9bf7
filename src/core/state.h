// The floor at one position of the log: what decide() reads and only apply() changes.
//
// Seen by core, engine, snapshot, and by the API for its explanations; channels get believed.h, and
// what people see is folded in view/.
// Ordered containers only: whoever folds the same log gets the same state, bit for bit. What is
// kept of it stands in state_fields.h; derive() makes the rest.
#pragma once

#include <array>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "core/events.h"
#include "core/operation.h"

namespace relevo {

struct DevicesAt {
  NodeId node;
  std::uint32_t devices = 0;
  std::uint32_t pages = 0;  // Of them: pages of the console.

  friend bool operator==(const DevicesAt&, const DevicesAt&) = default;
};

struct Agent {
  AgentId id;
  AgentState state = AgentState::offline;
  BreakKind break_kind = BreakKind::none;
  BreakKind next_break = BreakKind::none;  // Asked for while busy.
  bool next_off_phone = false;             // So; never with a next break.
  std::uint32_t devices = 0;               // At all nodes.
  Time since;                              // In this state.
  Time idle_since;                        // When the last contact or absence ended: the idle clock.
  ContactId contact;                      // Theirs now, from the offer to the end of wrap-up.
  List<DevicesAt, nodes_max> devices_at;  // The nodes with some, in the order they were seen.
  Time wrap_up_ends;  // Of a contact that they handed over: theirs alone; it may be closed by now.
  Time wrap_up_latest;                 // Then: up to which it can be extended,
  QueueId handed_over_in;              // in which queue it was theirs,
  std::uint32_t handed_over_turn = 0;  // and how many had it before them.
  Time hand_since;                     // Raised; zero: it is not.
  std::vector<TextId> unread;          // At most messages_unread_max; oldest first.
  std::vector<Time> nudged_at;         // When they were told of an alert, within about an hour.
  bool signed_in() const { return state != AgentState::offline; }
  /// Whether they asked, while busy, for anything but more contacts.
  bool asked_for_next() const { return next_break != BreakKind::none || next_off_phone; }
  /// In the wrap-up of a contact that goes on, or went on, without them.
  bool has_handed_over() const { return wrap_up_ends > Time{}; }
  bool has_hand_raised() const { return hand_since > Time{}; }
  friend bool operator==(const Agent&, const Agent&) = default;
};

struct Offer {
  OfferId id;
  AgentId agent;
  LegId leg;
  Time made_at;
  Time expires_at;         // Behind what OfferMade said when it was accepted late in a page.
  bool answering = false;  // The agent has accepted in a page, and voice has not answered yet.

  friend bool operator==(const Offer&, const Offer&) = default;
};

/// Another agent with a contact that is connected or held: who hears whom follows from that state.
struct Second {
  AgentId agent;  // None: there is no second.
  LegId leg;
  Offer offer;  // While it rings at them; offer.id zero: they talk.
  Time since;   // Of the ringing, or of the talking.
  DeviceHold device_hold = DeviceHold::none;

  explicit operator bool() const { return static_cast<bool>(agent); }
  bool talks() const { return agent && !offer.id; }
  friend bool operator==(const Second&, const Second&) = default;
};

/// Somebody who hears the conversation beside the agent.
struct Supervision {
  UserId user;
  LegId leg;
  SuperviseMode mode = SuperviseMode::off;
  Time since;
  Time joined_at;  // When they answered; zero: it rings at them.
  SuperviseWhy why = SuperviseWhy::none;

  bool has_joined() const { return joined_at > Time{}; }
  friend bool operator==(const Supervision&, const Supervision&) = default;
};

struct Contact {
  static constexpr std::size_t rang_max = 8;
  static constexpr std::uint32_t failures_max = 3;  // From the next on it rests behind each.

  ContactId id;
  ContactState state = ContactState::arrived;
  PersonId person;
  NodeId node;
  QueueId queue;
  LegId customer_leg;  // Zero once it is gone.
  LegId agent_leg;     // Zero without one; the offer's until it is accepted.
  AgentId agent;       // Who has it; none in the queue.
  Offer offer;         // offer.id zero: none.
  Time arrived_at;
  Time queued_at;
  Duration credit;
  Time connected_at;     // To this agent.
  Time held_at;          // When held.
  Duration held;         // With this agent, without the hold in progress.
  Duration with_agents;  // Time with earlier agents: no waiting.
  Duration waited;       // In the queue, set when connected.
  Duration total_waited;
  bool was_connected = false;
  FaultOf fault = FaultOf::none;  // Of the release.
  bool record = false;
  Time wrap_up_ends;
  Time wrap_up_latest;           // Up to which it can be extended.
  List<AgentId, rang_max> rang;  // Whom it rang at without an answer, or who handed it over, since
                                 // the last who took it: oldest first.
  std::uint32_t failures = 0;    // Offers that failed by us since the last that was taken.
  Time rests_until;              // Offered to nobody before; zero: does not rest.
  List<Supervision, supervisors_max> supervisors;  // Of the conversation; who came first.
  DispositionId disposition;                       // The last one said by who had it last,
  std::uint32_t disposed_turn = 0;                 // who was the one with this turn.
  std::uint32_t turn = 0;                          // How often it was handed over or taken.
  Second second;
  DeviceHold device_hold = DeviceHold::none;  // Of its agent's phone; with a second.
  AgentId transferred_by;  // Who had it before, and handed it over; the last one.
  UserId taken_over_by;    // Who has it in the place of that one, on agent_leg; no agent then.

  /// What rings at an agent: an offer of it, or at the second; nullptr: nothing.
  const Offer* ringing() const {
    if (offer.id) return &offer;
    return second.offer.id ? &second.offer : nullptr;
  }
  bool rests() const { return rests_until > Time{}; }
  friend bool operator==(const Contact&, const Contact&) = default;
};

/// A deviation that is not over.
struct Alert {
  AlertId id;
  RuleId rule;
  Subject subject;
  AlertSeverity severity = AlertSeverity::none;
  std::uint32_t level = 0;  // Of the ladder; 0: the agent whom it is about.
  UserId owner;             // Who takes care of it.
  std::uint32_t count = 0;  // How often it was outside.
  Time opened_at;
  Time climbs_at;      // Zero: it does not, or is snoozed.
  Time snoozed_until;  // Zero: it is not.
  Time settles_at;     // When calm: over then. Zero: it is outside.

  bool is_calm() const { return settles_at > Time{}; }
  /// When the next thing happens to it by itself; zero: nothing.
  Time due_at() const {
    if (is_calm()) return settles_at;
    return snoozed_until > Time{} ? snoozed_until : climbs_at;
  }
  friend bool operator==(const Alert&, const Alert&) = default;
};

/// Place in a queue: earlier first, then the older contact.
struct WaitKey {
  Time order;  // queued_at - credit.
  ContactId contact;
  friend auto operator<=>(const WaitKey&, const WaitKey&) = default;
};

/// Place among the ready members of a queue: better score first, then longer idle, then the id.
struct ReadyKey {
  std::int64_t rank = 0;  // Lower is better: minus the skill points; 0 for longest idle.
  Time idle_since;
  AgentId agent;
  friend auto operator<=>(const ReadyKey&, const ReadyKey&) = default;
};

struct Queue {
  std::set<WaitKey> waiting;   // The queued contacts whose node is there and that do not rest.
  std::uint32_t contacts = 0;  // With a customer; in wrap-up there is one an agent at most.

  // Derived from the operation, the agents' states and the nodes.
  std::set<ReadyKey> ready;  // The ready members whom a device can ring at.
  std::uint32_t members = 0;
  std::array<std::uint32_t, agent_states> by_state{};  // Members in each state.

  friend bool operator==(const Queue&, const Queue&) = default;
};

/// A queue that an agent is skilled for.
struct Membership {
  QueueId queue;
  std::int64_t points = 0;  // Sum of the levels of the required skills.

  friend bool operator==(const Membership&, const Membership&) = default;
};

enum class DeadlineOf : std::uint8_t {
  offer = 0,  // Of what rings for the contact.
  wrap_up = 1,
  session = 2,
  node = 3,
  rest = 4,
  handed_over = 5,  // The wrap-up of an agent whose contact is another's.
  alert = 6,        // Climbs, wakes or is over: see Alert::due_at.
};

struct Deadline {
  Time at;
  DeadlineOf of = DeadlineOf::offer;
  std::uint64_t id = 0;  // Of the contact, the session, the node, the agent or the alert.
  friend auto operator<=>(const Deadline&, const Deadline&) = default;
};

struct Session {
  SessionId id;
  UserId user;
  Digest token{};
  Time expires_at;

  friend bool operator==(const Session&, const Session&) = default;
};

struct UsedKey {
  UserId user;
  Digest key{};
  Digest body{};
  Position first = 0;  // Of the answer's events.
  std::uint32_t events = 0;
  Time expires_at;
  bool set_aside = false;  // Its command was never carried out, and will not be.

  friend bool operator==(const UsedKey&, const UsedKey&) = default;
};

/// When a used key is over: earlier first, then as they were used.
struct KeyExpiry {
  Time at;
  Position first = 0;  // Of the key's answer.
  std::pair<UserId, Digest> name;
  friend auto operator<=>(const KeyExpiry&, const KeyExpiry&) = default;
};

/// A voice process of whose coming or going the log knows.
struct Node {
  NodeId id;
  std::uint64_t session = 0;  // Of its last report; zero before the first.
  bool away = false;
  Time away_since;   // When away.
  Time gives_up_at;  // When away.

  friend bool operator==(const Node&, const Node&) = default;
};

struct TakenFacts {
  std::uint64_t session = 0;
  std::uint64_t number = 0;

  friend bool operator==(const TakenFacts&, const TakenFacts&) = default;
};

struct State {
  Position position = 0;  // Of the last event applied.
  Time at;                // Its time.
  std::uint64_t epoch = 0;
  Duration wall_offset;

  std::shared_ptr<const Operation> operation = std::make_shared<const Operation>();

  std::vector<Agent> agents;                            // Entry i has id i + 1.
  std::vector<std::vector<Membership>> memberships;     // Per agent; derived from the operation.
  std::vector<Queue> queues;                            // Entry i has id i + 1.
  std::map<Text<32>, QueueId> queue_of_number;          // Derived.
  std::map<Code, AgentId> agent_of_code;                // Derived.
  std::set<std::pair<UserId, AgentId>> agents_of_user;  // Derived; not the retired.
  std::uint32_t agents_retired = 0;                     // Derived.

  std::map<ContactId, Contact> contacts;      // Not closed.
  std::map<LegId, ContactId> contact_of_leg;  // Legs not known to be gone.
  std::map<UserId, ContactId> supervised;     // Derived: whose conversation a user hears or has.
  std::map<SessionId, Session> sessions;
  std::map<UserId, std::set<SessionId>> sessions_of_user;  // Derived; oldest first.
  std::map<std::pair<UserId, Digest>, UsedKey> keys;
  std::deque<KeyExpiry> key_expiries;                       // Derived; ascending.
  std::map<UserId, std::deque<Time>> key_expiries_of_user;  // Derived; ascending.
  std::map<NodeId, TakenFacts> facts_taken;
  std::map<NodeId, Node> nodes;  // At most nodes_max.
  std::set<Deadline> deadlines;  // Of offers and rests only while their node is there.

  std::map<AlertId, Alert> alerts;                         // At most alerts_max.
  std::map<std::pair<RuleId, Subject>, AlertId> alert_of;  // Derived.

  std::uint64_t contacts_made = 0;  // Ids handed out so far.
  std::uint64_t offers_made = 0;
  std::uint64_t legs_made = 0;
  std::uint64_t sessions_made = 0;
  std::uint64_t alerts_made = 0;

  const Agent* agent(AgentId id) const { return entry_of(agents, id); }
  /// A node that nothing is known of is there: its facts came from somewhere.
  bool is_away(NodeId id) const {
    const auto found = nodes.find(id);
    return found != nodes.end() && found->second.away;
  }
  /// Has a device at a node that is there.
  bool is_reachable(const Agent& agent) const;
  const QueueSetup& setup(QueueId id) const { return operation->queues[id.value - 1]; }

  /// Every table, derived ones too; the operation is equal when it is the same object.
  friend bool operator==(const State&, const State&) = default;
};

/// Folds one event in. Cannot fail: the log holds nothing that decide() did not give. `document`
/// is the batch's, for OperationApplied.
void apply(State& state, const Event& event, Time at, const Bytes* document);

/// Makes the derived tables anew, all of them, from those that are kept.
void derive(State& state);

/// 64 bits over the whole state (XXH3): equal for equal states. A table or a field that is added
/// changes nothing while it is empty or zero.
std::uint64_t hash_of(const State& state);

}  // namespace relevo
