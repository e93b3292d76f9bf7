// A desk with a call in which a second agent is consulted, or is with the other two.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "voice/desk_test.h"

namespace relevo::voice {

namespace {

using link::Supervise;
using Mixed = std::vector<Conferred>;

constexpr ContactId contact = AtDesk::contact;
constexpr LegId customer = AtDesk::customer;
constexpr LegId agent = AtDesk::agent;
constexpr LegId supervisor{3};
constexpr LegId second{4};

class TwoAgents {
 public:
  AtDesk desk;

  TwoAgents() { desk.desired.record = true; }

  /// As core says it: from the ringing on.
  void consult() {
    name_second();
    desk.desired.bridge_a = agent;
    desk.desired.bridge_b = second;
    desk.desired.bridge_c = {};
    desk.desired.hear = link::Hear::hold_music;
    desk.take();
  }
  void conference() {
    name_second();
    desk.desired.bridge_a = customer;
    desk.desired.bridge_b = agent;
    desk.desired.bridge_c = second;
    desk.take();
  }
  void end_second() {
    desk.desired.legs.pop_back();
    desk.desired.bridge_a = customer;
    desk.desired.bridge_b = agent;
    desk.desired.bridge_c = {};
    desk.take();
  }
  void answer() { desk.calls.answer_in_page(second); }
  void cut_off_second() {
    desk.pages.erase("s04");
    desk.calls.page_gone("s04");
  }
  void cut_off_agent() { desk.calls.release(agent, link::ReleaseCause::normal); }

  bool hear_each_other(LegId a, LegId b) {
    return desk.media.bridged.contains(a) && desk.media.bridged[a] == b;
  }
  Mixed& mix() { return desk.media.conferred[contact]; }
  bool rings_back() { return desk.media.rings_back.contains(agent); }
  link::Hear customer_hears() {
    return desk.media.hears.contains(customer) ? desk.media.hears[customer] : link::Hear::nothing;
  }

