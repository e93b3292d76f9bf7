#include "link/connection.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "link/frame.h"

namespace relevo::link {

namespace {

tl::unexpected<Fault> network_fault(const std::string& what) {
  return fault(Fault::Kind::network, "link: " + what + ": " + std::strerror(errno));
}

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) {
    return fault(Fault::Kind::input, "link: the path " + path + " is longer than the " +
                                         std::to_string(sizeof(address.sun_path) - 1) +
                                         " bytes that a socket's path may have; use a shorter "
                                         "--data folder");
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int new_socket() { return ::socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0); }

}  // namespace

Connection::~Connection() { ::close(descriptor_); }

Result<void> Connection::send(ByteView frames) {
  if (out_.size() + frames.size() > out_bytes_max) {
    return fault(Fault::Kind::limit, "link: the peer does not read; " +
                                         std::to_string(out_.size()) + " bytes wait for it");
  }
  out_.insert(out_.end(), frames.begin(), frames.end());
  return flush();
}

Result<void> Connection::flush() {
  std::size_t sent = 0;
  while (sent < out_.size()) {
    const ssize_t n = ::send(descriptor_, out_.data() + sent, out_.size() - sent, MSG_NOSIGNAL);
    if (n < 0) {
      if (errno == EINTR) continue;
      if (errno == EAGAIN) break;
      return network_fault("sending");
    }
    sent += static_cast<std::size_t>(n);
  }
  out_.erase(out_.begin(), out_.begin() + static_cast<std::ptrdiff_t>(sent));
  return {};
}

Result<void> Connection::receive(const std::function<Result<void>(ByteView body)>& on_body) {
  std::array<std::uint8_t, 65536> chunk;
  bool closed = false;
  while (true) {
    const ssize_t n = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0 && errno != EAGAIN) return network_fault("reading");
    closed = n == 0;
    if (n > 0) in_.insert(in_.end(), chunk.begin(), chunk.begin() + n);
    // A short read leaves nothing behind that is worth another call now.
    if (n < static_cast<ssize_t>(chunk.size()) || in_.size() > frame_bytes_max) break;
  }
  std::size_t at = 0;
  while (true) {
    std::size_t used = 0;
    const auto body = first_frame(ByteView{in_}.subspan(at), used);
    if (!body) return tl::unexpected<Fault>(body.error());
    if (!body->has_value()) break;
    at += used;
    const auto taken = on_body(**body);
    if (!taken) return taken;
  }
  in_.erase(in_.begin(), in_.begin() + static_cast<std::ptrdiff_t>(at));
  if (closed) return fault(Fault::Kind::network, "link: the peer closed the connection");
  return {};
}

Result<int> connect_unix(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected<Fault>(address.error());
  const int descriptor = new_socket();
  if (descriptor < 0) return network_fault("making a socket");
  if (::connect(descriptor, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) != 0) {
    auto failed = network_fault("connecting to " + path);
    ::close(descriptor);
    return failed;
  }
  return descriptor;
}

Result<int> listen_unix(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected<Fault>(address.error());
  ::unlink(path.c_str());
  const int descriptor = new_socket();
  if (descriptor < 0) return network_fault("making a socket");
  const mode_t before = ::umask(0177);
  const bool bound =
      ::bind(descriptor, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) == 0;
  ::umask(before);
  if (!bound || ::listen(descriptor, 16) != 0) {
    auto failed = network_fault("listening at " + path);
    ::close(descriptor);
    return failed;
  }
  return descriptor;
}

int accept_unix(int listener) {
  return ::accept4(listener, nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC);
}

}  // namespace relevo::link
