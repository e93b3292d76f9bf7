#include <string>

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

constexpr LegId leg{77};
constexpr ContactId contact{7};
constexpr std::uint16_t rtp_port = 20'004;

/// A phone that was in a call with the process before.
struct Resumed : SipSide {
  LegRecord record;

  Resumed() {
    record.leg = leg;
    record.contact = contact;
    record.role = link::Role::agent;
    record.call_id = "c1@127.0.0.1";
    record.local_party = "<sip:soporte@127.0.0.1>;tag=ours";
    record.remote_party = "<sip:1001@127.0.0.1>;tag=theirs";
    record.local_cseq = 41;
    record.remote_cseq = 7;
    record.target = "sip:1001@127.0.0.1:" + std::to_string(phone.port());
    record.next_hop = record.target;
    record.local_address = "127.0.0.1";
    record.local_port = rtp_port;
    record.session = 900;
    record.session_version = 3;
    record.remote_address = "127.0.0.1";
    record.remote_port = 4000;
    record.stream = {.ssrc = 5, .sequence = 2000};
  }

  /// Of the phone's INVITE, which waits.
  std::string arrival_headers(const std::string& method) const {
    return "Via: SIP/2.0/UDP 10.0.0.1:9;rport=" + std::to_string(phone.port()) +
           ";received=127.0.0.1;branch=z9hG4bKwaiting\r\nFrom: <sip:5550@127.0.0.1>;tag=theirs\r\n"
           "To: <sip:5000@127.0.0.1>\r\nCall-ID: c1@127.0.0.1\r\nCSeq: 7 " +
           method + "\r\nContent-Length: 0\r\n\r\n";
  }

  void make_arrived() {
    record.stage = LegStage::arrived;
    record.role = link::Role::customer;
    record.contact = {};
    record.local_cseq = 0;
    record.next_hop.clear();
    record.since = now();
    record.audio_line = 1;
    record.refused_lines = {"m=video 0 RTP/AVP 31\r\n", ""};
    record.arrival = "INVITE sip:5000@127.0.0.1 SIP/2.0\r\nRecord-Route: <sip:10.0.0.9;lr>\r\n" +
                     arrival_headers("INVITE");
  }

  /// A request of the phone in the dialog.
  std::string request(const std::string& method, int cseq, const std::string& more) const {
    return method + " sip:127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1;rport;branch=z9hG4bK" +
           method + std::to_string(cseq) +
           "\r\nFrom: <sip:1001@127.0.0.1>;tag=theirs\r\nTo: <sip:soporte@127.0.0.1>;tag=ours\r\n"
           "Call-ID: c1@127.0.0.1\r\nMax-Forwards: 70\r\nContact: <" +
           record.target + ">\r\nCSeq: " + std::to_string(cseq) + " " + method + "\r\n" +
           (more.empty() ? "Content-Length: 0\r\n\r\n" : more);
  }

  void ask(const std::string& method, int cseq, const std::string& more = {}) const {
    say(request(method, cseq, more));
  }
};

/// The end of a message with a description.
std::string described(const std::string& address, int port, const std::string& direction) {
  const std::string sdp = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 " + address +
                          "\r\nt=0 0\r\nm=audio " + std::to_string(port) +
                          " RTP/AVP 0\r\na=" + direction + "\r\n";
  return "Content-Type: application/sdp\r\nContent-Length: " + std::to_string(sdp.size()) +
         "\r\n\r\n" + sdp;
}

const std::string hold = described("127.0.0.1", 4000, "sendonly");

}  // namespace

TEST_CASE("resume: a leg is there as it was, and the phone can end it") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  const Call* call = resumed.calls->find(leg);
  REQUIRE(call != nullptr);
  CHECK(call->state == CallState::up);
  CHECK(call->contact == contact);
  CHECK(call->local.port == rtp_port);
  CHECK(resumed.media.resumed_from.sequence == 2000);
  CHECK(call->stream.sequence == 5000);
  CHECK(resumed.media.connected.at(leg).port == 4000);
  resumed.ask("BYE", 8);
  CHECK(has(resumed.heard(), "SIP/2.0 200"));
  REQUIRE(resumed.events.ended.size() == 1);
  CHECK(resumed.events.ended[0].end == link::LegEnd::hung_up);
  CHECK(resumed.calls->size() == 0);
}

