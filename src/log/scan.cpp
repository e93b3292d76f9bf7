#include "log/scan.h"

#include <optional>

#include "log/tail.h"
#include "log/window.h"

namespace relevo::log {

namespace {

constexpr std::size_t ahead_bytes = std::size_t{1} << 20U;

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

tl::unexpected<Fault> damaged(const File& file, std::uint64_t offset, Position last,
                              const std::string& what) {
  return fault(Fault::Kind::protocol, "log: " + file.path() + " is damaged at byte " +
                                          std::to_string(offset) + ", behind position " +
                                          std::to_string(last) + ": " + what);
}

Result<void> scan_header(const File& file, ScanState& state) {
  std::array<std::uint8_t, segment_header_bytes> bytes{};
  const auto size = file.read(0, bytes);
  if (!size) return tl::unexpected<Fault>(size.error());
  const auto read = get_segment_header(ByteView{bytes}.first(*size));
  if (!read) return damaged(file, 0, state.end.last, "its header is not what was written");
  if (read->version != format_version) {
    return fault(Fault::Kind::protocol,
                 "log: " + file.path() + " is of format version " + std::to_string(read->version) +
                     "; this build reads version " + std::to_string(format_version));
  }
  if (read->header.first != state.end.last + 1 || read->header.chain != state.chain) {
    return damaged(file, 0, state.end.last, "its header does not continue the file before it");
  }
  state.used_bytes = segment_header_bytes;
  return {};
}

Result<void> scan_records(const File& file, ScanState& state, const OnRecord& on_record) {
  Window window{file, ahead_bytes};
  while (true) {
    const auto header = whole_record(window, state.used_bytes);
    if (!header) return tl::unexpected<Fault>(header.error());
    if (!*header) return {};
    const RecordHeader& record = **header;
    if (record.first != state.end.last + 1 || record.epoch < state.end.epoch) {
      return damaged(file, state.used_bytes, state.end.last,
                     "a record with position " + std::to_string(record.first) + " and epoch " +
                         std::to_string(record.epoch) +
                         " cannot follow; get the folder back from a backup");
    }
    on_record(record, state.used_bytes);
    state.end = {.last = record.last(), .epoch = record.epoch};
    state.chain = record.chain;
    state.used_bytes += record_header_bytes + record.payload_bytes;
  }
}

Result<std::uint64_t> scan_tail(const File& file, const ScanState& state) {
  const auto tail = look_behind(file, state.used_bytes, state.end.last);
  if (!tail) return tl::unexpected<Fault>(tail.error());
  if (tail->later_record) {
    return damaged(file, state.used_bytes, state.end.last,
                   "a whole record follows at byte " + std::to_string(*tail->later_record) +
                       ", so events in between are lost; get the folder back from a backup");
  }
  return tail->dirty_bytes;
}

}  // namespace relevo::log
