#include "app/restart_pause.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("restart pause: at once, then longer and longer up to a limit") {
  RestartPause pause;
  CHECK(pause.after_death(5, false) == 0);
  CHECK(pause.after_death(5, false) == RestartPause::pause_ms_min);
  CHECK(pause.after_death(5, false) == 2 * RestartPause::pause_ms_min);
  std::int64_t last = 0;
  for (int i = 0; i < 100; ++i) last = pause.after_death(5, false);
  CHECK(last == RestartPause::pause_ms_max);
}

TEST_CASE("restart pause: who served is never long away") {
  RestartPause pause;
  for (int i = 0; i < 100; ++i) {
    CHECK(pause.after_death(2'000, true) <= RestartPause::pause_ms_of_ready_max);
  }
}

TEST_CASE("restart pause: one that dies while it starts is not taken for a loop") {
  RestartPause pause;
  for (int i = 0; i < 20; ++i) pause.after_death(2'000, true);
  CHECK(pause.after_death(80, false) == RestartPause::pause_ms_min);
  CHECK(pause.after_death(80, false) == RestartPause::pause_ms_min);
  CHECK(pause.after_death(80, false) == 2 * RestartPause::pause_ms_min);
}

TEST_CASE("restart pause: a healthy minute forgets earlier deaths") {
  RestartPause pause;
  for (int i = 0; i < 10; ++i) pause.after_death(5, true);
  CHECK(pause.after_death(RestartPause::healthy_ms - 1, true) > 0);
  CHECK(pause.after_death(RestartPause::healthy_ms, true) == 0);
  CHECK(pause.after_death(5, true) == RestartPause::pause_ms_min);
}

TEST_CASE("restart pause: a crash loop begins once, and again only after it was ready") {
  RestartPause pause;
  int begun = 0;
  const auto die = [&](bool ready) {
    pause.after_death(5, ready);
    begun += pause.loop_begins() ? 1 : 0;
  };
  for (int i = 0; i < RestartPause::deaths_of_loop - 1; ++i) die(false);
  CHECK(begun == 0);
  for (int i = 0; i < 10; ++i) die(false);
  CHECK(begun == 1);
  die(true);
  for (int i = 0; i < RestartPause::deaths_of_loop; ++i) die(false);
  CHECK(begun == 2);
}

}  // namespace relevo
