// For tests: what holds of the events of every floor, one after the other.
#pragma once

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/fields.h"
#include "core/operation.h"
#include "core/record.h"

namespace relevo::testing {

/// What must hold of the events, one after the other: contacts and offers have one end, clocks add
/// up, nothing is negative.
class EventPromises {
 public:
  /// Takes the next event. Gives the broken promise, or nothing.
  std::string take(const Record& record) {
    broken_.clear();
    at_ = record.at;
    if (record.document != nullptr) {
      Operation operation;
      expect(decode(*record.document, operation), "the document decodes");
      agents_ = operation.agents.size();
    }
    std::visit([&](const auto& event) { look(event); }, record.event);
    decided_ = std::holds_alternative<RoutingDecided>(record.event);
    return broken_.empty() ? broken_ : std::string{name_of(record.event)} + ": " + broken_;
  }

 private:
  struct Life {
    Time arrived_at;
    NodeId node;
    Duration with_agents;
    AgentId given_to;  // By a transfer to them, until it is offered.
    AgentId second;
    OfferId second_offer;
    bool connected = false;
    bool released = false;
    bool closed = false;
    std::optional<Time> over_at;  // Of the conversation, when released.
  };
  struct Change {
    AgentState state = AgentState::offline;
    std::optional<Time> at;
  };

  /// A length of time that is negative is a clock read wrongly.
  struct NotNegative {
    bool kept = true;
    template <class T>
    void operator()(unsigned /*number*/, const char* name, const T& field) {
      if constexpr (std::is_same_v<T, Duration>) {
        const std::string_view of{name};
        if (of != "offset" && of != "credit" && field.us < 0) kept = false;
      }
    }
  };

  void expect(bool kept, const char* promise) {
    if (!kept && broken_.empty()) broken_ = promise;
  }

  template <class E>
  void look(const E& event) {
    NotNegative visitor;
    visit_fields(visitor, event);
    expect(visitor.kept, "no length is negative");
    if constexpr (requires { event.contact; }) {
      constexpr bool also_later = std::is_same_v<E, RecordingStarted> ||
                                  std::is_same_v<E, RecordingEnded> ||
                                  std::is_same_v<E, RecordingRead> || std::is_same_v<E, NoteAdded>;
      if (!std::is_same_v<E, ContactArrived> && event.contact) {
        const auto life = lives_.find(event.contact);
        if (life == lives_.end()) return expect(false, "the contact has arrived");
        bool may_be_closed = also_later;
        if (std::is_same_v<E, WrapUpExtended>)
          may_be_closed = handing_over_.contains(event.contact);
        // Who handed it over ends their wrap-up when they like.
        if constexpr (requires { event.handed_over; }) may_be_closed = event.handed_over;
        expect(may_be_closed || !life->second.closed, "the contact is not closed");
      }
    }
    check(event);
  }

  template <class E>
  void check(const E& /*event*/) {}

  void check(const AgentStateChanged& event) {
    Change& last = changes_[event.agent];
    expect(event.from == last.state, "it goes on from the state before");
    expect(!last.at || event.lasted == at_ - *last.at, "lasted since the change before");
    last = {.state = event.to, .at = at_};
  }

  void check(const ContactArrived& event) {
    expect(lives_.emplace(event.contact, Life{.arrived_at = at_ - event.late, .node = event.node})
               .second,
           "it arrives once");
  }

  void check(const ContactQueued& event) { expect(event.queued_at <= at_, "queued in the past"); }

  void check(const RoutingDecided& event) {
    const std::uint32_t counted = event.eligible + event.not_skilled + event.offline +
                                  event.on_contact + event.wrapping_up + event.off_phone +
                                  event.on_break + event.unreachable + event.missed +
                                  event.rang_before + event.node_away + event.retired;
    expect(counted == agents_, "each agent is counted once");
    expect(!event.candidates.empty() && event.candidates[0].agent == event.agent,
           "the chosen is the first candidate");
    expect(event.candidates.size == std::min<std::size_t>(event.eligible, event.candidates_max),
           "the eligible are the candidates, as far as there is room");
    for (std::size_t i = 1; i < event.candidates.size; ++i) {
      expect(event.candidates[i - 1].score >= event.candidates[i].score, "the best come first");
    }
  }

  void check(const NodeLost& event) { away_.insert(event.node); }
  void check(const NodeBack& event) { away_.erase(event.node); }
  void check(const NodeGivenUp& event) {
    expect(away_.erase(event.node) == 1, "it was away");
    for (const auto& [id, life] : lives_) {
      expect(life.node != event.node || life.closed || life.released, "nobody is left there");
    }
  }

  bool is_away(ContactId contact) const { return away_.contains(lives_.at(contact).node); }

  void check(const OfferMade& event) {
    expect(!is_away(event.contact), "its node is there");
    expect(decided_ || lives_.at(event.contact).given_to == event.agent,
           "a decision stands before it, or it was handed over to this agent");
    lives_.at(event.contact).given_to = {};
    expect(offers_.insert(event.offer).second, "it is made once");
  }

