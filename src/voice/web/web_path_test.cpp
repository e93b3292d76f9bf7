#include "voice/web/web_path.h"

#include <doctest/doctest.h>

#include "voice/media/phone_test.h"

namespace relevo::voice {

namespace {

class NoSteps final : public DtlsEvents {
 public:
  void on_dtls(DtlsStep /*step*/) override {}
};

constexpr Time start{seconds(1000).us};

struct Paths {
  NoSteps steps;
  std::unique_ptr<DtlsWorker> worker = DtlsWorker::start(steps).value();
  WebPath path{LegId{1}, UdpSocket::bind({loopback, 0}).value(),
               IceLite{new_ice_credentials(), "them"}, *worker};

  void resume() {
    WebMark mark{.peer = {loopback, 4000}};
    mark.keys.ours.fill(1);
    mark.keys.theirs.fill(2);
    REQUIRE(path.resume(mark, start));
  }

  /// Audio of the browser with this key comes at `at`.
  void hear(std::uint8_t key, std::uint16_t sequence, Time at) {
    sockaddr_in local{};
    socklen_t size = sizeof(local);
    ::getsockname(path.socket().descriptor(), reinterpret_cast<sockaddr*>(&local), &size);
    SrtpKeys keys{};
    keys.ours.fill(key);
    Srtp browser = Srtp::make(keys).value();
    Bytes packet(rtp_header_size + 160 + srtp_trailer_bytes);
    write_rtp(std::span<std::uint8_t, rtp_header_size>{packet.data(), rtp_header_size},
              {.sequence = sequence, .ssrc = 5});
    packet.resize(browser.seal_rtp(packet, rtp_header_size + 160).value());
    const Phone phone;
    REQUIRE(phone.send_raw(ntohs(local.sin_port), packet));
    pollfd waiting{.fd = path.socket().descriptor(), .events = POLLIN, .revents = 0};
    REQUIRE(::poll(&waiting, 1, 5000) == 1);
    Bytes buffer(2048);
    path.receive(buffer, at);
  }
};

}  // namespace

TEST_CASE("web path: it is dead sooner where audio flowed and somebody waits at the other end") {
  Paths it;
  CHECK_FALSE(it.path.is_alive(start, false));
  it.resume();
  it.hear(2, 1, start);
  const Time soon = start + WebPath::quiet_in_call_max;
  CHECK(it.path.is_alive(soon - milliseconds(1), true));
  CHECK_FALSE(it.path.is_alive(soon, true));
  CHECK(it.path.is_alive(soon, false));
  CHECK(it.path.is_alive(start + WebPath::quiet_max - milliseconds(1), false));
  CHECK_FALSE(it.path.is_alive(start + WebPath::quiet_max, false));
}

TEST_CASE("web path: who has muted is there as long as its checks come, in a call too") {
  Paths it;
  it.resume();  // As by a check.
  CHECK(it.path.is_alive(start + WebPath::quiet_max - milliseconds(1), true));
  CHECK_FALSE(it.path.is_alive(start + WebPath::quiet_max, true));
}

TEST_CASE("web path: what was resumed is no other mark until something is heard") {
  Paths it;
  WebMark mark{.peer = {loopback, 4000}, .ssrc = 5, .roll_overs = 3};
  mark.keys.theirs.fill(2);
  REQUIRE(it.path.resume(mark, start));
  CHECK_FALSE(it.path.renewed_mark());
}

TEST_CASE("web path: its audio shows that it lives, nobody else's does") {
  Paths it;
  it.resume();
  const Time later = start + WebPath::quiet_max;
  it.hear(3, 1, later);
  CHECK_FALSE(it.path.is_alive(later, true));
  it.hear(2, 2, later);
  CHECK(it.path.is_alive(later, true));
}

}  // namespace relevo::voice
