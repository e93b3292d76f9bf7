// The console, whose files are part of the program.
#pragma once

#include <optional>
#include <string_view>

#include "http/http.h"

namespace relevo {

/// Nothing when the path is none of a page's.
std::optional<HttpReply> page_reply(const HttpRequest& request);

/// Whether an Accept-Encoding header (RFC 9110 section 12.5.3) takes `coding`, such as `br`.
bool accepts_coding(std::string_view header, std::string_view coding);

/// Adds what tells a browser to load nothing from elsewhere, frame nothing, guess nothing.
HttpReply with_strict_headers(HttpReply reply);

}  // namespace relevo
