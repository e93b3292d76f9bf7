#include "demo/rtp_player.h"

#include <arpa/inet.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/timerfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace relevo::demo {

namespace {

constexpr std::size_t frame_bytes = 160;  // 20 ms of PCMU.
constexpr std::size_t rtp_header_bytes = 12;
constexpr long frame_ns = 20'000'000;
constexpr std::uint64_t frames_late_max = 10;  // Later than that is left out, not caught up with.
constexpr std::uint8_t pcmu_silence = 0xFF;
constexpr int packets_heard_max = 8;  // A line and frame.
constexpr int receive_bytes_max = 32'768;

}  // namespace

Result<std::unique_ptr<RtpPlayer>> RtpPlayer::start(std::string address, Speech speech,
                                                    std::uint64_t seed) {
  std::unique_ptr<RtpPlayer> player{new RtpPlayer(std::move(address), std::move(speech), seed)};
  player->clock_ = ::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
  player->wake_ = ::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
  if (player->clock_ < 0 || player->wake_ < 0) {
    return fault(Fault::Kind::limit, std::string("rtp: no timer: ") + std::strerror(errno));
  }
  const itimerspec every{.it_interval = {0, frame_ns}, .it_value = {0, frame_ns}};
  ::timerfd_settime(player->clock_, 0, &every, nullptr);
  player->thread_ = std::thread([self = player.get()] { self->run(); });
  return player;
}

RtpPlayer::~RtpPlayer() {
  if (thread_.joinable()) {
    const std::uint64_t one = 1;
    static_cast<void>(::write(wake_, &one, sizeof(one)) == sizeof(one));
    thread_.join();
  }
  for (const auto& [id, talk] : talks_) ::close(talk.socket);
  if (clock_ >= 0) ::close(clock_);
  if (wake_ >= 0) ::close(wake_);
}

Result<RtpPlayer::Line> RtpPlayer::open(Language language) {
  const std::lock_guard lock(mutex_);
  if (talks_.size() >= lines_max) return fault(Fault::Kind::limit, "rtp: too many lines");
  Talk talk;
  talk.socket = ::socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
  sockaddr_in local{};
  local.sin_family = AF_INET;
  ::inet_pton(AF_INET, address_.c_str(), &local.sin_addr);
  socklen_t size = sizeof(local);
  auto* name = reinterpret_cast<sockaddr*>(&local);
  if (talk.socket < 0 || ::bind(talk.socket, name, size) != 0 ||
      ::getsockname(talk.socket, name, &size) != 0) {
    const int error = errno;
    if (talk.socket >= 0) ::close(talk.socket);
    return fault(Fault::Kind::network, "rtp: no port on " + address_ + ": " + std::strerror(error));
  }
  ::setsockopt(talk.socket, SOL_SOCKET, SO_RCVBUF, &receive_bytes_max, sizeof(receive_bytes_max));
  talk.language = language;
  talk.sequence = static_cast<std::uint16_t>(prng_.next());
  talk.timestamp = static_cast<std::uint32_t>(prng_.next());
  talk.source = static_cast<std::uint32_t>(prng_.next());
  talk.pause_frames = static_cast<std::uint32_t>(prng_.below(50));
  talks_.emplace(++last_, talk);
  return Line{.id = last_, .port = ntohs(local.sin_port)};
}

void RtpPlayer::talk(LineId line, const std::string& address, std::uint16_t port, bool heard) {
  const std::lock_guard lock(mutex_);
  const auto found = talks_.find(line);
  if (found == talks_.end()) return;
  Talk& talk = found->second;
  talk.remote.sin_family = AF_INET;
  talk.remote.sin_port = htons(port);
  talk.sending =
      heard && ::inet_pton(AF_INET, address.c_str(), &talk.remote.sin_addr) == 1 && port != 0;
}

void RtpPlayer::use(LineId line, Language language) {
  const std::lock_guard lock(mutex_);
  const auto found = talks_.find(line);
  if (found != talks_.end()) found->second.language = language;
}

void RtpPlayer::close(LineId line) {
  const std::lock_guard lock(mutex_);
  const auto found = talks_.find(line);
  if (found == talks_.end()) return;
  ::close(found->second.socket);
  talks_.erase(found);
}

void RtpPlayer::run() {
  const int watcher = ::epoll_create1(EPOLL_CLOEXEC);
  for (const int descriptor : {clock_, wake_}) {
    epoll_event event{.events = EPOLLIN, .data = {.fd = descriptor}};
    ::epoll_ctl(watcher, EPOLL_CTL_ADD, descriptor, &event);
  }
  for (bool stopped = false; !stopped;) {
    std::array<epoll_event, 2> events{};
    const int count = ::epoll_wait(watcher, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      stopped = stopped || events[static_cast<std::size_t>(i)].data.fd == wake_;
    }
    std::uint64_t frames = 0;
    if (stopped || ::read(clock_, &frames, sizeof(frames)) != sizeof(frames)) continue;
    for (; frames > 0; --frames) {
      if (frames <= frames_late_max) tick();
    }
  }
  ::close(watcher);
}

void RtpPlayer::tick() {
  const std::lock_guard lock(mutex_);
  for (auto& [id, talk] : talks_) {
    if (talk.sending) send(talk);
    listen(talk);
  }
}

void RtpPlayer::send(Talk& talk) {
  std::array<std::uint8_t, rtp_header_bytes + frame_bytes> packet{};
  packet[0] = 0x80;  // Version 2; payload type 0 is PCMU.
  const std::uint16_t sequence = htons(talk.sequence);
  const std::uint32_t timestamp = htonl(talk.timestamp);
  const std::uint32_t source = htonl(talk.source);
  std::memcpy(&packet[2], &sequence, sizeof(sequence));
  std::memcpy(&packet[4], &timestamp, sizeof(timestamp));
  std::memcpy(&packet[8], &source, sizeof(source));
  next_frame(talk, &packet[rtp_header_bytes]);
  ++talk.sequence;
  talk.timestamp += frame_bytes;
  const auto* to = reinterpret_cast<const sockaddr*>(&talk.remote);
  const ssize_t size =
      ::sendto(talk.socket, packet.data(), packet.size(), MSG_DONTWAIT, to, sizeof(talk.remote));
  if (size > 0) ++sent_;
}

void RtpPlayer::listen(const Talk& talk) {
  std::array<std::uint8_t, 64> head{};  // The rest of a packet is of no interest to a simulator.
  for (int i = 0; i < packets_heard_max; ++i) {
    if (::recv(talk.socket, head.data(), head.size(), MSG_DONTWAIT | MSG_TRUNC) <= 0) return;
    ++heard_;
  }
}

// A sentence, a pause of half a second to four, the next sentence.
void RtpPlayer::next_frame(Talk& talk, std::uint8_t* payload) {
  std::fill_n(payload, frame_bytes, pcmu_silence);
  if (talk.pause_frames > 0) {
    --talk.pause_frames;
    return;
  }
  if (talk.clip == nullptr) {
    const auto& clips = speech_.clips(talk.language);
    if (clips.empty()) return;
    talk.clip = &clips[prng_.below(clips.size())];
    talk.at = 0;
  }
  const std::size_t size = std::min(frame_bytes, talk.clip->size() - talk.at);
  std::copy_n(talk.clip->data() + talk.at, size, payload);
  talk.at += size;
  if (talk.at < talk.clip->size()) return;
  talk.clip = nullptr;
  talk.pause_frames = 25 + static_cast<std::uint32_t>(prng_.below(175));
}

}  // namespace relevo::demo
