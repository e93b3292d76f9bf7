#include "channel/voice_peers.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>

#include "link/frame.h"

namespace relevo {

namespace {

/// Keeps what is asked of it; answers when the test says so.
class EngineFake final : public ChannelPort {
 public:
  void post(Request request, std::function<void(const Answer&)> done) override {
    posted.push_back(std::move(request.command));
    answers.push_back(std::move(done));
  }
  void welcome(NodeId /*node*/, std::uint64_t /*session*/,
               std::function<void(const Welcomed&)> done) override {
    looks.push_back(std::move(done));
  }
  bool takes_arrivals() const override { return arrivals; }
  bool takes_facts() const override { return true; }

  template <class C>
  std::vector<C> of() const {
    std::vector<C> found;
    for (const Command& command : posted) {
      if (const auto* is = std::get_if<C>(&command)) found.push_back(*is);
    }
    return found;
  }

  bool arrivals = true;
  std::vector<Command> posted;
  std::vector<std::function<void(const Answer&)>> answers;
  std::vector<std::function<void(const Welcomed&)>> looks;
};

class CarrierFake final : public VoiceCarrier {
 public:
  void send(PeerId peer, const link::ToVoice& message) override { said[peer].push_back(message); }
  void drop(PeerId peer) override { dropped.push_back(peer); }
  void post(std::function<void()> step) override { step(); }
  PersonId person_of(std::string_view caller) override {
    asked.emplace_back(caller);
    return PersonId{50};
  }
  void phone_told(const link::PhoneTold& told) override { phones_told.push_back(told); }
  std::optional<link::Accounts> accounts() override {
    if (!readable) return std::nullopt;
    return link::Accounts{};
  }

  template <class M>
  std::vector<M> to(PeerId peer) {
    std::vector<M> found;
    for (const link::ToVoice& message : said[peer]) {
      if (const auto* is = std::get_if<M>(&message)) found.push_back(*is);
    }
    return found;
  }

  bool readable = true;
  std::map<PeerId, std::vector<link::ToVoice>> said;
  std::vector<link::PhoneTold> phones_told;
  std::vector<PeerId> dropped;
  std::vector<std::string> asked;
};

struct Floor {
  EngineFake engine;
  CarrierFake carrier;
  NoLogger logger;
  VoicePeers peers{engine, carrier, logger};

  Result<void> say(PeerId id, const link::ToCore& message) {
    Bytes frame;
    link::put_frame(frame, message);
    std::size_t used = 0;
    return peers.take(id, **link::first_frame(frame, used));
  }

  /// Greeted, and welcomed unless the answer is held back.
  void greet(PeerId id, NodeId node, std::uint64_t session, bool welcomed = true) {
    peers.connected(id);
    REQUIRE(
        say(id, link::Hello{.node = node, .session = session, .sip_address = "127.0.0.1:5060"}));
    if (welcomed) engine.looks.back()({.epoch = 3, .facts_taken = 8, .position = 40});
  }

