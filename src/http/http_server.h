// The server side of HTTP/1.1 and WebSocket, on one thread of its own.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>

#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"
#include "http/http.h"
#include "http/http_metrics.h"

namespace relevo {

struct HttpServerOptions {
  int listener = -1;                     // A bound, listening TCP socket; taken over.
  std::size_t connections_max = 20'000;  // More are told to come back.
  // From one address: a whole site behind one router must fit. Loopback is not counted, since a
  // proxy in front has all its clients there.
  std::size_t connections_of_peer_max = 4'000;
  bool loopback_counts = false;
  std::size_t head_bytes_max = 16 * 1024;                 // Of a request.
  std::size_t target_bytes_max = 4 * 1024;                // Of it: path and query.
  std::size_t message_bytes_max = 12 * 1024;              // Of a WebSocket message to us.
  std::size_t queued_bytes_max = std::size_t{64} << 20U;  // To one WebSocket; beyond it is closed.
  Duration request_within = seconds(15);  // From the first byte to the last, and to the first one.
  Duration idle_within = seconds(60);     // Between requests; WebSockets are pinged.
  // Of one connection: so many at once, and one more each `request_refill`.
  std::int64_t requests_burst = 1'000;
  Duration request_refill = milliseconds(2);
};

class HttpServer {
 public:
  /// Fault network: the socket cannot be used. The handler and the metrics outlive it.
  static Result<std::unique_ptr<HttpServer>> start(const HttpServerOptions& options,
                                                   HttpHandler& handler, HttpMetrics& metrics,
                                                   Logger& logger);
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
