// Viewers of the feed at the other ends of TCP connections: they read all, and look at nothing.
#pragma once

#include <netinet/in.h>

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace relevo::bench {

class Viewers {
 public:
  /// Connects so many to the address; `greeting` is said by each, and what is answered up to an
  /// empty line is left out of the count. Throws where the machine refuses.
  Viewers(const sockaddr_in& at, std::size_t count, const char* greeting);
  ~Viewers();
  Viewers(const Viewers&) = delete;
  Viewers& operator=(const Viewers&) = delete;

  /// Returns when all of them together have read so many bytes since they came.
  void wait_for(std::uint64_t bytes) const;

 private:
  void read();

  std::vector<int> sockets_;
  std::atomic<std::uint64_t> bytes_ = 0;
  std::atomic<bool> over_ = false;
  std::thread reader_;
};

/// A listening socket of loopback, and where it is.
struct Listener {
  Listener();
  int socket = -1;
  sockaddr_in at{};
};

}  // namespace relevo::bench