  void report(PeerId id, link::LegsReport report, std::vector<Believed> contacts = {}) {
    REQUIRE(say(id, std::move(report)));
    engine.looks.back()({.epoch = 3, .position = 41, .contacts = std::move(contacts)});
  }
};

constexpr NodeId here{1};
constexpr NodeId there{2};
constexpr LegId customer{leg_of_voice_min};

Believed call(NodeId node) {
  Believed believed{.contact = {7}, .node = node, .epoch = 3, .version = 41, .live = true};
  believed.legs.push_back({.leg = customer});
  return believed;
}

link::Fact arrival() {
  return {.number = 9,
          .body = link::CallArrived{.leg = customer, .dialed = "5550100", .caller = "5512345678"}};
}

}  // namespace

TEST_CASE("VoicePeers: a greeting is answered by what the core has taken, then the accounts") {
  Floor floor;
  floor.greet(1, here, 5);
  REQUIRE(floor.carrier.said[1].size() == 2);
  CHECK(std::get<link::Welcome>(floor.carrier.said[1][0]).facts_taken == 8);
  CHECK(std::holds_alternative<link::Accounts>(floor.carrier.said[1][1]));
}

TEST_CASE(
    "VoicePeers: a message of a later voice is ignored, unless it comes before the greeting") {
  Floor floor;
  floor.peers.connected(1);
  CHECK_FALSE(floor.peers.take(1, Bytes{200, 1}));
  floor.greet(2, here, 5);
  CHECK(floor.peers.take(2, Bytes{200, 1}));
  CHECK(floor.engine.posted.empty());
}

TEST_CASE("VoicePeers: the oldest stranger is the one that may go; who has greeted is none") {
  Floor floor;
  CHECK_FALSE(floor.peers.oldest_stranger().has_value());
  floor.greet(1, here, 5);
  CHECK_FALSE(floor.peers.oldest_stranger().has_value());
  floor.peers.connected(2);
  floor.peers.connected(3);
  CHECK(floor.peers.oldest_stranger() == 2);
  floor.peers.lose(2, {.kind = Fault::Kind::limit, .what = "it says nothing"});
  CHECK(floor.peers.oldest_stranger() == 3);
}

TEST_CASE("VoicePeers: who has not greeted, or greets twice or in another version, is refused") {
  Floor floor;
  floor.peers.connected(1);
  CHECK_FALSE(floor.say(1, arrival()));
  CHECK_FALSE(floor.say(1, link::LegsReport{}));
  CHECK_FALSE(floor.say(1, link::VoiceFigures{}));
  CHECK_FALSE(
      floor.say(1, link::Hello{.version = link::protocol_version + 1, .node = here, .session = 5}));
  CHECK_FALSE(floor.say(1, link::Hello{.node = here, .session = 0}));
  CHECK_FALSE(floor.peers.take(1, Bytes{0xff, 0xff}));
  floor.peers.lose(1, {.kind = Fault::Kind::protocol, .what = "as the carrier does"});
  CHECK(floor.carrier.dropped == std::vector<PeerId>{1});
  CHECK(floor.engine.posted.empty());

  floor.greet(2, here, 5);
  CHECK_FALSE(floor.say(2, link::Hello{.node = here, .session = 5}));
}

TEST_CASE("VoicePeers: another connection of a node ends the older one before it says anything") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.greet(2, there, 6);
  floor.greet(3, here, 7);
  CHECK(floor.carrier.dropped == std::vector<PeerId>{1});
  const auto gone = floor.engine.of<SeeNodeGone>();
  REQUIRE(gone.size() == 1);
  CHECK(gone[0].source.node == here);
  CHECK(gone[0].source.session == 5);

  REQUIRE(floor.say(1, arrival()));  // Was under way when it was cut.
  floor.peers.lose(1, {.kind = Fault::Kind::network, .what = "seen late"});
  CHECK(floor.engine.posted.size() == 1);
}

TEST_CASE("VoicePeers: a welcome that comes when the connection is gone goes nowhere") {
  Floor floor;
  floor.greet(1, here, 5, false);
  floor.peers.lose(1, {.kind = Fault::Kind::network, .what = "cut"});
  floor.engine.looks.back()({.epoch = 3});
  CHECK(floor.carrier.said[1].empty());
}

TEST_CASE("VoicePeers: accounts do not overtake the welcome, and unreadable ones change nothing") {
  Floor floor;
  floor.greet(1, here, 5, false);
  floor.peers.accounts_changed();
  CHECK(floor.carrier.said[1].empty());
  floor.engine.looks.back()({.epoch = 3});
  floor.carrier.readable = false;
  floor.peers.accounts_changed();
  CHECK(floor.carrier.to<link::Accounts>(1).size() == 1);
  floor.carrier.readable = true;
  floor.peers.accounts_changed();
  CHECK(floor.carrier.to<link::Accounts>(1).size() == 2);
}

TEST_CASE("VoicePeers: a call is the person's who calls from there") {
  Floor floor;
  floor.greet(1, here, 5);
  REQUIRE(floor.say(1, arrival()));
  const auto arrived = floor.engine.of<ArriveContact>();
  REQUIRE(arrived.size() == 1);
  CHECK(arrived[0].person == PersonId{50});
  CHECK(arrived[0].source.number == 9);
  floor.engine.answers.back()({});
  CHECK(floor.carrier.to<link::Refused>(1).empty());
}

TEST_CASE("VoicePeers: a call without a number is nobody's, and the store is not asked") {
  Floor floor;
  floor.greet(1, here, 5);
  REQUIRE(floor.say(1, link::Fact{.number = 9, .body = link::CallArrived{.leg = customer}}));
  CHECK(floor.engine.of<ArriveContact>().at(0).person == PersonId{});
  CHECK(floor.carrier.asked.empty());
}

TEST_CASE("VoicePeers: a call that is not taken is turned away, at the door or by the answer") {
  Floor floor;
  floor.greet(1, here, 5);
  REQUIRE(floor.say(1, arrival()));
  floor.engine.answers.back()({.reject = Reject::number_unknown});
  REQUIRE(floor.carrier.to<link::Refused>(1).size() == 1);
  CHECK(floor.carrier.to<link::Refused>(1)[0].sip_status == 404);

  floor.engine.arrivals = false;
  REQUIRE(floor.say(1, arrival()));
  REQUIRE(floor.carrier.to<link::Refused>(1).size() == 2);
  CHECK(floor.carrier.to<link::Refused>(1)[1].sip_status == 503);
  CHECK(floor.engine.of<ArriveContact>().size() == 1);
}

