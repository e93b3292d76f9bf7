// Digest, session descriptions and sentences, and two phones that call each other over loopback.
#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <vector>

#include "demo/digest.h"
#include "demo/sdp.h"
#include "demo/sip_port.h"
#include "demo/speech.h"
#include "demo/steady_clock.h"

using namespace relevo;
using namespace relevo::demo;

TEST_CASE("digest: the example of RFC 2617, section 3.5") {
  DigestChallenge challenge;
  challenge.read("realm=\"testrealm@host.com\"");
  challenge.read("qop=\"auth,auth-int\"");
  challenge.read("nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\"");
  challenge.read("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"");
  challenge.read("nonsense");
  const auto answer = digest_answer(challenge, {.user = "Mufasa",
                                                .secret = "Circle Of Life",
                                                .method = "GET",
                                                .uri = "/dir/index.html",
                                                .cnonce = "0a4f113b"});
  REQUIRE(answer);
  CHECK(answer->find("response=\"6629fae49393a05397450978507c4ef1\"") != std::string::npos);
  CHECK(answer->find("opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"") != std::string::npos);
}

TEST_CASE("digest: an algorithm that nobody knows is not answered") {
  DigestChallenge challenge;
  challenge.read("algorithm=SHA-512-256");
  CHECK(!digest_answer(challenge, {}));
}

TEST_CASE("sdp: what a phone says, another one reads") {
  const auto remote =
      read_sdp(make_sdp({.address = "127.0.0.1", .port = 4000, .direction = "sendonly"}));
  REQUIRE(remote);
  CHECK(remote->address == "127.0.0.1");
  CHECK(remote->port == 4000);
  CHECK(!remote->receives);
  CHECK(std::string(answering_direction(*remote)) == "recvonly");
}

TEST_CASE("sdp: without audio that can be PCMU there is nothing to talk to") {
  CHECK(!read_sdp(""));
  CHECK(!read_sdp("c=IN IP4 1.2.3.4\r\nm=audio 9 RTP/AVP 8\r\n"));
  CHECK(!read_sdp("c=IN IP4 1.2.3.4\r\nm=video 9 RTP/AVP 0\r\n"));
  CHECK(!read_sdp("c=IN IP4 1.2.3.4\r\nm=audio 0 RTP/AVP 0\r\n"));
  CHECK(!read_sdp("m=audio 9 RTP/AVP 0\r\n"));
  CHECK(read_sdp("c=IN IP4 1.2.3.4\nm=audio 9 RTP/AVP 8 0\n"));
}

TEST_CASE("speech: PCM16 becomes PCMU, and other files nothing") {
  std::vector<std::uint8_t> wav;
  for (const char c : std::string("RIFF....WAVEfmt \x10...\x01.\x01.@\x1f..\x80>..\x02.\x10."
                                  "data\x06...")) {
    wav.push_back(c == '.' ? 0 : static_cast<std::uint8_t>(c));
  }
  for (const int byte : {0, 0, 0xFF, 0x7F, 0, 0x80}) wav.push_back(static_cast<std::uint8_t>(byte));
  CHECK(clip_of_wav(wav) == Clip{0xFF, 0x80, 0x00});
  for (std::size_t size = 0; size < wav.size(); ++size) {
    CHECK(clip_of_wav(std::span(wav).first(size)).empty());
  }
}

namespace {

struct Ear final : CallListener {
  int ups = 0;
  int overs = 0;
  int last_status = 0;
  PhoneCall* call = nullptr;

  void on_up(PhoneCall& up) override {
    ++ups;
    call = &up;
  }
  void on_over(PhoneCall& /*call*/, bool /*was_up*/, int status) override {
    ++overs;
    last_status = status;
    call = nullptr;
  }
};

// Two phones' ports: the second is the server that the first one dials.
struct Pair {
  Prng prng{1};
  std::unique_ptr<RtpPlayer> rtp = RtpPlayer::start("127.0.0.1", Speech{}, 1).value();
  std::unique_ptr<SipPort> there =
      SipPort::start({.host = "127.0.0.1", .port = 9}, "127.0.0.1", *rtp, prng).value();
  std::unique_ptr<SipPort> here =
      SipPort::start({.host = "127.0.0.1", .port = there->port()}, "127.0.0.1", *rtp, prng).value();
  Ear caller;
  Ear called;

  /// Steps both until that is so; false after 5 s.
  template <class Condition>
  bool until(Condition condition) {
    const Time end = steady_now() + seconds(5);
    while (!condition()) {
      if (steady_now() > end) return false;
      here->step(milliseconds(1));
      there->step(milliseconds(1));
    }
    return true;
  }
};

}  // namespace

TEST_CASE("phones: one calls the other, they hear each other, hold, resume and hang up") {
  Pair pair;
  std::string rang;
  pair.there->on_call([&](const std::string& user, PhoneCall& call) {
    rang = user + " by " + call.caller();
    call.listen(pair.called, Language::english);
    call.answer();
  });
  REQUIRE(pair.here->dial({.caller = "+5255", .number = "1003"}, pair.caller) != nullptr);
  REQUIRE(pair.until([&] { return pair.caller.ups == 1 && pair.called.ups == 1; }));
  CHECK(rang == "1003 by +5255");
  CHECK(pair.until([&] { return pair.rtp->heard() > 20; }));
  pair.called.call->hold(true);
  CHECK(pair.until([&] { return pair.there->has_calls() && pair.called.call != nullptr; }));
  pair.called.call->hold(false);
  pair.caller.call->hang_up();
  CHECK(pair.until([&] { return !pair.here->has_calls() && !pair.there->has_calls(); }));
  CHECK(pair.caller.overs == 1);
  CHECK(pair.called.overs == 1);
}

TEST_CASE("phones: the caller gives up while it rings") {
  Pair pair;
  bool ringing = false;
  pair.there->on_call([&](const std::string& /*user*/, PhoneCall& call) {
    call.listen(pair.called, Language::spanish);
    ringing = true;
  });
  PhoneCall* call = pair.here->dial({.caller = "a", .number = "b"}, pair.caller);
  REQUIRE(call != nullptr);
  REQUIRE(pair.until([&] { return ringing; }));
  pair.until([] { return true; });
  call->hang_up();
  CHECK(pair.until([&] { return !pair.here->has_calls() && !pair.there->has_calls(); }));
  CHECK(pair.caller.overs == 1);
  CHECK(pair.called.overs == 1);
  CHECK(pair.called.ups == 0);
}

TEST_CASE("phones: a refusal's status is told") {
  Pair pair;
  pair.there->on_call([](const std::string& /*user*/, PhoneCall& call) { call.decline(486); });
  REQUIRE(pair.here->dial({.caller = "a", .number = "b"}, pair.caller) != nullptr);
  CHECK(pair.until([&] { return pair.caller.overs == 1; }));
  CHECK(pair.caller.last_status == 486);
}
