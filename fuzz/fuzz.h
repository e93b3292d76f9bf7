// What the fuzz targets share: the bytes as they are wanted, and the entry that libFuzzer calls.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"
#include "base/bytes.h"

/// Defined by each target: reads the bytes as its name says. Whatever is odd about them may be
/// refused; an assert, a sanitizer or too much time is a find.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace relevo::fuzz {

inline std::string_view text_of(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What was understood is written and understood again as the same.
template <class T>
void check_round_trip(ByteView bytes) {
  T object{};
  if (!decode(bytes, object)) return;
  Bytes written;
  encode(written, object);
  T again{};
  RELEVO_ASSERT(decode(written, again));
  Bytes written_again;
  encode(written_again, again);
  RELEVO_ASSERT(written == written_again);
}

}  // namespace relevo::fuzz
