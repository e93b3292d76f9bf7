// The two headers in a log's files, as numbers and as bytes. Byte by byte in format.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/bytes.h"
#include "core/record.h"

namespace relevo::log {

/// Each record's hash covers the record before it, so that a log in which anything was changed,
/// taken out or put in can be told from the one that was written. 256 bits and not 128: whoever
/// may have the chain to fear also chooses some of what is in it (documents), and could prepare two
/// documents with one 128-bit hash in 2^64 steps. It costs 16 bytes a batch.
using ChainHash = std::array<std::uint8_t, 32>;

inline constexpr std::uint32_t format_version = 1;
inline constexpr std::size_t segment_header_bytes = 64;
inline constexpr std::size_t record_header_bytes = 64;

/// At the start of each file.
struct SegmentHeader {
  Position first = 0;  // Of the first event that is in it or will be.
  ChainHash chain{};   // Of the last record before it; zeros before the first of all.
};

/// In front of each batch's payload.
struct RecordHeader {
  std::uint32_t payload_bytes = 0;
  Position first = 0;
  std::uint64_t epoch = 0;
  std::uint32_t events = 0;
  ChainHash chain{};  // Over the chain before, this header and the payload.

  Position last() const { return first + events - 1; }
};

/// Appends segment_header_bytes.
void put_segment_header(Bytes& out, const SegmentHeader& header);

struct SegmentHeaderRead {
  SegmentHeader header;
  std::uint32_t version = 0;
};

/// None when it is cut off, of something else, or damaged. The version may be another than ours.
std::optional<SegmentHeaderRead> get_segment_header(ByteView in);

/// Writes the header over the first record_header_bytes of `record`; the payload stands behind
/// them. Sets header.payload_bytes and header.chain.
void seal_record(Bytes& record, RecordHeader& header, const ChainHash& before);

/// What the header says; none when it cannot be one: no mark, or a number out of its range.
std::optional<RecordHeader> get_record_header(ByteView in);

/// Whether header and payload are what was written. `record` is both.
bool is_whole(ByteView record);

/// What the record's chain hash must be, by the one before.
ChainHash chain_of(ByteView record, const ChainHash& before);

/// The bytes that each record begins with.
ByteView record_mark();

}  // namespace relevo::log
