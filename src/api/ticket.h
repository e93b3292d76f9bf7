// What a request shows to say who asks: a token, or the cookie of a page's user.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"
#include "core/events.h"
#include "http/http.h"

namespace relevo {

/// TOKEN of `Bearer TOKEN`, the word in any case (RFC 9110 section 11.1); empty when it is not
/// that.
std::string_view bearer_token(std::string_view authorization);

/// The value of that user's cookie in a Cookie header (RFC 6265 section 4.2.1); empty without one.
/// Of nobody: the value of the only one of ours, if there is but one.
std::string_view cookie_token(std::string_view cookies, std::string_view user);

/// Set-Cookie for a page of the console: one for each user, so that each tab may have its own. No
/// script reads it, it goes to this host alone and never with what another site's page asks (RFC
/// 6265bis, `__Host-`). Browsers keep it of what came by TLS or from the machine itself.
std::string cookie_with(std::string_view user, std::string_view token, Duration lasts);

/// Set-Cookie that ends it.
std::string cookie_ended(std::string_view user);

/// Whether a page of this server asks: its `Origin` is `http://HOST` or `https://HOST`.
bool is_of_own_page(const HttpRequest& request);

/// The digest of the token shown. A cookie comes with whatever the browser asks, so it counts only
/// when what asks is a page of this server, or reads and no other site's page is known to ask; and
/// of several the one of the user that the page names.
std::optional<Digest> ticket_of(const HttpRequest& request);

}  // namespace relevo
