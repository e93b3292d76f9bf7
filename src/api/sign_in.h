// The door: passwords in, tokens out, and from tokens to who is asking.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "api/attempt_limit.h"
#include "api/floor.h"
#include "api/policy.h"
#include "api/server_thread.h"
#include "api/worker.h"
#include "base/logger.h"
#include "http/http.h"
#include "records/secrets.h"

namespace relevo {

using Respond = std::function<void(HttpReply)>;

/// Used on the server's thread. Passwords are verified on the worker, which alone uses `secrets`
/// once it runs.
class SignIn {
 public:
  static constexpr std::size_t body_bytes_max = 4 * 1024;

  SignIn(Floor& floor, Worker& worker, records::Secrets& secrets, OnServer on_server,
         Duration session_lasts, Logger& logger);

  /// POST /sessions. An unknown user takes as long as a wrong password, and reads the same.
  void sign_in(const HttpRequest& request, const Respond& respond);

  /// GET /me.
  HttpReply me(const Principal& principal) const;

  /// DELETE /sessions/current.
  void sign_out(const HttpRequest& request, const Principal& principal, const Respond& respond);

  /// Who asks; nothing when the session is over or the user gone.
  std::optional<Principal> principal(const HttpRequest& request) const;
  std::optional<Principal> principal_of(const Digest& token) const;

 private:
  struct Attempt;

  bool take_attempt(const std::string& user, const std::string& peer);
  void give_back_attempt(const std::string& user, const std::string& peer);
  void verified(const Attempt& attempt, bool right);
  void open_session(const Attempt& attempt);
  void end_former(const Attempt& attempt, SessionId now);

  Floor& floor_;
  Worker& worker_;
  records::Secrets& secrets_;
  OnServer on_server_;
  Duration session_lasts_;
  Logger& logger_;
  AttemptLimit of_user_;
  AttemptLimit of_user_at_peer_;
  AttemptLimit of_peer_;
  std::shared_ptr<const std::string> nobodys_hash_;  // Of no password: for unknown users.
};

}  // namespace relevo
