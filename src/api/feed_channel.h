// What one scope of the feed says: a snapshot, then numbered changes, made once for all viewers.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "api/floor.h"
#include "api/policy.h"
#include "base/json_writer.h"

namespace relevo {

/// One topic as far as one sight reaches.
class FeedChannel {
 public:
  enum class Kind : std::uint8_t { board, events };
  using Text = std::shared_ptr<const std::string>;

  static constexpr std::size_t kept_bytes_max = std::size_t{1} << 20U;  // Of frames, for `from`.

  FeedChannel(Kind kind, std::string topic, std::shared_ptr<const Sight> sight, Position position)
      : kind_(kind), topic_(std::move(topic)), sight_(std::move(sight)), kept_after_(position) {}

  /// What the batch, which is folded in, changes for these viewers; nullptr when nothing.
  Text change(const Floor& floor, const Batch& batch, const BoardChanges& changes);

  /// All there is now.
  Text snapshot(const Floor& floor);

  /// The changes after `position`; nothing when they are not all kept any more.
  std::optional<std::vector<Text>> changes_after(Position position, const Floor& floor) const;

 private:
  struct Kept {
    Position position = 0;
    Text text;
  };

  void keep(Position position, const Text& text);
  bool append_batch(JsonWriter& json, const Floor& floor, const Batch& batch) const;

  Kind kind_;
  std::string topic_;
  std::shared_ptr<const Sight> sight_;
  std::deque<Kept> kept_;
  std::size_t kept_bytes_ = 0;
  Position kept_after_;  // Every change after it is kept.
  Text snapshot_;
  Position snapshot_at_ = 0;
};

}  // namespace relevo
