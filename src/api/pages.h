// The live page: files that are part of the program.
#pragma once

#include <optional>

#include "http/http.h"

namespace relevo {

/// Nothing when the path is none of the page's.
std::optional<HttpReply> page_reply(const HttpRequest& request);

/// Adds what tells a browser to load nothing from elsewhere, frame nothing, guess nothing.
HttpReply with_strict_headers(HttpReply reply);

}  // namespace relevo
