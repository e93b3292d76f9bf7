// A snapshot file whose checksums are made right, and a state by itself.
#include "snapshot/snapshot.h"

#include "base/crc32c.h"
#include "core/state_codec.h"
#include "fuzz/fuzz.h"

using namespace relevo;

namespace {

// Where they stand, and who covers what: snapshot/format.md.
constexpr std::size_t header_bytes = 128;
constexpr std::size_t at_body_bytes = 112;
constexpr std::size_t at_header_crc = 124;
constexpr std::size_t crc_bytes = 4;

void put(Bytes& out, std::size_t at, std::uint64_t value, std::size_t size) {
  for (std::size_t i = 0; i < size; ++i) out[at + i] = static_cast<std::uint8_t>(value >> (8 * i));
}

void make_right(Bytes& file) {
  if (file.size() < header_bytes + crc_bytes) return;
  const std::size_t body = file.size() - header_bytes - crc_bytes;
  put(file, at_body_bytes, body, 8);
  put(file, at_header_crc, crc32c(0, ByteView{file}.first(at_header_crc)), crc_bytes);
  put(file, header_bytes + body, crc32c(0, ByteView{file}.subspan(header_bytes, body)), crc_bytes);
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Bytes file(data, data + size);
  make_right(file);
  static_cast<void>(snapshot::decode(file));
  const auto state = decode_state({data, size});
  if (!state) return 0;
  const Bytes written = encode_state(*state);
  const auto again = decode_state(written);
  RELEVO_ASSERT(again.has_value());
  RELEVO_ASSERT(encode_state(*again) == written);
  return 0;
}
