// The API as a client sees it: commands with keys, tried again when no answer came.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "core/command_port.h"
#include "sim/chance.h"
#include "sim/core_host.h"
#include "sim/plan.h"
#include "sim/schedule.h"
#include "sim/trace.h"

namespace relevo::sim {

class Clients {
 public:
  Clients(const Plan& plan, Schedule& schedule, CoreHost& core, Trace& trace)
      : plan_(plan),
        schedule_(schedule),
        core_(core),
        trace_(trace),
        chance_(chance_of(plan.seed, Stream::clients)) {}

  /// Sends the command for that user; most carry a key. `done` hears the first answer, if any.
  void ask(UserId user, Command command, std::function<void(const Answer&)> done);

  /// Nothing is lost from now on.
  void calm() { calm_ = true; }

  /// Every client that got an answer asks once more with the same key, and must get the same.
  void ask_all_again();

  std::uint64_t asked() const { return asked_; }
  std::uint64_t answered() const { return answered_; }

 private:
  struct Asked {
    Request request;
    std::function<void(const Answer&)> done;
    std::optional<Answer> answer;
    int tries = 0;
  };

  void try_once(const std::shared_ptr<Asked>& asked);
  void take(const std::shared_ptr<Asked>& asked, const Answer& answer);
  bool happens(FaultKind kind) { return !calm_ && chance_.per_mille(plan_.per_mille_of(kind)); }

  const Plan& plan_;
  Schedule& schedule_;
  CoreHost& core_;
  Trace& trace_;
  Chance chance_;
  bool calm_ = false;
  std::uint64_t asked_ = 0;
  std::uint64_t answered_ = 0;
  std::vector<std::shared_ptr<Asked>> keyed_;
};

}  // namespace relevo::sim
