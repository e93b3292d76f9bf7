// A stream from the other end of the link, read by either side.
#include "fuzz/fuzz.h"
#include "link/frame.h"

using namespace relevo;

namespace {

template <class Read>
Bytes written(const Read& read, ByteView body) {
  const auto message = read(body);
  RELEVO_ASSERT(message && *message);
  Bytes frame;
  link::put_frame(frame, **message);
  frame.erase(frame.begin(), frame.begin() + 4);
  return frame;
}

/// The first writing may differ: three values are never zero, and a peer may send them as such.
template <class Read>
void check(const Read& read, ByteView body) {
  const auto message = read(body);
  if (!message || !*message) return;
  const Bytes second = written(read, written(read, body));
  RELEVO_ASSERT(written(read, second) == second);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView stream{data, size};
  check(link::to_core, stream);
  check(link::to_voice, stream);
  for (std::size_t at = 0;;) {
    std::size_t used = 0;
    const auto body = link::first_frame(stream.subspan(at), used);
    if (!body || !*body) return 0;
    check(link::to_core, **body);
    check(link::to_voice, **body);
    at += used;
  }
}
