// A signed-in client of a running server, for the commands that people type.
#pragma once

#include <boost/json/value.hpp>
#include <memory>
#include <string>

#include "base/result.h"
#include "demo/http_client.h"

namespace relevo {

struct ClientOptions {
  std::string http = "127.0.0.1:8080";
  std::string user = "admin";
  std::string password_file;
};

class ApiClient {
 public:
  /// Signs in, with the password from the file, from RELEVO_PASSWORD, or asked at the terminal.
  /// Fault input: no password, or a wrong one. Fault network: nobody answers there.
  static Result<ApiClient> sign_in(const ClientOptions& options);

  /// The answer's JSON. Fault input: refused, in the server's own sentence.
  Result<boost::json::value> get(const std::string& target);
  Result<boost::json::value> post(const std::string& target, const boost::json::value& body);

  /// Gives the session back.
  void sign_out();

 private:
  explicit ApiClient(std::unique_ptr<demo::HttpClient> http) : http_(std::move(http)) {}
  Result<boost::json::value> send(demo::HttpRequest request);

  std::unique_ptr<demo::HttpClient> http_;
  std::string token_;
};

}  // namespace relevo
