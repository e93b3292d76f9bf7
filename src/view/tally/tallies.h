// What was counted and timed about every subject: what indicators are made of, live and later.
//
// A fold of records. Figures of an agent count for the team, site and place of work that the agent
// has at that moment, those of a queue for its campaign and client: who moves takes nothing along.
// The wall clock is log time and the offset in force; lengths are log time's.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/operation.h"
#include "core/record.h"
#include "view/board.h"
#include "view/tally/parts.h"

namespace relevo {

/// How long quarters stay in memory, before the latest event.
inline constexpr Duration tallies_kept = hours(72);

/// One thread at a time.
class Tallies {
 public:
  /// Records come in the order of their positions.
  void apply(const Record& record);

  /// The wall clock at a moment of log time.
  Time wall(Time log) const { return log + wall_offset_; }

  /// The span that figures can be given for: of whole minutes when it begins in the hour before
  /// `now`, a moment of log time, and of whole quarters otherwise. Not smaller than what is asked
  /// for.
  Span whole(Span span, Time now) const;

  /// What there was about each subject of the kind in the span, a whole() one, up to `now`: what is
  /// over, and of what goes on, states and waits, the part that has passed. `only`: about this
  /// subject. Those about whom there is nothing are left out.
  std::map<Subject, Amounts> sums(SubjectKind kind, Span span, Time now,
                                  std::optional<std::uint64_t> only = std::nullopt) const;

  /// The byte form of a snapshot, and back, under the operation that is in force at that position.
  /// Nothing when the bytes are damaged or do not fit it.
  void encode_to(Bytes& out) const;
  static std::optional<Tallies> decode_from(ByteView bytes, const Operation& operation);

  /// Where figures begin behind a snapshot of a program that had none: nothing of what was before,
  /// all of what goes on.
  static Tallies begin(const Board& board, Duration wall_offset);

 private:
  struct Fold;
  struct Answer;

  void place_all(const Operation& operation, Time at);
  void pass_time(AgentId id, Time at);
  tally::Subjects subjects_of(AgentId id) const;
  void add(const tally::Subjects& subjects, Time wall, std::span<const Entry> entries);
  void forget_old(Time wall);
  void add_states(Answer& answer) const;
  void add_wait(const tally::ContactPart& contact, Answer& answer) const;

  Duration wall_offset_;
  std::vector<tally::QueuePart> queues_;  // Entry i has id i + 1, as in
  std::vector<tally::AgentPart> agents_;  // the operation.
  std::vector<DispositionKind> dispositions_;
  std::map<ContactId, tally::ContactPart> contacts_;  // Those that are not closed.
  std::map<Subject, Series> series_;
  Time forgotten_;  // Quarters that ended up to then are gone; wall clock.
};

}  // namespace relevo
