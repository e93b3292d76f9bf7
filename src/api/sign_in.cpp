#include "api/sign_in.h"

#include "api/digest.h"
#include "api/event_json.h"
#include "api/json_read.h"
#include "api/problem.h"
#include "api/ticket.h"
#include "base/enum_name.h"
#include "records/password.h"

namespace relevo {

namespace {

// From one address: nobody elsewhere can use up what the user has here.
constexpr std::int64_t failures_of_user_at_peer_burst = 20;
constexpr Duration failures_of_user_at_peer_refill = seconds(3);
// From all addresses: dozens of them must guess at once to use it up.
constexpr std::int64_t failures_of_user_burst = 500;
constexpr Duration failures_of_user_refill = milliseconds(100);
constexpr std::int64_t failures_of_peer_burst = 100;  // Above what the worker's queue can hold.
constexpr Duration failures_of_peer_refill = seconds(1);
constexpr int worker_retry_after_s = 2;

struct Credentials {
  std::string user;
  std::string password;
  bool cookie = false;
};

Result<Credentials> read_credentials(const std::string& body) {
  const auto json = read_json_object(body);
  if (!json) return tl::unexpected<Fault>(json.error());
  Credentials credentials;
  for (const auto& [name, value] : json->members) {
    if (name == "cookie") {
      if (value.kind != JsonValue::Kind::boolean) {
        return fault(Fault::Kind::input, "\"cookie\" must be true or false.");
      }
      credentials.cookie = value.boolean;
      continue;
    }
    if (name != "user" && name != "password") {
      return fault(Fault::Kind::input,
                   "Unknown field \"" + name + "\"; it takes user, password, cookie.");
    }
    if (!value.is_text()) {
      return fault(Fault::Kind::input, "\"" + name + "\" must be a text.");
    }
    (name == "user" ? credentials.user : credentials.password) = value.text;
  }
  if (credentials.user.empty() || credentials.password.empty()) {
    return fault(Fault::Kind::input, "\"user\" and \"password\" are needed.");
  }
  return credentials;
}

void put_session(JsonWriter& json, const Floor& floor, const UserSetup& user, Time expires_at) {
  json.key("expires_at");
  put_time(json, floor, expires_at);
  json.member("user", user.code.view());
  json.key("roles");
  json.begin_array();
  for (unsigned role = 0; !enum_name(static_cast<Role>(role)).empty(); ++role) {
    if (user.has(static_cast<Role>(role))) json.value(enum_name(static_cast<Role>(role)));
  }
  json.end_array();
}

std::string at(const std::string& user, const std::string& peer) { return user + ' ' + peer; }

}  // namespace

struct SignIn::Attempt {
  UserId user;  // None when there is no such user.
  std::string name;
  std::string peer;
  bool cookie = false;
  std::optional<Digest> former;  // Of the cookie that is replaced.
  Respond respond;
};

SignIn::SignIn(Floor& floor, Worker& worker, records::Secrets& secrets, OnServer on_server,
               Duration session_lasts, Logger& logger)
    : floor_(floor),
      worker_(worker),
      secrets_(secrets),
      on_server_(std::move(on_server)),
      session_lasts_(session_lasts),
      logger_(logger),
      of_user_(failures_of_user_burst, failures_of_user_refill),
      of_user_at_peer_(failures_of_user_at_peer_burst, failures_of_user_at_peer_refill),
      of_peer_(failures_of_peer_burst, failures_of_peer_refill),
      nobodys_hash_(std::make_shared<const std::string>(
          records::hash_password(records::random_password()).value_or(std::string{}))) {}

void SignIn::sign_in(const HttpRequest& request, const Respond& respond) {
  if (request.body_left_out) {
    return respond(problem(413, "User and password have at most 4 KiB."));
  }
  auto credentials = read_credentials(request.body);
  if (!credentials) return respond(problem(400, credentials.error().what));
  if (credentials->cookie && !is_of_own_page(request)) {
    return respond(problem(400, "\"cookie\" is for a page of this server; leave it out."));
  }
  const Time now = floor_.engine().now();
  if (!of_peer_.take(request.peer, now)) {
    return respond(problem_for_now(429, "Too many failed sign-ins from this address.",
                                   of_peer_.retry_after_s()));
  }
  // A name that can be nobody's needs no bucket of its own.
  const bool may_exist = is_code(credentials->user);
  if (may_exist && !take_attempt(credentials->user, request.peer)) {
    of_peer_.give_back(request.peer);
    return respond(problem_for_now(429, "Too many failed sign-ins of this user.",
                                   of_user_at_peer_.retry_after_s()));
  }
  const UserSetup* user = may_exist ? floor_.user(credentials->user) : nullptr;
  Attempt attempt{.user = user == nullptr ? UserId{} : user->id,
                  .name = credentials->user,
                  .peer = request.peer,
                  .cookie = credentials->cookie,
                  .respond = respond};
  const std::string_view former = cookie_token(request.cookie, attempt.name);
  if (attempt.cookie && !former.empty()) attempt.former = digest_of(former);
  if (user != nullptr && floor_.operation().demo &&
      same_in_constant_time(credentials->password, "demo-" + credentials->user)) {
    return verified(attempt, true);
  }
  const bool taken = worker_.post([this, attempt, nobodys_hash = nobodys_hash_,
                                   password = records::Secret{credentials->password}] {
    const auto hash = attempt.user ? secrets_.get("password/" + attempt.name) : std::nullopt;
    const bool right =
        records::verify_password(hash ? hash->text() : std::string_view{*nobodys_hash},
                                 password.text()) &&
        hash.has_value();
    on_server_([this, attempt, right] { verified(attempt, right); });
  });
  if (taken) return;
  give_back_attempt(attempt.name, attempt.peer);
  respond(problem_for_now(503, "Too many sign-ins at once.", worker_retry_after_s));
}

bool SignIn::take_attempt(const std::string& user, const std::string& peer) {
  const Time now = floor_.engine().now();
  if (!of_user_at_peer_.take(at(user, peer), now)) return false;
  if (of_user_.take(user, now)) return true;
  of_user_at_peer_.give_back(at(user, peer));
  return false;
}

void SignIn::give_back_attempt(const std::string& user, const std::string& peer) {
  of_peer_.give_back(peer);
  of_user_at_peer_.give_back(at(user, peer));
  of_user_.give_back(user);
}

void SignIn::verified(const Attempt& attempt, bool right) {
  if (!right) {
    logger_.warning("sign-in refused",
                    {{"peer", std::string_view{attempt.peer}}, {"user", attempt.user.value}});
    return attempt.respond(problem(401, "User or password is wrong."));
  }
  give_back_attempt(attempt.name, attempt.peer);
  open_session(attempt);
}

void SignIn::open_session(const Attempt& attempt) {
  const std::string token = random_token();
  const Digest digest = digest_of(token);
  const Request request{
      .command = OpenSession{.user = attempt.user, .token = digest, .lasts = session_lasts_},
      .by = attempt.user};
  ask(floor_.engine(), on_server_, request, [this, attempt, token, digest](const Answer& answer) {
    if (answer.overloaded) return attempt.respond(problem_for_now(503, "Overloaded.", 1));
    if (answer.reject != Reject::none) return attempt.respond(problem(answer.reject));
    const SignedIn* session = floor_.sessions().find(digest);
    const UserSetup* user = entry_of(floor_.operation().users, attempt.user);
    if (session == nullptr || user == nullptr) {
      return attempt.respond(problem(401, "The session was ended at once."));
    }
    JsonWriter json;
    json.begin_object();
    HttpReply reply{.headers = {{"Cache-Control", "no-store"}}};
    if (attempt.cookie) {
      reply.headers.emplace_back("Set-Cookie",
                                 cookie_with(user->code.view(), token, session_lasts_));
    } else {
      json.member("token", token);
    }
    put_session(json, floor_, *user, session->expires_at);
    json.end_object();
    reply.body = json.take();
    end_former(attempt, session->session);
    attempt.respond(std::move(reply));
  });
}

/// Nobody could end it any more: its cookie is gone.
void SignIn::end_former(const Attempt& attempt, SessionId now) {
  const SignedIn* const former = attempt.former ? floor_.sessions().find(*attempt.former) : nullptr;
  if (former == nullptr || former->user != attempt.user || former->session == now) return;
  const Request request{.command = CloseSession{.session = former->session}, .by = attempt.user};
  ask(floor_.engine(), on_server_, request, [](const Answer& /*answer*/) {});
}

void SignIn::sign_out(const HttpRequest& asked, const Principal& principal,
                      const Respond& respond) {
  const Request request{.command = CloseSession{.session = principal.session},
                        .by = principal.user};
  const Code user = entry_of(floor_.operation().users, principal.user)->code;
  ask(floor_.engine(), on_server_, request,
      [respond, user, by_cookie = asked.authorization.empty()](const Answer& answer) {
        if (answer.overloaded) return respond(problem_for_now(503, "Overloaded.", 1));
        // A session that is over is what was asked for.
        if (answer.reject != Reject::none && answer.reject != Reject::session_not_found) {
          return respond(problem(answer.reject));
        }
        JsonWriter json;
        json.begin_object();
        json.member("position", answer.position);
        json.end_object();
        HttpReply reply{.body = json.take()};
        if (by_cookie) reply.headers.emplace_back("Set-Cookie", cookie_ended(user.view()));
        respond(std::move(reply));
      });
}

HttpReply SignIn::me(const Principal& principal) const {
  JsonWriter json;
  json.begin_object();
  put_session(json, floor_, *entry_of(floor_.operation().users, principal.user),
              principal.expires_at);
  json.end_object();
  return {.headers = {{"Cache-Control", "no-store"}}, .body = json.take()};
}

std::optional<Principal> SignIn::principal(const HttpRequest& request) const {
  const auto ticket = ticket_of(request);
  return ticket ? principal_of(*ticket) : std::nullopt;
}

std::optional<Principal> SignIn::principal_of(const Digest& token) const {
  const SignedIn* session = floor_.sessions().find(token);
  if (session == nullptr || session->expires_at <= floor_.now()) return std::nullopt;
  const UserSetup* user = entry_of(floor_.operation().users, session->user);
  if (user == nullptr || user->retired) return std::nullopt;
  const AgentSetup* agent = floor_.agent_of(user->id);
  return Principal{.user = user->id,
                   .roles = user->roles,
                   .agent = agent == nullptr ? AgentId{} : agent->id,
                   .session = session->session,
                   .expires_at = session->expires_at};
}

}  // namespace relevo
