// The digests and random tokens of the door.
#pragma once

#include <string>
#include <string_view>

#include "base/bytes.h"
#include "core/events.h"

namespace relevo {

/// BLAKE2b-256.
Digest digest_of(std::string_view text);
Digest digest_of(ByteView bytes);

/// 32 random bytes in base64url: 43 characters.
std::string random_token();

/// Takes the same time wherever the two differ; their sizes may show.
bool same_in_constant_time(std::string_view a, std::string_view b);

}  // namespace relevo
