#include "app/archivist.h"

#include <sys/resource.h>
#include <unistd.h>

#include <chrono>
#include <limits>
#include <utility>

#include "base/version.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

constexpr int niceness = 19;  // Behind everything that somebody waits for.
constexpr Duration turn_each = seconds(1);
constexpr std::size_t events_at_once = 4'096;
constexpr std::size_t ended_in_memory_max = 10'000;  // While the past is folded.

constexpr Time never_kept{std::numeric_limits<std::int64_t>::max()};  // Closed before: all are.

Result<archive::Archive> open_or_replace(const std::string& path, Logger& logger) {
  auto opened = archive::Archive::open(path);
  if (opened) return opened;
  logger.warning("archive begun anew", {{"why", opened.error().what}});
  if (auto removed = archive::Archive::remove(path); !removed) {
    return tl::unexpected<Fault>(removed.error());
  }
  return archive::Archive::open(path);
}

}  // namespace

Result<std::unique_ptr<Archivist>> Archivist::open(const ArchivistOptions& options,
                                                   Logger& logger) {
  auto archive = open_or_replace(options.archive, logger);
  if (!archive) return tl::unexpected<Fault>(archive.error());
  return std::unique_ptr<Archivist>(new Archivist(options, std::move(*archive), logger));
}

Archivist::Archivist(const ArchivistOptions& options, archive::Archive archive, Logger& logger)
    : options_(options), archive_(std::move(archive)), logger_(logger) {}

Archivist::~Archivist() { stop(); }

Result<void> Archivist::forget_archive() {
  {
    const archive::Archive closed = std::move(archive_);
  }
  if (auto removed = archive::Archive::remove(options_.archive); !removed) return removed;
  auto opened = archive::Archive::open(options_.archive);
  if (!opened) return tl::unexpected<Fault>(opened.error());
  archive_ = std::move(*opened);
  return {};
}

void Archivist::restore(const snapshot::Snapshot& snapshot) {
  now_ = snapshot;
  snapshot_at_ = snapshot.position();
}

void Archivist::fold(const Batch& batch) {
  now_.views.apply(batch);
  static_cast<void>(now_.views.board.take_changes());
  if (now_.views.history.ended_size() >= ended_in_memory_max) archive_ended(false);
}

void Archivist::begin(const State& state, const SegmentLog& log,
                      std::function<void(Position)> on_archived) {
  now_.state = state;
  log_ = &log;
  on_archived_ = std::move(on_archived);
  thread_ = std::thread{[this] { run(); }};
}

void Archivist::stop() {
  {
    const std::lock_guard lock{mutex_};
    stopping_ = true;
  }
  stopping_changed_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Archivist::run() {
  // Linux keeps it for each thread; where it is refused, the usual priority does as well.
  static_cast<void>(::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), niceness));
  std::unique_lock lock{mutex_};
  for (bool last = false; !last;) {
    stopping_changed_.wait_for(lock, std::chrono::microseconds(turn_each.us),
                               [this] { return stopping_; });
    last = stopping_;
    lock.unlock();
    turn(last);
    lock.lock();
  }
}

void Archivist::turn(bool last) {
  since_snapshot_ = since_snapshot_ + turn_each;
  if (!read_on()) return;
  const History& history = now_.views.history;
  const bool snapshot = snapshot_is_due(last);
  const bool anything = history.ended_size() > 0 || !history.late().empty();
  if (!anything && !snapshot) return;
  if (!archive_ended(true)) return;
  on_archived_(now_.position());
  if (snapshot) take_snapshot();
}

bool Archivist::snapshot_is_due(bool last) const {
  const Position events = now_.position() - snapshot_at_;
  if (events == 0) return false;
  return last || events >= options_.snapshot_events || since_snapshot_ >= options_.snapshot_after;
}

bool Archivist::read_on() {
  while (now_.position() < log_->last()) {
    const auto batches = log_->read(now_.position(), events_at_once);
    if (!batches) {
      tell(false, &batches.error());
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
  return true;
}

/// False when it could not be written: everything stays in memory, and is tried again.
bool Archivist::archive_ended(bool move_mark) {
  archive::Mark mark;
  if (move_mark) {
    const auto chain = log_->chain_at(now_.position());
    if (!chain) {
      tell(false, &chain.error());
      return false;
    }
    now_.chain = *chain;
    mark = {.position = now_.position(), .chain = *chain};
  }
  const auto added = archive_.add(now_.views.history.ended(), now_.views.history.late(), mark);
  tell(added.has_value(), added ? nullptr : &added.error());
  if (!added) return false;
  now_.views.history.forget(now_.views.board.position(), never_kept);
  return true;
}

void Archivist::take_snapshot() {
  since_snapshot_ = {};  // Where it fails, the next try is as far away as the next snapshot.
  auto done = snapshot::write(options_.snapshots, now_, relevo_version);
  if (done) {
    snapshot_at_ = now_.position();
    done = snapshot::thin(options_.snapshots);
  }
  tell(done.has_value(), done ? nullptr : &done.error());
}

/// Once when it begins to fail and once when it works again.
void Archivist::tell(bool done, const Fault* fault) {
  if (done == !failing_) return;
  failing_ = !done;
  if (fault != nullptr) {
    logger_.error("archive and snapshots fall behind", {{"why", fault->what}});
  } else {
    logger_.info("archive and snapshots are written again", {});
  }
}

}  // namespace relevo
