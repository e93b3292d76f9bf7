#include "http/http_server.h"

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

namespace relevo {

namespace {

/// Answers with what it saw; sockets get their own text back.
class Echo final : public HttpHandler {
 public:
  std::size_t body_bytes_max(const HttpRequest& head) override {
    return head.authorization.empty() ? 100 : 1'000'000;
  }
  void on_request(HttpRequest request, std::function<void(HttpReply)> respond) override {
    if (request.path == "/file") {
      const HttpFile file{.path = file_path, .offset = 2, .length = 5};
      return respond({.content_type = "audio/wav", .file = file});
    }
    respond({.content_type = "text/plain",
             .headers = {{"X-Peer", request.peer}},
             .body = request.method + " " + request.path + " " +
                     (request.body_left_out ? "left out" : request.body)});
  }
  HttpReply on_upgrade(const HttpRequest& request) override {
    return {.status = request.path == "/feed" ? 101 : 404, .body = "no feed here"};
  }
  void on_open(const std::shared_ptr<WebSocketPeer>& peer, const HttpRequest& /*r*/) override {
    peer->send(std::make_shared<const std::string>("hello"));
  }
  void on_text(const std::shared_ptr<WebSocketPeer>& peer, std::string_view text) override {
    if (text == "bye") return peer->close(1000, "as you wish");
    peer->send(std::make_shared<const std::string>(text));
  }
  void on_drained(const std::shared_ptr<WebSocketPeer>& /*peer*/) override {}
  void on_closed(const std::shared_ptr<WebSocketPeer>& /*peer*/) override {}

  std::string file_path;
};

struct Served {
  explicit Served(HttpServerOptions options = {}) {
    options.listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    REQUIRE(::bind(options.listener, reinterpret_cast<sockaddr*>(&address), size) == 0);
    REQUIRE(::listen(options.listener, 64) == 0);
    ::getsockname(options.listener, reinterpret_cast<sockaddr*>(&address), &size);
    at = address;
    auto started = HttpServer::start(options, handler, metrics, logger);
    REQUIRE(started.has_value());
    server = std::move(*started);
  }

  Echo handler;
  HttpMetrics metrics;
  NoLogger logger;
  sockaddr_in at{};
  std::unique_ptr<HttpServer> server;
};

/// A client that sends just the bytes it is told to.
class Client {
 public:
  explicit Client(const Served& served) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&served.at), sizeof(served.at)) ==
            0);
  }
  ~Client() { ::close(socket_); }

  void send(const std::string& bytes) {
    REQUIRE(::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(bytes.size()));
  }
  /// Everything until `mark` has come, or the connection ended.
  std::string read_until(const std::string& mark) {
    while (seen_.find(mark) == std::string::npos && more()) {
    }
    return seen_;
  }
  std::string read_all() {
    while (more()) {
    }
    return seen_;
  }
  void forget() { seen_.clear(); }

 private:
  bool more() {
    char bytes[4096];
    const ssize_t n = ::recv(socket_, bytes, sizeof(bytes), 0);
    if (n <= 0) return false;
    seen_.append(bytes, static_cast<std::size_t>(n));
    return true;
  }

  int socket_;
  std::string seen_;
};

std::string status_of(const std::string& reply) { return reply.substr(0, reply.find("\r\n")); }

/// A short masked text frame, with a mask of zeros (RFC 6455 section 5.2).
std::string text_frame(const std::string& text) {
  return std::string("\x81", 1) + static_cast<char>(0x80 | text.size()) + std::string(4, '\0') +
         text;
}

const std::string upgrade_headers =
    "Host: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

}  // namespace

