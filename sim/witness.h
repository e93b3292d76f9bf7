// Looks at everything a core process does, across its deaths, and holds it to its promises.
#pragma once

#include <bitset>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

#include "core/core.h"
#include "sim/core_host.h"
#include "sim/disk.h"
#include "sim/ledger.h"
#include "sim/model.h"
#include "sim/trace.h"
#include "sim/verdict.h"
#include "sim/voice.h"
#include "view/board.h"

namespace relevo::sim {

/// Which event met which state of its contact or agent: how much of the rules a day has seen.
using Coverage = std::bitset<std::variant_size_v<Event> * 32>;

class Witness final : public Onlooker {
 public:
  Witness(const Disk& disk, const Schedule& schedule, Trace& trace, Verdict& verdict)
      : disk_(disk), schedule_(schedule), trace_(trace), verdict_(verdict) {}

  void on_start() override;
  void on_serve(Time at, std::deque<TurnItem> items) override;
  void on_publish(const std::shared_ptr<const Batch>& batch, bool replayed) override;
  void on_outcome(const Request& request, const Answer& answer) override;
  void on_look() override;
  void on_served(const Core& core, bool held, std::size_t left) override;
  void on_send(const link::ToVoice& message) override;

  /// Everything that takes longer: each thousand events, and at the end.
  void sweep(const Core& core, const Voice& voice);
  /// The log once more from its first byte: chain, events, state, board.
  void audit(const Core& core, const SegmentLog& log);

  const Board& board() const { return *board_; }
  const Ledger& ledger() const { return ledger_; }
  std::uint64_t events() const { return events_; }
  bool sweep_is_due() const { return events_ >= swept_at_ + 1000; }
  const Coverage& coverage() const { return coverage_; }

 private:
  struct Kept {
    Position last = 0;
    Bytes bytes;
  };
  struct Told {
    Answer answer;
    Time forgotten_at;
  };
  /// A batch that waits for room on the disk: the first so many items are its, and perhaps what was
  /// due.
  struct Held {
    std::size_t items = 0;
    bool has_tick = false;
  };

  void take_again(const Batch& batch, const Bytes& bytes);
  void take_new(const Batch& batch, const Bytes& bytes);
  void take_missed_turn(const Batch& batch);
  void model_begins(const Batch& batch);
  void model_takes(const TurnItem& item, std::optional<Answer> answer);
  void item_is_done();
  void perhaps_held_is_done();
  void compare();
  void cover(const Event& event);
  void compare_states(const Core& core);

  const Disk& disk_;
  const Schedule& schedule_;
  Trace& trace_;
  Verdict& verdict_;

  std::unique_ptr<Board> board_ = std::make_unique<Board>();
  Ledger ledger_;
  Core replica_;  // Folds the log alone, and is never there when something is decided.
  Model model_;
  std::map<Position, Kept> told_;  // Every batch that was published, by its first position.
  std::map<std::pair<UserId, Digest>, Told> answers_;
  std::deque<TurnItem> items_;           // What has no answer yet.
  std::deque<TurnItem> items_at_death_;  // As far as a batch that was held goes.
  bool tick_at_death_ = false;
  std::optional<Held> held_;
  Time turn_at_;
  Time batch_at_;
  bool in_turn_ = false;
  std::uint64_t events_ = 0;
  std::uint64_t swept_at_ = 0;
  std::uint64_t hashed_at_ = 0;
  Coverage coverage_;
};

}  // namespace relevo::sim
