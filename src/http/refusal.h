// What the server itself answers when a request does not get as far as the handler.
#pragma once

#include <string>
#include <string_view>

#include "http/http.h"

namespace relevo {

/// A problem document of RFC 9457; `detail` is one sentence without quotes.
HttpReply refusal(int status, std::string_view title, std::string_view detail);

/// The whole reply for a connection that is not taken at all: come back in `retry_after_s`.
std::string turned_away(int status, std::string_view title, std::string_view detail,
                        int retry_after_s);

}  // namespace relevo
