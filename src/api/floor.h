// All that the API knows: the views folded from the log, and the codes and names of the operation.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "api/engine_port.h"
#include "api/lives.h"
#include "api/staff.h"
#include "base/json_writer.h"
#include "records/records.h"
#include "view/views.h"

namespace relevo {

/// Folded on the server's thread, and read there alone.
class Floor {
 public:
  /// Goes on from what is folded already.
  Floor(EnginePort& engine, Views folded, std::optional<archive::ArchiveReader> archive);

  void apply(const Batch& batch);

  /// The archive has everything up to `archived`: lives that ended a while ago leave the memory.
  void forget(Position archived);

  /// Of the board, and of its queues' staff.
  BoardChanges take_changes();

  /// Of agents and of users, on screens; those that come with an operation are read by the caller.
  /// False when they are as before.
  bool set_names(const std::vector<records::NamedCode>& people);

  using Names = std::map<std::string, std::string, std::less<>>;  // By codes, which no two share.
  void set_names(Names names) { names_ = std::move(names); }
  const Names& names() const { return names_; }

  /// Where people's data and what they wrote is read; none: nowhere.
  void read_people_in(records::Records& store) { people_ = &store; }
  /// Empty when it was forgotten, or cannot be read now.
  std::string text_of(TextId id) const;
  /// Nothing when nobody knows them, they were forgotten, or cannot be read now.
  std::optional<records::Person> person(PersonId id) const;
  /// Who calls from that number; nothing when nobody did, or it cannot be read now.
  std::optional<PersonId> person_with(std::string_view phone) const;

  const Board& board() const { return views_.board; }
  const Staff& staff() const { return staff_; }
  const Lives& lives() const { return lives_; }
  const Sessions& sessions() const { return views_.sessions; }
  const Tallies& tallies() const { return views_.tallies; }
  const Alerts& alerts() const { return views_.alerts; }
  const Presence& presence() const { return views_.presence; }
  const SentMessages& sent_messages() const { return views_.sent_messages; }
  const Operation& operation() const { return board().operation(); }

  /// Log time, never before what was folded.
  Time now() const;
  EnginePort& engine() { return engine_; }
  const EnginePort& engine() const { return engine_; }

  /// Entries in use by their code; nullptr when there is none, also when it is retired.
  const AgentSetup* agent(std::string_view code) const;
  const QueueSetup* queue(std::string_view code) const;
  const UserSetup* user(std::string_view code) const;

  /// The agent who is this user, or nullptr.
  const AgentSetup* agent_of(UserId user) const;

  /// On screens: empty when nobody has told a name.
  std::string_view name_of(const AgentSetup& agent) const { return name_of(agent.code); }
  std::string_view name_of(const UserSetup& user) const { return name_of(user.code); }

 private:
  void index_operation();
  std::string_view name_of(const Code& code) const;

  EnginePort& engine_;
  Views views_;
  Lives lives_;
  Staff staff_;
  std::map<std::string, AgentId, std::less<>> agents_;
  std::map<std::string, QueueId, std::less<>> queues_;
  std::map<std::string, UserId, std::less<>> users_;
  std::map<UserId, AgentId> agent_of_user_;
  Names names_;
  records::Records* people_ = nullptr;
};

/// A moment of log time as the outside reads it: on the wall clock of now.
void put_time(JsonWriter& json, const Floor& floor, Time at);

}  // namespace relevo
