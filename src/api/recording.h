// GET /contacts/{id}/recording: a file, whole or in part.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "api/floor.h"
#include "http/http.h"

namespace relevo {

struct ByteRange {
  std::uint64_t offset = 0;
  std::uint64_t length = 0;
};

/// The one range of `Range: bytes=...` (RFC 9110, section 14) in a file of `size` bytes. Length 0:
/// not satisfiable. Nothing: no header, or one that is to be ignored (several ranges, other units).
std::optional<ByteRange> read_range(std::string_view header, std::uint64_t size);

HttpReply recording_reply(const HttpRequest& request, const ContactLife& life, const Floor& floor,
                          const std::string& folder);

}  // namespace relevo
