// For the tests of views: a small operation, and a log made by hand.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <string_view>
#include <utility>

#include "core/operation.h"
#include "core/record.h"

namespace relevo::testing {

inline constexpr QueueId soporte{1};
inline constexpr QueueId sales{2};

/// Queues soporte and sales-en; agents 1001 to 1003 of the users 1 to 3, one team, the last at
/// home; user 4 is no agent.
inline Operation small_operation() {
  Operation operation{.version = 1, .code = "demo"};
  operation.queues = {{.id = soporte, .code = "soporte", .number = "5000", .target = seconds(20)},
                      {.id = sales, .code = "sales-en", .number = "5001", .target = seconds(20)}};
  operation.sites = {{.id = {1}, .code = "centro"}, {.id = {2}, .code = "home"}};
  operation.dispositions = {{.id = {1}, .code = "solved"},
                            {.id = {2}, .code = "sold", .kind = DispositionKind::sale},
                            {.id = {3}, .code = "nobody", .kind = DispositionKind::no_contact}};
  operation.teams = {{.id = {1}, .code = "equipo-1"}};
  std::uint64_t id = 0;
  for (const std::string_view code : {"1001", "1002", "1003"}) {
    ++id;
    operation.agents.push_back(
        {.id = {id}, .code = code, .user = {id}, .team = {1}, .site = {id < 3 ? 1U : 2U}});
    operation.users.push_back({.id = {id}, .code = code});
  }
  operation.users.push_back({.id = {4}, .code = "c01"});
  return operation;
}

inline Digest digest_of(std::uint8_t number) {
  Digest digest{};
  digest[0] = number;
  return digest;
}

/// A log in memory: events at the positions 1, 2, 3, ...; the clock moves by hand.
class Tape {
 public:
  Time now() const { return now_; }
  void pass(Duration duration) { now_ = now_ + duration; }

  Tape& add(const Event& event) {
    kept_.push_back({now_, event, {}});
    return *this;
  }

  Tape& add(const Operation& operation) {
    Bytes document;
    encode(document, operation);
    kept_.push_back({now_, OperationApplied{.version = operation.version}, std::move(document)});
    return *this;
  }

  std::size_t size() const { return kept_.size(); }
  const Event& event(Position position) const { return kept_[position - 1].event; }

  /// Record `position`, from 1 to size().
  Record record(Position position) const {
    const Kept& kept = kept_[position - 1];
    const bool applied = std::holds_alternative<OperationApplied>(kept.event);
    return {position, kept.at, kept.event, applied ? &kept.document : nullptr};
  }

  /// The view that never saw more nor less than the whole tape.
  template <class View>
  View fold() const {
    View view;
    for (Position position = 1; position <= kept_.size(); ++position) view.apply(record(position));
    return view;
  }

 private:
  struct Kept {
    Time at;
    Event event;
    Bytes document;
  };

  Time now_ = {seconds(1'700'000'000).us};
  std::deque<Kept> kept_;
};

}  // namespace relevo::testing
