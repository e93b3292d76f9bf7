#include "voice/media/mix.h"

#include <doctest/doctest.h>

#include <optional>

namespace relevo::voice {

namespace {

/// Who takes part: says one number, and remembers what it heard last.
struct Part final : MixMember {
  Codec codec = Codec::pcmu;
  std::optional<int> heard;
  Speaker* says = nullptr;
  bool hears = false;

  void in_mix(Speaker* speaker, bool hears_it) override {
    says = speaker;
    hears = hears_it;
  }
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

  static void speak(const Part& part, std::int16_t value) {
    std::array<std::uint8_t, frame_samples> bytes{};
    bytes.fill(to_pcmu(value));
    part.says->take({.timestamp = 0, .ssrc = 1}, Codec::pcmu, bytes);
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
  Floor::speak(it.customer, 4000);
  Floor::speak(it.agent, 8000);
  Floor::speak(it.supervisor, 1000);
  it.play();
  CHECK(is_about(it.supervisor.heard, 12'000));
  CHECK_FALSE(it.customer.heard);
  CHECK_FALSE(it.agent.heard);
}

TEST_CASE("mix: a whisper reaches the agent and not the customer") {
  Floor it;
  it.set(Floor::of_agent, Floor::of_customer | Floor::of_supervisor,
         Floor::of_customer | Floor::of_agent);
  Floor::speak(it.customer, 4000);
  Floor::speak(it.agent, 8000);
  Floor::speak(it.supervisor, 16'000);
  it.play();
  CHECK(is_about(it.customer.heard, 8000));
  CHECK(is_about(it.agent.heard, 20'000));
  CHECK(is_about(it.supervisor.heard, 12'000));
}

TEST_CASE("mix: nobody hears themselves, whatever was asked for") {
  Floor it;
  it.set(0xFF, 0xFF, 0xFF);
  it.agent.codec = Codec::pcma;
  Floor::speak(it.customer, 4000);
  Floor::speak(it.agent, 8000);
  Floor::speak(it.supervisor, 16'000);
  it.play();
  CHECK(is_about(it.customer.heard, 24'000));
  CHECK(is_about(it.agent.heard, 20'000));
  CHECK(is_about(it.supervisor.heard, 12'000));
}

TEST_CASE("mix: what is too loud together is cut, not turned over") {
  Floor it;
  it.set(0, 0, 0xFF);
  Floor::speak(it.customer, 30'000);
  Floor::speak(it.agent, 30'000);
  it.play();
  CHECK(is_about(it.supervisor.heard, 32'124));
}

TEST_CASE("mix: where nobody speaks silence is heard, and a place's next user starts anew") {
  Part other;  // Outlives the mix.
  Floor it;
  it.set(Floor::of_supervisor, 0, 0);
  CHECK(it.customer.hears);
  CHECK_FALSE(it.agent.hears);
  it.play();
  CHECK(it.customer.heard == 0);
  CHECK_FALSE(it.agent.heard);
  Floor::speak(it.supervisor, 4000);
  const std::array<Mix::Member, 3> members{
      {{&it.customer, Floor::of_supervisor}, {&it.agent, 0}, {&other, 0}}};
  it.mix.set(members);
  CHECK(it.supervisor.says == nullptr);
  it.play();
  CHECK(it.customer.heard == 0);
}

TEST_CASE("mix: who is at another place speaks on without a break") {
  Floor it;
  it.set(0, 0, Floor::of_customer | Floor::of_agent);
  Floor::speak(it.agent, 8000);
  const std::array<Mix::Member, 2> members{{{&it.supervisor, 2}, {&it.agent, 0}}};
  it.mix.set(members);
  CHECK(it.customer.says == nullptr);
  it.play();
  CHECK(is_about(it.supervisor.heard, 8000));
}

TEST_CASE("mix: who leaves is neither heard nor told anything, and the others stay") {
  Floor it;
  it.set(0, Floor::of_customer, Floor::of_customer | Floor::of_agent);
  Floor::speak(it.customer, 4000);
  Floor::speak(it.agent, 8000);
  it.mix.leave(it.agent);
  CHECK(it.agent.says == nullptr);
  CHECK_FALSE(it.agent.hears);
  it.play();
  CHECK(is_about(it.supervisor.heard, 4000));
  CHECK_FALSE(it.agent.heard);
  it.mix.leave(it.customer);
  CHECK_FALSE(it.mix.empty());
  it.mix.leave(it.supervisor);
  CHECK(it.mix.empty());
  it.play();
}

TEST_CASE("mix: so many may be in it, and its end is told to all") {
  std::array<Part, Mix::members_max> parts;
  std::array<Mix::Member, Mix::members_max> members;
  for (std::size_t i = 0; i < parts.size(); ++i) members[i] = {&parts[i], 0xFF};
  {
    Mix mix;
    mix.set(members);
    std::swap(members.front(), members.back());
    mix.set(members);
    for (const Part& part : parts) {
      for (const Part& other : parts) CHECK((part.says == other.says) == (&part == &other));
    }
  }
  for (const Part& part : parts) CHECK(part.says == nullptr);
}

}  // namespace relevo::voice
