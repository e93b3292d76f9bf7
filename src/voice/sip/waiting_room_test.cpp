#include "voice/sip/waiting_room.h"

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

/// A voice that does not know yet who may call, and one caller's messages.
struct Young : SipSide {
  explicit Young(Duration wait = seconds(3)) {
    agent->on_register([this](nta_incoming_t* request, const sip_t& sip) {
      return registrar->take(request, sip);
    });
    agent->hold(loop, wait);
  }

  void request(const std::string& method, const std::string& branch = "z9hG4bK1") const {
    const std::string cseq = method == "CANCEL" ? "INVITE" : method;
    say(method + " sip:5000@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:" +
        std::to_string(phone.port()) + ";branch=" + branch + cseq +
        "\r\nFrom: <sip:1001@127.0.0.1>;tag=t\r\nTo: <sip:" +
        (method == "REGISTER" ? "1001" : "5000") + "@127.0.0.1>\r\nCall-ID: c" + cseq +
        "\r\nCSeq: 1 " + method + "\r\nContact: <" + phone_uri() +
        ">\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n");
  }

  /// Whoever asked before has been looked at when this is answered.
  void look_about() {
    request("OPTIONS");
    CHECK(has(heard(), "CSeq: 1 OPTIONS"));
  }

  void learn() {
    registrar->set_accounts({});
    Trunks trunks;
    CHECK(trunks.add("127.0.0.1"));
    calls->set_trunks(std::move(trunks));
    agent->admit();
  }
};

}  // namespace

TEST_CASE("waiting room: a REGISTER that comes before the accounts is answered behind them") {
  Young voice;
  voice.request("REGISTER");
  voice.look_about();
  voice.learn();
  CHECK(has(voice.heard(), "SIP/2.0 401 "));
  voice.request("REGISTER", "z9hG4bK2");
  CHECK(has(voice.heard(), "SIP/2.0 401 "));
}

TEST_CASE("waiting room: an INVITE that comes before the trunks is a call behind them") {
  Young voice;
  voice.request("INVITE");
  voice.request("INVITE");  // Repeated, as nobody has answered.
  voice.look_about();
  CHECK(voice.calls->size() == 0);
  voice.learn();
  CHECK(has(voice.heard(), "SIP/2.0 100 "));
  CHECK(voice.calls->size() == 1);
}

TEST_CASE("waiting room: nothing is said to who waits, however long") {
  Young voice;
  voice.request("INVITE");
  voice.look_about();
  // sofia's own 100 would come behind 200 ms.
  const Time later = now() + milliseconds(400);
  REQUIRE(voice.run_until([&] { return now() > later; }));
  CHECK_FALSE(voice.phone.receive_raw(0));
  voice.learn();
  CHECK(has(voice.heard(), "SIP/2.0 100 "));
}

TEST_CASE("waiting room: a caller who gives up is none") {
  Young voice;
  voice.request("INVITE");
  voice.look_about();
  voice.request("CANCEL");
  const std::string both = voice.heard() + voice.heard();
  CHECK(has(both, "SIP/2.0 200 "));
  CHECK(has(both, "SIP/2.0 487 "));
  voice.learn();
  CHECK(voice.calls->size() == 0);
}

TEST_CASE("waiting room: who has waited for long enough is told so") {
  Young voice{milliseconds(1)};
  voice.request("REGISTER");
  const std::string answer = voice.heard();
  CHECK(has(answer, "SIP/2.0 503 "));
  CHECK(has(answer, "Retry-After: "));
}

TEST_CASE("waiting room: when it is full nobody waits") {
  SipSide side;
  int served = 0;
  {
    WaitingRoom room{side.loop, seconds(3), [&served](nta_incoming_t*, const sip_t&) {
                       ++served;
                       return 0;
                     }};
    // Requests are told apart by their address alone until one is served.
    const sip_t sip{};
    for (std::size_t i = 0; i < WaitingRoom::waiting_max; ++i) CHECK(room.take(nullptr, sip) == 0);
    CHECK(served == 0);
    room.take(nullptr, sip);
    CHECK(served == 1);
    CHECK(room.size() == WaitingRoom::waiting_max);
  }
}

}  // namespace relevo::voice
