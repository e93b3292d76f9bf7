#include "voice/media/speaker.h"

#include <doctest/doctest.h>

#include <optional>

namespace relevo::voice {

namespace {

using Frame = std::array<std::int16_t, frame_samples>;

// 20 ms that say one number all through.
void say(Speaker& speaker, std::uint32_t timestamp, std::int16_t value, std::uint32_t ssrc = 7) {
  const std::array<std::uint8_t, frame_samples> payload = [value] {
    std::array<std::uint8_t, frame_samples> bytes{};
    bytes.fill(to_pcmu(value));
    return bytes;
  }();
  speaker.take({.timestamp = timestamp, .ssrc = ssrc}, Codec::pcmu, payload);
}

// What all of the next frame says; nothing when nothing came.
std::optional<int> next(Speaker& speaker) {
  Frame frame{};
  if (!speaker.next(frame)) return std::nullopt;
  for (const std::int16_t sample : frame) REQUIRE(sample == frame[0]);
  return frame[0];
}

int heard(std::int16_t value) { return from_pcmu(to_pcmu(value)); }

constexpr std::uint32_t frame = frame_samples;
constexpr std::uint32_t wraps = 0xFFFFFFFF - frame + 1;  // The last frame before 0.

}  // namespace

TEST_CASE("speaker: says nothing before anything came, then what came, 40 ms later") {
  Speaker speaker;
  CHECK_FALSE(next(speaker));
  say(speaker, wraps, 1000);
  say(speaker, 0, 2000);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == heard(1000));
  CHECK(next(speaker) == heard(2000));
  CHECK_FALSE(next(speaker));
}

TEST_CASE("speaker: order and repeats do not matter, what is lost is silence") {
  Speaker speaker;
  say(speaker, 0, 1000);
  say(speaker, 3 * frame, 4000);
  say(speaker, frame, 2000);
  say(speaker, frame, 2000);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == heard(1000));
  CHECK(next(speaker) == heard(2000));
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == heard(4000));
}

TEST_CASE("speaker: what is later than its turn is left out") {
  Speaker speaker;
  say(speaker, 0, 1000);
  say(speaker, 2 * frame, 3000);
  for (int i = 0; i < 4; ++i) next(speaker);
  say(speaker, frame, 2000);
  CHECK(next(speaker) == heard(3000));
}

TEST_CASE("speaker: behind a pause, and from another source, it has its delay again") {
  Speaker speaker;
  say(speaker, 0, 1000);
  while (next(speaker)) {
  }
  say(speaker, 50 * frame, 2000);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == heard(2000));
  say(speaker, 123'456'789, 3000, 8);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == 0);
  CHECK(next(speaker) == heard(3000));
}

TEST_CASE("speaker: whoever's clock is faster than ours is caught up with again and again") {
  Speaker speaker;
  const auto value_of = [](std::uint32_t frame_number) {
    return static_cast<std::int16_t>((2 * static_cast<int>(frame_number % 32) - 31) * 512);
  };
  std::uint32_t sent = 0;
  std::uint32_t caught_up = 0;
  for (std::uint32_t turn = 0; turn < 1000; ++turn) {
    const std::uint32_t repeats = turn % 50 == 0 ? 2 : 1;  // 2 % faster.
    for (std::uint32_t i = 0; i < repeats; ++i, ++sent) say(speaker, sent * frame, value_of(sent));
    const auto said = next(speaker);
    REQUIRE(said);
    if (turn < 4) continue;
    std::uint32_t late = 0;
    while (late < 32 && *said != heard(value_of(sent - 1 - late))) ++late;
    if (*said == 0 && late == 32) ++caught_up;  // The delay behind a new beginning.
    if (late != 32) REQUIRE(late <= Speaker::ahead_max / frame);
  }
  CHECK(caught_up > 0);
}

}  // namespace relevo::voice
