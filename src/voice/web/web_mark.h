// What another process needs to go on with a browser's sealed audio.
#pragma once

#include <cstdint>

#include "voice/media/latch.h"
#include "voice/web/srtp.h"

namespace relevo::voice {

/// What opening and sealing hang on, as far as it is not in the packets: see PhoneRecord.
struct WebMark {
  SrtpKeys keys{};
  Endpoint peer;
  std::uint32_t ssrc = 0;  // Of theirs; 0 before their first packet.
  std::uint32_t roll_overs = 0;

  friend bool operator==(const WebMark&, const WebMark&) = default;
};

}  // namespace relevo::voice
