// One end of the link on a stream socket. Does not wait: its owner polls the descriptor.
#pragma once

#include <functional>
#include <string>

#include "base/bytes.h"
#include "base/result.h"

namespace relevo::link {

/// Owned by one thread. Bytes that cannot be sent at once wait here, at most out_bytes_max of them.
class Connection {
 public:
  static constexpr std::size_t out_bytes_max = std::size_t{64} << 20U;

  /// Takes over a connected non-blocking stream socket.
  explicit Connection(int descriptor) : descriptor_(descriptor) {}
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  int descriptor() const { return descriptor_; }

  /// Whether the owner should also poll for writing.
  bool wants_to_write() const { return !out_.empty(); }

  /// Queues frames made by put_frame and sends what fits. Fault network: the peer is gone; Fault
  /// limit: it has not read for too long.
  Result<void> send(ByteView frames);

  /// Sends what waits, after the descriptor became writable. Faults as send.
  Result<void> flush();

  /// Reads what is there and calls `on_body` for each whole frame; it returns a Fault to stop.
  /// Fault network: the peer closed the connection.
  Result<void> receive(const std::function<Result<void>(ByteView body)>& on_body);

 private:
  int descriptor_;
  Bytes in_;
  Bytes out_;
};

/// Connects to the Unix socket at `path`. Fault network when nobody listens there.
Result<int> connect_unix(const std::string& path);

/// Listens at `path`, which only this user may open; what an earlier process left there is
/// removed first. Fault network.
Result<int> listen_unix(const std::string& path);

/// The next waiting connection of a listening socket, or -1 when there is none.
int accept_unix(int listener);

}  // namespace relevo::link
