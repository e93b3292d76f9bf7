// A desk with a call that somebody supervises.
#include "voice/desk_test.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace relevo::voice {

namespace {

using link::Supervise;
using Mixed = std::vector<Conferred>;

constexpr ContactId contact = AtDesk::contact;
constexpr LegId customer = AtDesk::customer;
constexpr LegId agent = AtDesk::agent;
constexpr LegId supervisor{3};
constexpr LegId other{4};

}  // namespace

TEST_CASE("desk: a supervisor's leg is up at once in their page, and hears both") {
  AtDesk it;
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::listen}});
  CHECK(it.is_up(supervisor));
  CHECK(it.answered == std::vector<LegId>{supervisor});
  CHECK(it.media.attached.contains(supervisor));
  CHECK(it.media.conferred[contact] == Mixed{{customer, 0}, {agent, 0}, {supervisor, 0b011}});

  // Another mode is no other leg.
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::whisper},
                {.leg = other, .user = "s02", .mode = Supervise::barge}});
  CHECK(it.answered == std::vector<LegId>{supervisor, other});
  CHECK(it.media.conferred[contact] ==
        Mixed{{customer, 0b1010}, {agent, 0b1101}, {supervisor, 0b1011}, {other, 0b0011}});

  it.supervise({});
  CHECK(it.end_of(supervisor) == link::LegEnd::released);
  CHECK(it.end_of(other) == link::LegEnd::released);
  CHECK(it.media.conferred[contact].empty());
  CHECK(it.is_up(customer));
  CHECK(it.is_up(agent));
}

TEST_CASE("desk: a supervisor without a page and a phone has no leg, and the call goes on") {
  AtDesk it;
  it.supervise({{.leg = supervisor, .user = "s09", .mode = Supervise::listen}});
  CHECK(it.end_of(supervisor) == link::LegEnd::unregistered);
  it.take();
  CHECK(it.end_of(supervisor) == link::LegEnd::unregistered);  // Told once, tried once.
  CHECK(it.is_up(customer));
  CHECK(it.is_up(agent));
  CHECK_FALSE(it.media.conferred.contains(contact));
}

TEST_CASE("desk: a supervisor's end changes nothing else, the customer's end is theirs") {
  AtDesk it;
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::barge},
                {.leg = other, .user = "s02", .mode = Supervise::listen}});
  it.pages.erase("s01");
  it.calls.page_gone("s01");
  CHECK(it.end_of(supervisor) == link::LegEnd::media_lost);
  CHECK(it.media.conferred[contact] == Mixed{{customer, 0}, {agent, 0}, {other, 0b011}});
  CHECK(it.is_up(agent));

  it.calls.release(customer, link::ReleaseCause::normal);
  CHECK(it.end_of(agent) == link::LegEnd::released);
  CHECK(it.end_of(other) == link::LegEnd::released);
  CHECK(it.calls.size() == 0);
  it.desired.legs[0].goal = it.desired.legs[1].goal = link::Goal::release;
  it.take();
  CHECK(it.desk.contacts() == 0);
  CHECK(it.kept.empty());
}

TEST_CASE("desk: who wants to supervise a contact that is over is told so once") {
  AtDesk it;
  it.calls.release(customer, link::ReleaseCause::normal);
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::listen}});
  it.take();
  CHECK(it.end_of(supervisor) == link::LegEnd::released);
  CHECK(it.calls.find(supervisor) == nullptr);
}

TEST_CASE("desk: on hold the customer is not on the floor, and behind it is again") {
  AtDesk it;
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::whisper}});
  it.desired.bridge_a = it.desired.bridge_b = {};
  it.desired.hear = link::Hear::hold_music;
  it.take();
  CHECK(it.media.conferred[contact] == Mixed{{{}, 0}, {agent, 0b100}, {supervisor, 0b010}});
  it.desired.bridge_a = customer;
  it.desired.bridge_b = agent;
  it.take();
  CHECK(it.media.conferred[contact] == Mixed{{customer, 0}, {agent, 0b101}, {supervisor, 0b011}});
}

TEST_CASE("desk: a supervisor whose page cannot be heard for a while is out of the mix as long") {
  AtDesk it;
  it.supervise({{.leg = supervisor, .user = "s01", .mode = Supervise::barge}});
  it.pages.erase("s01");
  it.calls.page_changed("s01");
  CHECK(it.media.conferred[contact].empty());
  it.pages.insert("s01");
  it.calls.page_changed("s01");
  CHECK(it.media.conferred[contact] ==
        Mixed{{customer, 0b110}, {agent, 0b101}, {supervisor, 0b011}});
}

TEST_CASE("desk: the next process's desk has the supervisors of the one before") {
  AtDesk it;
  it.resume(supervisor, link::Role::agent, true);
  it.desired.supervisors = {{.leg = supervisor, .user = "s01", .mode = Supervise::barge},
                            {.leg = other, .user = "s02", .mode = Supervise::listen}};
  Desk next{it.calls, it.media, it, it.logger};
  next.resume({{.desired = it.desired}});
  // What was a barge may be a whisper by now: nobody is heard before core has said so again.
  CHECK(it.media.conferred[contact] == Mixed{{customer, 0}, {agent, 0}, {supervisor, 0b011}});
  next.take(it.desired);
  CHECK(it.media.conferred[contact] ==
        Mixed{{customer, 0b110}, {agent, 0b101}, {supervisor, 0b011}});
  CHECK(it.end_of(other) == link::LegEnd::failed);  // It was lost, and core hears of it.
}

TEST_CASE("desk: a supervisor who is all that a process before it left is released") {
  AtDesk it;
  it.calls.release(customer, link::ReleaseCause::normal);
  REQUIRE(it.calls.size() == 0);
  it.ended.clear();
  it.resume(supervisor, link::Role::agent, true);
  it.desired.supervisors = {{.leg = supervisor, .user = "s01", .mode = Supervise::listen}};
  Desk next{it.calls, it.media, it, it.logger};
  next.resume({{.desired = it.desired}});
  CHECK(it.calls.size() == 0);
  CHECK(it.end_of(supervisor) == link::LegEnd::released);
  CHECK(next.contacts() == 0);
}

}  // namespace relevo::voice
