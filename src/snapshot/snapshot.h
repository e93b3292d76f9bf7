// Everything that lives in memory at one position of the log, as the bytes of one file.
//
// A snapshot only saves time: what is in it, the log gives as well. Byte by byte in format.md.
#pragma once

#include "base/bytes.h"
#include "base/result.h"
#include "core/state.h"
#include "log/frame.h"
#include "view/views.h"

namespace relevo::snapshot {

inline constexpr std::uint32_t format_version = 1;
inline constexpr std::size_t header_bytes = 128;
inline constexpr std::size_t build_bytes_max = 32;

/// State and views stand at the same position, the end of a batch.
struct Snapshot {
  log::ChainHash chain{};  // Of the log's record that ends at this position.
  State state;
  Views views;

  Position position() const { return state.position; }
};

/// `build` says which program made it; cut to build_bytes_max.
Bytes encode(const Snapshot& snapshot, std::string_view build);

/// What a snapshot says of itself first.
struct Heading {
  Position position = 0;
  Time at;  // Log time of its last event.
};

/// Of the first header_bytes of one. Fault protocol: it is none, of another format or of other
/// rules, or its header is damaged.
Result<Heading> decode_heading(ByteView bytes);

/// Fault protocol: damaged, of another format or of other rules, or its state's hash is another
/// than the one it was written with.
Result<Snapshot> decode(ByteView bytes);

}  // namespace relevo::snapshot
