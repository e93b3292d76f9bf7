#include "voice/phones.h"

#include <vector>

#include "voice/sip/call_record.h"
#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

class SeenPhones final : public PhoneEvents {
 public:
  void on_phone_told(const link::PhoneTold& phone) override { told.push_back(phone); }
  void on_phone(const Code& user) override { changed.push_back(user); }
  void on_phone_record(const PhoneRecord& record) override { kept[record.user] = record; }
  void on_phone_forgotten(const Code& user) override { kept.erase(std::string{user.view()}); }
  void on_phone_gone_for_good(const Code& user) override { gone.push_back(user); }

  std::vector<link::PhoneTold> told;
  std::vector<Code> changed;
  std::vector<Code> gone;
  std::map<std::string, PhoneRecord> kept;
};

const std::string sdp =
    "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
    "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:them\r\n"
    "a=ice-pwd:Djas/hBCMcDjQ2ZxGHPHmkhT\r\na=fingerprint:sha-256 "
    "20:B2:6E:7F:11:FC:DA:0D:EE:07:A1:64:CE:3A:82:97:C1:70:E4:DF:FA:B9:D8:AE:BC:9D:D9:F1:CD:6C:A8:"
    "BB\r\na=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\n";

struct Desks {
  SipSide sip;
  SeenPhones seen;
  Phones phones{sip.loop, sip.media, "127.0.0.1", seen, sip.logger};

  void offer(const char* user, std::uint64_t phone, std::uint32_t number,
             const std::string& text = sdp) {
    phones.offer({.user = user, .phone = phone, .number = number, .sdp = text});
  }
  LegId leg() const { return sip.media.web.back(); }
};

}  // namespace

TEST_CASE("phones: an offer is answered, and the page is there once its audio flows") {
  Desks it;
  it.offer("1001", 7, 1);
  REQUIRE(it.seen.told.size() == 1);
  CHECK(has(it.seen.told[0].answer, "m=audio 20004 UDP/TLS/RTP/SAVPF 0\r\n"));
  CHECK_FALSE(it.phones.alive("1001"));
  it.phones.on_path(it.leg(), true, "");
  CHECK(it.phones.alive("1001") == it.leg());
  CHECK(it.seen.told.back().alive);
  CHECK(it.seen.changed == std::vector<Code>{"1001"});
  it.phones.on_path(it.leg(), false, "");
  CHECK_FALSE(it.phones.alive("1001"));
  CHECK(it.seen.gone.empty());  // It may come back.
}

TEST_CASE("phones: an offer that nothing can be made of is refused with a sentence") {
  Desks it;
  it.offer("1001", 7, 1, "rubbish");
  REQUIRE(it.seen.told.size() == 1);
  CHECK(it.seen.told[0].gone);
  CHECK_FALSE(it.seen.told[0].why.empty());
  CHECK(it.phones.size() == 0);
}

TEST_CASE("phones: another page of the same user takes its place when its audio flows") {
  Desks it;
  it.offer("1001", 7, 1);
  const LegId first = it.leg();
  it.phones.on_path(first, true, "");
  it.offer("1001", 8, 1);
  const LegId second = it.leg();
  CHECK(it.phones.alive("1001") == first);  // The other has proved nothing yet.
  CHECK(it.sip.media.web.size() == 2);
  it.phones.on_path(second, true, "");
  CHECK(it.phones.alive("1001") == second);
  CHECK(it.sip.media.web == std::vector<LegId>{second});
  CHECK(it.seen.told.back().phone == 7);
  CHECK(it.seen.told.back().gone);
  CHECK(it.seen.gone.empty());          // The user's legs go on with the new page.
  it.phones.on_path(first, false, "");  // Told before it was closed.
  it.phones.close({.user = "1001", .phone = 7});
  CHECK(it.phones.alive("1001") == second);
  it.phones.close({.user = "1001", .phone = 8});
  CHECK(it.phones.size() == 0);
  CHECK(it.seen.gone == std::vector<Code>{"1001"});
}