TEST_CASE("resume: our BYE has a CSeq behind any that was used, and the whole route") {
  Resumed resumed;
  resumed.record.next_hop.clear();
  const std::string first_hop = "<sip:127.0.0.1:" + std::to_string(resumed.phone.port()) + ";lr>";
  resumed.record.route_set = first_hop + ", <sip:10.0.0.9;lr>";
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.calls->release(leg, link::ReleaseCause::normal);
  const std::string bye = resumed.heard();
  CHECK(has(bye, "BYE " + resumed.record.target + " SIP/2.0"));
  CHECK(has(bye, "CSeq: 142 BYE"));
  CHECK(has(bye, "tag=ours"));
  CHECK(has(bye, "tag=theirs"));
  const std::size_t first = bye.find(first_hop);
  const std::size_t second = bye.find("<sip:10.0.0.9;lr>");
  REQUIRE(first != std::string::npos);
  REQUIRE(second != std::string::npos);
  CHECK(first < second);
}

TEST_CASE("resume: a re-INVITE goes on in the session, an older request is refused") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.ask("OPTIONS", 6);
  CHECK(has(resumed.heard(), "SIP/2.0 500"));
  resumed.ask("INVITE", 8, hold);
  const std::string answer = resumed.heard();
  CHECK(has(answer, "SIP/2.0 200"));
  CHECK(has(answer, " 900 4 IN IP4 127.0.0.1"));
  CHECK(has(answer, "m=audio " + std::to_string(rtp_port) + " "));
  CHECK(resumed.events.held == true);
}

TEST_CASE("resume: where a re-INVITE cannot be agreed to, the call goes on as before") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.ask("INVITE", 8, described("media.example.com", 4010, "sendrecv"));
  CHECK(has(resumed.heard(), "SIP/2.0 488"));
  CHECK(resumed.media.connected.at(leg).port == 4000);
  resumed.ask("ACK", 8);
  resumed.ask("INVITE", 9, hold);
  CHECK(has(resumed.heard(), "SIP/2.0 200"));
}

TEST_CASE("resume: the answer in the ACK of a re-INVITE without an offer is kept") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.ask("INVITE", 8);
  CHECK(has(resumed.heard(), "SIP/2.0 200"));
  resumed.ask("ACK", 8, described("127.0.0.1", 4020, "sendrecv"));
  CHECK(resumed.run_until([&] { return resumed.media.connected.at(leg).port == 4020; }));
  CHECK(resumed.events.kept.port == 4020);
}

TEST_CASE("resume: a re-INVITE whose ACK never comes does not keep later ones out") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.ask("INVITE", 8, hold);
  CHECK(has(resumed.heard(), "CSeq: 8 INVITE"));
  resumed.ask("INVITE", 9, hold);
  const std::string answer = resumed.heard();
  CHECK(has(answer, "SIP/2.0 200"));
  CHECK(has(answer, "CSeq: 9 INVITE"));
  resumed.ask("INVITE", 10);  // Without an offer: its ACK is to have the answer to ours.
  CHECK(has(resumed.heard(), "SIP/2.0 200"));
  resumed.ask("INVITE", 11, hold);
  CHECK(has(resumed.heard(), "SIP/2.0 491"));
}

TEST_CASE("resume: a leg whose port is taken is ended by BYE, and nobody is told by it") {
  Resumed resumed;
  resumed.media.port_taken = true;
  CHECK_FALSE(resumed.calls->resume(resumed.record));
  CHECK(resumed.calls->size() == 0);
  CHECK(has(resumed.heard(), "BYE "));
  CHECK(resumed.events.ended.empty());
}

TEST_CASE("resume: a record that is no dialog is refused") {
  Resumed resumed;
  resumed.record.target = "";
  CHECK_FALSE(resumed.calls->resume(resumed.record));
  CHECK(resumed.calls->size() == 0);
}

TEST_CASE("resume: a phone that rang gets its INVITE again, and the CANCEL behind its answer") {
  Resumed resumed;
  resumed.record.stage = LegStage::ringing;
  resumed.record.branches.push_back({.target = resumed.record.target,
                                     .next_hop = resumed.record.target,
                                     .local_party = "<sip:soporte@127.0.0.1>;tag=ours",
                                     .remote_party = "<sip:1001@127.0.0.1>",
                                     .call_id = "c1@127.0.0.1",
                                     .cseq = 41,
                                     .branch = "z9hG4bKringing"});
  CHECK_FALSE(resumed.calls->resume(resumed.record));
  CHECK(resumed.calls->size() == 0);
  const std::string invite = resumed.heard();
  CHECK(has(invite, "INVITE " + resumed.record.target + " SIP/2.0"));
  CHECK(has(invite, "branch=z9hG4bKringing"));
  CHECK(has(invite, "CSeq: 41 INVITE"));
  const auto answer = [&](const std::string& status, const std::string& method) {
    resumed.say("SIP/2.0 " + status +
                "\r\nVia: SIP/2.0/UDP 127.0.0.1:" + std::to_string(resumed.agent->port()) +
                ";branch=z9hG4bKringing\r\nFrom: <sip:soporte@127.0.0.1>;tag=ours\r\n"
                "To: <sip:1001@127.0.0.1>;tag=theirs\r\nCall-ID: c1@127.0.0.1\r\nCSeq: 41 " +
                method + "\r\nContent-Length: 0\r\n\r\n");
  };
  answer("180 Ringing", "INVITE");
  const std::string cancel = resumed.heard();
  CHECK(has(cancel, "CANCEL " + resumed.record.target + " SIP/2.0"));
  CHECK(has(cancel, "branch=z9hG4bKringing"));
  CHECK(has(cancel, "CSeq: 41 CANCEL"));
  answer("200 OK", "CANCEL");
  answer("487 Request Terminated", "INVITE");
  CHECK(has(resumed.heard(), "ACK "));
  CHECK(resumed.events.ended.empty());
}

