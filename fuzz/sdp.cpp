// A session description from the network, and our answer to it.
#include "voice/sip/sdp.h"

#include "fuzz/fuzz.h"

using namespace relevo;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto offer = voice::read_sdp(fuzz::text_of({data, size}));
  if (!offer) return 0;
  RELEVO_ASSERT(offer->refused_lines.size() <= voice::sdp_media_lines_max);
  const auto answer =
      voice::make_answer({.address = "127.0.0.1", .port = 20000, .session = 1}, *offer);
  // It offers what was asked for, so whoever reads it finds audio in it.
  RELEVO_ASSERT(voice::read_sdp(answer).has_value());
  return 0;
}