TEST_CASE("phones: a page whose handshake fails leaves the one that is heard alone") {
  Desks it;
  it.offer("1001", 7, 1);
  const LegId first = it.leg();
  it.phones.on_path(first, true, "");
  it.offer("1001", 8, 1);
  it.phones.on_path(it.leg(), false, "another certificate");
  CHECK(it.seen.told.back().phone == 8);
  CHECK(it.seen.told.back().gone);
  CHECK(it.phones.alive("1001") == first);
  CHECK(it.seen.gone.empty());
}

TEST_CASE("phones: a failed handshake asks for a new connection, and the user has their minute") {
  Desks it;
  it.offer("1001", 7, 1);
  it.phones.on_path(it.leg(), false, "another certificate");
  CHECK(it.seen.told.back().gone);
  CHECK(it.sip.media.web.empty());
  CHECK(it.seen.gone.empty());
  it.offer("1001", 7, 2);
  it.phones.on_path(it.leg(), true, "");
  CHECK(it.phones.alive("1001") == it.leg());
}

TEST_CASE("phones: a repeated offer has its answer again, an older one has none") {
  Desks it;
  it.offer("1001", 7, 2);
  const std::string answer = it.seen.told.back().answer;
  it.offer("1001", 7, 2);
  CHECK(it.seen.told.size() == 2);
  CHECK(it.seen.told.back().answer == answer);
  it.offer("1001", 7, 1);
  CHECK(it.seen.told.size() == 2);
  CHECK(it.sip.media.web.size() == 1);
}

TEST_CASE("phones: a later offer of the same phone changes the names of its checks alone") {
  Desks it;
  it.offer("1001", 7, 1);
  it.phones.on_path(it.leg(), true, "");
  it.phones.on_web_mark(it.leg(), {});
  it.offer("1001", 7, 2);
  CHECK(has(it.seen.told.back().answer, "a=ice-ufrag:for-them\r\n"));
  CHECK(has(it.seen.told.back().answer, "o=relevo 1 2 "));
  CHECK(it.seen.told.back().alive);
  CHECK(it.seen.kept.at("1001").number == 2);
  CHECK(it.sip.media.web.size() == 1);
}

TEST_CASE("phones: another certificate under the same number is another connection") {
  Desks it;
  it.offer("1001", 7, 1);
  it.phones.on_path(it.leg(), true, "");
  std::string other = sdp;
  other.replace(other.find("20:B2"), 5, "21:B2");
  it.offer("1001", 7, 2, other);
  CHECK(it.sip.media.web.size() == 2);
  it.phones.on_path(it.leg(), true, "");
  CHECK(it.sip.media.web.size() == 1);
  CHECK_FALSE(it.seen.told.back().gone);
}

TEST_CASE("phones: nonsense from a live phone is answered, and the phone stays") {
  Desks it;
  it.offer("1001", 7, 1);
  it.phones.on_path(it.leg(), true, "");
  it.offer("1001", 7, 2, "rubbish");
  CHECK_FALSE(it.seen.told.back().gone);
  CHECK_FALSE(it.seen.told.back().why.empty());
  CHECK(it.phones.alive("1001"));
}

TEST_CASE("phones: a page that nobody looks at does not ring, and is heard on") {
  Desks it;
  it.offer("1001", 7, 1);
  it.phones.on_path(it.leg(), true, "");
  CHECK(it.phones.can_ring("1001"));
  it.phones.unwatch({.user = "1001", .phone = 6});
  CHECK(it.phones.can_ring("1001"));
  it.phones.unwatch({.user = "1001", .phone = 7});
  CHECK_FALSE(it.phones.can_ring("1001"));
  CHECK(it.phones.alive("1001"));
  CHECK(it.seen.changed.size() == 2);
  it.offer("1001", 7, 1);  // As it does behind a reconnection.
  CHECK(it.phones.can_ring("1001"));
  CHECK(it.seen.changed.size() == 3);
}

TEST_CASE("phones: the last quarter of the ports is not for pages") {
  Desks it;
  for (std::uint64_t leg = 1; leg <= 75; ++leg) it.sip.media.connected[{leg}] = {};
  it.offer("1001", 7, 1);
  CHECK(it.seen.told.back().gone);
  CHECK(it.phones.size() == 0);
}

