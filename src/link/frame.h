// Messages as frames of bytes: u32 length (little endian, of what follows), u8 kind, fields.
#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "base/result.h"
#include "link/messages.h"

namespace relevo::link {

inline constexpr std::size_t frame_bytes_max = std::size_t{16} << 20U;  // 100,000 accounts fit.

/// Appends one frame. Requires that the message fits frame_bytes_max.
void put_frame(Bytes& out, const ToVoice& message);
void put_frame(Bytes& out, const ToCore& message);

/// The body of a frame (kind and fields) as a message; nothing for a kind that only a later build
/// knows, which is to be ignored. Fault protocol: damage.
Result<std::optional<ToVoice>> to_voice(ByteView body);
Result<std::optional<ToCore>> to_core(ByteView body);

/// The first whole frame's body in `in`, and its size with the length in `used`; nothing while it
/// is incomplete. Fault protocol: a length of 0 or over frame_bytes_max.
Result<std::optional<ByteView>> first_frame(ByteView in, std::size_t& used);

}  // namespace relevo::link
