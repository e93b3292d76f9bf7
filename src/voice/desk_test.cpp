// A desk with legs that a process before it left, and pages of supervisors.
#include "voice/desk.h"

#include <doctest/doctest.h>

#include <set>
#include <string>
#include <vector>

#include "voice/sip/sip_test.h"

namespace relevo::voice {

namespace {

using link::Supervise;

constexpr ContactId contact{7};
constexpr LegId customer{1};
constexpr LegId agent{2};
constexpr LegId supervisor{3};
constexpr LegId other{4};

/// What exchange does between calls and the desk, and no more.
class AtDesk final : public CallEvents, public DeskEvents {
 public:
  NoLogger logger;
  Loop loop;
  FakeMedia media;
  std::set<std::string> pages = {"s01", "s02"};  // Whose page can be heard.
  std::vector<link::LegEnded> ended;
  std::vector<LegId> answered;
  std::set<ContactId> kept;
  link::Desired desired{.contact = contact};

  AtDesk() {
    calls.set_pages([this](const Code& user) {
      const auto at = pages.find(std::string{user.view()});
      return at == pages.end() ? LegId{}
                               : LegId{static_cast<std::uint64_t>(100 + (at->at(2) - '0'))};
    });
    resume(customer, link::Role::customer);
    resume(agent, link::Role::agent);
    desired.legs = {{.leg = customer}, {.leg = agent, .role = link::Role::agent, .user = "1001"}};
    desired.bridge_a = customer;
    desired.bridge_b = agent;
    take();
  }

  void resume(LegId leg, link::Role role, bool supervises = false) {
    LegRecord record{.leg = leg, .contact = contact, .role = role};
    record.call_id = std::to_string(leg.value) + "@127.0.0.1";
    record.local_party = "<sip:5000@127.0.0.1>;tag=ours";
    record.remote_party = "<sip:1001@127.0.0.1>;tag=theirs";
    record.target = record.next_hop = "sip:1001@127.0.0.1:9";
    record.local_address = record.remote_address = "127.0.0.1";
    record.local_port = static_cast<std::uint16_t>(20'000 + 2 * leg.value);
    record.remote_port = 4'000;
    record.supervises = supervises;
    REQUIRE(calls.resume(record));
  }

  void take() {
    ++desired.version;
    desk.take(desired);
  }

  void supervise(std::vector<link::Supervisor> supervisors) {
    desired.supervisors = std::move(supervisors);
    take();
  }

  bool is_up(LegId leg) const {
    const Call* const call = calls.find(leg);
    return call != nullptr && call->state == CallState::up && call->has_remote;
  }

  /// How the leg ended; unknown when it did not, or was told twice.
  link::LegEnd end_of(LegId leg) const {
    link::LegEnd how = link::LegEnd::unknown;
    int times = 0;
    for (const link::LegEnded& one : ended) {
      if (one.leg != leg) continue;
      how = one.end;
      ++times;
    }
    return times == 1 ? how : link::LegEnd::unknown;
  }

  void on_arrived(const link::CallArrived& /*arrived*/) override {}
  void on_ringing(LegId /*leg*/) override {}
  void on_answered(LegId leg) override {
    answered.push_back(leg);
    desk.on_answered(leg);
  }
  void on_held(LegId /*leg*/, bool /*held*/) override {}
  void on_audio(LegId leg) override { desk.on_audio(leg); }
  void on_ended(const link::LegEnded& how, bool /*there*/) override {
    ended.push_back(how);
    desk.on_ended(how);
  }
  void on_changed(const Call& /*call*/) override {}
  const char* why_no_new_calls() override { return nullptr; }
  bool core_is_here() override { return true; }
  void on_leg_missing(const link::LegEnded& missing) override { ended.push_back(missing); }
  void on_contact(const ContactRecord& record) override { kept.insert(record.desired.contact); }
  void on_contact_forgotten(ContactId forgotten) override { kept.erase(forgotten); }

  std::unique_ptr<Agent> sip =
      Agent::start(loop, {.address = "127.0.0.1", .public_address = "127.0.0.1"}).value();
  Registrar registrar{loop, "relevo", logger};
  Calls calls{loop, *sip, registrar, media, *this, logger};
  Desk desk{calls, media, *this, logger};
};

using Mixed = std::vector<Conferred>;

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
