#include "log/frame.h"

#include <sodium.h>

#include <algorithm>
#include <limits>

#include "base/assert.h"
#include "base/crc32c.h"
#include "log/batch_codec.h"
#include "log/little_endian.h"

namespace relevo::log {

namespace {

constexpr std::array<std::uint8_t, 8> segment_mark{'R', 'E', 'L', 'E', 'V', 'O', 'L', 'G'};
constexpr std::array<std::uint8_t, 4> mark{'R', 'L', 'V', 'B'};

// Where things stand in a record's header.
constexpr std::size_t size_at = 4;
constexpr std::size_t first_at = 8;
constexpr std::size_t epoch_at = 16;
constexpr std::size_t events_at = 24;
constexpr std::size_t chain_at = 28;
constexpr std::size_t crc_at = 60;

// Where things stand in a segment's header.
constexpr std::size_t segment_version_at = 8;
constexpr std::size_t segment_first_at = 16;
constexpr std::size_t segment_chain_at = 24;
constexpr std::size_t segment_crc_at = 60;

std::uint32_t crc_of(ByteView record) {
  const std::uint32_t of_header = crc32c(0, record.first(crc_at));
  return crc32c(of_header, record.subspan(record_header_bytes));
}

}  // namespace

void put_segment_header(Bytes& out, const SegmentHeader& header) {
  std::array<std::uint8_t, segment_header_bytes> bytes{};
  std::copy(segment_mark.begin(), segment_mark.end(), bytes.begin());
  put(&bytes[segment_version_at], format_version);
  put(&bytes[segment_first_at], header.first);
  std::copy(header.chain.begin(), header.chain.end(), bytes.begin() + segment_chain_at);
  put(&bytes[segment_crc_at], crc32c(0, ByteView{bytes}.first(segment_crc_at)));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

std::optional<SegmentHeaderRead> get_segment_header(ByteView in) {
  if (in.size() < segment_header_bytes) return std::nullopt;
  if (!std::equal(segment_mark.begin(), segment_mark.end(), in.begin())) return std::nullopt;
  if (get<std::uint32_t>(&in[segment_crc_at]) != crc32c(0, in.first(segment_crc_at))) {
    return std::nullopt;
  }
  SegmentHeaderRead read;
  read.version = get<std::uint32_t>(&in[segment_version_at]);
  read.header.first = get<std::uint64_t>(&in[segment_first_at]);
  std::copy_n(in.begin() + segment_chain_at, read.header.chain.size(), read.header.chain.begin());
  return read;
}

void seal_record(Bytes& record, RecordHeader& header, const ChainHash& before) {
  RELEVO_ASSERT(record.size() > record_header_bytes);
  RELEVO_ASSERT(record.size() - record_header_bytes <= payload_bytes_max);
  header.payload_bytes = static_cast<std::uint32_t>(record.size() - record_header_bytes);
  std::copy(mark.begin(), mark.end(), record.begin());
  put(&record[size_at], header.payload_bytes);
  put(&record[first_at], header.first);
  put(&record[epoch_at], header.epoch);
  put(&record[events_at], header.events);
  header.chain = chain_of(record, before);
  std::copy(header.chain.begin(), header.chain.end(), record.begin() + chain_at);
  put(&record[crc_at], crc_of(record));
}

std::optional<RecordHeader> get_record_header(ByteView in) {
  if (in.size() < record_header_bytes) return std::nullopt;
  if (!std::equal(mark.begin(), mark.end(), in.begin())) return std::nullopt;
  RecordHeader header;
  header.payload_bytes = get<std::uint32_t>(&in[size_at]);
  header.first = get<std::uint64_t>(&in[first_at]);
  header.epoch = get<std::uint64_t>(&in[epoch_at]);
  header.events = get<std::uint32_t>(&in[events_at]);
  std::copy_n(in.begin() + chain_at, header.chain.size(), header.chain.begin());
  const bool possible = header.payload_bytes > 0 && header.payload_bytes <= payload_bytes_max &&
                        header.events > 0 && header.events <= Log::batch_events_max &&
                        header.first > 0 &&
                        header.first <= std::numeric_limits<Position>::max() - header.events;
  if (!possible) return std::nullopt;
  return header;
}

bool is_whole(ByteView record) {
  return record.size() > record_header_bytes &&
         crc_of(record) == get<std::uint32_t>(&record[crc_at]);
}

ChainHash chain_of(ByteView record, const ChainHash& before) {
  ChainHash hash{};
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, hash.size());
  crypto_generichash_update(&state, before.data(), before.size());
  crypto_generichash_update(&state, record.data(), chain_at);
  const ByteView payload = record.subspan(record_header_bytes);
  crypto_generichash_update(&state, payload.data(), payload.size());
  crypto_generichash_final(&state, hash.data(), hash.size());
  return hash;
}

ByteView record_mark() { return mark; }

}  // namespace relevo::log
