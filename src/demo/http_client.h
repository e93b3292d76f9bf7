// A small blocking HTTP/1.1 client over one connection that it keeps open between requests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "demo/http_message.h"

namespace relevo::demo {

struct HttpClientOptions {
  std::string host = "127.0.0.1";  // IPv4, dotted.
  std::uint16_t port = 8080;
  Duration timeout = seconds(10);  // For one request, from connecting to the last byte.
  std::size_t body_bytes_max = std::size_t{64} << 20U;
  int stop_fd = -1;  // When it can be read, requests end with a Fault at once. -1: none.
};

/// One thread at a time.
class HttpClient {
 public:
  explicit HttpClient(HttpClientOptions options) : options_(std::move(options)) {}
  ~HttpClient() { close(); }
  HttpClient(const HttpClient&) = delete;
  HttpClient& operator=(const HttpClient&) = delete;

  /// Sends and waits for the whole answer, whatever its status is. A request that may be repeated
  /// is sent once more when a kept connection turns out to be closed. Blocks up to the timeout.
  /// Fault network: no connection, cut off, too late or stopped. Fault protocol, limit: see
  /// HttpResponseReader. Fault input: the host is no address.
  Result<HttpResponse> send(const HttpRequest& request);

 private:
  Result<HttpResponse> exchange(const std::string& bytes, Time deadline, bool& answered);
  Result<void> connect(Time deadline);
  Result<void> wait(short events, Time deadline, const char* doing);
  Fault failed(const char* doing, int error) const;
  std::string authority() const { return options_.host + ":" + std::to_string(options_.port); }
  void close();

  HttpClientOptions options_;
  int socket_ = -1;
};

}  // namespace relevo::demo
