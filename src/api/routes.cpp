#include "api/routes.h"

#include <array>
#include <cinttypes>
#include <cstdio>
#include <optional>

#include "api/alerts_json.h"
#include "api/board_json.h"
#include "api/contact_json.h"
#include "api/dispositions_json.h"
#include "api/indicators_json.h"
#include "api/messages_json.h"
#include "api/metrics_reply.h"
#include "api/openapi.h"
#include "api/pages.h"
#include "api/past_floor.h"
#include "api/problem.h"
#include "api/recording.h"
#include "api/reports.h"
#include "api/rfc3339.h"
#include "api/rules_json.h"
#include "api/whom_json.h"
#include "base/json_writer.h"
#include "base/version.h"

namespace relevo {

namespace {

constexpr std::string_view api_root = "/api/v1";

HttpReply about(const Floor& floor) {
  JsonWriter json;
  json.begin_object();
  json.member("demo", floor.operation().demo);
  json.member("operation", floor.operation().code.view());
  json.member("version", relevo_version);
  json.end_object();
  return {.body = json.take()};
}

HttpReply plain(int status, std::string_view text) {
  return {.status = status, .content_type = "text/plain", .body = std::string(text)};
}

HttpReply only(std::string_view method) {
  HttpReply reply = problem(405, "This address takes " + std::string(method) + " alone.");
  reply.headers.emplace_back("Allow", method);
  return reply;
}

}  // namespace

/// A request on its way through the door.
struct Routes::Asked {
  const HttpRequest& request;
  const Routed routed;
  const Respond& respond;
  std::optional<Principal> principal;  // There where the row asks for a sign-in.
};

void Routes::answer(const HttpRequest& request, const Respond& respond) {
  const Routed routed = route_of(request.method, request.path);
  const Route route = routed.form == nullptr ? Route::other : routed.form->route;
  const Respond counted = [this, respond, route,
                           start = parts_.floor.engine().now()](HttpReply reply) {
    parts_.metrics.answered(route, reply.status, parts_.floor.engine().now() - start);
    respond(with_strict_headers(std::move(reply)));
  };
  admit({.request = request, .routed = routed, .respond = counted});
}

std::size_t Routes::body_bytes_max(const HttpRequest& head) const {
  const Routed routed = route_of(head.method, head.path);
  if (routed.form == nullptr) return other_bytes_max;
  if (routed.form->route == Route::sign_in) return SignIn::body_bytes_max;
  if (routed.form->route != Route::command) return other_bytes_max;
  const auto principal = parts_.sign_in.principal(head);
  if (!principal) return other_bytes_max;
  const bool operation =
      routed.argument == "apply_operation" && may(principal->roles, Act::apply_operation, {});
  return operation ? operation_bytes_max : Commands::body_bytes_max;
}

/// Who may not get in is answered before it is looked what there is inside.
void Routes::admit(const Asked& asked) {
  const HttpRequest& request = asked.request;
  const RouteForm* form = asked.routed.form;
  if (form != nullptr && form->access == Access::anybody) return serve(asked, form->route);
  if (form == nullptr && !request.path.starts_with(api_root)) {
    if (!asked.routed.allowed.empty()) return asked.respond(only(asked.routed.allowed));
    auto page =
        request.method == "GET" || request.method == "HEAD" ? page_reply(request) : std::nullopt;
    return asked.respond(page ? std::move(*page) : problem(404, "There is nothing here."));
  }
  if (form != nullptr && form->access == Access::system_or_local && is_local(request)) {
    return serve(asked, form->route);
  }
  const auto principal = parts_.sign_in.principal(request);
  if (!principal) {
    return asked.respond(problem(401, "Sign in first; the session may have ended."));
  }
  if (form == nullptr && !asked.routed.allowed.empty()) {
    return asked.respond(only(asked.routed.allowed));
  }
  if (form == nullptr) return asked.respond(problem(404, "There is nothing here."));
  if (form->access == Access::system_or_local && !may(principal->roles, Act::see_system, {})) {
    return asked.respond(problem(403, "You may not see the state of the system."));
  }
  serve({request, asked.routed, asked.respond, principal}, form->route);
}

void Routes::serve(const Asked& asked, Route route) {
  const auto& [request, routed, respond, principal] = asked;
  const Floor& floor = parts_.floor;
  switch (route) {
    case Route::healthz:
      return respond(plain(200, "ok\n"));
    case Route::readyz:
      return respond(floor.engine().ready() ? plain(200, "ready\n") : plain(503, "not ready\n"));
    case Route::metrics:
      return respond(metrics());
    case Route::openapi:
      return respond(openapi());
    case Route::about:
      return respond(about(floor));
    case Route::sign_in:
      return parts_.sign_in.sign_in(request, respond);
    case Route::me:
      return respond(parts_.sign_in.me(*principal));
    case Route::sign_out:
      return parts_.sign_in.sign_out(request, *principal, respond);
    case Route::command:
      return parts_.commands.carry_out(routed.argument, request, *principal, respond);
    case Route::board:
      return board(asked);
    case Route::contacts:
      return respond(contacts_reply(request, floor, *parts_.sights.of(*principal), *principal));
    case Route::dispositions:
      return respond(dispositions_reply(floor, *parts_.sights.of(*principal)));
    case Route::agents:
      return respond(agents_reply(floor, *parts_.sights.of(*principal), *principal));
    case Route::queues:
      return respond(queues_reply(floor, *parts_.sights.of(*principal)));
    case Route::indicators:
      return respond(indicators_reply(request, floor, *principal, *parts_.sights.of(*principal)));
    case Route::indicator_catalogue:
      return respond(indicator_catalogue_reply());
    case Route::alerts:
      return respond(alerts_reply(request, floor, *principal, *parts_.sights.of(*principal)));
    case Route::rules:
      return respond(rules_reply(floor, *principal, *parts_.sights.of(*principal)));
    case Route::reports:
      return respond(reports_reply());
    case Route::report:
      return respond(
          report_reply(routed.argument, request, floor, *principal, *parts_.sights.of(*principal)));
    case Route::messages:
      return respond(messages_reply(floor, *principal));
    case Route::events:
      return respond(events_reply(request, parts_.log, floor, *parts_.sights.of(*principal)));
    case Route::contact:
    case Route::recording:
      return contact(asked, route);
    case Route::state:
      return answer_state(asked);
    case Route::feed: {
      HttpReply reply = problem(426, "The feed is a WebSocket.");
      reply.headers.emplace_back("Upgrade", "websocket");
      return respond(std::move(reply));
    }
    case Route::other:
      break;
  }
  respond(problem(404, "There is nothing here."));
}

HttpReply Routes::openapi() {
  if (openapi_.empty()) openapi_ = openapi_document(relevo_version);
  return {.headers = {{"Cache-Control", "no-cache"}}, .body = openapi_};
}

/// Now, or `at` a time that is past: what one may see now of what was there then.
void Routes::board(const Asked& asked) {
  const Floor& floor = parts_.floor;
  const auto sight = parts_.sights.of(*asked.principal);
  const std::string* at = asked.request.parameter("at");
  if (at == nullptr) {
    JsonWriter json;
    append_board(json, floor, *sight);
    return asked.respond({.body = json.take()});
  }
  const auto wall = from_rfc3339(*at);
  if (!wall || *wall > floor.now() + floor.engine().wall_offset()) {
    return asked.respond(
        problem(400, "`at` is a time that is past, in UTC: 2026-01-31T09:30:00.000Z."));
  }
  const bool taken = parts_.past.post([source = PastFloor::Source{parts_.log, parts_.snapshots},
                                       wall = *wall, sight, names = floor.names(),
                                       on_server = parts_.on_server, respond = asked.respond] {
    auto past = PastFloor::at(source, wall);
    HttpReply reply;
    if (past) {
      (*past)->set_names(names);
      JsonWriter json;
      append_board(json, (*past)->floor(), *sight);
      reply.body = json.take();
    } else if (past.error().kind == Fault::Kind::input) {
      reply = problem(404, "There is no such board: " + past.error().what + ".");
    } else {
      reply = problem(500, "The log cannot be read.");
    }
    on_server([respond, reply = std::move(reply)] { respond(reply); });
  });
  if (!taken) {
    asked.respond(problem_for_now(503, "Too many ask about the past at the moment.", 5));
  }
}

HttpReply Routes::metrics() const {
  MetricsPage page;
  page.alone(families::build_info, 1, {{"version", relevo_version}});
  append_api(page, parts_.metrics);
  append_floor(page, parts_.floor);
  if (parts_.more_metrics) parts_.more_metrics(page);
  return {.content_type = std::string(MetricsPage::content_type), .body = page.take()};
}

/// For comparing the live state with a replay of the log: `relevo verify` prints the same.
void Routes::answer_state(const Asked& asked) {
  if (!may(asked.principal->roles, Act::see_system, {})) {
    return asked.respond(problem(403, "You may not see the state of the system."));
  }
  const bool taken =
      parts_.floor.engine().inspect([on_server = parts_.on_server, respond = asked.respond](
                                        const std::optional<StateSeen>& seen) {
        on_server([seen, respond] {
          if (!seen) return respond(problem_for_now(503, "This server is about to end.", 1));
          std::array<char, 17> hash{};
          std::snprintf(hash.data(), hash.size(), "%016" PRIx64, seen->hash);
          JsonWriter json;
          json.begin_object();
          json.member("position", seen->position);
          json.member("hash", hash.data());
          json.end_object();
          respond({.body = json.take()});
        });
      });
  if (!taken) asked.respond(problem_for_now(503, "Too many ask for the state at the moment.", 2));
}

void Routes::contact(const Asked& asked, Route route) {
  const Floor& floor = parts_.floor;
  const auto sight = parts_.sights.of(*asked.principal);
  const auto found = floor.lives().find({number_of(asked.routed.argument).value_or(0)});
  if (!found) return asked.respond(cannot_read_archive());
  const ContactLife* life = *found;
  if (life == nullptr || !sees(floor, *sight, *life)) {
    return asked.respond(problem(404, "There is no such contact that you may see."));
  }
  if (route == Route::contact) {
    return asked.respond(contact_reply(*life, parts_.log, floor, *sight, *asked.principal));
  }
  if (!may_hear(floor.operation(), *asked.principal, *life)) {
    return asked.respond(problem(403, "You may not hear this contact's recording."));
  }
  HttpReply reply = recording_reply(asked.request, *life, floor, parts_.recordings);
  // A look at how large it is gives no byte of it.
  if (reply.file.path.empty() || asked.request.method == "HEAD") {
    return asked.respond(std::move(reply));
  }
  hearings_.give(*asked.principal, life->id, std::move(reply), asked.respond);
}

}  // namespace relevo