 private:
  void name_second() {
    if (desk.desired.legs.size() == 3) return;
    desk.desired.legs.push_back({.leg = second, .role = link::Role::agent, .user = "s04"});
  }
};

const Mixed all_three{{customer, 0b110}, {agent, 0b101}, {second, 0b011}};

}  // namespace

TEST_CASE("desk: two agents consult while the customer hears music and is recorded alone") {
  TwoAgents it;
  it.consult();
  CHECK(it.rings_back());
  CHECK(it.customer_hears() == link::Hear::hold_music);
  CHECK(it.desk.media.bridged.empty());

  it.answer();  // Core is not asked.
  CHECK(it.hear_each_other(agent, second));
  CHECK_FALSE(it.rings_back());
  CHECK(it.mix().empty());
  CHECK(it.customer_hears() == link::Hear::hold_music);
  CHECK(it.desk.media.recorded == std::pair{customer, LegId{}});

  it.end_second();
  CHECK(it.hear_each_other(customer, agent));
  CHECK(it.desk.end_of(second) == link::LegEnd::released);
  CHECK(it.desk.media.recorded == std::pair{customer, agent});
}

TEST_CASE("desk: an agent whose second one is not to be had hears the ringing end") {
  TwoAgents it;
  it.consult();
  REQUIRE(it.rings_back());
  it.cut_off_second();
  CHECK_FALSE(it.rings_back());
  CHECK(it.desk.media.hears[agent] == link::Hear::nothing);
  CHECK(it.customer_hears() == link::Hear::hold_music);
}

TEST_CASE("desk: nobody hears a ringing while they talk with the customer") {
  TwoAgents it;
  it.conference();
  CHECK(it.hear_each_other(customer, agent));
  CHECK_FALSE(it.rings_back());
  CHECK(it.mix().empty());
}

TEST_CASE("desk: a third one is with the other two at the answer, and back and forth") {
  TwoAgents it;
  it.conference();
  it.answer();  // Core is not asked.
  CHECK(it.mix() == all_three);
  CHECK(it.desk.media.recorded == std::pair{customer, agent});

  it.consult();
  CHECK(it.mix().empty());
  CHECK(it.hear_each_other(agent, second));
  CHECK(it.customer_hears() == link::Hear::hold_music);
  it.conference();
  CHECK(it.mix() == all_three);
  CHECK(it.hear_each_other(customer, agent));
  it.end_second();
  CHECK(it.mix().empty());
  CHECK(it.hear_each_other(customer, agent));
}

TEST_CASE("desk: a leg that dies in a conference leaves the other two hearing each other") {
  TwoAgents it;
  it.conference();
  it.answer();
  SUBCASE("the second agent's") {
    it.cut_off_second();
    CHECK(it.hear_each_other(customer, agent));
    CHECK(it.mix().empty());
  }
  SUBCASE("the agent's") {
    it.cut_off_agent();
    CHECK(it.hear_each_other(customer, second));
    CHECK(it.mix().empty());
    CHECK(it.desk.media.recorded == std::pair{customer, second});
    it.cut_off_second();
    CHECK(it.customer_hears() == link::Hear::hold_music);
  }
  SUBCASE("the customer's, with which all ends") {
    it.desk.calls.release(customer, link::ReleaseCause::normal);
    CHECK(it.desk.calls.size() == 0);
    CHECK(it.desk.media.bridged.empty());
  }
}

TEST_CASE("desk: a page that cannot be heard for a while is out of the conference as long") {
  TwoAgents it;
  it.conference();
  it.answer();
  it.desk.pages.erase("s04");
  it.desk.calls.page_changed("s04");
  CHECK(it.mix().empty());
  CHECK(it.hear_each_other(customer, agent));
  it.desk.pages.insert("s04");
  it.desk.calls.page_changed("s04");
  CHECK(it.mix() == all_three);
}

TEST_CASE("desk: a consultation that is completed leaves the customer to the second agent") {
  TwoAgents it;
  it.consult();
  it.answer();
  it.desk.desired.legs.erase(it.desk.desired.legs.begin() + 1);
  it.desk.desired.bridge_a = customer;
  it.desk.desired.bridge_b = second;
  it.desk.take();
  CHECK(it.hear_each_other(customer, second));
  CHECK(it.desk.end_of(agent) == link::LegEnd::released);
  CHECK(it.desk.media.recorded == std::pair{customer, second});
}

TEST_CASE("desk: a customer who is handed to a queue hears what core says, not an agent's loss") {
  TwoAgents it;
  it.desk.desired.legs.pop_back();
  it.desk.desired.bridge_a = it.desk.desired.bridge_b = {};
  it.desk.desired.hear = link::Hear::queue_music;
  it.desk.take();
  CHECK(it.desk.end_of(agent) == link::LegEnd::released);
  CHECK(it.customer_hears() == link::Hear::queue_music);
}

TEST_CASE(
    "desk: supervisors beside a consultation hear the agents, and a whisper is for the first") {
  TwoAgents it;
  it.consult();
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::whisper}});
  CHECK(it.mix() == Mixed{{{}, 0}, {agent, 0b100}, {supervisor, 0b010}});
  it.answer();
  CHECK(it.mix() == Mixed{{{}, 0}, {agent, 0b1100}, {second, 0}, {supervisor, 0b0110}});
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::barge}});
  CHECK(it.mix() == Mixed{{{}, 0}, {agent, 0b1100}, {second, 0b1010}, {supervisor, 0b0110}});
  CHECK(it.customer_hears() == link::Hear::hold_music);
}

TEST_CASE("desk: supervisors beside a conference hear all of it") {
  TwoAgents it;
  it.conference();
  it.answer();
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::whisper}});
  CHECK(it.mix() ==
        Mixed{{customer, 0b0110}, {agent, 0b1101}, {second, 0b0011}, {supervisor, 0b0111}});
  // Whose words they were for is gone: they are nobody else's.
  it.cut_off_agent();
  CHECK(it.mix() == Mixed{{customer, 0}, {{}, 0}, {second, 0}, {supervisor, 0b0101}});
}

