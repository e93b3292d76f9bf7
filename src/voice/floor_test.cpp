#include "voice/floor.h"

#include <doctest/doctest.h>

namespace relevo::voice {

namespace {

using link::Supervise;

constexpr LegId customer{1};
constexpr LegId agent{2};
constexpr LegId first{3};
constexpr LegId second{4};

/// Who hears whom with two supervisors: of customer, agent, first, second.
std::vector<std::uint8_t> hears(Supervise mode_of_first, Supervise mode_of_second) {
  const auto legs = who_hears_whom({.customer = customer,
                                    .agent = agent,
                                    .supervisors = {{.leg = first, .mode = mode_of_first},
                                                    {.leg = second, .mode = mode_of_second}}});
  REQUIRE(legs.size() == 4);
  CHECK(legs[0].leg == customer);
  CHECK(legs[1].leg == agent);
  CHECK(legs[2].leg == first);
  CHECK(legs[3].leg == second);
  return {legs[0].hears, legs[1].hears, legs[2].hears, legs[3].hears};
}

using Heard = std::vector<std::uint8_t>;

}  // namespace

TEST_CASE("floor: who listens hears both and is heard by nobody") {
  CHECK(hears(Supervise::listen, Supervise::listen) == Heard{0, 0, 0b0011, 0b0011});
  CHECK(hears(Supervise::none, Supervise::listen) == Heard{0, 0, 0b0011, 0b0011});
}

TEST_CASE("floor: a whisper is for the agent alone") {
  CHECK(hears(Supervise::whisper, Supervise::listen) == Heard{0, 0b0101, 0b0011, 0b0011});
  CHECK(hears(Supervise::whisper, Supervise::whisper) == Heard{0, 0b1101, 0b0011, 0b0011});
}

TEST_CASE("floor: who barges is heard by everybody else") {
  CHECK(hears(Supervise::barge, Supervise::listen) == Heard{0b0110, 0b0101, 0b0011, 0b0111});
  CHECK(hears(Supervise::barge, Supervise::whisper) == Heard{0b0110, 0b1101, 0b0011, 0b0111});
  CHECK(hears(Supervise::barge, Supervise::barge) == Heard{0b1110, 0b1101, 0b1011, 0b0111});
}

TEST_CASE("floor: a customer who hears music is not there, an agent who is alone hears whispers") {
  const auto legs =
      who_hears_whom({.agent = agent, .supervisors = {{.leg = first, .mode = Supervise::barge}}});
  CHECK(legs == std::vector<Conferred>{{{}, 0}, {agent, 0b100}, {first, 0b010}});
}

TEST_CASE("floor: without a supervisor nobody is mixed, and of too many the first are") {
  CHECK(who_hears_whom({.customer = customer, .agent = agent}).empty());
  Floor floor{.customer = customer, .agent = agent};
  for (std::uint64_t i = 0; i < 9; ++i) {
    floor.supervisors.push_back({.leg = LegId{i + 3}, .mode = Supervise::barge});
  }
  const auto legs = who_hears_whom(floor);
  REQUIRE(legs.size() == 2 + link::supervisors_max);
  CHECK(legs[0].hears == 0b111110);
  CHECK(legs[5].leg == LegId{6});
}

}  // namespace relevo::voice
