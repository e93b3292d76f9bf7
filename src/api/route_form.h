// Every address of the API, one row each: requests are dispatched by it, and described from it.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "api/json_schema.h"

namespace relevo {

enum class Route : std::uint8_t {
  other,  // No row: the pages' files, and what is not there.
  healthz,
  readyz,
  metrics,
  openapi,
  about,
  sign_in,
  me,
  sign_out,
  command,
  board,
  contacts,
  contact,
  recording,
  events,
  state,
  feed,
  dispositions,
  agents,
  queues,
  indicators,
  indicator_catalogue,
  alerts,
  rules,
  reports,
  report,
  messages,
};

inline constexpr std::size_t routes_count = 27;
static_assert(!enum_name(static_cast<Route>(routes_count - 1)).empty() &&
              enum_name(static_cast<Route>(routes_count)).empty());

/// Who gets past the door; what they then may see and do is the policy's.
enum class Access : std::uint8_t {
  anybody,
  system_or_local,  // Who may see the system, and programs on this machine without a sign-in.
  signed_in,
};

struct ParameterForm {
  std::string_view name;
  Schema schema = nullptr;
  std::string_view text;
  bool in_query = true;  // Else a header.
};

struct RouteForm {
  Route route = Route::other;
  std::string_view method;  // GET stands for HEAD too.
  std::string_view path;    // From the root; `{name}` is one segment, not empty.
  Access access = Access::signed_in;

  // What the document says of it.
  std::string_view summary;
  std::span<const ParameterForm> parameters;
  Schema body = nullptr;
  int status = 200;
  std::string_view content_type = "application/json";
  Schema answer = nullptr;
  std::span<const int> refusals;  // Statuses with a problem document; 401 goes without saying.
};

std::span<const RouteForm> route_forms();

/// What a request's method and path lead to.
struct Routed {
  const RouteForm* form = nullptr;  // Nullptr: no such address, or not by that method.
  std::string_view argument;        // What stands for `{name}`.
  std::string_view allowed;         // The method it has instead; empty: no such address.
};

Routed route_of(std::string_view method, std::string_view path);

}  // namespace relevo