TEST_CASE("resume: a caller whose INVITE waits on 100 still does, and is answered") {
  Resumed resumed;
  resumed.make_arrived();
  REQUIRE(resumed.calls->resume(resumed.record));
  const Call* call = resumed.calls->find(leg);
  REQUIRE(call != nullptr);
  CHECK(call->state == CallState::arrived);
  CHECK(call->dialed == Text<32>{"5000"});
  CHECK(call->caller == Text<64>{"5550"});
  CHECK(call->since == resumed.record.since);
  CHECK(has(resumed.heard(), "SIP/2.0 100"));
  resumed.calls->name_contact(leg, contact);
  CHECK(call->caller.empty());
  resumed.calls->answer(leg);
  const std::string answer = resumed.heard();
  CHECK(has(answer, "SIP/2.0 200"));
  CHECK(has(answer, "branch=z9hG4bKwaiting"));
  CHECK(has(answer, "CSeq: 7 INVITE"));
  CHECK(has(answer, "tag=ours"));
  CHECK(has(answer, "Record-Route: <sip:10.0.0.9;lr>"));
  CHECK(has(answer, "m=video 0 RTP/AVP 31\r\nm=audio " + std::to_string(rtp_port) + " "));
  CHECK(resumed.media.connected.at(leg).port == 4000);
  resumed.ask("ACK", 7);
  REQUIRE(resumed.run_until([&] { return call->state == CallState::up; }));
  resumed.ask("BYE", 8);
  CHECK(has(resumed.heard(), "SIP/2.0 200"));
  CHECK(resumed.calls->size() == 0);
}

TEST_CASE("resume: a caller who waits can still cancel") {
  Resumed resumed;
  resumed.make_arrived();
  REQUIRE(resumed.calls->resume(resumed.record));
  CHECK(has(resumed.heard(), "SIP/2.0 100"));
  resumed.say("CANCEL sip:5000@127.0.0.1 SIP/2.0\r\n" + resumed.arrival_headers("CANCEL"));
  REQUIRE(resumed.run_until([&] { return !resumed.events.ended.empty(); }));
  CHECK(resumed.events.ended[0].end == link::LegEnd::cancelled);
}

TEST_CASE("resume: a caller who has waited too long, or whose port is taken, is to come back") {
  for (const bool late : {true, false}) {
    Resumed resumed;
    resumed.make_arrived();
    resumed.media.port_taken = !late;
    if (late) resumed.record.since = now() - Calls::arrival_age_max;
    CHECK_FALSE(resumed.calls->resume(resumed.record));
    CHECK(resumed.calls->size() == 0);
    const std::string answer = resumed.heard();
    CHECK(has(answer, "SIP/2.0 503"));
    CHECK(has(answer, "branch=z9hG4bKwaiting"));
    CHECK(has(answer, "Retry-After:"));
    CHECK(resumed.events.ended.empty());
  }
}

TEST_CASE("resume: a damaged arrival says nothing and breaks nothing") {
  Resumed resumed;
  resumed.record.stage = LegStage::arrived;
  for (const char* text : {"", "x", "INVITE", "INVITE sip:a SIP/2.0\r\n\r\n"}) {
    resumed.record.arrival = text;
    CHECK_FALSE(resumed.calls->resume(resumed.record));
  }
}