  void check(const OfferAccepted& event) {
    expect(offers_.erase(event.offer) == 1, "the offer is open");
  }

  void check(const OfferEnded& event) {
    expect(event.end != OfferEnd::expired || !is_away(event.contact),
           "it expires only while its node is there");
    expect(offers_.erase(event.offer) == 1, "the offer is open");
  }

  void check(const ContactConnected& event) {
    Life& life = lives_.at(event.contact);
    expect(event.first == !life.connected, "it is connected for the first time once");
    expect(event.total_waited == at_ - event.late - life.arrived_at - life.with_agents,
           "the total wait is what is left of its life without agents");
    expect(event.waited <= event.total_waited, "one queue's wait is within the total");
    life.connected = true;
  }

  void check(const ContactReleased& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    expect(!life.released, "it is released once");
    life.released = true;
    life.over_at = at_ - event.late;
    life.with_agents = life.with_agents + event.talked;
  }

  void check(const ContactLostAgent& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    life.with_agents = life.with_agents + event.talked;
  }

  void check(const WrapUpStarted& event) {
    if (event.handed_over) handing_over_.insert(event.contact);
  }

  void check(const ContactTransferred& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    expect(static_cast<bool>(event.to_agent) != static_cast<bool>(event.to_queue),
           "to an agent or to a queue");
    life.with_agents = life.with_agents + event.talked;
    if (event.mode == TransferMode::blind) {
      life.given_to = event.to_agent;
    } else {
      expect(std::exchange(life.second, {}) == event.to_agent, "to who was asked before");
      expect(!offers_.contains(life.second_offer), "who has answered");
    }
  }

  void check(const ContactTakenOver& event) {
    Life& life = lives_.at(event.contact);
    expect(event.held <= event.talked, "held within talked");
    expect(!life.second, "no second is left");
    expect(joined_.contains(event.user), "who has it was beside it");
    life.with_agents = life.with_agents + event.talked;
  }

  void check(const SecondAsked& event) {
    Life& life = lives_.at(event.contact);
    expect(!is_away(event.contact), "its node is there");
    expect(!life.second && event.agent != event.asked_by, "there is no second yet");
    expect(offers_.insert(event.offer).second, "they are asked once");
    life.second = event.agent;
    life.second_offer = event.offer;
  }

  void check(const SecondJoined& event) {
    const Life& life = lives_.at(event.contact);
    expect(life.second == event.agent, "they were asked");
    expect(offers_.erase(event.offer) == 1 && life.second_offer == event.offer, "they join once");
  }

  void check(const SecondLeft& event) {
    Life& life = lives_.at(event.contact);
    expect(std::exchange(life.second, {}) == event.agent, "they were asked");
    const bool rang = offers_.erase(life.second_offer) == 1;
    expect((rang ? event.talked : event.rang) == Duration{}, "it rang, or they talked");
    expect(event.end != SecondEnd::none, "it has an end");
    expect(event.end != SecondEnd::expired || (rang && !is_away(event.contact)),
           "it expires only while it rings and its node is there");
  }

  void check(const SupervisionStarted& event) {
    expect(supervised_.emplace(event.user, event.contact).second, "the user supervises nobody yet");
    joined_.erase(event.user);
    expect(event.mode != SuperviseMode::off, "it is on");
    expect(event.why != SuperviseWhy::none, "it is said why");
  }

  void check(const SupervisionJoined& event) {
    const auto known = supervised_.find(event.user);
    expect(known != supervised_.end() && known->second == event.contact, "it has started");
    expect(joined_.insert(event.user).second, "they join once");
  }

  void check(const SupervisionChanged& event) {
    const auto known = supervised_.find(event.user);
    expect(known != supervised_.end() && known->second == event.contact, "it has started");
    expect(event.mode != SuperviseMode::off && event.why != SuperviseWhy::none, "it goes on");
  }

  void check(const SupervisionEnded& event) {
    const auto known = supervised_.find(event.user);
    expect(known != supervised_.end() && known->second == event.contact, "it has started");
    if (known != supervised_.end()) supervised_.erase(known);
    expect(event.end != SupervisionEnd::none, "it has an end");
  }

  void check(const ContactClosed& event) {
    Life& life = lives_.at(event.contact);
    life.closed = true;
    expect(!life.second, "no second is left");
    expect(event.end != ContactEnd::none, "it has an end");
    expect(event.total_waited ==
               life.over_at.value_or(at_ - event.late) - life.arrived_at - life.with_agents,
           "waits and talks add up to its life");
  }

  std::string broken_;
  Time at_;
  std::size_t agents_ = 0;
  bool decided_ = false;
  std::map<ContactId, Life> lives_;
  std::map<AgentId, Change> changes_;
  std::set<ContactId> handing_over_;  // Whose former agents may still be in wrap-up.
  std::set<OfferId> offers_;
  std::map<UserId, ContactId> supervised_;
  std::set<UserId> joined_;  // Who answered, the last time that they supervised.
  std::set<NodeId> away_;
};

}  // namespace relevo::testing
