// The server side of HTTP/1.1 and WebSocket, on one thread of its own.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>

#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"
#include "http/http.h"

namespace relevo {

struct HttpServerOptions {
  int listener = -1;                       // A bound, listening TCP socket; taken over.
  std::size_t connections_max = 20'000;    // More are closed at once.
  std::size_t head_bytes_max = 16 * 1024;  // Of a request.
  std::size_t body_bytes_max = std::size_t{4} << 20U;
  std::size_t message_bytes_max = 4 * 1024;               // Of a WebSocket message to us.
  std::size_t queued_bytes_max = std::size_t{64} << 20U;  // To one WebSocket; beyond it is closed.
  Duration request_within = seconds(15);                  // From the first byte to the last.
  Duration idle_within = seconds(60);  // Between requests; WebSockets are pinged.
};

class HttpServer {
 public:
  /// Fault network: the socket cannot be used. The handler outlives the server.
  static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions& options,
                                                   HttpHandler& handler, Logger& logger);
  virtual ~HttpServer() = default;

  /// Runs `step` on the server's thread, in order. Any thread; never blocks.
  virtual void post(std::function<void()> step) = 0;

  /// Runs `step` on the server's thread again and again. Before anything else is posted, or on the
  /// server's thread.
  virtual void every(Duration interval, std::function<void()> step) = 0;

  /// Closes every connection and joins the thread. What was posted before is still run.
  virtual void stop() = 0;
};

}  // namespace relevo
