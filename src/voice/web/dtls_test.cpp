#include "voice/web/dtls.h"

#include <doctest/doctest.h>

#include "base/prng.h"
#include "voice/web/browser_test.h"

namespace relevo::voice {

namespace {

void shake_hands(DtlsClient& browser, DtlsServer& server) {
  std::vector<Bytes> for_browser;
  for (int turn = 0; turn < 10 && server.stage() == DtlsServer::Stage::shaking_hands; ++turn) {
    for_browser = server.take(browser.step(for_browser));
  }
  if (server.stage() == DtlsServer::Stage::done) browser.step(for_browser);
}

}  // namespace

TEST_CASE("dtls: a browser shakes hands, and both have the same keys") {
  const auto identity = DtlsIdentity::make();
  REQUIRE(identity);
  CHECK(identity->fingerprint().size() == std::string("sha-256 ").size() + 32 * 3 - 1);
  DtlsClient browser;
  auto server = DtlsServer::make(*identity, browser.fingerprint());
  REQUIRE(server);
  shake_hands(browser, *server);
  REQUIRE(server->stage() == DtlsServer::Stage::done);
  CHECK(browser.done());
  CHECK(server->keys().ours == browser.keys().theirs);
  CHECK(server->keys().theirs == browser.keys().ours);
  CHECK_FALSE(server->repeat_in());

  auto here = Srtp::make(server->keys());
  auto there = Srtp::make(browser.keys());
  REQUIRE(here);
  REQUIRE(there);
  Bytes packet(12 + 160 + srtp_trailer_bytes, 7);
  packet[0] = 0x80;
  packet[1] = 0;
  const Bytes plain(packet.begin(), packet.begin() + 172);
  const auto sealed = here->seal_rtp(packet, 172);
  REQUIRE(sealed);
  CHECK(*sealed == 182);
  const auto opened = there->open_rtp(std::span{packet}.first(*sealed));
  REQUIRE(opened);
  CHECK(Bytes(packet.begin(), packet.begin() + 172) == plain);
}

TEST_CASE("dtls: another certificate than the offer named is refused") {
  const auto identity = DtlsIdentity::make();
  DtlsClient browser;
  const DtlsClient other;
  auto server = DtlsServer::make(*identity, other.fingerprint());
  shake_hands(browser, *server);
  CHECK(server->stage() == DtlsServer::Stage::failed);
  CHECK(server->why() == "another certificate than the offer named");
}

TEST_CASE("dtls: whoever speaks no SRTP that we speak is refused") {
  const auto identity = DtlsIdentity::make();
  DtlsClient browser{"SRTP_AES128_CM_SHA1_32"};
  auto server = DtlsServer::make(*identity, browser.fingerprint());
  shake_hands(browser, *server);
  CHECK(server->stage() == DtlsServer::Stage::failed);
}

TEST_CASE("dtls: our flight is sent again when nobody answers") {
  const auto identity = DtlsIdentity::make();
  DtlsClient browser;
  auto server = DtlsServer::make(*identity, browser.fingerprint());
  REQUIRE(server);
  CHECK_FALSE(server->take(browser.step({})).empty());
  const auto wait = server->repeat_in();
  REQUIRE(wait);
  CHECK(wait->us > 0);
  CHECK(wait->us <= seconds(1).us);
}

TEST_CASE("dtls: noise ends the handshake at worst, and more of it than anybody needs always") {
  const auto identity = DtlsIdentity::make();
  auto server = DtlsServer::make(*identity, "sha-256 00");
  Prng prng{5};
  for (int i = 0; i <= DtlsServer::datagrams_max; ++i) {
    Bytes noise(1 + prng.below(300));
    for (auto& byte : noise) byte = static_cast<std::uint8_t>(prng.below(256));
    noise[0] = 22;
    server->take(noise);
  }
  CHECK(server->stage() == DtlsServer::Stage::failed);
}

TEST_CASE("srtp: a packet is opened once, not damaged, and behind a process that died") {
  SrtpKeys keys{};
  keys.ours.fill(1);
  keys.theirs.fill(2);
  const SrtpKeys other_way{.ours = keys.theirs, .theirs = keys.ours};
  auto browser = Srtp::make(other_way);
  auto voice = Srtp::make(keys);
  const auto packet = [](std::uint16_t sequence) {
    Bytes bytes(40 + srtp_trailer_bytes, 3);
    bytes[0] = 0x80;
    bytes[1] = 0;
    bytes[2] = static_cast<std::uint8_t>(sequence >> 8U);
    bytes[3] = static_cast<std::uint8_t>(sequence);
    for (std::size_t i = 4; i < 12; ++i) bytes[i] = static_cast<std::uint8_t>(i);
    return bytes;
  };
  const std::uint32_t ssrc = 0x08090A0B;
  // The sequence number rolls over, and both count that.
  for (std::uint32_t sequence = 65000; sequence < 65536 + 10; ++sequence) {
    Bytes sent = packet(static_cast<std::uint16_t>(sequence));
    const auto size = browser->seal_rtp(sent, 40);
    REQUIRE(size);
    Bytes damaged = sent;
    damaged[20] ^= 1U;
    CHECK_FALSE(voice->open_rtp(std::span{damaged}.first(*size)));
    Bytes again = sent;
    REQUIRE(voice->open_rtp(std::span{sent}.first(*size)));
    CHECK_FALSE(voice->open_rtp(std::span{again}.first(*size)));
  }
  CHECK(voice->roll_overs(ssrc) == 1);

  auto next = Srtp::make(keys);
  REQUIRE(next->resume(ssrc, voice->roll_overs(ssrc)));
  Bytes sent = packet(11);
  const auto size = browser->seal_rtp(sent, 40);
  CHECK(next->open_rtp(std::span{sent}.first(*size)));
  auto ignorant = Srtp::make(keys);
  sent = packet(12);
  CHECK_FALSE(ignorant->open_rtp(std::span{sent}.first(*browser->seal_rtp(sent, 40))));
}

TEST_CASE("srtp: reports are sealed and opened, and no room is no packet") {
  SrtpKeys keys{};
  keys.ours.fill(1);
  keys.theirs.fill(2);
  auto here = Srtp::make(keys);
  auto there = Srtp::make({.ours = keys.theirs, .theirs = keys.ours});
  Bytes report(28 + srtp_trailer_bytes, 0);
  report[0] = 0x80;
  report[1] = 200;
  const auto sealed = here->seal_rtcp(report, 28);
  REQUIRE(sealed);
  CHECK(*sealed == 28 + srtp_trailer_bytes);
  CHECK(there->open_rtcp(std::span{report}.first(*sealed)) == 28);
  Bytes small(40, 0);
  small[0] = 0x80;
  CHECK_FALSE(here->seal_rtp(small, 40));
}

}  // namespace relevo::voice