TEST_CASE("phones: another process goes on with what was kept, and keeps it until it is closed") {
  Desks it;
  it.offer("1001", 7, 1);
  CHECK(it.seen.kept.empty());  // No keys yet.
  WebMark mark{.peer = {0x7F000001, 4000}, .ssrc = 5, .roll_overs = 2};
  mark.keys.ours.fill(1);
  mark.keys.theirs.fill(2);
  it.phones.on_web_mark(it.leg(), mark);
  CHECK(it.seen.kept.empty());  // Its audio does not flow yet.
  it.phones.on_path(it.leg(), true, "");
  REQUIRE(it.seen.kept.contains("1001"));

  Desks next;
  next.phones.resume({it.seen.kept.at("1001")});
  REQUIRE(next.sip.media.reopened.size() == 1);
  CHECK(next.sip.media.reopened[0].mark == mark);
  CHECK(next.phones.alive("1001") == it.leg());
  CHECK(next.seen.told.empty());
  next.offer("1001", 8, 1);
  CHECK(next.leg() != it.leg());
  next.phones.on_path(next.leg(), true, "");
  next.phones.close({.user = "1001", .phone = 8});
  CHECK(next.seen.kept.empty());
}

TEST_CASE("phones: a record that cannot be gone on with is forgotten") {
  Desks it;
  it.seen.kept["1001"] = {.user = "1001", .leg = {9}, .our_key = "short"};
  it.phones.resume({it.seen.kept.at("1001")});
  CHECK(it.seen.kept.empty());
  CHECK(it.phones.size() == 0);
}

TEST_CASE("calls: a leg rings in the page, is answered there, and follows the page") {
  SipSide sip;
  LegId page{500};
  sip.calls->set_pages([&page](const Code&) { return page; });
  const link::DesiredLeg desired{.leg = {78}, .role = link::Role::agent, .user = "1001"};
  sip.calls->ring(ContactId{8}, desired);
  CHECK(sip.events.rang);
  CHECK(sip.media.attached.empty());
  sip.calls->answer_in_page(desired.leg);
  CHECK(sip.media.attached.at(desired.leg) == page);
  CHECK(sip.calls->find(desired.leg)->state == CallState::up);
  page = {};
  sip.calls->page_changed("1001");
  CHECK_FALSE(sip.calls->find(desired.leg)->has_remote);
  page = {501};
  sip.calls->page_changed("1001");
  CHECK(sip.media.attached.at(desired.leg) == page);
  sip.calls->release(desired.leg, link::ReleaseCause::normal);
  CHECK(sip.media.attached.empty());
  CHECK(sip.events.ended.at(0).end == link::LegEnd::released);
}

TEST_CASE("calls: what the leg store has of a leg in a page is nothing to a voice without pages") {
  SipSide sip;
  sip.calls->set_pages([](const Code&) { return LegId{500}; });
  sip.calls->ring(ContactId{8}, {.leg = {78}, .role = link::Role::agent, .user = "1001"});
  CHECK_FALSE(record_of(*sip.calls->find({78})).in_page);
  sip.calls->answer_in_page({78});
  const LegRecord record = record_of(*sip.calls->find({78}));
  CHECK(record.in_page);
  CHECK(record.stage == LegStage::ringing);  // Which is not gone on with.
  CHECK(record.branches.empty());
}

TEST_CASE("calls: a leg in a page goes on in another process where its page does") {
  const LegRecord record{
      .leg = {78}, .contact = {8}, .role = link::Role::agent, .user = "1001", .in_page = true};
  SipSide without;
  without.calls->set_pages([](const Code&) { return LegId{}; });
  CHECK_FALSE(without.calls->resume(record));
  SipSide with;
  with.calls->set_pages([](const Code&) { return LegId{500}; });
  REQUIRE(with.calls->resume(record));
  CHECK(with.media.attached.at(record.leg) == LegId{500});
  CHECK(with.calls->find(record.leg)->has_remote);
}

