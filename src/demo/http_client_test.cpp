#include "demo/http_client.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "demo/steady_clock.h"

using namespace relevo;
using namespace relevo::demo;

namespace {

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

int listen_anywhere(std::uint16_t& port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  ::inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
  socklen_t size = sizeof(address);
  auto* name = reinterpret_cast<sockaddr*>(&address);
  REQUIRE(::bind(listener, name, size) == 0);
  REQUIRE(::listen(listener, 8) == 0);
  ::getsockname(listener, name, &size);
  port = ntohs(address.sin_port);
  return listener;
}

// Each inner list is one connection: its answers, one a request; then it is closed.
class Server {
 public:
  explicit Server(std::vector<std::vector<std::string>> script) {
    const int listener = listen_anywhere(port_);
    thread_ = std::thread([listener, script = std::move(script)] {
      for (const auto& answers : script) {
        const int connection = ::accept(listener, nullptr, nullptr);
        for (const std::string& answer : answers) {
          std::array<char, 4'096> request{};
          if (::recv(connection, request.data(), request.size(), 0) <= 0) break;
          static_cast<void>(::send(connection, answer.data(), answer.size(), MSG_NOSIGNAL));
        }
        ::close(connection);
      }
      ::close(listener);
    });
  }
  ~Server() { thread_.join(); }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  std::uint16_t port() const { return port_; }

 private:
  std::uint16_t port_ = 0;
  std::thread thread_;
};

}  // namespace

TEST_CASE("http client: keeps its connection") {
  const Server server{{{ok, ok}}};
  HttpClient client{{.port = server.port()}};
  CHECK(client.send({}).value().body == "ok");
  CHECK(client.send({}).value().body == "ok");
}

TEST_CASE("http client: asks again when a kept connection turns out to be closed") {
  const Server server{{{ok}, {ok}}};
  HttpClient client{{.port = server.port()}};
  REQUIRE(client.send({}).has_value());
  CHECK(client.send({}).has_value());
}

TEST_CASE("http client: does not repeat what may not be repeated, nor on a new connection") {
  const Server server{{{ok}, {}}};
  HttpClient client{{.port = server.port()}};
  REQUIRE(client.send({}).has_value());
  CHECK(client.send({.method = "POST"}).error().kind == Fault::Kind::network);
  CHECK(client.send({}).error().kind == Fault::Kind::network);
}

TEST_CASE("http client: an answer that is cut off, or none in time, is a Fault") {
  const Server server{{{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab"}}};
  HttpClient client{{.port = server.port()}};
  CHECK(client.send({}).error().kind == Fault::Kind::protocol);

  std::uint16_t silent_port = 0;
  const int silent = listen_anywhere(silent_port);
  HttpClient waiting{{.port = silent_port, .timeout = milliseconds(30)}};
  CHECK(waiting.send({}).error().kind == Fault::Kind::network);
  ::close(silent);
}

TEST_CASE("http client: nobody there, no address, and a stop") {
  std::uint16_t port = 0;
  const int listener = listen_anywhere(port);
  const int stop = ::eventfd(1, EFD_CLOEXEC);
  HttpClient stopped{{.port = port, .stop_fd = stop}};
  const Time before = steady_now();
  CHECK(stopped.send({}).error().kind == Fault::Kind::network);
  CHECK(steady_now() - before < seconds(5));
  ::close(stop);
  ::close(listener);

  HttpClient nobody{{.port = port}};
  CHECK(nobody.send({}).error().kind == Fault::Kind::network);
  HttpClient nowhere{{.host = "localhost"}};
  CHECK(nowhere.send({}).error().kind == Fault::Kind::input);
}
