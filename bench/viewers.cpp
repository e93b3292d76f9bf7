#include "bench/viewers.h"

#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>
#include <stdexcept>
#include <string>

namespace relevo::bench {

namespace {

constexpr int look_again_ms = 20;
constexpr auto patience = std::chrono::seconds(60);

void must(bool done, const char* what) {
  if (!done)
    throw std::runtime_error(std::string("viewers: ") + what + ": " + std::strerror(errno));
}

}  // namespace

Listener::Listener() : socket(::socket(AF_INET, SOCK_STREAM, 0)) {
  at.sin_family = AF_INET;
  at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(at);
  must(::bind(socket, reinterpret_cast<sockaddr*>(&at), size) == 0, "bind");
  must(::listen(socket, 1024) == 0, "listen");
  must(::getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size) == 0, "getsockname");
}

Viewers::Viewers(const sockaddr_in& at, std::size_t count, const char* greeting) {
  for (std::size_t i = 0; i < count; ++i) {
    const int made = ::socket(AF_INET, SOCK_STREAM, 0);
    sockets_.push_back(made);
    must(::connect(made, reinterpret_cast<const sockaddr*>(&at), sizeof(at)) == 0, "connect");
    const std::string said = greeting;
    if (said.empty()) continue;
    must(::send(made, said.data(), said.size(), MSG_NOSIGNAL) == std::ssize(said), "send");
    std::string answer;
    for (char byte = 0; !answer.ends_with("\r\n\r\n"); answer += byte) {
      must(::recv(made, &byte, 1, 0) == 1, "no answer");
    }
  }
  reader_ = std::thread([this] { read(); });
}

Viewers::~Viewers() {
  over_ = true;
  reader_.join();
  for (const int made : sockets_) ::close(made);
}

void Viewers::read() {
  const int poll = ::epoll_create1(0);
  for (const int made : sockets_) {
    epoll_event wanted{.events = EPOLLIN, .data = {.fd = made}};
    ::epoll_ctl(poll, EPOLL_CTL_ADD, made, &wanted);
  }
  std::array<epoll_event, 64> found{};
  std::array<char, 16384> bytes{};
  while (!over_) {
    const int n = ::epoll_wait(poll, found.data(), static_cast<int>(found.size()), look_again_ms);
    for (int i = 0; i < n; ++i) {
      const int from = found[static_cast<std::size_t>(i)].data.fd;
      const ssize_t got = ::recv(from, bytes.data(), bytes.size(), MSG_DONTWAIT);
      if (got > 0) bytes_ += static_cast<std::uint64_t>(got);
      if (got == 0) ::epoll_ctl(poll, EPOLL_CTL_DEL, from, nullptr);
    }
  }
  ::close(poll);
}

void Viewers::wait_for(std::uint64_t bytes) const {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (bytes_ < bytes) {
    must(std::chrono::steady_clock::now() < deadline, "what was sent has not all come");
    std::this_thread::sleep_for(std::chrono::microseconds(200));
  }
}

}  // namespace relevo::bench