TEST_CASE("calls: who accepts while the page cannot be heard is connected once it can") {
  SipSide sip;
  LegId page;
  sip.calls->set_pages([&page](const Code&) { return page; });
  page = {500};
  const link::DesiredLeg desired{.leg = {78}, .role = link::Role::agent, .user = "1001"};
  sip.calls->ring(ContactId{8}, desired);
  page = {};
  sip.calls->answer_in_page(desired.leg);
  CHECK(sip.calls->find(desired.leg)->state == CallState::ringing);
  page = {501};
  sip.calls->page_changed("1001");
  CHECK(sip.calls->find(desired.leg)->state == CallState::up);
  CHECK(sip.media.attached.at(desired.leg) == page);
}

TEST_CASE("calls: a page that came while the phone rang can answer as well") {
  SipSide sip;
  LegId page;
  sip.calls->set_pages([&page](const Code&) { return page; });
  sip.registrar->resume("1001", {{.contact = sip.phone_uri(),
                                  .next_hop = sip.phone_uri(),
                                  .expires_at = now() + seconds(60),
                                  .call_id = "r1",
                                  .cseq = 1}});
  const LegId leg{78};
  sip.calls->ring(ContactId{8}, {.leg = leg, .role = link::Role::agent, .user = "1001"});
  page = {500};
  sip.calls->answer_in_page(leg);
  CHECK(sip.calls->find(leg)->state == CallState::up);
  CHECK(sip.media.attached.at(leg) == page);
}

TEST_CASE("calls: the page's next leg waits for the end of the one before") {
  SipSide sip;
  sip.calls->set_pages([](const Code&) { return LegId{500}; });
  for (const LegId leg : {LegId{78}, LegId{79}}) {
    sip.calls->ring(ContactId{leg.value}, {.leg = leg, .role = link::Role::agent, .user = "1001"});
    sip.calls->answer_in_page(leg);
  }
  CHECK(sip.calls->find({79})->state == CallState::ringing);
  sip.calls->release({78}, link::ReleaseCause::normal);
  CHECK(sip.calls->find({79})->state == CallState::up);
  CHECK(sip.media.attached.at({79}) == LegId{500});
}

TEST_CASE("calls: what is told twice of a page moves no audio") {
  SipSide sip;
  sip.calls->set_pages([](const Code&) { return LegId{500}; });
  sip.calls->ring(ContactId{8}, {.leg = {78}, .role = link::Role::agent, .user = "1001"});
  sip.calls->answer_in_page({78});
  sip.calls->page_changed("1001");
  CHECK(sip.events.moved == 0);
}

TEST_CASE("calls: a page that does not come back ends its leg as lost") {
  SipSide sip;
  sip.calls->set_pages([](const Code&) { return LegId{500}; });
  sip.calls->ring(ContactId{8}, {.leg = {78}, .role = link::Role::agent, .user = "1001"});
  sip.calls->page_gone("1002");
  CHECK(sip.events.ended.empty());
  sip.calls->page_gone("1001");
  REQUIRE(sip.events.ended.size() == 1);
  CHECK(sip.events.ended[0].end == link::LegEnd::media_lost);
}

TEST_CASE(
    "calls: where a phone is registered too, both ring, and the page's answer ends the other") {
  SipSide sip;
  sip.calls->set_pages([](const Code&) { return LegId{500}; });
  sip.registrar->resume("1001", {{.contact = sip.phone_uri(),
                                  .next_hop = sip.phone_uri(),
                                  .expires_at = now() + seconds(60),
                                  .call_id = "r1",
                                  .cseq = 1}});
  const LegId leg{78};
  sip.calls->ring(ContactId{8}, {.leg = leg, .role = link::Role::agent, .user = "1001"});
  const std::string invite = sip.heard();
  REQUIRE(has(invite, "INVITE "));
  sip.calls->answer_in_page(leg);
  CHECK(sip.calls->find(leg)->state == CallState::up);
  CHECK(sip.media.attached.contains(leg));
}

}  // namespace relevo::voice
