#include "app/archivist.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "app/retention.h"
#include "base/version.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

constexpr int niceness = 19;  // Behind everything that somebody waits for.
constexpr std::size_t events_at_once = 4'096;

constexpr Time never_kept{std::numeric_limits<std::int64_t>::max()};  // Closed before: all are.

}  // namespace

void Archivist::Trouble::tell(const Result<void>& done, Logger& logger) {
  if (done.has_value() != lasts_) return;
  lasts_ = !done;
  if (lasts_) {
    logger.error(begins_, {{"why", done.error().what}});
  } else {
    logger.info(ends_, {});
  }
}

Archivist::Archivist(const ArchivistOptions& options, archive::Archive archive, SegmentLog& log,
                     Logger& logger)
    : options_(options),
      archive_(std::move(archive)),
      log_(log),
      logger_(logger),
      archive_from_(options.ended_in_memory_max),
      log_trouble_("the archivist cannot read the log", "the archivist reads the log again"),
      archive_trouble_("ended contacts are not archived", "ended contacts are archived again"),
      snapshot_trouble_("snapshots are not written", "snapshots are written again"),
      drop_trouble_("old events are not dropped", "old events are dropped again") {}

void Archivist::restore(const snapshot::Snapshot& snapshot) {
  now_ = snapshot;
  snapshot_at_ = snapshot_tried_ = snapshot.position();
}

void Archivist::fold(const Batch& batch) {
  now_.views.apply(batch);
  static_cast<void>(now_.views.board.take_changes());
  const std::size_t ended = now_.views.history.ended_size();
  if (ended < archive_from_) return;
  // Where it fails, all of them are tried again: each time at twice as many.
  archive_from_ = archive_ended() ? options_.ended_in_memory_max : 2 * ended;
}

void Archivist::begin(const State& state, std::function<void(Position)> on_archived) {
  now_.state = state;
  on_archived_ = std::move(on_archived);
}

void Archivist::turn(bool last) {
  since_tried_ = since_tried_ + turn_each;
  if (!read_on()) return;
  const History& history = now_.views.history;
  const bool snapshot = snapshot_is_due(last);
  const bool anything = history.ended_size() > 0 || !history.late().empty();
  if (!anything && !snapshot) return;
  if (turns_to_wait_ > 0 && !last) {
    --turns_to_wait_;
    return;
  }
  if (!archive_ended()) {
    turns_waited_ = std::clamp(2 * turns_waited_, 1, turns_between_tries_max);
    turns_to_wait_ = turns_waited_;
    return;
  }
  turns_waited_ = 0;
  on_archived_(now_.position());
  if (snapshot) take_snapshot();
}

bool Archivist::snapshot_is_due(bool last) const {
  if (now_.position() == snapshot_at_) return false;
  return last || now_.position() - snapshot_tried_ >= options_.snapshot_events ||
         since_tried_ >= options_.snapshot_after;
}

bool Archivist::read_on() {
  while (now_.position() < log_.last()) {
    const auto batches = log_.read(now_.position(), events_at_once);
    if (!batches) {
      log_trouble_.tell(tl::unexpected<Fault>(batches.error()), logger_);
      return false;
    }
    for (const Batch& batch : *batches) {
      for (const Event& event : batch.events) {
        apply(now_.state, event, batch.at, batch.document.get());
      }
      now_.views.apply(batch);
    }
    static_cast<void>(now_.views.board.take_changes());
  }
  log_trouble_.tell({}, logger_);
  return true;
}

/// False when it could not be written: everything stays in memory, and is tried again.
bool Archivist::archive_ended() {
  if (!archive_) return false;
  const auto added = add_to_archive();
  if (!added && added.error().kind == Fault::Kind::protocol) {
    put_archive_aside(added.error());
    return false;
  }
  archive_trouble_.tell(added, logger_);
  if (!added) return false;
  now_.views.history.forget(now_.views.board.position(), never_kept);
  return true;
}

Result<void> Archivist::add_to_archive() {
  const Position position = now_.views.board.position();
  const auto chain = log_.chain_at(position);
  if (!chain) return fault(Fault::Kind::disk, chain.error().what);  // Not the archive's damage.
  now_.chain = *chain;
  return archive_->add(now_.views.history.ended(), now_.views.history.late(),
                       {.position = position, .chain = *chain});
}

/// Who asks for contacts goes on with what can be read of it, and with memory.
void Archivist::put_archive_aside(const Fault& damage) {
  archive_.reset();
  const auto aside = archive::Archive::put_aside(options_.archive);
  logger_.error("the archive is damaged: the next start makes it anew from the log",
                {{"why", damage.what}, {"moved_to", aside ? *aside : aside.error().what}});
}

void Archivist::take_snapshot() {
  snapshot_tried_ = now_.position();
  since_tried_ = {};
  auto done = snapshot::write(options_.snapshots, now_, relevo_version, options_.log_room_bytes);
  if (done) {
    snapshot_at_ = now_.position();
    std::optional<Duration> kept_each;
    if (options_.keep_log) kept_each = dropped_each(*options_.keep_log);
    done = snapshot::thin(options_.snapshots, kept_each);
  }
  snapshot_trouble_.tell(done, logger_);
  if (done) drop_old_events();
}

void Archivist::drop_old_events() {
  if (!options_.keep_log) return;
  const auto last = drop_older(log_, options_.snapshots, now_.state.at - *options_.keep_log,
                               archive_->mark().position);
  drop_trouble_.tell(last.map([](Position) {}), logger_);
  if (last && *last != 0) logger_.info("old events are dropped", {{"up_to", *last}});
}

void ArchivistThread::start() {
  thread_ = std::thread{[this] { run(); }};
}

void ArchivistThread::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  stopping_changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void ArchivistThread::run() {
  // Linux keeps it for each thread; where it is refused, the usual priority does as well.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness));
  std::unique_lock lock{mutex_};
  for (bool last = false; !last;) {
    stopping_changed_.wait_for(lock, std::chrono::microseconds(Archivist::turn_each.us),
                               [this] { return stopping_; });
    last = stopping_;
    lock.unlock();
    archivist_.turn(last);
    lock.lock();
  }
}

}  // namespace relevo
