#include "log/recovery.h"

#include <algorithm>

#include "log/mend.h"
#include "log/segment.h"

namespace relevo::log {

namespace {

class Recovery {
 public:
  Recovery(const RecoveryOptions& options, SegmentFiles& files, Logger& logger, SealedList list)
      : options_(options),
        files_(files),
        logger_(logger),
        list_(std::move(list)),
        found_(options.known.size()) {}

  /// First everything is looked at, then it is changed: a refused start leaves all as it was.
  Result<Recovered> run() {
    auto done = list_.check_files();
    if (!done) return tl::unexpected<Fault>(done.error());
    const auto firsts = find_unlisted();
    if (!firsts) return tl::unexpected<Fault>(firsts.error());
    done = scan_listed();
    for (const Position first : *firsts) {
      if (done) done = scan(first, first == firsts->back());
    }
    if (done) done = check_known();
    if (done && firsts->size() > 1) done = check_chain();

    if (done) done = list_.settle(options_.calls);
    if (done) done = remove_dropped();
    if (done && firsts->size() > 1) done = list_anew();
    if (done && !firsts->empty()) {
      done = mend_end(options_.folder, state_, firsts->back(), end_, options_.calls, logger_);
    }
    // A process that died may have given files their names and not synced them.
    if (done) done = sync_folder(options_.folder, options_.calls);
    if (!done) return tl::unexpected<Fault>(done.error());
    return Recovered{
        .list = std::move(list_), .state = state_, .segment = firsts->empty() ? 0 : firsts->back()};
  }

 private:
  /// The segments behind the list: one, unless the log is older than the list.
  Result<std::vector<Position>> find_unlisted() {
    auto firsts = list_segments(options_.folder);
    if (!firsts) return firsts;
    const Position listed = list_.end().last;
    for (const Position first : *firsts) {
      if (first <= list_.dropped().last) leftovers_.push_back(first);
    }
    std::erase_if(*firsts, [&](Position first) { return first <= listed; });
    if (list_.exists() && firsts->size() > 1) {
      return list_too_short(options_.folder, listed);
    }
    return firsts;
  }

  /// Those that end before all that is known are not read.
  Result<void> scan_listed() {
    const Sealed& dropped = list_.dropped();
    state_.end = {.last = dropped.last, .epoch = dropped.epoch};
    state_.chain = dropped.chain;
    files_.set_base({.last = dropped.last, .chain = dropped.chain});
    see(dropped.last, dropped.chain);
    const Position known_from = lowest_known();
    for (const Sealed& sealed : list_.segments()) {
      if (sealed.last <= known_from) {
        files_.add(
            {.first = sealed.first, .segment = sealed.first, .offset = segment_header_bytes});
        state_ = {.end = {.last = sealed.last, .epoch = sealed.epoch},
                  .chain = sealed.chain,
                  .used_bytes = sealed.bytes};
        see(sealed.last, sealed.chain);
        continue;
      }
      const auto scanned = scan(sealed.first, false);
      if (!scanned) return scanned;
      if (segments_.back() == sealed) continue;
      return fault(Fault::Kind::protocol,
                   "log: " + segment_path(options_.folder, sealed.first) + " ends with position " +
                       std::to_string(state_.end.last) + " at byte " +
                       std::to_string(state_.used_bytes) +
                       ", and is not what was sealed; get the folder back from a backup");
    }
    return {};
  }

  Result<void> scan(Position segment, bool is_last) {
    const auto on_record = [&](const RecordHeader& header, std::uint64_t offset) {
      files_.add({.first = header.first, .segment = segment, .offset = offset});
      see(header.last(), header.chain);
    };
    const auto end = scan_segment({.folder = options_.folder, .first = segment, .is_last = is_last},
                                  state_, on_record);
    if (!end) return tl::unexpected<Fault>(end.error());
    end_ = *end;
    segments_.push_back({.first = segment,
                         .last = state_.end.last,
                         .epoch = state_.end.epoch,
                         .bytes = state_.used_bytes,
                         .chain = state_.chain});
    return {};
  }

  Position lowest_known() const {
    Position lowest = 0;
    for (const KnownPosition& each : options_.known) {
      if (lowest == 0 || each.position < lowest) lowest = each.position;
    }
    return lowest;
  }

  void see(Position last, const ChainHash& chain) {
    for (std::size_t i = 0; i < options_.known.size(); ++i) {
      if (options_.known[i].position == last) found_[i] = chain == options_.known[i].chain;
    }
  }

  Result<void> check_known() const {
    for (std::size_t i = 0; i < options_.known.size(); ++i) {
      const KnownPosition& known = options_.known[i];
      if (state_.end.last < known.position) return missing_behind(known);
      if (found_[i]) continue;
      return fault(Fault::Kind::protocol,
                   "log: what " + options_.folder + " holds up to position " +
                       std::to_string(known.position) + " is not what " + known.by +
                       " was made of: the two do not belong together; get the data folder back "
                       "from a backup, or move that file away when the log is the right one");
    }
    return {};
  }

  tl::unexpected<Fault> missing_behind(const KnownPosition& known) const {
    const std::string last = std::to_string(state_.end.last);
    std::string what = "log: " + options_.folder;
    what.append(" ends at position ").append(last).append(" but ").append(known.by);
    what.append(" knows ").append(std::to_string(known.position));
    what.append(": events are missing; get the data folder back from a backup, or give them up ");
    what.append("with relevo verify --cut-after ").append(last);
    return fault(Fault::Kind::protocol, what);
  }

  /// What a crash kept from being removed after it was dropped.
  Result<void> remove_dropped() const {
    for (const Position first : leftovers_) {
      const auto removed = remove_file(segment_path(options_.folder, first), options_.calls);
      if (!removed) return removed;
    }
    return {};
  }

  /// A log from before there was a list, or whose list was taken away: nothing but the chain tells
  /// that its segments belong together.
  Result<void> check_chain() {
    files_.publish(state_.end.last);
    return files_.verify();
  }

  Result<void> list_anew() {
    segments_.pop_back();
    for (const Sealed& segment : segments_) {
      auto file = File::open_to_write(segment_path(options_.folder, segment.first), options_.calls);
      if (!file) return tl::unexpected<Fault>(file.error());
      const auto sealed = file->seal(segment.bytes);
      if (!sealed) return sealed;
    }
    auto made = SealedList::make(options_.folder, segments_, options_.calls);
    if (!made) return tl::unexpected<Fault>(made.error());
    list_ = std::move(*made);
    logger_.warning("the log had no list of its sealed segments; verified all and made it",
                    {{"folder", options_.folder}, {"segments", segments_.size()}});
    return {};
  }

  const RecoveryOptions& options_;
  SegmentFiles& files_;
  Logger& logger_;
  SealedList list_;
  ScanState state_;
  std::vector<Sealed> segments_;     // That were scanned.
  std::vector<Position> leftovers_;  // Dropped, and not yet removed.
  SegmentEnd end_;                   // Of the last one.
  std::vector<bool> found_;          // Of each known position: whether the log has it.
};

}  // namespace

Result<Recovered> recover(const RecoveryOptions& options, SegmentFiles& files, Logger& logger) {
  auto list = SealedList::read(options.folder);
  if (!list) return tl::unexpected<Fault>(list.error());
  return Recovery{options, files, logger, std::move(*list)}.run();
}

}  // namespace relevo::log