TEST_CASE("resume: a phone whose connection died gets its BYE on the next one") {
  Resumed resumed;
  resumed.record.tcp = true;
  resumed.record.user = "1001";
  resumed.record.next_hop = "sip:127.0.0.1:9;transport=tcp";
  resumed.record.device = resumed.record.target;
  REQUIRE(resumed.calls->resume(resumed.record));
  CHECK(resumed.calls->find(leg)->path_lost);
  resumed.calls->release(leg, link::ReleaseCause::normal);
  CHECK(resumed.calls->size() == 1);  // It waits.
  resumed.calls->find_paths(
      "1002", {{.contact = resumed.record.target, .next_hop = "sip:127.0.0.1:9;transport=tcp"}});
  CHECK(resumed.calls->find(leg)->path_lost);
  resumed.calls->find_paths(
      "1001", {{.contact = resumed.record.target, .next_hop = "sip:127.0.0.1:10;transport=tcp"}});
  CHECK_FALSE(resumed.calls->find(leg)->path_lost);
  REQUIRE(resumed.run_until([&] { return resumed.calls->size() == 0; }));
  REQUIRE(resumed.events.ended.size() == 1);
  CHECK(resumed.events.ended[0].end == link::LegEnd::released);
}

TEST_CASE("resume: a silent phone whose connection died has two minutes to come back") {
  Resumed resumed;
  resumed.record.tcp = true;
  resumed.record.user = "1001";
  resumed.record.next_hop = "sip:127.0.0.1:9;transport=tcp";
  REQUIRE(resumed.calls->resume(resumed.record));
  for (int silences = 1; silences < Calls::silences_without_path_max; ++silences) {
    resumed.calls->probe(leg);
    CHECK(resumed.calls->find(leg)->probe == nullptr);
  }
  resumed.calls->probe(leg);
  CHECK(resumed.calls->find(leg)->probe != nullptr);
}

TEST_CASE("resume: a phone that shows where it is need not answer on the way that it had") {
  Resumed resumed;
  resumed.record.user = "1001";
  resumed.record.device = resumed.record.target;
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.calls->probe(leg);
  CHECK(resumed.calls->find(leg)->probe != nullptr);
  resumed.calls->find_paths(
      "1001", {{.contact = resumed.record.target, .next_hop = "sip:127.0.0.1:10", .cseq = 1}});
  CHECK(resumed.calls->find(leg)->probe == nullptr);
  CHECK(resumed.calls->find(leg)->probe_limit == nullptr);
}

TEST_CASE("resume: a phone that names its connection's own port is found by its registration") {
  Resumed resumed;
  resumed.record.tcp = true;
  resumed.record.user = "1001";
  resumed.record.next_hop = "sip:127.0.0.1:9;transport=tcp";
  resumed.record.device = "sip:1001@127.0.0.1:9;transport=tcp";
  resumed.record.registration = "r1";
  REQUIRE(resumed.calls->resume(resumed.record));
  resumed.calls->find_paths("1001", {{.contact = "sip:1001@127.0.0.1:10;transport=tcp",
                                      .next_hop = "sip:127.0.0.1:10;transport=tcp",
                                      .call_id = "r1",
                                      .cseq = 2}});
  CHECK_FALSE(resumed.calls->find(leg)->path_lost);
  CHECK(resumed.calls->find(leg)->next_hop == "sip:127.0.0.1:10;transport=tcp");
}

TEST_CASE("resume: a phone that re-INVITEs from another port is ended there") {
  Resumed resumed;
  REQUIRE(resumed.calls->resume(resumed.record));
  const Phone moved;
  resumed.say_from(moved, resumed.request("INVITE", 8, hold));
  REQUIRE(resumed.run_until([&] { return resumed.events.held == true; }));
  CHECK(has(text_of(moved), "SIP/2.0 200"));
  resumed.calls->release(leg, link::ReleaseCause::normal);
  CHECK(has(text_of(moved), "BYE "));
}

TEST_CASE("resume: another device's REGISTER leaves a phone on the way that it has come by since") {
  Resumed resumed;
  resumed.record.user = "1001";
  resumed.record.device = resumed.record.target;
  resumed.record.registration = "r1";
  resumed.record.registered = 4;
  REQUIRE(resumed.calls->resume(resumed.record));
  const Phone moved;
  const std::string there = "sip:127.0.0.1:" + std::to_string(moved.port());
  resumed.say_from(moved, resumed.request("INVITE", 8, hold));
  REQUIRE(resumed.run_until([&] { return resumed.calls->find(leg)->next_hop == there; }));
  Binding own{.contact = resumed.record.device,
              .next_hop = resumed.record.next_hop,
              .call_id = "r1",
              .cseq = 4};
  const Binding other{
      .contact = "sip:1001@10.0.0.9", .next_hop = "sip:10.0.0.9:5060", .call_id = "r2"};
  resumed.calls->find_paths("1001", {own, other});
  CHECK(resumed.calls->find(leg)->next_hop == there);
  own.cseq = 5;
  resumed.calls->find_paths("1001", {own, other});
  CHECK(resumed.calls->find(leg)->next_hop == own.next_hop);
}

}  // namespace relevo::voice
