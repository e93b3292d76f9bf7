#include "link/frame.h"

#include <doctest/doctest.h>

#include "base/prng.h"
#include "link/fields.h"
#include "link/sample_messages.h"

namespace relevo::link {

namespace {

template <class Message>
Bytes frame_of(const Message& message) {
  Bytes bytes;
  put_frame(bytes, message);
  return bytes;
}

ByteView body_of(const Bytes& frame) { return ByteView{frame}.subspan(4); }

}  // namespace

TEST_CASE("frame: every message to voice comes back as it was") {
  const auto all = sample_to_voice();
  REQUIRE(all.size() == std::variant_size_v<ToVoice>);
  for (const ToVoice& message : all) {
    CAPTURE(message.index());
    const Bytes frame = frame_of(message);
    const auto back = to_voice(body_of(frame));
    REQUIRE(back.has_value());
    REQUIRE(back->has_value());
    CHECK((*back)->index() == message.index());
    CHECK(frame_of(**back) == frame);
  }
}

TEST_CASE("frame: every message and every kind of fact to core comes back as it was") {
  const auto all = sample_to_core();
  REQUIRE(all.size() == std::variant_size_v<ToCore> - 1 + std::variant_size_v<FactBody>);
  for (const ToCore& message : all) {
    CAPTURE(message.index());
    const Bytes frame = frame_of(message);
    const auto back = to_core(body_of(frame));
    REQUIRE(back.has_value());
    REQUIRE(back->has_value());
    CHECK(frame_of(**back) == frame);
    if (const auto* fact = std::get_if<Fact>(&message)) {
      CHECK(std::get<Fact>(**back).body.index() == fact->body.index());
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
      size_of(Account{}) + size_of(Accounts{}) + size_of(DesiredLeg{}) + size_of(Supervisor{}) +
      size_of(Desired{}) + size_of(FactsTaken{}) + size_of(CallArrived{}) + size_of(LegRinging{}) +
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
  for (const ToVoice& message : sample_to_voice()) put_frame(stream, message);
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
  for (const ToCore& message : sample_to_core()) {
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

TEST_CASE("frame: a message of a later build is ignored, a fact that nobody knows is a fault") {
  for (const std::uint8_t kind : {std::uint8_t{200}, std::uint8_t{255}}) {
    const auto for_voice = to_voice(Bytes{kind, 1, 2, 3});
    REQUIRE(for_voice.has_value());
    CHECK_FALSE(for_voice->has_value());
    const auto for_core = to_core(Bytes{kind});
    REQUIRE(for_core.has_value());
    CHECK_FALSE(for_core->has_value());
  }
  CHECK_FALSE(to_core(Bytes{}).has_value());
  Bytes unknown{1};
  encode(unknown, FactFrame{.number = 1, .kind = std::variant_size_v<FactBody>});
  CHECK_FALSE(to_core(unknown).has_value());
}

TEST_CASE("frame: random damage is a fault or another message, never the end") {
  Prng prng{2};
  const auto to_both = [&](Bytes frame) {
    frame[4 + prng.below(frame.size() - 4)] = static_cast<std::uint8_t>(prng.next());
    const auto for_voice = to_voice(body_of(frame));
    if (for_voice && *for_voice) static_cast<void>(frame_of(**for_voice));
    const auto for_core = to_core(body_of(frame));
    if (for_core && *for_core) static_cast<void>(frame_of(**for_core));
  };
  for (int i = 0; i < 2'000; ++i) {
    for (const ToVoice& message : sample_to_voice()) to_both(frame_of(message));
    for (const ToCore& message : sample_to_core()) to_both(frame_of(message));
  }
}

}  // namespace relevo::link
