#include "log/log_reader.h"

#include <sodium.h>
#include <unistd.h>

#include <algorithm>

#include "log/segment.h"

namespace relevo {

namespace {

// A list and files that do not fit may be the writer's, at work on them.
constexpr int attempts_max = 3;

}  // namespace

Result<std::unique_ptr<LogReader>> LogReader::open(const std::string& folder) {
  if (::sodium_init() < 0) {
    return fault(Fault::Kind::disk, "log: libsodium found no source of randomness to start with");
  }
  Result<void> begun;
  for (int attempt = 0; attempt < attempts_max; ++attempt) {
    std::unique_ptr<LogReader> reader{new LogReader{folder}};
    begun = reader->begin();
    if (begun) return reader;
  }
  return tl::unexpected<Fault>(begun.error());
}

/// Behind all that is sealed, if that is there; then to the end.
Result<void> LogReader::begin() {
  const auto list = log::SealedList::read(files_.folder());
  if (!list) return tl::unexpected<Fault>(list.error());
  const auto checked = list->check_files();
  if (!checked) return checked;
  files_.set_base({.last = list->dropped().last, .chain = list->dropped().chain});
  for (const log::Sealed& sealed : list->segments()) {
    files_.add(
        {.first = sealed.first, .segment = sealed.first, .offset = log::segment_header_bytes});
  }
  const log::Sealed& end = list->end();
  state_ = {.end = {.last = end.last, .epoch = end.epoch}, .chain = end.chain};
  files_.publish(end.last);
  const auto scanned = scan(true);
  if (!scanned || !list->exists()) return scanned;
  return check_list(*list);
}

/// Fault protocol: more than one segment is not in the list, and the writer did not just add one.
Result<void> LogReader::check_list(const log::SealedList& list) const {
  if (segment_ <= list.end().last + 1) return {};
  const auto now = log::SealedList::read(files_.folder());
  if (!now) return tl::unexpected<Fault>(now.error());
  if (segment_ <= now->end().last + 1) return {};
  return log::list_too_short(files_.folder(), now->end().last);
}

Result<void> LogReader::refresh() { return scan(false); }

/// What looks like damage is looked at again where the log has gone on meanwhile: the writer was at
/// work on it.
Result<void> LogReader::scan(bool whole_tail) {
  while (true) {
    auto done = scan_on();
    const Position last = state_.end.last;
    if (done) done = check_end(whole_tail);
    if (done) break;
    const auto again = scan_on();
    if (!again || state_.end.last == last) return done;
  }
  if (state_.end.last > files_.last()) {
    const auto synced = file_->sync();
    if (!synced) return synced;
    files_.publish(state_.end.last);
  }
  return {};
}

/// To the end of all records there are, from segment to segment.
Result<void> LogReader::scan_on() {
  while (true) {
    if (file_) {
      const auto scanned =
          log::scan_records(*file_, state_, [&](const auto& header, std::uint64_t offset) {
            files_.add({.first = header.first, .segment = segment_, .offset = offset});
          });
      if (!scanned) return scanned;
    }
    const auto opened = open_next();
    if (!opened) return tl::unexpected<Fault>(opened.error());
    if (!*opened) return {};
  }
}

/// Whether there was another segment to go on with.
Result<bool> LogReader::open_next() {
  const Position first = state_.end.last + 1;
  const std::string path = log::segment_path(files_.folder(), first);
  if (segment_ == first || ::access(path.c_str(), F_OK) != 0) return false;
  if (file_) {
    const auto dirty = log::scan_tail(*file_, state_);
    if (!dirty) return tl::unexpected<Fault>(dirty.error());
    if (*dirty > 0) {
      return log::damaged(*file_, state_.used_bytes, state_.end.last,
                          "no whole record, but the log goes on in another file");
    }
    // Syncing the last file is not enough when there were several since the last time.
    const auto synced = file_->sync();
    if (!synced) return tl::unexpected<Fault>(synced.error());
  }
  auto file = log::File::open_to_read(path);
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto begun = log::scan_header(*file, state_);
  if (!begun) return tl::unexpected<Fault>(begun.error());
  segment_ = first;
  file_ = std::move(*file);
  return true;
}

/// Fault protocol: there is more, so this is not where the log ends.
Result<void> LogReader::check_end(bool whole_tail) const {
  if (file_) {
    std::array<std::uint8_t, log::record_header_bytes> behind{};
    const auto size = file_->read(state_.used_bytes, behind);
    if (!size) return tl::unexpected<Fault>(size.error());
    const bool dirty =
        std::any_of(behind.begin(), behind.end(), [](std::uint8_t byte) { return byte != 0; });
    if (dirty || whole_tail) {
      const auto tail = log::scan_tail(*file_, state_);
      if (!tail) return tl::unexpected<Fault>(tail.error());
    }
  }
  const auto firsts = log::list_segments(files_.folder());
  if (!firsts) return tl::unexpected<Fault>(firsts.error());
  if (firsts->empty() || firsts->back() <= state_.end.last + 1) return {};
  return fault(
      Fault::Kind::protocol,
      "log: " + log::segment_path(files_.folder(), firsts->back()) +
          " follows, but what is before it is damaged or missing behind position " +
          std::to_string(state_.end.last) +
          (file_ ? ", at byte " + std::to_string(state_.used_bytes) + " of " + file_->path() : ""));
}

}  // namespace relevo
