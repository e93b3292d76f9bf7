#include "log/mend.h"

#include "log/segment.h"
#include "log/tail.h"

namespace relevo::log {

namespace {

/// It counts from now on, so it must be on the disk and not only in the machine's memory, which
/// forgets after a failed sync that it has something to write.
Result<void> settle(File& file, const SegmentEnd& end) {
  Bytes record(end.used_bytes - end.last_record);
  const auto size = file.read(end.last_record, record);
  if (!size) return tl::unexpected<Fault>(size.error());
  const auto written = file.write(end.last_record, ByteView{record}.first(*size));
  if (!written) return written;
  return file.sync();
}

}  // namespace

Result<SegmentEnd> scan_segment(const SegmentToScan& segment, ScanState& state,
                                const OnRecord& on_record) {
  const auto file = File::open_to_read(segment_path(segment.folder, segment.first));
  if (!file) return tl::unexpected<Fault>(file.error());
  if (segment.first != state.end.last + 1) {
    return damaged(*file, 0, state.end.last,
                   "the file that begins with position " + std::to_string(state.end.last + 1) +
                       " is missing; get the folder back from a backup");
  }
  const auto begun = scan_header(*file, state);
  if (!begun) return tl::unexpected<Fault>(begun.error());
  SegmentEnd end{.last_record = state.used_bytes};
  const auto scanned =
      scan_records(*file, state, [&](const RecordHeader& header, std::uint64_t offset) {
        end.last_record = offset;
        on_record(header, offset);
      });
  if (!scanned) return tl::unexpected<Fault>(scanned.error());
  const auto dirty = scan_tail(*file, state);
  if (!dirty) return tl::unexpected<Fault>(dirty.error());
  if (*dirty > 0 && !segment.is_last) {
    return damaged(*file, state.used_bytes, state.end.last,
                   "no whole record, but the log goes on in another file; get the folder back "
                   "from a backup");
  }
  end.used_bytes = state.used_bytes;
  end.dirty_bytes = *dirty;
  return end;
}

Result<void> mend_end(const std::string& folder, const ScanState& state, Position segment,
                      const SegmentEnd& end, const FileCalls& calls, Logger& logger) {
  auto file = File::open_to_write(segment_path(folder, segment), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  if (end.dirty_bytes > 0) {
    const auto cut = zero(*file, end.used_bytes, end.dirty_bytes);
    if (!cut) return cut;
    logger.warning("cut off what an unfinished write left at the end of the log",
                   {{"file", file->path()},
                    {"last_position", state.end.last},
                    {"offset", end.used_bytes},
                    {"bytes", end.dirty_bytes}});
  }
  if (end.last_record == end.used_bytes) return {};
  return settle(*file, end);
}

}  // namespace relevo::log
