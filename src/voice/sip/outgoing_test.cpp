#include <string>

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

constexpr LegId leg{78};
constexpr ContactId contact{8};

std::string header(const std::string& message, const std::string& name) {
  const std::size_t at = message.find("\r\n" + name + ": ");
  if (at == std::string::npos) return {};
  const std::size_t begin = at + name.size() + 4;
  return message.substr(begin, message.find("\r\n", begin) - begin);
}

std::string sdp_at(const std::string& address) {
  return "v=0\r\no=- 1 1 IN IP4 " + address + "\r\ns=-\r\nc=IN IP4 " + address +
         "\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n";
}

/// A phone registered as 1001, which names `contact_uri` and is at phone_uri() in truth.
struct Rung : SipSide {
  std::string invite;

  explicit Rung(const std::string& contact_uri = {}) {
    const std::string named = contact_uri.empty() ? phone_uri() : contact_uri;
    registrar->resume("1001", {{.contact = named,
                                .next_hop = phone_uri(),
                                .expires_at = now() + seconds(60),
                                .call_id = "r1",
                                .cseq = 1}});
    calls->ring(contact, {.leg = leg, .role = link::Role::agent, .user = Code{"1001"}});
    invite = heard();
    REQUIRE(has(invite, "INVITE "));
  }

  void respond(const std::string& request, const std::string& status,
               const std::string& sdp = {}) const {
    const bool tagged = has(header(request, "To"), ";tag=");
    say("SIP/2.0 " + status + "\r\nVia: " + header(request, "Via") +
        "\r\nFrom: " + header(request, "From") + "\r\nTo: " + header(request, "To") +
        (tagged ? "" : ";tag=theirs") + "\r\nCall-ID: " + header(request, "Call-ID") +
        "\r\nCSeq: " + header(request, "CSeq") + "\r\nContact: <sip:1001@192.0.2.9:5060>\r\n" +
        (sdp.empty() ? "" : "Content-Type: application/sdp\r\n") +
        "Content-Length: " + std::to_string(sdp.size()) + "\r\n\r\n" + sdp);
  }

  bool is_up() const {
    const Call* call = calls->find(leg);
    return call != nullptr && call->state == CallState::up;
  }
};

}  // namespace

TEST_CASE("outgoing: a 180 that comes long behind the 200 changes nothing") {
  Rung rung;
  rung.respond(rung.invite, "200 OK", sdp_at("127.0.0.1"));
  REQUIRE(rung.run_until([&] { return rung.is_up(); }));
  CHECK(has(rung.heard(), "ACK "));
  const Time freed = now() + Calls::burial_wait + milliseconds(100);
  CHECK(rung.run_until([&] { return now() > freed; }));
  rung.respond(rung.invite, "180 Ringing");
  rung.respond(rung.invite, "200 OK", sdp_at("127.0.0.1"));
  CHECK(has(rung.heard(), "ACK "));  // Behind both of them.
  CHECK(rung.is_up());
  CHECK(rung.events.ended.empty());
}

TEST_CASE("outgoing: of a phone that cannot be rung it is told whether it registered meanwhile") {
  for (const bool meanwhile : {true, false}) {
    Rung rung;
    Binding device = rung.registrar->bindings().of("1001").at(0);
    device.registered_at = meanwhile ? now() : now() - minutes(1);
    rung.registrar->resume("1001", {device});
    rung.respond(rung.invite, "500 Server Error");
    REQUIRE(rung.run_until([&] { return !rung.events.ended.empty(); }));
    CHECK(rung.events.ended[0].end == link::LegEnd::refused);
    CHECK(rung.events.phone_is_there == meanwhile);
  }
}

TEST_CASE("outgoing: a 200 that crosses our CANCEL is ended the way the phone registered from") {
  Rung rung("sip:1001@192.0.2.9:5060");
  rung.respond(rung.invite, "180 Ringing");
  REQUIRE(rung.run_until([&] { return rung.events.rang; }));
  rung.calls->release(leg, link::ReleaseCause::normal);
  CHECK(has(rung.heard(), "CANCEL "));
  rung.respond(rung.invite, "200 OK", sdp_at("127.0.0.1"));
  CHECK(has(rung.heard(), "ACK "));
  const std::string bye = rung.heard();
  CHECK(has(bye, "BYE sip:1001@192.0.2.9:5060 SIP/2.0"));
  rung.respond(bye, "200 OK");
}

TEST_CASE("outgoing: audio of a phone behind a router goes where its signalling comes from") {
  const auto connected_to = [](const std::string& named) {
    Rung rung;
    rung.respond(rung.invite, "200 OK", sdp_at(named));
    REQUIRE(rung.run_until([&] { return rung.is_up(); }));
    return rung.media.connected.at(leg).address;
  };
  for (const char* own : {"192.168.1.20", "10.9.8.7", "172.31.0.1", "100.64.3.2", "169.254.9.9"}) {
    CHECK_MESSAGE(connected_to(own) == "127.0.0.1", own);
  }
  for (const char* open : {"192.0.2.7", "172.32.0.1", "100.128.0.1"}) {
    CHECK_MESSAGE(connected_to(open) == open, open);
  }
}

