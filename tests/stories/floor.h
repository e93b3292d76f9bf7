// A core under test: takes batches of commands and checks all that must hold after each of them.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

#include "core/core.h"
#include "core/testing.h"
#include "view/board.h"
#include "view/tally/tallies.h"

namespace relevo::stories {

/// A promise of the core that is broken: a bug, whatever the story expects.
class Broken : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What one command of a batch gave.
struct Given {
  Outcome outcome;
  std::vector<Event> events;
};

class Floor {
 public:
  /// Takes the requests as one batch and closes it; the events of closing go to the last.
  ///
  /// Throws Broken when a promise does not hold.
  std::vector<Given> take(const std::vector<Request>& requests, Time at);

  /// Uses up so many idempotency keys of a user in one batch.
  void use_keys(UserId user, std::uint64_t count, Time at);

  /// A new core from the batches alone takes the old one's place. Throws Broken when it differs.
  void restart();

  const Core& core() const { return core_; }
  const State& state() const { return core_.state(); }
  const Tallies& tallies() const { return tallies_; }

 private:
  void keep(Batch batch);
  void compare_board() const;
  std::vector<TextId> shown_unread(AgentId agent) const;

  Core core_;
  Core replayed_;  // From the bytes of the events alone.
  Board board_;
  Tallies tallies_;
  testing::EventPromises promises_;
  std::vector<Batch> batches_;
};

}  // namespace relevo::stories
