#include "api/ticket.h"

#include <algorithm>

#include "api/digest.h"

namespace relevo {

namespace {

constexpr std::string_view cookie_prefix = "__Host-relevo-";  // The user follows.
constexpr std::string_view cookie_attributes = "; Path=/; Secure; HttpOnly; SameSite=Strict";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool only_reads(const HttpRequest& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

std::string_view bearer_token(std::string_view authorization) {
  constexpr std::string_view scheme = "bearer ";
  const std::string_view given = authorization.substr(0, scheme.size());
  if (!std::equal(given.begin(), given.end(), scheme.begin(), scheme.end(),
                  [](char a, char b) { return lower(a) == b; })) {
    return {};
  }
  return authorization.substr(scheme.size());
}

std::string_view cookie_token(std::string_view cookies, std::string_view user) {
  std::string_view found;
  while (!cookies.empty()) {
    const std::size_t end = std::min(cookies.find(';'), cookies.size());
    const std::string_view cookie = cookies.substr(0, end);
    cookies.remove_prefix(std::min(end + 1, cookies.size()));
    cookies.remove_prefix(std::min(cookies.find_first_not_of(' '), cookies.size()));
    const std::size_t equals = cookie.find('=');
    if (equals == std::string_view::npos || !cookie.starts_with(cookie_prefix)) continue;
    const std::string_view of = cookie.substr(0, equals).substr(cookie_prefix.size());
    if (!user.empty() && of != user) continue;
    if (!found.empty()) return {};  // Whose?
    found = cookie.substr(equals + 1);
  }
  return found;
}

std::string cookie_with(std::string_view user, std::string_view token, Duration lasts) {
  return std::string(cookie_prefix) + std::string(user) + '=' + std::string(token) +
         std::string(cookie_attributes) + "; Max-Age=" + std::to_string(lasts.us / 1'000'000);
}

std::string cookie_ended(std::string_view user) { return cookie_with(user, "", {}); }

bool is_of_own_page(const HttpRequest& request) {
  const std::string_view origin = request.origin;
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (origin.starts_with(scheme)) return origin.substr(scheme.size()) == request.host;
  }
  return false;
}

std::optional<Digest> ticket_of(const HttpRequest& request) {
  if (!request.authorization.empty()) {
    const std::string_view token = bearer_token(request.authorization);
    return token.empty() ? std::nullopt : std::optional(digest_of(token));
  }
  const std::string_view token = cookie_token(request.cookie, request.page_user);
  if (token.empty()) return std::nullopt;
  const bool nobody_said = request.origin.empty() && only_reads(request);
  if (!nobody_said && !is_of_own_page(request)) return std::nullopt;
  return digest_of(token);
}

}  // namespace relevo