TEST_CASE("outgoing: audio from behind a host of our network goes where its SDP says, or its way") {
  struct Case {
    const char* contact;
    const char* way;
    const char* goes_to;
    const char* or_to;
  };
  for (const Case& one : {Case{"10.0.0.5:5060", "10.0.0.5:5060", "10.0.0.6", "10.0.0.5"},
                          Case{"192.168.1.20:5060", "10.0.0.5:5060", "10.0.0.6", "10.0.0.5"},
                          Case{"10.0.0.5:5060", "10.0.0.6:5060", "10.0.0.6", ""},
                          Case{"10.0.0.6:5060", "10.0.0.5:5060", "10.0.0.5", ""},
                          Case{"10.0.0.6", "192.168.0.1:5060", "192.168.0.1", ""},
                          Case{"10.0.0.5:5060", "203.0.113.9:5060", "203.0.113.9", ""}}) {
    Rung rung("sip:1001@" + std::string{one.contact});
    rung.respond(rung.invite, "200 OK", sdp_at("10.0.0.6"));
    REQUIRE(rung.run_until([&] { return rung.is_up(); }));
    rung.calls->find_paths("1001", {{.contact = "sip:1001@" + std::string{one.contact},
                                     .next_hop = "sip:" + std::string{one.way},
                                     .call_id = "r1",
                                     .cseq = 2}});
    CHECK_MESSAGE(rung.media.connected.at(leg).address == one.goes_to, one.way);
    CHECK_MESSAGE(rung.media.connected.at(leg).or_address == one.or_to, one.way);
  }
}

TEST_CASE("outgoing: a leg whose connection has ended is ended where its phone comes back") {
  Rung rung;
  rung.respond(rung.invite, "200 OK", sdp_at("127.0.0.1"));
  REQUIRE(rung.run_until([&] { return rung.is_up(); }));
  CHECK(has(rung.heard(), "ACK "));
  rung.calls->lose_ways({"sip:127.0.0.1:9;transport=tcp"});
  CHECK_FALSE(rung.calls->find(leg)->path_lost);
  rung.calls->lose_ways({rung.phone_uri()});
  rung.calls->release(leg, link::ReleaseCause::normal);
  CHECK(rung.calls->size() == 1);  // Over nothing no BYE is sent.
  const Phone back;
  const std::string there = "sip:127.0.0.1:" + std::to_string(back.port());
  rung.calls->find_paths("1001",
                         {{.contact = there, .next_hop = there, .call_id = "r1", .cseq = 2}});
  REQUIRE(rung.run_until([&] { return rung.calls->size() == 0; }));
  CHECK(has(text_of(back), "BYE "));
  CHECK_FALSE(rung.phone.receive_raw(0));
}

TEST_CASE("outgoing: a phone that registers from another port in its call is ended there") {
  Rung rung;
  rung.respond(rung.invite, "200 OK", sdp_at("127.0.0.1"));
  REQUIRE(rung.run_until([&] { return rung.is_up(); }));
  const Phone moved;
  const std::string there = "sip:127.0.0.1:" + std::to_string(moved.port());
  const Binding old{.contact = rung.phone_uri(), .next_hop = rung.phone_uri(), .call_id = "r1"};
  SUBCASE("with the contact that it had") {
    rung.calls->find_paths("1001", {{.contact = old.contact, .next_hop = there, .call_id = "r2"}});
  }
  SUBCASE("with another, while the old one has not expired") {
    rung.calls->find_paths(
        "1001", {old, {.contact = there, .next_hop = there, .call_id = "r1", .cseq = 2}});
  }
  SUBCASE("but not where another phone of the user is") {
    rung.calls->find_paths("1001", {{.contact = there, .next_hop = there, .call_id = "r9"}});
    CHECK(rung.calls->find(leg)->next_hop == rung.phone_uri());
    return;
  }
  rung.calls->release(leg, link::ReleaseCause::normal);
  CHECK(has(text_of(moved), "BYE "));
}

TEST_CASE("outgoing: who supervises in a page is not called at their phone, else they are") {
  SipSide side;
  bool has_page = true;
  side.calls->set_pages([&](const Code&) { return has_page ? LegId{5} : LegId{}; });
  side.registrar->resume("s01", {{.contact = side.phone_uri(),
                                  .next_hop = side.phone_uri(),
                                  .expires_at = now() + seconds(60),
                                  .call_id = "r1",
                                  .cseq = 1}});
  side.calls->supervise(contact, {.leg = leg, .user = "s01", .mode = link::Supervise::listen});
  const Call* const call = side.calls->find(leg);
  REQUIRE(call != nullptr);
  CHECK(call->state == CallState::up);
  has_page = false;
  side.calls->supervise(contact, {.leg = {79}, .user = "s01", .mode = link::Supervise::listen});
  const std::string first = side.heard();
  CHECK(has(first, "INVITE "));
  CHECK(has(first, "o=relevo 79 "));  // The session is the leg's.
}

}  // namespace relevo::voice
