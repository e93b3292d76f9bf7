#include "app/api_client.h"

#include <termios.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "app/address.h"

namespace relevo {

namespace {

namespace json = boost::json;

/// Asked with the echo off; empty at the end of the input.
std::string ask_password(const std::string& user) {
  std::fprintf(stderr, "password of %s: ", user.c_str());
  termios shown{};
  const bool hidden = ::tcgetattr(STDIN_FILENO, &shown) == 0;
  if (hidden) {
    termios quiet = shown;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
  }
  std::string password;
  std::getline(std::cin, password);
  if (hidden) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
  std::fprintf(stderr, "\n");
  return password;
}

Result<std::string> password_of(const ClientOptions& options) {
  std::string password;
  if (!options.password_file.empty()) {
    std::ifstream file(options.password_file);
    if (!std::getline(file, password)) {
      return fault(Fault::Kind::input, "--password-file " + options.password_file +
                                           ": cannot be read; its first line is the password");
    }
  } else if (const char* given = std::getenv("RELEVO_PASSWORD")) {
    password = given;
  } else if (::isatty(STDIN_FILENO) != 0) {
    password = ask_password(options.user);
  }
  if (password.empty()) {
    return fault(Fault::Kind::input, "no password for " + options.user +
                                         "; give --password-file FILE or set RELEVO_PASSWORD");
  }
  return password;
}

std::string text_of(const json::value& object, const char* name) {
  const json::object* fields = object.if_object();
  const json::value* value = fields == nullptr ? nullptr : fields->if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->get_string()) : std::string{};
}

}  // namespace

Result<ApiClient> ApiClient::sign_in(const ClientOptions& options) {
  const auto address = parse_address("--http", options.http);
  if (!address) return tl::unexpected<Fault>(address.error());
  const auto password = password_of(options);
  if (!password) return tl::unexpected<Fault>(password.error());
  ApiClient client{std::make_unique<demo::HttpClient>(
      demo::HttpClientOptions{.host = address->host, .port = address->port})};
  const auto signed_in = client.post("/api/v1/sessions",
                                     json::object{{"user", options.user}, {"password", *password}});
  if (!signed_in) return tl::unexpected<Fault>(signed_in.error());
  client.token_ = text_of(*signed_in, "token");
  return client;
}

Result<json::value> ApiClient::get(const std::string& target) { return send({.target = target}); }

Result<json::value> ApiClient::post(const std::string& target, const json::value& body) {
  return send({.method = "POST",
               .target = target,
               .headers = {{"Content-Type", "application/json"}},
               .body = json::serialize(body)});
}

void ApiClient::sign_out() {
  // A session that is not given back ends by itself.
  static_cast<void>(send({.method = "DELETE", .target = "/api/v1/sessions/current"}));
}

Result<json::value> ApiClient::send(demo::HttpRequest request) {
  if (!token_.empty()) request.headers.emplace_back("Authorization", "Bearer " + token_);
  const auto response = http_->send(request);
  if (!response) return tl::unexpected<Fault>(response.error());
  boost::system::error_code error;
  json::value body;
  if (!response->body.empty()) body = json::parse(response->body, error);
  if (response->status < 200 || response->status > 299) {
    const std::string detail = error ? std::string{} : text_of(body, "detail");
    return fault(Fault::Kind::input, detail.empty()
                                         ? "the server answered " + std::to_string(response->status)
                                         : detail);
  }
  if (error) {
    return fault(Fault::Kind::protocol, request.target +
                                            ": what answers there speaks no JSON; "
                                            "is --http a Relevo server?");
  }
  return body;
}

}  // namespace relevo