TEST_CASE("desk: the next process's desk has the conference or consultation of the one before") {
  TwoAgents it;
  SUBCASE("a conference") { it.conference(); }
  SUBCASE("a consultation") { it.consult(); }
  it.answer();
  const bool confers = static_cast<bool>(it.desk.desired.bridge_c);
  const ContactRecord kept = it.desk.kept_last;
  it.mix().clear();
  it.desk.media.bridged.clear();
  it.desk.media.hears.clear();
  Desk next{it.desk.calls, it.desk.media, it.desk, it.desk.logger};
  next.resume({kept});
  CHECK(it.mix() == (confers ? all_three : Mixed{}));
  CHECK(it.hear_each_other(agent, confers ? customer : second));
  CHECK(it.customer_hears() == (confers ? link::Hear::nothing : link::Hear::hold_music));
}

TEST_CASE("desk: who takes over keeps their leg, hears the customer, and the agent's leg ends") {
  TwoAgents it;
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::barge}});
  REQUIRE(it.desk.is_up(supervisor));
  link::Desired& desired = it.desk.desired;
  desired.supervisors.clear();
  desired.legs[1] = {.leg = supervisor, .role = link::Role::agent, .user = "s01"};
  desired.bridge_b = supervisor;
  it.desk.take();
  CHECK(it.desk.is_up(supervisor));
  CHECK_FALSE(it.desk.calls.find(supervisor)->supervises);
  CHECK(it.desk.end_of(agent) == link::LegEnd::released);
  CHECK(it.hear_each_other(customer, supervisor));
  CHECK(it.mix().empty());
  CHECK(it.desk.media.recorded == std::pair{customer, supervisor});

  // As the next process finds it.
  it.desk.media.bridged.clear();
  Desk next{it.desk.calls, it.desk.media, it.desk, it.desk.logger};
  next.resume({it.desk.kept_last});
  CHECK(it.hear_each_other(customer, supervisor));
  it.desk.calls.release(supervisor, link::ReleaseCause::normal);
  next.on_ended({.leg = supervisor, .contact = contact});
  CHECK(it.customer_hears() == link::Hear::hold_music);
}

TEST_CASE("desk: who was kept as a supervisor and has taken over is an agent behind a kill") {
  AtDesk it;
  it.resume(supervisor, link::Role::agent, true);
  it.desired.legs[1] = {.leg = supervisor, .role = link::Role::agent, .user = "s01"};
  it.desired.bridge_b = supervisor;
  Desk next{it.calls, it.media, it, it.logger};
  next.resume({{.desired = it.desired}});
  REQUIRE(it.is_up(supervisor));
  CHECK_FALSE(it.calls.find(supervisor)->supervises);
  CHECK(it.media.bridged[customer] == supervisor);
}

TEST_CASE("desk: who took over and is gone by then is not rung") {
  TwoAgents it;
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::listen}});
  it.desk.calls.release(supervisor, link::ReleaseCause::normal);
  it.desk.desired.supervisors.clear();
  it.desk.desired.legs[1] = {.leg = supervisor, .role = link::Role::agent, .user = "s01"};
  it.desk.desired.bridge_b = supervisor;
  it.desk.take();
  CHECK(it.desk.calls.find(supervisor) == nullptr);
}

TEST_CASE("desk: who shall be heard less is kept so before it is done") {
  TwoAgents it;
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::barge}});
  const Mixed barged{{customer, 0b110}, {agent, 0b101}, {supervisor, 0b011}};
  REQUIRE(it.mix() == barged);
  it.desk.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::whisper}});
  CHECK(it.desk.mixed_then == barged);
  CHECK(it.desk.kept_last.desired.supervisors.at(0).mode == Supervise::whisper);
  CHECK(it.mix() == Mixed{{customer, 0}, {agent, 0b101}, {supervisor, 0b011}});
}

}  // namespace relevo::voice
