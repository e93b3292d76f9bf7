#include "api/routes.h"

#include <array>
#include <cinttypes>
#include <cstdio>
#include <optional>

#include "api/board_json.h"
#include "api/contact_json.h"
#include "api/pages.h"
#include "api/problem.h"
#include "api/recording.h"
#include "base/json_writer.h"

namespace relevo {

namespace {

constexpr std::string_view base = "/api/v1";
constexpr std::string_view version = "0.1.0";

/// What follows `prefix` in the path, or nothing when the path does not start so.
std::optional<std::string_view> after(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) return std::nullopt;
  return path.substr(prefix.size());
}

HttpReply about(const Floor& floor) {
  JsonWriter json;
  json.begin_object();
  json.member("demo", floor.operation().demo);
  json.member("operation", floor.operation().code.view());
  json.member("version", version);
  json.end_object();
  return {.body = json.take()};
}

HttpReply plain(int status, std::string_view text) {
  return {.status = status, .content_type = "text/plain", .body = std::string(text)};
}

bool reads(const HttpRequest& request) {
  return request.method == "GET" || request.method == "HEAD";
}

}  // namespace

void Routes::answer(const HttpRequest& request, const Respond& respond) {
  const Respond strict = [respond](HttpReply reply) {
    respond(with_strict_headers(std::move(reply)));
  };
  if (answer_anybody(request, strict)) return;
  if (!request.path.starts_with(base)) return strict(problem(404, "There is nothing here."));
  const auto principal = parts_.sign_in.principal(request.authorization);
  if (!principal) return strict(problem(401, "Sign in first; the session may have ended."));
  answer_signed_in(request, *principal, strict);
}

bool Routes::answer_anybody(const HttpRequest& request, const Respond& respond) {
  const auto path = after(request.path, base);
  if (path == "/sessions" && request.method == "POST") {
    parts_.sign_in.sign_in(request, respond);
    return true;
  }
  if (!reads(request)) return false;
  if (path == "/about") {
    respond(about(parts_.floor));
  } else if (request.path == "/healthz") {
    respond(plain(200, "ok\n"));
  } else if (request.path == "/readyz") {
    respond(parts_.floor.engine().ready() ? plain(200, "ready\n") : plain(503, "not ready\n"));
  } else if (auto page = page_reply(request)) {
    respond(std::move(*page));
  } else {
    return false;
  }
  return true;
}

void Routes::answer_signed_in(const HttpRequest& request, const Principal& principal,
                              const Respond& respond) {
  const std::string_view path = std::string_view{request.path}.substr(base.size());
  if (const auto command = after(path, "/commands/")) {
    if (request.method != "POST") return respond(problem(405, "Commands are sent with POST."));
    return parts_.commands.carry_out(*command, request, principal, respond);
  }
  if (path == "/sessions/current") {
    if (request.method != "DELETE") {
      return respond(problem(405, "A session is ended with DELETE."));
    }
    return parts_.sign_in.sign_out(principal, respond);
  }
  if (!reads(request)) return respond(problem(405, "Only commands change something."));
  if (path == "/state") return answer_state(principal, respond);
  respond(get(request, principal));
}

/// For comparing the live state with a replay of the log: `relevo verify` prints the same.
void Routes::answer_state(const Principal& principal, const Respond& respond) {
  if (!may(principal.roles, Act::see_system, {})) {
    return respond(problem(403, "You may not see the state of the system."));
  }
  parts_.floor.engine().inspect([on_server = parts_.on_server, respond](const StateSeen& seen) {
    on_server([seen, respond] {
      std::array<char, 17> hash{};
      std::snprintf(hash.data(), hash.size(), "%016" PRIx64, seen.hash);
      JsonWriter json;
      json.begin_object();
      json.member("position", seen.position);
      json.member("hash", hash.data());
      json.end_object();
      respond({.body = json.take()});
    });
  });
}

HttpReply Routes::get(const HttpRequest& request, const Principal& principal) {
  const Floor& floor = parts_.floor;
  const auto sight = parts_.sights.of(principal);
  const std::string_view path = std::string_view{request.path}.substr(base.size());
  if (path == "/board") {
    JsonWriter json;
    append_board(json, floor, *sight);
    return {.body = json.take()};
  }
  if (path == "/contacts") return contacts_reply(request, floor, *sight);
  if (path == "/events") return events_reply(request, parts_.log, floor, *sight);
  const auto rest = after(path, "/contacts/");
  if (!rest) return problem(404, "There is nothing here.");
  const std::string_view number = rest->substr(0, rest->find('/'));
  const ContactLife* life = floor.history().find({number_of(number).value_or(0)});
  if (life == nullptr || !sees(floor, *sight, *life)) {
    return problem(404, "There is no such contact that you may see.");
  }
  if (number.size() == rest->size()) {
    return contact_reply(*life, parts_.log, floor, *sight);
  }
  if (rest->substr(number.size()) == "/recording") {
    if (!may_hear(floor.operation(), principal, *life)) {
      return problem(403, "You may not hear this contact's recording.");
    }
    return recording_reply(request, *life, floor, parts_.recordings);
  }
  return problem(404, "There is nothing here.");
}

}  // namespace relevo
