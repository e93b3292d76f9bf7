#include "link/frame.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/prng.h"
#include "link/fields.h"

namespace relevo::link {

namespace {

/// Every message of core to voice, with something in each field.
std::vector<ToVoice> all_to_voice() {
  return {Welcome{.epoch = 7, .facts_taken = 12},
          Accounts{.accounts = {{.user = "1001", .ha1 = "0123456789abcdef0123456789abcdef"}},
                   .trunks = {"10.1.0.0/16", "127.0.0.1"}},
          Desired{.contact = {3},
                  .version = 99,
                  .legs = {{.leg = {leg_of_voice_min}},
                           {.leg = {1},
                            .role = Role::agent,
                            .goal = Goal::release,
                            .cause = ReleaseCause::withdrawn,
                            .user = "1001",
                            .ring_for = seconds(25),
                            .caller_shown = "soporte"}},
                  .bridge_a = {leg_of_voice_min},
                  .bridge_b = {1},
                  .hear = Hear::hold_music,
                  .greeting = "es/hello",
                  .music = "calm",
                  .record = true,
                  .epoch = 3},
          Refused{.leg = {leg_of_voice_min}, .sip_status = 404, .retry_after_s = 5},
          FactsTaken{.number = 12}};
}

/// Every message of voice to core, and every kind of fact.
std::vector<ToCore> all_to_core() {
  std::vector<ToCore> all{
      Hello{.node = {1}, .session = 5, .sip_address = "127.0.0.1:5060"},
      LegsReport{.facts_sent = 4,
                 .legs = {{.leg = {1}, .contact = {2}, .role = Role::agent, .up = true},
                          {.leg = {leg_of_voice_min},
                           .dialed = "5000",
                           .caller = "55",
                           .age = milliseconds(20)},
                          {}},
                 .devices = {{.user = "1001", .devices = 1}}},
      VoiceFigures{.legs = 2, .frame_late = {5, 0, 1}, .cpu = seconds(3), .open_fds = 40}};
  const std::vector<FactBody> facts{
      CallArrived{.leg = {leg_of_voice_min}, .dialed = "5000", .caller = "55", .trunk = "t"},
      LegRinging{.leg = {1}},
      LegAnswered{.leg = {1}},
      LegEnded{.leg = {1}, .contact = {2}, .end = LegEnd::busy, .sip_status = 486},
      LegHold{.leg = {1}, .held = true},
      DevicesChanged{.user = "1001", .devices = 2},
      RecordingStarted{.contact = {2}},
      RecordingEnded{.contact = {2}, .length = seconds(8), .complete = true}};
  for (const FactBody& body : facts) {
    all.emplace_back(Fact{.number = 9, .age = milliseconds(20), .body = body});
  }
  return all;
}

template <class Message>
Bytes frame_of(const Message& message) {
  Bytes bytes;
  put_frame(bytes, message);
  return bytes;
}

ByteView body_of(const Bytes& frame) { return ByteView{frame}.subspan(4); }

}  // namespace

TEST_CASE("frame: every message to voice comes back as it was") {
  const auto all = all_to_voice();
  REQUIRE(all.size() == std::variant_size_v<ToVoice>);
  for (const ToVoice& message : all) {
    CAPTURE(message.index());
    const Bytes frame = frame_of(message);
    const auto back = to_voice(body_of(frame));
    REQUIRE(back.has_value());
    CHECK(back->index() == message.index());
    CHECK(frame_of(*back) == frame);
  }
}

TEST_CASE("frame: every message and every kind of fact to core comes back as it was") {
  const auto all = all_to_core();
  REQUIRE(all.size() == std::variant_size_v<ToCore> - 1 + std::variant_size_v<FactBody>);
  for (const ToCore& message : all) {
    CAPTURE(message.index());
    const Bytes frame = frame_of(message);
    const auto back = to_core(body_of(frame));
    REQUIRE(back.has_value());
    CHECK(frame_of(*back) == frame);
    if (const auto* fact = std::get_if<Fact>(&message)) {
      CHECK(std::get<Fact>(*back).body.index() == fact->body.index());
    }
  }
}

TEST_CASE("frame: a message of defaults has no bytes, but for three values that are never zero") {
  const auto size_of = [](const auto& message) {
    Bytes bytes;
    encode(bytes, message);
    return bytes.size();
  };
  const std::size_t sizes =
      size_of(Account{}) + size_of(Accounts{}) + size_of(DesiredLeg{}) + size_of(Desired{}) +
      size_of(FactsTaken{}) + size_of(CallArrived{}) + size_of(LegRinging{}) +
      size_of(LegAnswered{}) + size_of(LegEnded{}) + size_of(LegHold{}) +
      size_of(DevicesChanged{}) + size_of(RecordingStarted{}) + size_of(RecordingEnded{}) +
      size_of(LegSeen{}) + size_of(LegsReport{}) + size_of(VoiceFigures{}) + size_of(FactFrame{});
  CHECK(sizes == 0);
  CHECK(size_of(Welcome{.version = 0}) == 0);
  CHECK(size_of(Hello{.version = 0}) == 0);
  CHECK(size_of(Refused{.sip_status = 0}) == 0);
}

TEST_CASE("frame: a stream that is cut anywhere gives the whole frames and waits for the rest") {
  Bytes stream;
  for (const ToVoice& message : all_to_voice()) put_frame(stream, message);
  for (std::size_t cut = 0; cut <= stream.size(); ++cut) {
    ByteView rest = ByteView{stream}.first(cut);
    std::size_t frames = 0;
    for (;;) {
      std::size_t used = 0;
      const auto body = first_frame(rest, used);
      REQUIRE(body.has_value());
      if (!*body) break;
      REQUIRE(to_voice(**body).has_value());
      rest = rest.subspan(used);
      ++frames;
    }
    CHECK((frames == std::variant_size_v<ToVoice>) == (cut == stream.size()));
  }
}

TEST_CASE("frame: a body that is cut anywhere is no reason to stop") {
  for (const ToCore& message : all_to_core()) {
    const Bytes frame = frame_of(message);
    for (std::size_t cut = 0; cut < frame.size() - 4; ++cut) {
      const auto back = to_core(body_of(frame).first(cut));
      if (!back) CHECK(back.error().kind == Fault::Kind::protocol);
    }
  }
}

TEST_CASE("frame: lengths of nothing and beyond the limit are refused at once") {
  std::size_t used = 0;
  CHECK_FALSE(first_frame(Bytes{0, 0, 0, 0}, used).has_value());
  CHECK_FALSE(first_frame(Bytes{1, 0, 0, 1}, used).has_value());  // 16 MiB + 1
  CHECK(first_frame(Bytes{0, 0, 0, 1}, used).has_value());        // 16 MiB: wait for it.
  CHECK_FALSE(first_frame(Bytes{0xFF, 0xFF, 0xFF, 0xFF}, used).has_value());
}

TEST_CASE("frame: an unknown kind is a fault, of a message or of a fact") {
  CHECK_FALSE(to_voice(Bytes{std::variant_size_v<ToVoice>}).has_value());
  CHECK_FALSE(to_core(Bytes{std::variant_size_v<ToCore>}).has_value());
  CHECK_FALSE(to_core(Bytes{}).has_value());
  Bytes unknown{1};
  encode(unknown, FactFrame{.number = 1, .kind = std::variant_size_v<FactBody>});
  CHECK_FALSE(to_core(unknown).has_value());
}

TEST_CASE("frame: random damage is a fault or another message, never the end") {
  Prng prng{2};
  const auto to_both = [&](Bytes frame) {
    frame[4 + prng.below(frame.size() - 4)] = static_cast<std::uint8_t>(prng.next());
    if (const auto message = to_voice(body_of(frame))) static_cast<void>(frame_of(*message));
    if (const auto message = to_core(body_of(frame))) static_cast<void>(frame_of(*message));
  };
  for (int i = 0; i < 2'000; ++i) {
    for (const ToVoice& message : all_to_voice()) to_both(frame_of(message));
    for (const ToCore& message : all_to_core()) to_both(frame_of(message));
  }
}

}  // namespace relevo::link
