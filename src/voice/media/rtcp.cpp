#include "voice/media/rtcp.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/assert.h"
#include "voice/media/audio_clock.h"

namespace relevo::voice {

namespace {

constexpr std::uint8_t sender_report = 200;
constexpr std::uint8_t receiver_report = 201;
constexpr std::uint8_t source_description = 202;
constexpr std::uint8_t packet_type_last = 207;
constexpr std::uint8_t cname_item = 1;
constexpr int sequence_jump_max = 3000;

void put_head(std::uint8_t* at, unsigned count, std::uint8_t type, std::size_t size) {
  at[0] = static_cast<std::uint8_t>(0x80U | count);
  at[1] = type;
  put_u16(at + 2, static_cast<std::uint16_t>(size / 4 - 1));
}

}  // namespace

void Reception::take(const RtpHeader& header, Time now) {
  const int jump =
      static_cast<std::int16_t>(header.sequence - static_cast<std::uint16_t>(highest_));
  const auto transit = static_cast<std::uint32_t>(in_samples(now - Time{})) - header.timestamp;
  if (!any_ || header.ssrc != ssrc_ || std::abs(jump) > sequence_jump_max) {
    const std::uint32_t ntp_middle = ntp_middle_;
    const Time ntp_at = ntp_at_;
    *this = Reception{};
    any_ = true;
    ssrc_ = header.ssrc;
    // One cycle up, so that a packet from before the first one does not go below zero.
    first_ = highest_ = header.sequence + 0x10000U;
    received_ = 1;
    transit_ = transit;
    ntp_middle_ = ntp_middle;
    ntp_at_ = ntp_at;
    return;
  }
  if (jump > 0) highest_ += static_cast<std::uint32_t>(jump);
  ++received_;
  const auto difference = static_cast<std::int32_t>(transit - transit_);
  transit_ = transit;
  // A source that starts its clock anew is not jitter.
  const std::uint32_t distance = static_cast<std::uint32_t>(
      difference < 0 ? -std::int64_t{difference} : std::int64_t{difference});
  if (distance < samples_a_second) jitter_16_ += distance - ((jitter_16_ + 8U) >> 4U);
}

void Reception::take_sender_report(std::uint32_t ntp_middle, Time now) {
  ntp_middle_ = ntp_middle;
  ntp_at_ = now;
}

std::optional<ReportBlock> Reception::report(Time now, std::uint32_t ticks) {
  if (!any_) return std::nullopt;
  const std::uint32_t expected = highest_ - first_ + 1;
  const std::int64_t lost = std::int64_t{expected} - std::int64_t{received_};
  const std::uint32_t expected_now = expected - expected_before_;
  const std::int64_t lost_now =
      std::int64_t{expected_now} - std::int64_t{received_ - received_before_};
  expected_before_ = expected;
  received_before_ = received_;

  ReportBlock block;
  block.ssrc = ssrc_;
  if (expected_now > 0 && lost_now > 0) {
    block.fraction_lost =
        static_cast<std::uint8_t>(std::min<std::int64_t>(lost_now * 256 / expected_now, 255));
  }
  block.lost = static_cast<std::int32_t>(std::clamp<std::int64_t>(lost, -0x800000, 0x7FFFFF));
  block.sequence_highest = highest_ - 0x10000U;
  block.jitter = (jitter_16_ >> 4U) * ticks;
  if (ntp_middle_ != 0) {
    block.last_sender_report = ntp_middle_;
    block.delay = static_cast<std::uint32_t>((now - ntp_at_).us * 65536 / 1'000'000);
  }
  return block;
}

std::size_t write_report(std::span<std::uint8_t, rtcp_bytes_max> out, std::uint32_t ssrc,
                         const std::optional<SenderInfo>& sender,
                         const std::optional<ReportBlock>& block, std::string_view cname) {
  RELEVO_ASSERT(cname.size() <= cname_size_max);
  std::uint8_t* const bytes = out.data();
  std::size_t size = 8;
  put_u32(bytes + 4, ssrc);
  if (sender) {
    put_u32(bytes + 8, static_cast<std::uint32_t>(sender->ntp >> 32U));
    put_u32(bytes + 12, static_cast<std::uint32_t>(sender->ntp));
    put_u32(bytes + 16, sender->timestamp);
    put_u32(bytes + 20, sender->packets);
    put_u32(bytes + 24, sender->bytes);
    size += 20;
  }
  if (block) {
    put_u32(bytes + size, block->ssrc);
    put_u32(bytes + size + 4, static_cast<std::uint32_t>(block->lost) & 0xFFFFFFU);
    bytes[size + 4] = block->fraction_lost;
    put_u32(bytes + size + 8, block->sequence_highest);
    put_u32(bytes + size + 12, block->jitter);
    put_u32(bytes + size + 16, block->last_sender_report);
    put_u32(bytes + size + 20, block->delay);
    size += 24;
  }
  put_head(bytes, block ? 1 : 0, sender ? sender_report : receiver_report, size);

  // SDES: one chunk with one item, ended by at least one zero byte, filled up to 32 bits.
  std::uint8_t* const chunk = bytes + size;
  const std::size_t chunk_size = (8 + 2 + cname.size() + 1 + 3) / 4 * 4;
  std::memset(chunk, 0, chunk_size);
  put_head(chunk, 1, source_description, chunk_size);
  put_u32(chunk + 4, ssrc);
  chunk[8] = cname_item;
  chunk[9] = static_cast<std::uint8_t>(cname.size());
  std::memcpy(chunk + 10, cname.data(), cname.size());
  return size + chunk_size;
}

bool is_rtcp(std::span<const std::uint8_t> datagram) {
  if (datagram.size() < 8) return false;
  if (datagram[1] != sender_report && datagram[1] != receiver_report) return false;
  std::size_t at = 0;
  while (at < datagram.size()) {
    if (datagram.size() - at < 4 || datagram[at] >> 6U != 2) return false;
    if (datagram[at + 1] < sender_report || datagram[at + 1] > packet_type_last) return false;
    at += (std::size_t{get_u16(datagram.data() + at + 2)} + 1) * 4;
  }
  return at == datagram.size();
}

std::optional<std::uint32_t> sender_report_time(std::span<const std::uint8_t> datagram) {
  if (datagram.size() < 28 || datagram[1] != sender_report) return std::nullopt;
  return get_u32(datagram.data() + 10);
}

}  // namespace relevo::voice
