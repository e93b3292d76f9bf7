#include "voice/media/timeline.h"

#include <doctest/doctest.h>

#include <algorithm>

namespace relevo::voice {

namespace {

constexpr std::uint32_t speaker = 0xA1;
constexpr std::int64_t frame = 160;

}  // namespace

TEST_CASE("timeline: the first packet lies where it was spoken, jitter moves nothing") {
  Timeline timeline;
  CHECK(timeline.place(speaker, 5000, frame, 1000) == 840);
  CHECK(timeline.place(speaker, 5160, frame, 1160 + 400) == 1000);  // 50 ms late.
  CHECK(timeline.place(speaker, 5320, frame, 1320) == 1160);
  CHECK(timeline.place(speaker, 5480, frame, 1480 - 80) == 1320);  // 10 ms early.
}

TEST_CASE("timeline: a loss leaves a gap, a repeated and a late packet lie where they belong") {
  Timeline timeline;
  CHECK(timeline.place(speaker, 0, frame, 1000) == 840);
  CHECK(timeline.place(speaker, 480, frame, 1480) == 1320);  // Two are missing.
  CHECK(timeline.place(speaker, 480, frame, 1485) == 1320);
  CHECK(timeline.place(speaker, 160, frame, 1500) == 1000);
}

TEST_CASE("timeline: a burst after a break is spread out again") {
  Timeline timeline;
  timeline.place(speaker, 0, frame, 160);
  for (std::uint32_t i = 1; i <= 50; ++i) {
    CHECK(timeline.place(speaker, i * 160, frame, 8160) == std::int64_t{i} * frame);
  }
}

TEST_CASE("timeline: the timestamp passes zero") {
  Timeline timeline;
  CHECK(timeline.place(speaker, 0xFFFFFF60, frame, 160) == 0);
  CHECK(timeline.place(speaker, 0, frame, 320) == 160);
}

TEST_CASE("timeline: another speaker and a jump of the timestamp anchor anew") {
  Timeline timeline;
  timeline.place(speaker, 0, frame, 1000);
  CHECK(timeline.place(0xB2, 777'777, frame, 2000) == 1840);
  CHECK(timeline.place(0xB2, 777'937, frame, 2160) == 2000);
  CHECK(timeline.place(0xB2, 3'000'000'000, frame, 2320) == 2160);  // A jump ahead.
  CHECK(timeline.place(0xB2, 3'000'000'160, frame, 2480) == 2320);
  CHECK(timeline.place(0xB2, 5, frame, 2640) == 2480);  // A jump back.
  CHECK(timeline.place(0xB2, 165, frame, 2640 + 160) == 2640);
}

TEST_CASE("timeline: a pause without packets keeps its length") {
  Timeline timeline;
  timeline.place(speaker, 0, frame, 160);
  CHECK(timeline.place(speaker, 80'000, frame, 80'160) == 80'000);
}

TEST_CASE("timeline: clocks that run apart are brought back into step") {
  Timeline timeline;
  std::int64_t worst = 0;
  std::int64_t last = -frame;
  for (std::uint32_t i = 0; i < 180'000; ++i) {  // An hour, with a phone 200 ppm slow.
    const std::int64_t arrived =
        std::int64_t{i + 1} * 160 + std::int64_t{i} * 160 * 200 / 1'000'000;
    const std::int64_t place = timeline.place(speaker, i * 160, frame, arrived);
    worst = std::max(worst, arrived - frame - place);
    if (place < last + frame) worst = 1'000'000;  // It never goes back.
    last = place;
  }
  CHECK(worst <= Timeline::out_of_step + 160);
}

TEST_CASE("timeline: nothing lies before the beginning") {
  Timeline timeline;
  CHECK(timeline.place(speaker, 1000, frame, 40) == 0);
  CHECK(timeline.place(speaker, 1160, frame, 200) == 40);
}

}  // namespace relevo::voice
