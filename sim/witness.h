// Looks at everything a core process does, and holds it to its promises.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/core_host.h"
#include "sim/disk.h"
#include "sim/trace.h"
#include "sim/verdict.h"
#include "view/board.h"

namespace relevo::sim {

class Witness final : public Onlooker {
 public:
  Witness(const Disk& disk, Trace& trace, Verdict& verdict)
      : disk_(disk), trace_(trace), verdict_(verdict) {}

  void on_start(const SegmentLog& log) override;
  void on_serve(Time at) override;
  void on_publish(const std::shared_ptr<const Batch>& batch, bool replayed) override;
  void on_outcome(const Request& request, const Answer& answer) override;
  void on_served(const Core& core) override;
  void on_send(const link::ToVoice& message) override;
  void on_end(const Core& core, bool all_durable) override;

  const Board& board() const { return *board_; }
  std::uint64_t events() const { return events_; }

 private:
  const Disk& disk_;
  Trace& trace_;
  Verdict& verdict_;
  std::unique_ptr<Board> board_ = std::make_unique<Board>();
  std::uint64_t events_ = 0;
};

}  // namespace relevo::sim
