#include "demo/http_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "demo/steady_clock.h"

namespace relevo::demo {

Result<HttpResponse> HttpClient::send(const HttpRequest& request) {
  const Time deadline = steady_now() + options_.timeout;
  const std::string bytes = to_bytes(request, authority());
  const bool repeatable = request.repeatable || request.method == "GET";
  bool kept = socket_ >= 0;
  for (;;) {
    bool answered = false;
    auto response = exchange(bytes, deadline, answered);
    if (response && response->keep_alive) return response;
    close();
    // A server may close a connection that rests just when we use it again.
    const bool again = kept && repeatable && !answered && !response &&
                       response.error().kind == Fault::Kind::network && steady_now() < deadline;
    if (!again) return response;
    kept = false;
  }
}

Result<HttpResponse> HttpClient::exchange(const std::string& bytes, Time deadline, bool& answered) {
  if (socket_ < 0) {
    if (auto connected = connect(deadline); !connected) {
      return tl::unexpected<Fault>(std::move(connected.error()));
    }
  }
  for (std::size_t sent = 0; sent < bytes.size();) {
    if (auto ready = wait(POLLOUT, deadline, "send to"); !ready) {
      return tl::unexpected<Fault>(std::move(ready.error()));
    }
    const ssize_t size =
        ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (size < 0 && errno != EAGAIN && errno != EINTR) {
      return tl::unexpected<Fault>(failed("send to", errno));
    }
    if (size > 0) sent += static_cast<std::size_t>(size);
  }
  HttpResponseReader reader{options_.body_bytes_max};
  std::array<char, 65'536> piece{};
  for (;;) {
    if (auto ready = wait(POLLIN, deadline, "hear from"); !ready) {
      return tl::unexpected<Fault>(std::move(ready.error()));
    }
    const ssize_t size = ::recv(socket_, piece.data(), piece.size(), MSG_DONTWAIT);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) continue;
    if (size < 0) return tl::unexpected<Fault>(failed("hear from", errno));
    if (size == 0) {
      if (!reader.begun()) return tl::unexpected<Fault>(failed("hear from", ECONNRESET));
      if (auto ended = reader.end(); !ended) return tl::unexpected<Fault>(std::move(ended.error()));
      return reader.take();
    }
    answered = true;
    const auto whole = reader.feed({piece.data(), static_cast<std::size_t>(size)});
    if (!whole) return tl::unexpected<Fault>(whole.error());
    if (*whole) return reader.take();
  }
}

Result<void> HttpClient::connect(Time deadline) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(options_.port);
  if (::inet_pton(AF_INET, options_.host.c_str(), &address.sin_addr) != 1) {
    return fault(Fault::Kind::input,
                 "http: " + options_.host + " is no IPv4 address; right would be 127.0.0.1");
  }
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  if (socket_ < 0) return tl::unexpected<Fault>(failed("make a socket for", errno));
  const int on = 1;
  ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof(address)) == 0) {
    return {};
  }
  if (errno != EINPROGRESS) return tl::unexpected<Fault>(failed("connect to", errno));
  if (auto ready = wait(POLLOUT, deadline, "connect to"); !ready) return ready;
  int error = 0;
  socklen_t size = sizeof(error);
  ::getsockopt(socket_, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error != 0) return tl::unexpected<Fault>(failed("connect to", error));
  return {};
}

Result<void> HttpClient::wait(short events, Time deadline, const char* doing) {
  for (;;) {
    const Duration left = deadline - steady_now();
    if (left <= Duration{}) return tl::unexpected<Fault>(failed(doing, ETIMEDOUT));
    std::array<pollfd, 2> watched{pollfd{socket_, events, 0}, pollfd{options_.stop_fd, POLLIN, 0}};
    const int ready = ::poll(watched.data(), watched.size(), static_cast<int>(in_ms(left)) + 1);
    if (ready < 0 && errno != EINTR) return tl::unexpected<Fault>(failed(doing, errno));
    if (ready <= 0) continue;
    if (watched[1].revents != 0) return tl::unexpected<Fault>(failed(doing, ECANCELED));
    if (watched[0].revents != 0) return {};
  }
}

Fault HttpClient::failed(const char* doing, int error) const {
  return {.kind = Fault::Kind::network,
          .what = std::string("http: cannot ") + doing + " " + authority() + ": " +
                  std::strerror(error)};
}

void HttpClient::close() {
  if (socket_ >= 0) ::close(socket_);
  socket_ = -1;
}

}  // namespace relevo::demo
