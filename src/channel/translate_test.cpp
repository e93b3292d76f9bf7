#include "channel/translate.h"

#include <doctest/doctest.h>

namespace relevo {

namespace {

const Source source{.node = {1}, .session = 5, .number = 9};
constexpr LegId customer{leg_of_voice_min};
constexpr LegId agent{3};

Believed ringing() {
  Believed believed{.contact = {7}, .node = {1}, .epoch = 3, .version = 42, .live = true};
  believed.legs.push_back({.leg = customer});
  believed.legs.push_back({.leg = agent, .agent = "1001", .ring = seconds(20)});
  believed.bridge.push_back(customer);
  believed.bridge.push_back(agent);
  believed.waiting = true;
  believed.record = true;
  believed.queue = "soporte";
  believed.greeting = "es/hello";
  believed.music = "calm";
  return believed;
}

LegGone gone_of(link::LegEnd end) {
  const auto command = command_of(link::LegEnded{.leg = agent, .end = end}, source);
  REQUIRE(command.has_value());
  const auto& gone = std::get<SeeLegGone>(*command);
  CHECK(gone.leg == agent);
  CHECK(gone.source.number == 9);
  return gone.gone;
}

}  // namespace

TEST_CASE("desired_of: who rings is bridged when they answer, and the customer hears the queue") {
  const link::Desired desired = desired_of(ringing());
  CHECK(desired.contact == ContactId{7});
  CHECK(desired.epoch == 3);
  CHECK(desired.version == 42);
  REQUIRE(desired.legs.size() == 2);
  CHECK(desired.legs[0].role == link::Role::customer);
  CHECK(desired.legs[0].ring_for == Duration{});
  CHECK(desired.legs[0].caller_shown.empty());
  CHECK(desired.legs[1].role == link::Role::agent);
  CHECK(desired.legs[1].user == Code{"1001"});
  CHECK(desired.legs[1].ring_for > seconds(20));  // The core's own deadline comes first.
  CHECK(desired.legs[1].caller_shown.view() == "soporte");
  CHECK(desired.bridge_a == customer);
  CHECK(desired.bridge_b == agent);
  CHECK(desired.hear == link::Hear::queue_music);
  CHECK(desired.greeting.view() == "es/hello");
  CHECK(desired.record);
}

TEST_CASE("desired_of: on hold nobody is bridged") {
  Believed held = ringing();
  held.bridge = {};
  held.waiting = false;
  const link::Desired desired = desired_of(held);
  CHECK(desired.legs.size() == 2);
  CHECK_FALSE(static_cast<bool>(desired.bridge_a));
  CHECK_FALSE(static_cast<bool>(desired.bridge_b));
  CHECK(desired.hear == link::Hear::hold_music);
}

TEST_CASE("desired_of: two agents, among themselves or with the customer") {
  constexpr LegId second{4};
  Believed consulting = ringing();
  consulting.waiting = false;
  consulting.legs.push_back({.leg = second, .agent = "1002", .ring = seconds(20)});
  consulting.bridge = {};
  consulting.bridge.push_back(agent);
  consulting.bridge.push_back(second);
  const link::Desired apart = desired_of(consulting);
  REQUIRE(apart.legs.size() == 3);
  CHECK(apart.legs[2].role == link::Role::agent);
  CHECK(apart.legs[2].user == Code{"1002"});
  CHECK(apart.bridge_a == agent);
  CHECK(apart.bridge_b == second);
  CHECK_FALSE(static_cast<bool>(apart.bridge_c));
  CHECK(apart.hear == link::Hear::hold_music);

  Believed conferencing = ringing();
  conferencing.legs = consulting.legs;
  conferencing.bridge.push_back(second);
  const link::Desired together = desired_of(conferencing);
  CHECK(together.bridge_a == customer);
  CHECK(together.bridge_b == agent);
  CHECK(together.bridge_c == second);
}

TEST_CASE("desired_of: who supervises stands beside the bridge, and is heard as they asked to be") {
  Believed supervised = ringing();
  supervised.supervisors.push_back({.leg = {4}, .user = "c01", .mode = SuperviseMode::listen});
  supervised.supervisors.push_back({.leg = {5}, .user = "s01", .mode = SuperviseMode::whisper});
  supervised.supervisors.push_back({.leg = {6}, .user = "d01", .mode = SuperviseMode::barge});
  const link::Desired desired = desired_of(supervised);
  CHECK(desired.legs.size() == 2);
  REQUIRE(desired.supervisors.size() == 3);
  CHECK(desired.supervisors[0].leg == LegId{4});
  CHECK(desired.supervisors[0].user == Code{"c01"});
  CHECK(desired.supervisors[0].mode == link::Supervise::listen);
  CHECK(desired.supervisors[1].mode == link::Supervise::whisper);
  CHECK(desired.supervisors[2].mode == link::Supervise::barge);
  supervised.live = false;
  CHECK(desired_of(supervised).supervisors.empty());
}

TEST_CASE("desired_of: of a contact that is over nothing should be left") {
  Believed over = ringing();
  over.live = false;
  const link::Desired desired = desired_of(over);
  CHECK(desired.contact == ContactId{7});
  CHECK(desired.version == 42);
  CHECK(desired.legs.empty());
  CHECK_FALSE(desired.record);
}

TEST_CASE("command_of: why a leg ended, in the core's words") {
  CHECK(gone_of(link::LegEnd::hung_up) == LegGone::hung_up);
  CHECK(gone_of(link::LegEnd::cancelled) == LegGone::hung_up);
  CHECK(gone_of(link::LegEnd::declined) == LegGone::declined);
  CHECK(gone_of(link::LegEnd::busy) == LegGone::declined);
  CHECK(gone_of(link::LegEnd::no_answer) == LegGone::no_answer);
  CHECK(gone_of(link::LegEnd::unregistered) == LegGone::unreachable);
  CHECK(gone_of(link::LegEnd::unreachable) == LegGone::unreachable);
  CHECK(gone_of(link::LegEnd::refused) == LegGone::unreachable);
  CHECK(gone_of(link::LegEnd::media_lost) == LegGone::network);
  CHECK(gone_of(link::LegEnd::released) == LegGone::released);
  CHECK(gone_of(link::LegEnd::failed) == LegGone::us);
  CHECK(gone_of(link::LegEnd::unknown) == LegGone::us);
  CHECK(gone_of(static_cast<link::LegEnd>(200)) == LegGone::us);  // Of a newer voice.
}

TEST_CASE("source_of: a fact says which it is and how long ago it happened") {
  const Source of =
      source_of({1}, 5, {.number = 9, .age = seconds(4), .body = link::LegAnswered{.leg = agent}});
  CHECK(of.node == NodeId{1});
  CHECK(of.session == 5);
  CHECK(of.number == 9);
  CHECK(of.age == seconds(4));
}

TEST_CASE("command_of: each fact keeps what it says") {
  CHECK_FALSE(command_of(link::CallArrived{}, source).has_value());
  CHECK(std::get<SeeRinging>(*command_of(link::LegRinging{.leg = agent}, source)).leg == agent);
  CHECK(std::get<SeeAnswer>(*command_of(link::LegAnswered{.leg = agent}, source)).leg == agent);
  CHECK(std::get<SeeHold>(*command_of(link::LegHold{.leg = agent, .held = true}, source)).held);
  const auto devices =
      std::get<SeeDevices>(*command_of(link::DevicesChanged{.user = "1001", .devices = 2}, source));
  CHECK(devices.agent == Code{"1001"});
  CHECK(devices.devices == 2);
  CHECK(devices.source.session == 5);
  const auto started = command_of(link::RecordingStarted{.contact = {7}}, source);
  CHECK(std::get<SeeRecordingStarted>(*started).contact == ContactId{7});
  const auto ended = std::get<SeeRecordingEnded>(*command_of(
      link::RecordingEnded{.contact = {7}, .length = seconds(8), .complete = true}, source));
  CHECK(ended.length == seconds(8));
  CHECK(ended.complete);
}

TEST_CASE("refused_of: each refusal has its answer in SIP") {
  CHECK(refused_of(customer, Reject::number_unknown, false).sip_status == 404);
  CHECK(refused_of(customer, Reject::queue_full, false).sip_status == 486);
  CHECK(refused_of(customer, Reject::no_operation, false).sip_status == 480);
  const link::Refused overloaded = refused_of(customer, Reject::none, true);
  CHECK(overloaded.sip_status == 503);
  CHECK(overloaded.retry_after_s > 0);
  CHECK(overloaded.leg == customer);
}

}  // namespace relevo
