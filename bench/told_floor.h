// Changes of a floor of many agents as the API is told them: batches, and what of the feed they
// become.
#pragma once

#include <memory>
#include <vector>

#include "api/feed_channel.h"
#include "api/floor.h"
#include "bench/busy_floor.h"

namespace relevo::bench {

/// Everybody is ready, and leaves for other work and comes back, in turns.
class Changes {
 public:
  explicit Changes(std::size_t agents);

  /// What happened before the first of them.
  const Batch& shift() const { return shift_; }

  /// The next so many: a change of one agent's row each.
  std::vector<Batch> next(std::size_t count);

 private:
  Core core_;
  Batch shift_;
  std::size_t agents_;
  std::size_t changed_ = 0;
};

/// The API's floor and the channel of those who see all of it.
class ToldFloor {
 public:
  explicit ToldFloor(const Changes& changes, std::size_t agents);
  ~ToldFloor();
  ToldFloor(const ToldFloor&) = delete;
  ToldFloor& operator=(const ToldFloor&) = delete;

  /// Folds it in, as somebody has to for any answer of the API.
  BoardChanges fold(const Batch& batch);

  /// What viewers of the whole floor are told of it.
  FeedChannel::Text text(const Batch& batch, const BoardChanges& changes);

 private:
  struct Engine;
  std::unique_ptr<Engine> engine_;
  std::unique_ptr<Floor> floor_;
  std::unique_ptr<FeedChannel> channel_;
};

}  // namespace relevo::bench
