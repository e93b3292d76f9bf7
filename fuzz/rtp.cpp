// A datagram at an audio port: RTP, RTCP, or neither.
#include "voice/media/rtp.h"

#include <vector>

#include "fuzz/fuzz.h"
#include "voice/media/rtcp.h"

using namespace relevo;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<std::uint8_t> datagram(data, data + size);
  if (voice::is_rtcp(datagram)) static_cast<void>(voice::sender_report_time(datagram));
  const auto packet = voice::parse_rtp(datagram);
  if (!packet) return 0;
  RELEVO_ASSERT(!packet->payload.empty() && packet->payload.size() <= voice::payload_bytes_max);
  RELEVO_ASSERT(packet->payload.data() >= datagram.data() + voice::rtp_header_size);
  RELEVO_ASSERT(packet->payload.data() + packet->payload.size() <=
                datagram.data() + datagram.size());
  voice::Reception reception;
  for (std::int64_t at = 0; at < 3; ++at) reception.take(packet->header, Time{at * 20'000});
  RELEVO_ASSERT(reception.report(Time{60'000}).has_value());
  return 0;
}
