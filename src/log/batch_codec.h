// A batch as bytes: what every log on disk or between machines keeps. Byte by byte in format.md.
#pragma once

#include <cstddef>

#include "base/bytes.h"
#include "base/result.h"
#include "core/record.h"
#include "log/log.h"

namespace relevo::log {

/// The most bytes one event takes, its kind and length included; a test holds it true.
inline constexpr std::size_t event_bytes_max = 1024;

inline constexpr std::size_t payload_bytes_max =
    Log::batch_events_max * event_bytes_max + Log::document_bytes_max + 64;

/// Appends the batch without its first position, which stands in the record's header.
void encode_batch(Bytes& out, const Batch& batch);

/// Gives back what encode_batch() was given. The bytes may come from anywhere.
///
/// Fault protocol, naming the position: the bytes make no sense, a limit is passed, or an event
/// is of a kind that this build does not know. It is never skipped: an old program that went on
/// without it would decide on a state that never was.
Result<Batch> decode_batch(Position first, ByteView payload);

}  // namespace relevo::log
