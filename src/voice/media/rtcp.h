// RTCP (RFC 3550 section 6): our reports, and just enough reading to know that a peer lives.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/time.h"
#include "voice/media/rtp.h"

namespace relevo::voice {

inline constexpr std::size_t rtcp_bytes_max = 256;
inline constexpr std::size_t cname_size_max = 64;

/// What we say about the stream that we receive (RFC 3550 section 6.4.1).
struct ReportBlock {
  std::uint32_t ssrc = 0;
  std::uint8_t fraction_lost = 0;  // Of 256, since the last report.
  std::int32_t lost = 0;           // Since the beginning, 24 bits.
  std::uint32_t sequence_highest = 0;
  std::uint32_t jitter = 0;  // In the sender's clock.
  std::uint32_t last_sender_report = 0;
  std::uint32_t delay = 0;  // Since that report, in 1/65536 s.
};

/// What we say about the stream that we send.
struct SenderInfo {
  std::uint64_t ntp = 0;  // Seconds since 1900 in the upper half.
  std::uint32_t timestamp = 0;
  std::uint32_t packets = 0;
  std::uint32_t bytes = 0;  // Payload.
};

/// Counts a received stream as RFC 3550 appendix A does.
class Reception {
 public:
  void take(const RtpHeader& header, Time now);
  void take_sender_report(std::uint32_t ntp_middle, Time now);

  /// The block of the next report and the start of another period; nothing when nothing came.
  /// `ticks`: of the sender's clock in one sample, in which it reads the jitter (RFC 3550, 6.4.1).
  std::optional<ReportBlock> report(Time now, std::uint32_t ticks = 1);

 private:
  bool any_ = false;
  std::uint32_t ssrc_ = 0;
  std::uint32_t first_ = 0;  // Extended sequence numbers.
  std::uint32_t highest_ = 0;
  std::uint32_t received_ = 0;
  std::uint32_t expected_before_ = 0;
  std::uint32_t received_before_ = 0;
  std::uint32_t transit_ = 0;
  std::uint32_t jitter_16_ = 0;   // Times 16.
  std::uint32_t ntp_middle_ = 0;  // Of the peer's last sender report; 0 = none.
  Time ntp_at_;
};

/// Writes a compound of SR (with `sender`) or RR, and SDES with CNAME; gives its size.
std::size_t write_report(std::span<std::uint8_t, rtcp_bytes_max> out, std::uint32_t ssrc,
                         const std::optional<SenderInfo>& sender,
                         const std::optional<ReportBlock>& block, std::string_view cname);

/// Whether a datagram is a compound of well-formed RTCP packets that begins with SR or RR.
bool is_rtcp(std::span<const std::uint8_t> datagram);

/// The middle 32 bits of the NTP time of a compound's sender report, if it begins with one.
std::optional<std::uint32_t> sender_report_time(std::span<const std::uint8_t> datagram);

}  // namespace relevo::voice
