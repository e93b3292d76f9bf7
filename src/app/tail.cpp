#include "app/tail.h"

#include <cstdio>
#include <deque>

#include "api/log_begin.h"
#include "app/event_line.h"
#include "app/log_of_data.h"
#include "app/stop_signal.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;
constexpr int look_ms = 100;  // How often --follow looks for more.

class Tail {
 public:
  Tail(const TailCommand& command, EventFilter filter, const LogSource& log)
      : command_(command), filter_(std::move(filter)), log_(log), position_(log.dropped()) {}

  /// Takes what the log has by now; the lines wait until print().
  Result<void> take() {
    while (position_ < log_.last()) {
      const auto batches = log_.read(position_, events_at_once);
      if (!batches) return tl::unexpected<Fault>(batches.error());
      for (const Batch& batch : *batches) {
        for_each_record(batch, [&](const Record& record) { take(record); });
        position_ = batch.last();
      }
    }
    return filter_.check();
  }

  /// True while somebody reads.
  bool print() {
    for (const std::string& line : lines_) std::printf("%s\n", line.c_str());
    lines_.clear();
    limit_ = 0;  // Of the past alone: what happens from now on is shown, all of it.
    return std::fflush(stdout) == 0;
  }

 private:
  void take(const Record& record) {
    if (!filter_.wants(record) || record.position <= command_.after) return;
    const auto write = command_.json ? event_json : event_line;
    lines_.push_back(write(record, filter_.operation(), filter_.wall_offset()));
    if (limit_ != 0 && lines_.size() > limit_) lines_.pop_front();
  }

  const TailCommand& command_;
  EventFilter filter_;
  const LogSource& log_;
  Position position_;
  std::uint64_t limit_ = command_.lines;
  std::deque<std::string> lines_;
};

/// For a log that has lost its oldest events. Fault input: they are asked for.
Result<void> begin_behind_dropped(const TailCommand& command, EventFilter& filter,
                                  const LogReader& log) {
  if (log.dropped() == 0) return {};
  if (command.after != 0 && command.after < log.dropped()) {
    return fault(Fault::Kind::input,
                 "--after " + std::to_string(command.after) + ": " + where_it_begins(log));
  }
  NoLogger quiet;  // Without any, names are missing until the next change of the operation.
  const auto oldest = snapshot::oldest_good(command.data + "/snapshots", log.dropped(), quiet);
  if (oldest) filter.begin_with(oldest->state);
  return {};
}

Result<void> follow(Tail& tail, LogReader& log) {
  const auto stop = stop_signal();
  if (!stop) return tl::unexpected<Fault>(stop.error());
  while (!wait_for_stop(*stop, look_ms)) {
    if (auto refreshed = log.refresh(); !refreshed) return refreshed;
    if (auto taken = tail.take(); !taken) return taken;
    if (!tail.print()) return {};
  }
  return {};
}

}  // namespace

int tail_command(const TailCommand& command) {
  auto filter = EventFilter::of(command.wish);
  if (!filter) return fail("tail", filter.error());
  auto log = open_log_of(command.data);
  if (!log) return fail("tail", log.error());
  if (auto begun = begin_behind_dropped(command, *filter, **log); !begun) {
    return fail("tail", begun.error());
  }
  Tail tail{command, std::move(*filter), **log};
  if (auto taken = tail.take(); !taken) return fail("tail", taken.error());
  if (!tail.print() || !command.follow) return 0;
  const auto followed = follow(tail, **log);
  return followed ? 0 : fail("tail", followed.error());
}

}  // namespace relevo
