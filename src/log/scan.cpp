#include "log/scan.h"

#include <algorithm>
#include <optional>

#include "log/segment.h"
#include "log/tail.h"
#include "log/window.h"

namespace relevo::log {

namespace {

constexpr std::size_t ahead_bytes = std::size_t{1} << 20U;

tl::unexpected<Fault> damaged(const File& file, std::uint64_t offset, Position last,
                              const std::string& what) {
  return fault(Fault::Kind::protocol, "log: " + file.path() + " is damaged at byte " +
                                          std::to_string(offset) + ", behind position " +
                                          std::to_string(last) + ": " + what);
}

/// Writes a header again that a crash kept from the disk: nothing but zeros may follow.
Result<void> rewrite_header(File& file, const SegmentHeader& header, Logger& logger) {
  Bytes bytes;
  put_segment_header(bytes, header);
  auto done = file.write(0, bytes);
  if (done) done = file.sync();
  if (!done) return done;
  logger.warning("the log's last file had no whole header and no events; wrote its header again",
                 {{"file", file.path()}});
  return {};
}

Result<void> check_header(File& file, const SegmentToScan& segment, const ScanState& state,
                          Logger& logger) {
  std::array<std::uint8_t, segment_header_bytes> bytes{};
  const auto size = file.read(0, bytes);
  if (!size) return tl::unexpected<Fault>(size.error());
  const SegmentHeader expected{.first = state.end.last + 1, .chain = state.chain};
  if (segment.first != expected.first) {
    return damaged(file, 0, state.end.last,
                   "the file that begins with position " + std::to_string(expected.first) +
                       " is missing; get the folder back from a backup");
  }
  const auto read = get_segment_header(ByteView{bytes}.first(*size));
  if (!read) {
    const auto tail = look_behind(file, segment_header_bytes, state.end.last);
    if (!tail) return tl::unexpected<Fault>(tail.error());
    if (!segment.is_last || tail->dirty_bytes > 0) {
      return damaged(file, 0, state.end.last, "its header is not what was written");
    }
    return rewrite_header(file, expected, logger);
  }
  if (read->version != format_version) {
    return fault(Fault::Kind::protocol,
                 "log: " + file.path() + " is of format version " + std::to_string(read->version) +
                     "; this build reads version " + std::to_string(format_version));
  }
  if (read->header.first != expected.first || read->header.chain != expected.chain) {
    return damaged(file, 0, state.end.last, "its header does not continue the file before it");
  }
  return {};
}

/// What stands behind the last whole record: nothing, or the rest of a write that was cut off.
Result<void> check_tail(File& file, const SegmentToScan& segment, const ScanState& state,
                        Logger& logger) {
  const auto tail = look_behind(file, state.used_bytes, state.end.last);
  if (!tail) return tl::unexpected<Fault>(tail.error());
  if (tail->later_record) {
    return damaged(file, state.used_bytes, state.end.last,
                   "a whole record follows at byte " + std::to_string(*tail->later_record) +
                       ", so events in between are lost; get the folder back from a backup");
  }
  if (tail->dirty_bytes == 0) return {};
  if (!segment.is_last) {
    return damaged(file, state.used_bytes, state.end.last,
                   "no whole record, but the log goes on in another file; get the folder back "
                   "from a backup");
  }
  const auto cut = zero(file, state.used_bytes, tail->dirty_bytes);
  if (!cut) return cut;
  logger.warning("cut off what an unfinished write left at the end of the log",
                 {{"file", file.path()},
                  {"last_position", state.end.last},
                  {"offset", state.used_bytes},
                  {"bytes", tail->dirty_bytes}});
  return {};
}

/// The record at the offset, or none when there is no whole one.
Result<std::optional<RecordHeader>> whole_record(Window& window, std::uint64_t offset) {
  const auto head = window.bytes(offset, record_header_bytes);
  if (!head) return tl::unexpected<Fault>(head.error());
  const auto header = get_record_header(*head);
  if (!header) return std::nullopt;
  const auto record = window.bytes(offset, record_header_bytes + header->payload_bytes);
  if (!record) return tl::unexpected<Fault>(record.error());
  if (record->size() != record_header_bytes + header->payload_bytes || !is_whole(*record)) {
    return std::nullopt;
  }
  return header;
}

}  // namespace

Result<void> scan_segment(const SegmentToScan& segment, ScanState& state, const OnRecord& on_record,
                          const FileCalls& calls, Logger& logger) {
  auto file = File::open_to_write(segment_path(segment.folder, segment.first), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto checked = check_header(*file, segment, state, logger);
  if (!checked) return checked;

  state.used_bytes = segment_header_bytes;
  Window window{*file, ahead_bytes};
  while (true) {
    const auto header = whole_record(window, state.used_bytes);
    if (!header) return tl::unexpected<Fault>(header.error());
    if (!*header) break;
    const RecordHeader& record = **header;
    if (record.first != state.end.last + 1 || record.epoch < state.end.epoch) {
      return damaged(*file, state.used_bytes, state.end.last,
                     "a record with position " + std::to_string(record.first) + " and epoch " +
                         std::to_string(record.epoch) +
                         " cannot follow; get the folder back from "
                         "a backup");
    }
    on_record(record, state.used_bytes);
    state.end = {.last = record.last(), .epoch = record.epoch};
    state.chain = record.chain;
    state.used_bytes += record_header_bytes + record.payload_bytes;
  }
  return check_tail(*file, segment, state, logger);
}

}  // namespace relevo::log
