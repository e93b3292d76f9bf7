#include "log/tail.h"

#include <algorithm>

#include "log/window.h"

namespace relevo::log {

namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20U;

/// Whether a whole record with a position after `last` stands at the offset.
Result<bool> is_later_record(Window& window, std::uint64_t offset, Position last) {
  const auto head = window.bytes(offset, record_header_bytes);
  if (!head) return tl::unexpected<Fault>(head.error());
  const auto header = get_record_header(*head);
  if (!header || header->first <= last) return false;
  const std::size_t size = record_header_bytes + header->payload_bytes;
  const auto record = window.bytes(offset, size);
  if (!record) return tl::unexpected<Fault>(record.error());
  return record->size() == size && is_whole(*record);
}

/// Offset of the first later record that begins in the piece at `offset`.
Result<std::optional<std::uint64_t>> find_record(Window& candidates, ByteView piece,
                                                 std::uint64_t offset, Position last) {
  const ByteView mark = record_mark();
  auto at = piece.begin();
  while (true) {
    at = std::search(at, piece.end(), mark.begin(), mark.end());
    if (at == piece.end()) return std::nullopt;
    const std::uint64_t candidate = offset + static_cast<std::uint64_t>(at - piece.begin());
    const auto found = is_later_record(candidates, candidate, last);
    if (!found) return tl::unexpected<Fault>(found.error());
    if (*found) return candidate;
    ++at;
  }
}

}  // namespace

Result<Tail> look_behind(const File& file, std::uint64_t offset, Position last) {
  Tail tail;
  Window pieces{file, piece_bytes};
  Window candidates{file, record_header_bytes};
  std::uint64_t at = offset;
  while (!tail.later_record) {
    const auto piece = pieces.bytes(at, piece_bytes);
    if (!piece) return tl::unexpected<Fault>(piece.error());
    const auto last_dirty =
        std::find_if(piece->rbegin(), piece->rend(), [](std::uint8_t byte) { return byte != 0; });
    if (last_dirty != piece->rend()) {
      tail.dirty_bytes = at - offset + static_cast<std::uint64_t>(piece->rend() - last_dirty);
      const auto found = find_record(candidates, *piece, at, last);
      if (!found) return tl::unexpected<Fault>(found.error());
      tail.later_record = *found;
    }
    if (piece->size() < piece_bytes) break;
    at += piece_bytes - (record_mark().size() - 1);  // A mark may lie across two pieces.
  }
  return tail;
}

Result<void> zero(File& file, std::uint64_t offset, std::uint64_t bytes) {
  const Bytes zeros(std::min<std::uint64_t>(bytes, piece_bytes), 0);
  for (std::uint64_t done = 0; done < bytes;) {
    const std::uint64_t now = std::min<std::uint64_t>(bytes - done, zeros.size());
    const auto written = file.write(offset + done, ByteView{zeros}.first(now));
    if (!written) return written;
    done += now;
  }
  return file.sync();
}

}  // namespace relevo::log
