// Which events somebody at a terminal wants to see: by queue, agent, contact and kind.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/operation.h"
#include "core/record.h"
#include "core/state.h"

namespace relevo {

/// Codes and names as typed; an empty list lets everything through.
struct EventWish {
  std::vector<std::string> queues;
  std::vector<std::string> agents;
  std::vector<std::string> kinds;
  std::vector<std::uint64_t> contacts;
};

class EventFilter {
 public:
  /// Fault input: a kind that no event has.
  static Result<EventFilter> of(const EventWish& wish);

  /// What was there where a log begins that has lost its oldest events. Before the first event.
  void begin_with(const State& state);

  /// Sees every event of the log in its order; true when it is wanted.
  bool wants(const Record& record);

  /// In force after the last event seen.
  const Operation& operation() const { return operation_; }
  Duration wall_offset() const { return wall_offset_; }

  /// Fault input: a queue or agent that no operation up to now has had.
  Result<void> check() const;

 private:
  explicit EventFilter(const EventWish& wish);

  void follow(const Record& record);

  EventWish wish_;
  std::set<std::string, std::less<>> kinds_;
  Operation operation_;
  Duration wall_offset_;
  std::map<ContactId, QueueId> queue_of_;  // Of contacts that are open.
};

}  // namespace relevo
