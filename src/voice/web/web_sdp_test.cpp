#include "voice/web/web_sdp.h"

#include <doctest/doctest.h>

#include "voice/sip/sdp.h"

namespace relevo::voice {

namespace {

const std::string fingerprint =
    "sha-256 "
    "20:B2:6E:7F:11:FC:DA:0D:EE:07:A1:64:CE:3A:82:97:C1:70:E4:DF:FA:B9:D8:AE:BC:9D:D9:F1:CD:6C:A8:"
    "BB";

// What Chromium 156 says for one transceiver, shortened to one candidate.
const std::string offer_of_chromium =
    "v=0\r\no=- 8061050003886017656 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    "a=extmap-allow-mixed\r\na=msid-semantic: WMS 24477690-2237-49ec-9805-acb05737a6bb\r\n"
    "m=audio 50794 UDP/TLS/RTP/SAVPF 111 63 9 0 8 13 110 126\r\nc=IN IP4 192.0.2.2\r\n"
    "a=rtcp:9 IN IP4 0.0.0.0\r\n"
    "a=candidate:2857981634 1 udp 2122194687 192.0.2.2 50794 typ host generation 0 network-id 1\r\n"
    "a=ice-ufrag:my0O\r\na=ice-pwd:Djas/hBCMcDjQ2ZxGHPHmkhT\r\na=ice-options:trickle\r\n"
    "a=fingerprint:" +
    fingerprint +
    "\r\na=setup:actpass\r\na=mid:0\r\na=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level\r\n"
    "a=sendrecv\r\na=msid:24477690-2237-49ec-9805-acb05737a6bb "
    "5c7ea269-6169-465b-b632-495a0949d6ff\r\na=rtcp-mux\r\na=rtcp-rsize\r\n"
    "a=rtcp-xr:rcvr-rtt=all\r\na=rtpmap:111 opus/48000/2\r\na=rtcp-fb:111 transport-cc\r\n"
    "a=fmtp:111 minptime=10;useinbandfec=1\r\na=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n"
    "a=rtpmap:9 G722/8000\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:13 "
    "CN/8000\r\na=rtpmap:110 telephone-event/48000\r\na=rtpmap:126 telephone-event/8000\r\n"
    "a=ssrc:2841256183 cname:gu6axwWBXMInU7VJ\r\n";

std::string without(std::string text, const std::string& part) {
  const std::size_t at = text.find(part);
  REQUIRE(at != text.npos);
  return text.erase(at, part.size());
}

}  // namespace

TEST_CASE("web_sdp: an offer of Chromium is read") {
  const auto offer = read_web_offer(offer_of_chromium);
  REQUIRE_MESSAGE(offer, offer.error().what);
  CHECK(offer->remote.fragment == "my0O");
  CHECK(offer->remote.fingerprint == fingerprint);
  CHECK(offer->remote.codec == Codec::pcmu);
  CHECK(offer->remote.opus_type == 111);
  CHECK(offer->remote.event_type == 110);  // In Opus's clock.
  CHECK(offer->mid == "0");
}

TEST_CASE("web_sdp: an offer without its Opus is answered with its first G.711") {
  auto offer = read_web_offer(offer_of_chromium).value();
  leave_opus(offer);
  CHECK(offer.remote.event_type == 126);
  const std::string answer = make_web_answer({.address = "127.0.0.1", .port = 20000}, offer);
  CHECK(answer.find("opus") == answer.npos);
  CHECK(answer.find("UDP/TLS/RTP/SAVPF 0 126\r\n") != answer.npos);
  CHECK(answer.find("a=rtpmap:126 telephone-event/8000\r\n") != answer.npos);
}

TEST_CASE("web_sdp: what audio cannot flow by is refused") {
  CHECK_FALSE(read_web_offer(""));
  CHECK_FALSE(read_web_offer("rubbish"));
  CHECK_FALSE(read_web_offer(std::string(sdp_bytes_max + 1, 'v')));
  for (const char* part : {"a=ice-ufrag:my0O\r\n", "a=rtcp-mux\r\n", "a=mid:0\r\n",
                           "a=setup:actpass\r\n", "UDP/TLS/", " 0 8"}) {
    CHECK_FALSE_MESSAGE(read_web_offer(without(offer_of_chromium, part)), part);
  }
  CHECK_FALSE(read_web_offer(without(offer_of_chromium, "a=fingerprint:" + fingerprint + "\r\n")));
  CHECK_FALSE(read_web_offer(without(offer_of_chromium, ":BB")));
  CHECK_FALSE(read_web_offer(offer_of_chromium + "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n"));
}

TEST_CASE("web_sdp: our answer has one candidate, is lite, and waits for the browser's hello") {
  const auto offer = read_web_offer(offer_of_chromium);
  REQUIRE(offer);
  const std::string answer = make_web_answer({.address = "10.0.0.5",
                                              .port = 40000,
                                              .session = 3,
                                              .version = 2,
                                              .ice = {.fragment = "abcd", .password = "secret"},
                                              .fingerprint = "sha-256 AA:BB"},
                                             *offer);
  for (const char* line :
       {"o=relevo 3 2 IN IP4 10.0.0.5\r\n", "a=ice-lite\r\n", "a=group:BUNDLE 0\r\n",
        "m=audio 40000 UDP/TLS/RTP/SAVPF 111 110\r\n", "a=mid:0\r\n", "a=rtcp-mux\r\n",
        "a=rtpmap:111 opus/48000/2\r\n", "a=rtpmap:110 telephone-event/48000\r\n",
        "a=ice-ufrag:abcd\r\n", "a=ice-pwd:secret\r\n", "a=fingerprint:sha-256 AA:BB\r\n",
        "a=setup:passive\r\n", "a=candidate:1 1 udp 2130706431 10.0.0.5 40000 typ host\r\n"}) {
    CHECK_MESSAGE(answer.find(line) != answer.npos, line);
  }
}

}  // namespace relevo::voice