TEST_CASE("VoicePeers: nothing is ordered before the report is in the log") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.peers.on_batch({}, {call(here)});
  CHECK(floor.carrier.to<link::Desired>(1).empty());
  floor.report(1, {}, {call(here)});
  CHECK(floor.carrier.to<link::Desired>(1).size() == 1);
  floor.peers.on_batch({}, {call(here), call(there)});
  CHECK(floor.carrier.to<link::Desired>(1).size() == 2);
}

TEST_CASE("VoicePeers: a report says what is there, and who is unknown to the core is let go") {
  Floor floor;
  floor.greet(1, here, 5);
  link::LegsReport report;
  report.legs.push_back({.leg = customer, .contact = {7}, .up = true});
  report.legs.push_back({.leg = {leg_of_voice_min + 1}, .contact = {8}, .up = true});
  report.legs.push_back({.leg = {leg_of_voice_min + 2},
                         .dialed = "5550100",
                         .caller = "5512345678",
                         .age = seconds(4)});
  report.devices.push_back({.user = "1001", .devices = 1});
  floor.report(1, report, {call(here)});

  const auto reconcile = floor.engine.of<Reconcile>();
  REQUIRE(reconcile.size() == 1);
  CHECK(reconcile[0].legs.size() == 3);
  CHECK(reconcile[0].devices.size() == 1);
  const auto arrived = floor.engine.of<ArriveContact>();
  REQUIRE(arrived.size() == 1);
  CHECK(arrived[0].source.number == 0);
  CHECK(arrived[0].source.age == seconds(4));

  const auto desired = floor.carrier.to<link::Desired>(1);
  REQUIRE(desired.size() == 2);
  CHECK(desired[0].contact == ContactId{7});
  CHECK(desired[0].legs.size() == 1);
  CHECK(desired[1].contact == ContactId{8});
  CHECK(desired[1].legs.empty());
  CHECK(desired[1].version == 41);
}

TEST_CASE("VoicePeers: a reported call that the core knows is not asked about at a closed door") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.engine.arrivals = false;
  link::LegsReport report;
  report.legs.push_back({.leg = customer, .dialed = "5550100"});
  report.legs.push_back({.leg = {leg_of_voice_min + 1}, .dialed = "5550100"});
  floor.report(1, report, {call(here)});
  CHECK(floor.carrier.to<link::Desired>(1).size() == 1);
  const auto refused = floor.carrier.to<link::Refused>(1);
  REQUIRE(refused.size() == 1);
  CHECK(refused[0].leg == LegId{leg_of_voice_min + 1});
}

TEST_CASE("VoicePeers: a call that was told of and refused does not come back with the report") {
  Floor floor;
  floor.greet(1, here, 5);
  REQUIRE(floor.say(1, arrival()));
  link::LegsReport report;
  report.legs.push_back({.leg = customer, .dialed = "5550100", .caller = "5512345678"});
  REQUIRE(floor.say(1, report));  // Written before the refusal came.
  floor.engine.answers.front()({.reject = Reject::queue_full});
  floor.engine.looks.back()({.epoch = 3, .position = 41});
  CHECK(floor.engine.of<ArriveContact>().size() == 1);
  CHECK(floor.carrier.to<link::Refused>(1).size() == 1);

  floor.report(1, report);  // A later report is another matter.
  CHECK(floor.engine.of<ArriveContact>().size() == 2);
}

TEST_CASE("VoicePeers: facts are acknowledged to the session that told them") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.greet(2, there, 5);
  floor.peers.on_batch(
      {{.node = here, .session = 5, .number = 12}, {.node = here, .session = 4, .number = 99}}, {});
  REQUIRE(floor.carrier.to<link::FactsTaken>(1).size() == 1);
  CHECK(floor.carrier.to<link::FactsTaken>(1)[0].number == 12);
  CHECK(floor.carrier.to<link::FactsTaken>(2).empty());

  floor.greet(3, here, 5, false);  // The same voice on a new connection.
  floor.peers.on_batch({{.node = here, .session = 5, .number = 13}}, {});
  CHECK(floor.carrier.said[3].empty());
}

TEST_CASE("VoicePeers: shows the address of who reconciled last, and the figures of each") {
  Floor floor;
  CHECK(floor.peers.sip_address().empty());
  floor.greet(1, here, 5);
  REQUIRE(floor.say(1, link::VoiceFigures{}));
  CHECK(floor.peers.take_changed());
  CHECK_FALSE(floor.peers.take_changed());
  CHECK(floor.peers.sip_address().empty());
  CHECK(floor.peers.figures().size() == 1);
  floor.report(1, {});
  CHECK(floor.peers.take_changed());
  CHECK(floor.peers.sip_address() == "127.0.0.1:5060");
  floor.peers.lose(1, {.kind = Fault::Kind::network, .what = "cut"});
  CHECK(floor.peers.sip_address().empty());
  CHECK(floor.peers.figures().empty());
}

