// For tests of the desk: legs that a process before it left, and pages of users.
#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "voice/desk.h"
#include "voice/sip/sip_test.h"

namespace relevo::voice {

/// What exchange does between calls and the desk, and no more.
class AtDesk final : public CallEvents, public DeskEvents {
 public:
  static constexpr ContactId contact{7};
  static constexpr LegId customer{1};
  static constexpr LegId agent{2};
  NoLogger logger;
  Loop loop;
  FakeMedia media;
  std::set<std::string> pages = {"s01", "s02", "s04"};  // Whose page can be heard.
  std::vector<link::LegEnded> ended;
  std::vector<LegId> answered;
  std::set<ContactId> kept;
  ContactRecord kept_last;            // As it was kept last,
  std::vector<Conferred> mixed_then;  // and the mix as it was then.
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
  void on_contact(const ContactRecord& now) override {
    kept.insert(now.desired.contact);
    if (now.desired.version != kept_last.desired.version) {
      const auto mix = media.conferred.find(contact);
      mixed_then = mix == media.conferred.end() ? std::vector<Conferred>{} : mix->second;
    }
    kept_last = now;
  }
  void on_contact_forgotten(ContactId forgotten) override { kept.erase(forgotten); }

  std::unique_ptr<Agent> sip =
      Agent::start(loop, {.address = "127.0.0.1", .public_address = "127.0.0.1"}).value();
  Registrar registrar{loop, "relevo", logger};
  Calls calls{loop, *sip, registrar, media, *this, logger};
  Desk desk{calls, media, *this, logger};
};

}  // namespace relevo::voice
