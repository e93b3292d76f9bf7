// What one scope of the feed says: a snapshot, then numbered changes, made once for all viewers.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/board_json.h"
#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"

namespace relevo {

/// One topic as far as one sight reaches.
class FeedChannel {
 public:
  enum class Kind : std::uint8_t { board, events };
  using Text = std::shared_ptr<const std::string>;

  // Of frames, for `from`. Each agent's page has a channel of its own: what nobody comes back for
  // is not kept.
  static constexpr std::size_t kept_bytes_max = std::size_t{1} << 20U;
  static constexpr Duration kept_for = seconds(60);

  static constexpr Duration queues_each = seconds(1);

  /// `own`: the agent whose messages are told, for they are nobody else's; none: nobody's.
  FeedChannel(Kind kind, std::string topic, std::shared_ptr<const Sight> sight, AgentId own,
              const Floor& floor);

  /// What the batch, which is folded in, changes for these viewers; nullptr when nothing. Where
  /// only queues' rows have changed, they are told at most once in queues_each.
  Text change(const Floor& floor, const Batch& batch, const BoardChanges& changes);

  /// Queues' rows that were held back; nullptr when there are none. Each second. Forgets frames
  /// that have been kept long enough.
  Text held_back(const Floor& floor);

  /// All there is now.
  Text snapshot(const Floor& floor);

  /// The changes after `position`, one that is empty when there are none, so that whoever resumes
  /// knows; nothing when they are not all kept any more.
  std::optional<std::vector<Text>> changes_after(Position position, const Floor& floor) const;

 private:
  struct Kept {
    Position position = 0;
    Time at;
    Text text;
  };

  Text board_change(const Floor& floor, Position position, const BoardChanges& changes,
                    bool queues_alone);
  Text events_change(const Floor& floor, const Batch& batch);
  JsonWriter begin(Position position) const;
  Text end(JsonWriter& json, Position position, Time at);
  void forget_first();
  Text no_change(const Floor& floor) const;

  Kind kind_;
  std::string topic_;
  std::shared_ptr<const Sight> sight_;
  AgentId own_;
  std::deque<Kept> kept_;
  std::size_t kept_bytes_ = 0;
  Position kept_after_;  // Every change after it is kept.
  Shown shown_;
  Time queues_told_at_;
  Text snapshot_;
  Position snapshot_at_ = 0;
};

}  // namespace relevo
