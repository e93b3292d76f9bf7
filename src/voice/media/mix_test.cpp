#include "voice/media/mix.h"

#include <doctest/doctest.h>

#include <optional>

namespace relevo::voice {

namespace {

/// Who takes part: says one number, and remembers what it heard last.
struct Part final : MixListener {
  Codec codec = Codec::pcmu;
  std::optional<int> heard;

  Codec mix_codec() const override { return codec; }
  void hear_mix(std::span<const std::uint8_t> audio, Time /*now*/) override {
    REQUIRE(audio.size() == frame_samples);
    for (const std::uint8_t byte : audio) REQUIRE(byte == audio[0]);
    heard = codec == Codec::pcmu ? from_pcmu(audio[0]) : from_pcma(audio[0]);
  }
};

struct Floor {
  Part customer;
  Part agent;
  Part supervisor;
  Mix mix;

  static constexpr Mix::Hears of_customer = 1;
  static constexpr Mix::Hears of_agent = 2;
  static constexpr Mix::Hears of_supervisor = 4;

  void set(Mix::Hears customer_hears, Mix::Hears agent_hears, Mix::Hears supervisor_hears) {
    const std::array<Mix::Member, 3> members{
        {{&customer, customer_hears}, {&agent, agent_hears}, {&supervisor, supervisor_hears}}};
    mix.set(members);
  }

  void speak(std::size_t place, std::int16_t value) {
    std::array<std::uint8_t, frame_samples> bytes{};
    bytes.fill(to_pcmu(value));
    mix.speaker(place).take({.timestamp = 0, .ssrc = 1}, Codec::pcmu, bytes);
  }

  /// Behind the delay of all that speak.
  void play() {
    for (int i = 0; i < 3; ++i) mix.play(Time{});
  }
};

// Of G.711's steps at such values.
bool is_about(std::optional<int> heard, int value) {
  return heard && *heard > value - 600 && *heard < value + 600;
}

}  // namespace

TEST_CASE("mix: who listens hears both, and nobody hears who listens") {
  Floor it;
  it.set(0, 0, Floor::of_customer | Floor::of_agent);
  it.speak(0, 4000);
  it.speak(1, 8000);
  it.speak(2, 1000);
  it.play();
  CHECK(is_about(it.supervisor.heard, 12'000));
  CHECK_FALSE(it.customer.heard);
  CHECK_FALSE(it.agent.heard);
}

TEST_CASE("mix: a whisper reaches the agent and not the customer") {
  Floor it;
  it.set(Floor::of_agent, Floor::of_customer | Floor::of_supervisor,
         Floor::of_customer | Floor::of_agent);
  it.speak(0, 4000);
  it.speak(1, 8000);
  it.speak(2, 16'000);
  it.play();
  CHECK(is_about(it.customer.heard, 8000));
  CHECK(is_about(it.agent.heard, 20'000));
  CHECK(is_about(it.supervisor.heard, 12'000));
}

TEST_CASE("mix: nobody hears themselves, whatever was asked for") {
  Floor it;
  it.set(0xFF, 0xFF, 0xFF);
  it.agent.codec = Codec::pcma;
  it.speak(0, 4000);
  it.speak(1, 8000);
  it.speak(2, 16'000);
  it.play();
  CHECK(is_about(it.customer.heard, 24'000));
  CHECK(is_about(it.agent.heard, 20'000));
  CHECK(is_about(it.supervisor.heard, 12'000));
}

TEST_CASE("mix: what is too loud together is cut, not turned over") {
  Floor it;
  it.set(0, 0, 0xFF);
  it.speak(0, 30'000);
  it.speak(1, 30'000);
  it.play();
  CHECK(is_about(it.supervisor.heard, 32'124));
}

TEST_CASE("mix: who hears only the silent is sent nothing, and a place's next user starts anew") {
  Floor it;
  it.set(Floor::of_supervisor, 0, 0);
  it.play();
  CHECK_FALSE(it.customer.heard);
  it.speak(2, 4000);
  Part other;
  const std::array<Mix::Member, 3> members{
      {{&it.customer, Floor::of_supervisor}, {&it.agent, 0}, {&other, 0}}};
  it.mix.set(members);
  it.play();
  CHECK_FALSE(it.customer.heard);
}

}  // namespace relevo::voice
