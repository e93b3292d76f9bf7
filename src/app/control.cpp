#include "app/control.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace relevo {

namespace {

constexpr std::string_view upgrade_word = "upgrade ";
constexpr std::size_t answer_bytes_max = 4'096;
constexpr int backlog = 8;

tl::unexpected<Fault> broken(const std::string& path) {
  return fault(Fault::Kind::network, path + ": " + std::strerror(errno));
}

Result<sockaddr_un> address_of(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) {
    errno = ENAMETOOLONG;
    return broken(path);
  }
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return address;
}

int new_socket(int flags) { return ::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | flags, 0); }

bool may_ask(int client) {
  ucred peer{};
  socklen_t size = sizeof(peer);
  return ::getsockopt(client, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 &&
         (peer.uid == ::geteuid() || peer.uid == 0);
}

}  // namespace

std::string to_text(const UpgradeRequest& request) {
  return std::string(upgrade_word) + std::to_string(request.patience_s) + " " + request.program;
}

Result<UpgradeRequest> parse_upgrade_request(std::string_view text) {
  UpgradeRequest request;
  const std::size_t begin = upgrade_word.size();
  const std::size_t end = std::min(text.find(' ', begin), text.size());
  const auto read =
      std::from_chars(text.data() + std::min(begin, end), text.data() + end, request.patience_s);
  if (!text.starts_with(upgrade_word) || end == text.size() || read.ec != std::errc{} ||
      read.ptr != text.data() + end || request.patience_s < 1 ||
      request.patience_s > UpgradeRequest::patience_s_max) {
    return fault(Fault::Kind::input,
                 "the request is not understood; ask with the relevo upgrade of this server's "
                 "version or of a later one");
  }
  request.program = text.substr(end + 1);
  if (!request.program.empty() &&
      (request.program.front() != '/' || request.program.find('\0') != std::string::npos)) {
    return fault(Fault::Kind::input, "--program: its path must begin with /");
  }
  return request;
}

Result<std::unique_ptr<ControlSocket>> ControlSocket::open(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected<Fault>(address.error());
  const int listener = new_socket(SOCK_NONBLOCK);
  if (listener < 0) return broken(path);
  std::unique_ptr<ControlSocket> socket{new ControlSocket(listener)};
  ::unlink(path.c_str());
  // Nobody can connect before it listens, and then only who may.
  if (::bind(listener, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) != 0 ||
      ::chmod(path.c_str(), 0600) != 0 || ::listen(listener, backlog) != 0) {
    return broken(path);
  }
  return socket;
}

ControlSocket::~ControlSocket() {
  for (const int client : waiting_) ::close(client);
  ::close(listener_);
}

std::vector<int> ControlSocket::descriptors() const {
  std::vector<int> all{listener_};
  all.insert(all.end(), waiting_.begin(), waiting_.end());
  return all;
}

void ControlSocket::accept_all() {
  for (std::size_t i = 0; i < waiting_max; ++i) {
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
    if (client < 0) return;
    waiting_.push_back(client);
    if (waiting_.size() <= waiting_max) continue;
    ::close(waiting_.front());
    waiting_.pop_front();
  }
}

std::optional<ControlSocket::Asked> ControlSocket::take() {
  accept_all();
  std::array<char, request_bytes_max> text{};
  for (auto client = waiting_.begin(); client != waiting_.end();) {
    const ssize_t size = ::recv(*client, text.data(), text.size(), MSG_TRUNC);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) {
      ++client;
      continue;
    }
    const int taken = *client;
    client = waiting_.erase(client);
    const auto length = static_cast<std::size_t>(std::max<ssize_t>(size, 0));
    if (length == 0 || length > text.size() || !may_ask(taken)) {
      ::close(taken);
      continue;
    }
    return Asked{taken, parse_upgrade_request({text.data(), length})};
  }
  return std::nullopt;
}

void answer(int client, std::string_view kind, std::string_view sentence) {
  const std::string text =
      std::string(kind) + " " + std::string(sentence.substr(0, answer_bytes_max - kind.size() - 1));
  [[maybe_unused]] const ssize_t sent =
      ::send(client, text.data(), text.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
}

Result<int> connect_to_control(const std::string& path) {
  const auto address = address_of(path);
  if (!address) return tl::unexpected<Fault>(address.error());
  const int connection = new_socket(0);
  if (connection >= 0 &&
      ::connect(connection, reinterpret_cast<const sockaddr*>(&*address), sizeof(*address)) == 0) {
    return connection;
  }
  const int error = errno;
  if (connection >= 0) ::close(connection);
  if (error == ENOENT || error == ECONNREFUSED) {
    return fault(Fault::Kind::input, "nobody serves this folder; relevo serve must run on it");
  }
  if (error == EACCES) {
    return fault(Fault::Kind::input, path + ": only the server's user may ask for an upgrade");
  }
  errno = error;
  return broken(path);
}

Result<void> ask(int connection, const UpgradeRequest& request) {
  const std::string text = to_text(request);
  if (::send(connection, text.data(), text.size(), MSG_NOSIGNAL) < 0) {
    return fault(Fault::Kind::network, std::string("asking serve: ") + std::strerror(errno));
  }
  return {};
}

std::optional<std::string> next_answer(int connection) {
  std::array<char, answer_bytes_max> text{};
  ssize_t size = -1;
  do {
    size = ::recv(connection, text.data(), text.size(), 0);
  } while (size < 0 && errno == EINTR);
  if (size <= 0) return std::nullopt;
  return std::string(text.data(), static_cast<std::size_t>(size));
}

}  // namespace relevo
