#include "api/route_form.h"

#include <algorithm>
#include <array>
#include <optional>

namespace relevo {

namespace {

constexpr std::array forms = {
    RouteForm{Route::healthz, "GET", "/healthz", Access::anybody},
    RouteForm{Route::readyz, "GET", "/readyz", Access::anybody},
    RouteForm{Route::metrics, "GET", "/metrics", Access::system_or_local},
    RouteForm{Route::about, "GET", "/api/v1/about", Access::anybody},
    RouteForm{Route::sign_in, "POST", "/api/v1/sessions", Access::anybody},
    RouteForm{Route::sign_out, "DELETE", "/api/v1/sessions/current"},
    RouteForm{Route::command, "POST", "/api/v1/commands/{name}"},
    RouteForm{Route::board, "GET", "/api/v1/board"},
    RouteForm{Route::contacts, "GET", "/api/v1/contacts"},
    RouteForm{Route::contact, "GET", "/api/v1/contacts/{id}"},
    RouteForm{Route::recording, "GET", "/api/v1/contacts/{id}/recording"},
    RouteForm{Route::events, "GET", "/api/v1/events"},
    RouteForm{Route::state, "GET", "/api/v1/state"},
    RouteForm{Route::feed, "GET", "/api/v1/feed", Access::anybody},
};

/// The argument when the path is of that form (empty where the form has none); else nothing.
std::optional<std::string_view> match(std::string_view form, std::string_view path) {
  const std::size_t open = form.find('{');
  if (open == std::string_view::npos) {
    return form == path ? std::optional<std::string_view>{""} : std::nullopt;
  }
  const std::string_view behind = form.substr(form.find('}') + 1);
  if (path.size() <= open + behind.size() || path.substr(0, open) != form.substr(0, open) ||
      !path.ends_with(behind)) {
    return std::nullopt;
  }
  const std::string_view argument = path.substr(open, path.size() - open - behind.size());
  if (argument.find('/') != std::string_view::npos) return std::nullopt;
  return argument;
}

}  // namespace

std::span<const RouteForm> route_forms() { return forms; }

Routed route_of(std::string_view method, std::string_view path) {
  const std::string_view asked = method == "HEAD" ? "GET" : method;
  Routed routed;
  for (const RouteForm& form : forms) {
    const auto argument = match(form.path, path);
    if (!argument) continue;
    if (form.method == asked) return {.form = &form, .argument = *argument};
    routed.allowed = form.method;
  }
  return routed;
}

}  // namespace relevo