TEST_CASE("VoicePeers: a phone is offered where the user's is, else where their contact is") {
  Floor floor;
  const auto offer = [&](std::uint64_t phone, std::uint32_t number) {
    floor.peers.offer_phone({.user = "1001", .phone = phone, .number = number, .sdp = "v=0"});
  };
  const auto offers_at = [&](PeerId id) { return floor.carrier.to<link::PhoneOffer>(id).size(); };
  floor.greet(1, here, 5);
  floor.report(1, {});
  offer(77, 1);
  CHECK(offers_at(1) == 1);
  floor.greet(2, there, 6);
  floor.report(2, {});
  offer(77, 2);  // An ICE restart: the other process knows nothing of it.
  CHECK(offers_at(1) == 2);
  REQUIRE(floor.say(1, link::PhoneTold{.user = "1001", .phone = 77, .number = 2, .gone = true}));
  Believed talk = call(here);
  talk.legs.push_back({.leg = {9}, .agent = "1001"});
  floor.peers.on_batch({}, {talk});
  offer(78, 1);
  CHECK(offers_at(1) == 3);
  floor.peers.offer_phone({.user = "1002", .phone = 5, .number = 1, .sdp = "v=0"});
  CHECK(offers_at(2) == 1);  // Of whom nothing is known: the latest.
  floor.peers.lose(2, {});
  floor.peers.offer_phone({.user = "1002", .phone = 6, .number = 1, .sdp = "v=0"});
  CHECK(offers_at(1) == 4);  // Better here than nowhere.
}

TEST_CASE("VoicePeers: a new core learns from the reports where the pages' phones are") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.report(1, {.devices = {{.user = "1001", .devices = 1, .pages = 1}}});
  floor.greet(2, there, 6);
  floor.report(2, {.devices = {{.user = "1001", .devices = 1, .pages = 0}}});
  floor.peers.offer_phone({.user = "1001", .phone = 77, .number = 1, .sdp = "v=0"});
  CHECK(floor.carrier.to<link::PhoneOffer>(1).size() == 1);
}

TEST_CASE("VoicePeers: who is told of a phone that is over, or of a page without a connection") {
  Floor floor;
  floor.greet(1, here, 5);
  floor.report(1, {});
  floor.greet(2, there, 6);
  floor.report(2, {});
  floor.greet(3, {3}, 7, false);  // Not welcomed: it takes nothing yet.
  floor.peers.close_phone({.user = "1001", .phone = 77});
  floor.peers.lose_phone({.user = "1001", .phone = 78});
  for (const PeerId id : {PeerId{1}, PeerId{2}}) {
    CHECK(floor.carrier.to<link::PhoneGone>(id).size() == 1);
    CHECK(floor.carrier.to<link::PhoneUnwatched>(id).size() == 1);
  }
  CHECK(floor.carrier.said[3].empty());
}

TEST_CASE("VoicePeers: an offer that voice has not answered is made to the next one") {
  Floor floor;
  const auto offer = [&](const char* user, std::uint64_t phone, std::uint32_t number) {
    floor.peers.offer_phone({.user = user, .phone = phone, .number = number, .sdp = "v=0"});
  };
  offer("1001", 76, 1);
  REQUIRE(floor.carrier.phones_told.size() == 1);
  CHECK_FALSE(floor.carrier.phones_told[0].gone);
  CHECK_FALSE(floor.carrier.phones_told[0].why.empty());
  floor.greet(1, here, 5);
  floor.report(1, {});
  CHECK(floor.carrier.to<link::PhoneOffer>(1).size() == 1);
  offer("1002", 5, 2);
  REQUIRE(floor.say(1, link::PhoneTold{.user = "1002", .phone = 5, .number = 1, .alive = true}));
  offer("1003", 6, 1);
  REQUIRE(floor.say(1, link::PhoneTold{.user = "1003", .phone = 6, .number = 1, .answer = "v=0"}));
  offer("1004", 7, 1);
  floor.peers.lose_phone({.user = "1004", .phone = 7});  // Its page is gone.
  floor.peers.lose(1, {});
  floor.greet(2, here, 6);
  floor.report(2, {});
  const auto again = floor.carrier.to<link::PhoneOffer>(2);
  REQUIRE(again.size() == 2);
  CHECK(again[0].user == Code{"1001"});
  CHECK(again[1].user == Code{"1002"});
}

}  // namespace relevo
