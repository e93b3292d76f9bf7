#include "api/sign_in.h"

#include <algorithm>

#include "api/digest.h"
#include "api/event_json.h"
#include "api/json_read.h"
#include "api/problem.h"
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
};

Result<Credentials> read_credentials(const std::string& body) {
  const auto json = read_json_object(body);
  if (!json) return tl::unexpected<Fault>(json.error());
  Credentials credentials;
  for (const auto& [name, value] : json->members) {
    if (name != "user" && name != "password") {
      return fault(Fault::Kind::input, "Unknown field \"" + name + "\"; it takes user, password.");
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

std::string at(const std::string& user, const std::string& peer) { return user + ' ' + peer; }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

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

struct SignIn::Attempt {
  UserId user;  // None when there is no such user.
  std::string name;
  std::string peer;
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
                  .respond = respond};
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
    json.member("token", token);
    json.key("expires_at");
    put_time(json, floor_, session->expires_at);
    json.member("user", user->code.view());
    json.key("roles");
    json.begin_array();
    for (unsigned role = 0; !enum_name(static_cast<Role>(role)).empty(); ++role) {
      if (user->has(static_cast<Role>(role))) json.value(enum_name(static_cast<Role>(role)));
    }
    json.end_array();
    json.end_object();
    attempt.respond({.headers = {{"Cache-Control", "no-store"}}, .body = json.take()});
  });
}

void SignIn::sign_out(const Principal& principal, const Respond& respond) {
  const Request request{.command = CloseSession{.session = principal.session},
                        .by = principal.user};
  ask(floor_.engine(), on_server_, request, [respond](const Answer& answer) {
    if (answer.overloaded) return respond(problem_for_now(503, "Overloaded.", 1));
    // A session that is over is what was asked for.
    if (answer.reject != Reject::none && answer.reject != Reject::session_not_found) {
      return respond(problem(answer.reject));
    }
    JsonWriter json;
    json.begin_object();
    json.member("position", answer.position);
    json.end_object();
    respond({.body = json.take()});
  });
}

std::optional<Principal> SignIn::principal(std::string_view authorization) const {
  const std::string_view token = bearer_token(authorization);
  if (token.empty()) return std::nullopt;
  return principal_of(digest_of(token));
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
