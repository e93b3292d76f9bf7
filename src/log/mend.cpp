#include "log/mend.h"

#include "log/segment.h"
#include "log/tail.h"

namespace relevo::log {

namespace {

/// What stands behind the last whole record: nothing, or the rest of a write that was cut off.
Result<void> cut_tail(File& file, const SegmentToMend& segment, const ScanState& state,
                      Logger& logger) {
  const auto dirty = scan_tail(file, state);
  if (!dirty) return tl::unexpected<Fault>(dirty.error());
  if (*dirty == 0) return {};
  if (!segment.is_last) {
    return damaged(file, state.used_bytes, state.end.last,
                   "no whole record, but the log goes on in another file; get the folder back "
                   "from a backup");
  }
  if (state.end.last < segment.known) {
    return ends_before(segment.folder, state.end.last, segment.known);
  }
  const auto cut = zero(file, state.used_bytes, *dirty);
  if (!cut) return cut;
  logger.warning("cut off what an unfinished write left at the end of the log",
                 {{"file", file.path()},
                  {"last_position", state.end.last},
                  {"offset", state.used_bytes},
                  {"bytes", *dirty}});
  return {};
}

/// Writes the last record once more, where it is: whoever wrote it may have died, or been told of
/// an error, before it was synced. It counts from now on, so it must be on the disk and not only in
/// the machine's memory, which forgets after a failed sync that it has something to write.
Result<void> settle(File& file, std::uint64_t offset, std::uint64_t end) {
  Bytes record(end - offset);
  const auto size = file.read(offset, record);
  if (!size) return tl::unexpected<Fault>(size.error());
  const auto written = file.write(offset, ByteView{record}.first(*size));
  if (!written) return written;
  return file.sync();
}

}  // namespace

tl::unexpected<Fault> ends_before(const std::string& folder, Position last, Position known) {
  return fault(Fault::Kind::protocol,
               "log: " + folder + " ends at position " + std::to_string(last) +
                   " but a snapshot knows " + std::to_string(known) +
                   ": events are missing; get the folder back from a backup");
}

Result<void> mend_segment(const SegmentToMend& segment, ScanState& state, const OnRecord& on_record,
                          const FileCalls& calls, Logger& logger) {
  const std::string path = segment_path(segment.folder, segment.first);
  auto file = segment.is_last ? File::open_to_write(path, calls) : File::open_to_read(path);
  if (!file) return tl::unexpected<Fault>(file.error());
  if (segment.first != state.end.last + 1) {
    return damaged(*file, 0, state.end.last,
                   "the file that begins with position " + std::to_string(state.end.last + 1) +
                       " is missing; get the folder back from a backup");
  }
  const auto begun = scan_header(*file, state);
  if (!begun) return tl::unexpected<Fault>(begun.error());
  std::uint64_t last_record = state.used_bytes;
  const auto scanned =
      scan_records(*file, state, [&](const RecordHeader& header, std::uint64_t offset) {
        last_record = offset;
        on_record(header, offset);
      });
  if (!scanned) return scanned;
  const auto cut = cut_tail(*file, segment, state, logger);
  if (!cut || !segment.is_last || last_record == state.used_bytes) return cut;
  return settle(*file, last_record, state.used_bytes);
}

}  // namespace relevo::log
