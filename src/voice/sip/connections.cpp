#include "voice/sip/connections.h"

#include <arpa/inet.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <optional>
#include <system_error>
#include <tuple>

#include "voice/clock.h"
#include "voice/sip/request.h"

namespace relevo::voice {

namespace {

/// Nothing when it is no socket, not at our port, or the one that listens.
std::optional<sockaddr_in> peer_of(int descriptor, std::uint16_t port) {
  sockaddr_in own{};
  socklen_t size = sizeof(own);
  if (::getsockname(descriptor, reinterpret_cast<sockaddr*>(&own), &size) != 0 ||
      own.sin_family != AF_INET || ntohs(own.sin_port) != port) {
    return std::nullopt;
  }
  sockaddr_in peer{};
  size = sizeof(peer);
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&peer), &size) != 0) {
    return std::nullopt;
  }
  return peer;
}

std::string way_to(const sockaddr_in& peer) {
  Source source;
  source.address.resize(INET_ADDRSTRLEN);
  ::inet_ntop(AF_INET, &peer.sin_addr, source.address.data(), INET_ADDRSTRLEN);
  source.address.resize(source.address.find('\0'));
  source.port = ntohs(peer.sin_port);
  source.tcp = true;
  return source.uri();
}

std::optional<ConnectionSeen> look_at(int descriptor, std::uint16_t port) {
  const auto peer = peer_of(descriptor, port);
  tcp_info info{};
  socklen_t size = sizeof(info);
  if (!peer || ::getsockopt(descriptor, IPPROTO_TCP, TCP_INFO, &info, &size) != 0) {
    return std::nullopt;
  }
  return ConnectionSeen{.descriptor = descriptor,
                        .way = way_to(*peer),
                        .address = ntohl(peer->sin_addr.s_addr),
                        .spoke = info.tcpi_bytes_received > 0,
                        .silent = milliseconds(info.tcpi_last_data_recv)};
}

}  // namespace

namespace {

/// How many there are of one address, or in all.
struct Counted {
  std::size_t unused = 0;
  std::size_t idle = 0;  // Of the unused: not busy.
};

bool is_busy(const ConnectionSeen& one) {
  return one.silent < ConnectionLimits::busy && one.unused < ConnectionLimits::settling_max;
}

}  // namespace

std::vector<int> ConnectionLimits::surplus(std::vector<ConnectionSeen> seen) {
  std::erase_if(seen, [](const ConnectionSeen& one) { return one.used; });
  std::stable_sort(seen.begin(), seen.end(), [](const ConnectionSeen& a, const ConnectionSeen& b) {
    return std::tuple(is_busy(a), a.spoke, b.silent) < std::tuple(is_busy(b), b.spoke, a.silent);
  });
  std::map<std::uint32_t, Counted> of_address;
  Counted all;
  for (const ConnectionSeen& one : seen) {
    for (Counted* counted : {&of_address[one.address], &all}) {
      ++counted->unused;
      if (!is_busy(one)) ++counted->idle;
    }
  }
  std::vector<int> closed;
  for (const ConnectionSeen& one : seen) {
    Counted& there = of_address[one.address];
    const bool too_many = there.unused > busy_of_address_max || all.unused > busy_max;
    const bool too_long = one.silent >= (one.spoke ? silent_max : mute_max);
    const bool too_idle = there.idle > unused_of_address_max || all.idle > unused_max;
    if (!too_many && (is_busy(one) || !(too_long || too_idle))) continue;
    for (Counted* counted : {&there, &all}) {
      --counted->unused;
      if (!is_busy(one)) --counted->idle;
    }
    closed.push_back(one.descriptor);
  }
  return closed;
}

std::set<std::string> ConnectionLimits::gone(std::set<std::string> used,
                                             const std::vector<ConnectionSeen>& seen) {
  for (const ConnectionSeen& one : seen) used.erase(one.way);
  return used;
}

Connections::Connections(Loop& loop, std::uint16_t port, UsedWays used, GoneWays gone,
                         Logger& logger)
    : port_(port),
      used_(std::move(used)),
      gone_(std::move(gone)),
      logger_(logger),
      due_(loop, [this] { look(); }) {
  due_.set(looks_each);
}

// Nothing when the kernel does not say.
std::optional<std::vector<ConnectionSeen>> Connections::seen() const {
  std::vector<ConnectionSeen> found;
  std::error_code error;
  std::filesystem::directory_iterator entry{"/proc/self/fd", error};
  for (const std::filesystem::directory_iterator end; !error && entry != end;
       entry.increment(error)) {
    const std::string name = entry->path().filename();
    int descriptor = -1;
    std::from_chars(name.data(), name.data() + name.size(), descriptor);
    if (auto one = look_at(descriptor, port_)) found.push_back(std::move(*one));
  }
  if (error) return std::nullopt;
  return found;
}

void Connections::look() {
  due_.set(looks_each);
  auto seen_now = seen();
  if (!seen_now) return;
  const std::set<std::string> used = used_();
  std::map<std::string, Time> unused_since;
  for (ConnectionSeen& one : *seen_now) {
    one.used = used.contains(one.way);
    if (one.used) continue;
    const auto known = unused_since_.find(one.way);
    const Time since = known == unused_since_.end() ? now() : known->second;
    one.unused = now() - since;
    unused_since.emplace(one.way, since);
  }
  unused_since_ = std::move(unused_since);
  const std::set<std::string> gone = ConnectionLimits::gone(used, *seen_now);
  if (!gone.empty()) gone_(gone);
  const std::vector<int> closed = ConnectionLimits::surplus(std::move(*seen_now));
  // sofia sees their end and closes them.
  for (const int descriptor : closed) ::shutdown(descriptor, SHUT_RDWR);
  if (!closed.empty()) {
    logger_.warning("connections that nobody used were closed", {{"connections", closed.size()}});
  }
}

}  // namespace relevo::voice