TEST_CASE("http: requests on one connection are answered in order") {
  const Served served;
  Client client{served};
  client.send(
      "POST /a%20b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc"
      "GET /next HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string replies = client.read_all();
  CHECK(status_of(replies) == "HTTP/1.1 200 OK");
  CHECK(replies.find("POST /a b abc") < replies.find("GET /next "));
  CHECK(replies.find("X-Peer: 127.0.0.1") != std::string::npos);
}

TEST_CASE("http: HEAD has the header of GET and no body") {
  const Served served;
  Client client{served};
  client.send("HEAD /x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string reply = client.read_all();
  CHECK(reply.find("Content-Length: 8") != std::string::npos);
  CHECK(reply.substr(reply.size() - 4) == "\r\n\r\n");
}

TEST_CASE("http: what is no HTTP/1.1, or too long, is refused and closed") {
  const Served served{{.head_bytes_max = 1024, .target_bytes_max = 200}};
  const std::pair<std::string, std::string> cases[] = {
      {"\x16\x03\x01 what\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET http://x/ HTTP/1.1\r\nHost: x\r\n\r\n", "HTTP/1.1 400 Bad Request"},
      {"GET /" + std::string(200, 'a') + " HTTP/1.1\r\nHost: x\r\n\r\n",
       "HTTP/1.1 414 URI Too Long"},
      {"GET / HTTP/1.1\r\nX: " + std::string(2000, 'a') + "\r\n\r\n",
       "HTTP/1.1 431 Request Header Fields Too Large"},
  };
  for (const auto& [bytes, status] : cases) {
    CAPTURE(bytes.substr(0, 40));
    Client client{served};
    client.send(bytes);
    CHECK(status_of(client.read_all()) == status);
  }
  Client after{served};
  after.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(status_of(after.read_all()) == "HTTP/1.1 200 OK");
  CHECK(served.metrics.malformed.value() == 3);
  CHECK(served.metrics.too_large.value() == 2);
}

TEST_CASE("http: a request that two readers could end at different places is refused and closed") {
  const Served served;
  for (const std::string head :
       {"Host: x\r\nContent-Length: 3\r\nContent-Length: 4",
        "Host: x\r\nContent-Length: 3\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
        "Host: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked",
        "Host: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3",
        "Host: x\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Host: x\r\nTransfer-Encoding: identity, chunked",
        "Host: x\r\nTransfer-Encoding: chunked, identity", "Host: x\r\nTransfer-Encoding: xchunked",
        "Host: x\r\nTransfer-Encoding : chunked",
        "Host: x\r\nTransfer-Encoding:\x0b"
        "chunked",
        "Host: x\r\n Transfer-Encoding: chunked", "Host: x\r\nContent-Length: +3",
        "Host: x\r\nContent-Length: -3", "Host: x\r\nContent-Length: 3, 3",
        "Host: x\r\nContent-Length: 0x3", "Host: x\r\nContent-Length: 99999999999999999999",
        "Content-Length: 3", "Host: x\r\nHost: y\r\nContent-Length: 3"}) {
    CAPTURE(head);
    Client client{served};
    client.send("POST / HTTP/1.1\r\n" + head +
                "\r\n\r\nabcGET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
    const std::string reply = client.read_all();
    CHECK(status_of(reply) == "HTTP/1.1 400 Bad Request");
    CHECK(reply.find("smuggled") == std::string::npos);
  }
  Client old{served};
  old.send("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n");
  CHECK(status_of(old.read_all()) == "HTTP/1.1 400 Bad Request");
}

TEST_CASE("http: a body is read as far as its request may have one, and left out beyond") {
  const Served served;
  const auto post = [](const std::string& more, const std::string& rest) {
    return "POST /a HTTP/1.1\r\nHost: x\r\n" + more + "\r\n\r\n" + rest;
  };
  const std::string body(500, 'b');
  const std::pair<std::string, std::string> cases[] = {
      {post("Connection: close\r\nContent-Length: 3", "abc"), "POST /a abc"},
      {post("Content-Length: 500", body), "POST /a left out"},
      {post("Content-Length: 500", ""), "POST /a left out"},
      {post("Transfer-Encoding: chunked", "1f4\r\n" + body + "\r\n0\r\n\r\n"), "POST /a left out"},
      {post("Connection: close\r\nAuthorization: Bearer x\r\nContent-Length: 500", body),
       "POST /a " + body},
      {post("Connection: close\r\nAuthorization: Bearer x\r\nTransfer-Encoding: chunked",
            "1f4\r\n" + body + "\r\n0\r\n\r\n"),
       "POST /a " + body},
  };
  for (const auto& [bytes, answer] : cases) {
    CAPTURE(bytes.substr(0, 120));
    Client client{served};
    client.send(bytes);
    const std::string reply = client.read_all();
    CHECK(reply.substr(std::min(reply.size(), reply.find("\r\n\r\n") + 4)) == answer);
  }
}

TEST_CASE("http: one connection has so many requests at once, and more after a while") {
  const Served served{{.requests_burst = 3, .request_refill = hours(1)}};
  Client client{served};
  std::string requests;
  for (int i = 0; i < 4; ++i)
    requests += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send(requests);
  const std::string replies = client.read_until("too many requests");
  CHECK(replies.find("GET /2") < replies.find("HTTP/1.1 429 Too Many Requests"));
  CHECK(replies.find("Retry-After: 1\r\n") != std::string::npos);
  Client other{served};
  other.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(status_of(other.read_all()) == "HTTP/1.1 200 OK");
}

TEST_CASE("http: a slow request is cut") {
  const Served served{{.request_within = milliseconds(50), .idle_within = milliseconds(50)}};
  Client client{served};
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nab");
  CHECK(client.read_all().empty());
  Client silent{served};
  CHECK(silent.read_all().empty());
  CHECK(served.metrics.too_slow.value() == 1);
}

TEST_CASE("http: part of a file") {
  Served served;
  char name[] = "/tmp/relevo-http-XXXXXX";
  const int made = ::mkstemp(name);
  REQUIRE(made >= 0);
  REQUIRE(::write(made, "0123456789", 10) == 10);
  ::close(made);
  served.handler.file_path = name;
  Client client{served};
  client.send("GET /file HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string reply = client.read_all();
  CHECK(reply.find("Content-Length: 5\r\n") != std::string::npos);
  CHECK(reply.substr(reply.find("\r\n\r\n") + 4) == "23456");
  ::unlink(name);
  Client gone{served};
  gone.send("GET /file HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(gone.read_all()) == "HTTP/1.1 404 Not Found");
}

TEST_CASE("http: more connections than there may be are told to come back") {
  const Served served{{.connections_max = 2, .connections_of_peer_max = 1}};
  const auto is_served = [](Client& client) {
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    return status_of(client.read_until("GET / ")) == "HTTP/1.1 200 OK";
  };
  {
    Client first{served};
    Client second{served};
    CHECK(is_served(first));
    CHECK(is_served(second));
    Client third{served};
    const std::string reply = third.read_all();
    CHECK(status_of(reply) == "HTTP/1.1 503 Service Unavailable");
    CHECK(reply.find("Retry-After: 5\r\n") != std::string::npos);
  }
  CHECK(served.metrics.turned_away_full.value() == 1);
}

TEST_CASE("http: more connections than one address may have are told to come back") {
  const Served served{{.connections_of_peer_max = 1, .loopback_counts = true}};
  Client first{served};
  first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  first.read_until("GET / ");
  Client second{served};
  CHECK(status_of(second.read_all()) == "HTTP/1.1 429 Too Many Requests");
  CHECK(served.metrics.turned_away_of_peer.value() == 1);
}

TEST_CASE("websocket: opened, text both ways, closed; elsewhere it is refused") {
  const Served served;
  Client client{served};
  client.send("GET /feed HTTP/1.1\r\n" + upgrade_headers);
  // The accept value of RFC 6455 section 1.3, and the greeting as a frame.
  CHECK(client.read_until("hello").find("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=") != std::string::npos);
  client.forget();
  client.send(text_frame("one") + text_frame("two"));
  CHECK(client.read_until("two").find("one") != std::string::npos);
  client.send(text_frame("bye"));
  CHECK(client.read_until("as you wish").find("as you wish") != std::string::npos);

  Client refused{served};
  refused.send("GET /other HTTP/1.1\r\n" + upgrade_headers);
  CHECK(status_of(refused.read_until("no feed here")) == "HTTP/1.1 404 Not Found");
}

TEST_CASE("websocket: a message over the limit, and frames that are not masked, end it") {
  const Served served{{.message_bytes_max = 100}};
  Client client{served};
  client.send("GET /feed HTTP/1.1\r\n" + upgrade_headers);
  client.read_until("hello");
  client.send(text_frame(std::string(120, 'a')));
  client.read_all();  // Ends: the peer was closed.
  Client unmasked{served};
  unmasked.send("GET /feed HTTP/1.1\r\n" + upgrade_headers);
  unmasked.read_until("hello");
  unmasked.send(std::string("\x81\x03", 2) + "abc");
  unmasked.read_all();
}

TEST_CASE("websocket: frames before the answer to the handshake are refused") {
  const Served served;
  Client client{served};
  client.send("GET /feed HTTP/1.1\r\n" + upgrade_headers + text_frame("early"));
  CHECK(status_of(client.read_all()) == "HTTP/1.1 400 Bad Request");
}

TEST_CASE("http: steps are run in order, again and again, and before stop returns") {
  Served served;
  int steps = 0;
  for (int i = 0; i < 100; ++i) {
    served.server->post([&steps, i] { steps += steps == i ? 1 : 0; });
  }
  served.server->stop();
  CHECK(steps == 100);
}

}  // namespace relevo
