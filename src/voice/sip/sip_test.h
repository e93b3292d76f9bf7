// For tests of calls: a voice's SIP on loopback with media that only writes down what is asked of
// it, and a phone that says what the test says.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/logger.h"
#include "voice/clock.h"
#include "voice/media/media_metrics.h"
#include "voice/media/phone_test.h"
#include "voice/sip/calls.h"

namespace relevo::voice {

/// Gives a leg its port back, or does not.
class FakeMedia final : public Media {
 public:
  bool port_taken = false;
  std::map<LegId, Remote> connected;
  std::map<LegId, LegId> attached;
  std::map<LegId, LegId> bridged;  // Each has the other.
  std::map<LegId, link::Hear> hears;
  std::set<LegId> rings_back;
  std::pair<LegId, LegId> recorded;  // The customer's side, and the agent's.
  std::map<ContactId, std::vector<Conferred>> conferred;
  std::vector<LegId> web;
  std::vector<WebResume> reopened;
  StreamMark resumed_from;

  Result<OpenedLeg> open(LegId /*leg*/) override {
    return OpenedLeg{.port = 20'002, .stream = {.ssrc = 9, .sequence = 1}};
  }
  Result<OpenedLeg> reopen(LegId /*leg*/, std::uint16_t port, const StreamMark& mark) override {
    if (port_taken) return fault(Fault::Kind::network, "taken");
    resumed_from = mark;
    return OpenedLeg{.port = port, .stream = {.ssrc = mark.ssrc, .sequence = 5000}};
  }
  Result<OpenedWeb> open_web(LegId leg, const WebRemote& /*remote*/) override {
    web.push_back(leg);
    return OpenedWeb{.port = 20'004};
  }
  std::optional<IceCredentials> restart_web(LegId /*leg*/, const std::string& fragment) override {
    return IceCredentials{.fragment = "for-" + fragment, .password = "secret"};
  }
  Result<void> reopen_web(LegId /*leg*/, const WebRemote& /*remote*/,
                          const WebResume& from) override {
    reopened.push_back(from);
    return {};
  }
  bool attach(LegId leg, LegId page) override {
    attached[leg] = page;
    return true;
  }
  void detach(LegId leg) override { attached.erase(leg); }
  void connect(LegId which, const Remote& remote) override { connected[which] = remote; }
  void bridge(LegId a, LegId b) override {
    unbridge(a);
    unbridge(b);
    for (const LegId leg : {a, b}) {
      hears.erase(leg);
      rings_back.erase(leg);
    }
    bridged[a] = b;
    bridged[b] = a;
  }
  void unbridge(LegId leg) override {
    const auto known = bridged.find(leg);
    if (known == bridged.end()) return;
    bridged.erase(known->second);
    bridged.erase(leg);
  }
  void confer(ContactId contact, std::span<const Conferred> legs) override {
    conferred[contact].assign(legs.begin(), legs.end());
  }
  void hear(LegId leg, link::Hear what, const std::string& /*greeting*/,
            const std::string& /*music*/, Time /*since*/) override {
    hears[leg] = what;
    rings_back.erase(leg);
  }
  void ring_back(LegId leg) override { rings_back.insert(leg); }
  void record(ContactId /*contact*/, LegId customer, LegId agent, Time /*since*/) override {
    recorded = {customer, agent};
  }
  void end_recording(ContactId /*contact*/) override {}
  void close(LegId which) override {
    connected.erase(which);
    std::erase(web, which);
  }
  std::size_t legs() const override { return connected.size(); }
  std::size_t legs_max() const override { return 100; }
  bool has_room(std::size_t legs) const override { return legs <= 100; }
  bool has_room_for_opus() const override { return true; }
  const MediaMetrics& metrics() const override { return metrics_; }

 private:
  MediaMetrics metrics_;
};

class SeenEvents final : public CallEvents {
 public:
  std::vector<link::LegEnded> ended;
  std::optional<bool> held;
  bool rang = false;
  int moved = 0;  // How often a leg had other audio.
  bool phone_is_there = false;
  Remote kept;  // As the leg store has it.

  void on_arrived(const link::CallArrived& /*arrived*/) override {}
  void on_ringing(LegId /*leg*/) override { rang = true; }
  void on_answered(LegId /*leg*/) override {}
  void on_held(LegId /*leg*/, bool now_held) override { held = now_held; }
  void on_audio(LegId /*leg*/) override { ++moved; }
  void on_ended(const link::LegEnded& how, bool there) override {
    ended.push_back(how);
    phone_is_there = there;
  }
  void on_changed(const Call& call) override { kept = call.remote.remote; }
  const char* why_no_new_calls() override { return nullptr; }
  bool core_is_here() override { return true; }
};

/// A voice's SIP, and a phone.
struct SipSide {
  static constexpr Duration patience = seconds(10);
  static constexpr Duration step = milliseconds(10);

  NoLogger logger;
  Loop loop;
  FakeMedia media;
  SeenEvents events;
  Phone phone;
  std::unique_ptr<Agent> agent;
  std::unique_ptr<Registrar> registrar;
  std::unique_ptr<Calls> calls;

  SipSide() {
    agent = std::move(
        Agent::start(loop, {.address = "127.0.0.1", .public_address = "127.0.0.1"}).value());
    registrar = std::make_unique<Registrar>(loop, "relevo", logger);
    calls = std::make_unique<Calls>(loop, *agent, *registrar, media, events, logger);
  }

  /// The phone's address, as a SIP URI.
  std::string phone_uri() const { return "sip:127.0.0.1:" + std::to_string(phone.port()); }

  void say(const std::string& text) const { say_from(phone, text); }

  void say_from(const Phone& from, const std::string& text) const {
    CHECK(from.send_raw(agent->port(), Bytes(text.begin(), text.end())));
  }

  /// Lets the loop run until it is so; false when it does not become so.
  template <class Condition>
  bool run_until(const Condition& condition) {
    const Time end = now() + patience;
    while (!condition() && now() < end) {
      su_root_step(loop.root(), static_cast<su_duration_t>(in_ms(step)));
    }
    return condition();
  }

  /// The next message that the phone gets; empty when none comes.
  std::string heard() {
    std::string text;
    run_until([&] {
      if (text.empty()) {
        if (const auto datagram = phone.receive_raw(0))
          text.assign(datagram->begin(), datagram->end());
      }
      return !text.empty();
    });
    return text;
  }
};

/// The next message that waits at a phone; empty when none comes.
inline std::string text_of(const Phone& phone) {
  const auto datagram = phone.receive_raw(1000);
  return datagram ? std::string(datagram->begin(), datagram->end()) : std::string{};
}

inline bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace relevo::voice
