#include "voice/devices_told.h"

#include <doctest/doctest.h>

#include <vector>

namespace relevo::voice {

namespace {

const Code user{"1001"};

/// A registration, told if it is news.
bool registers(DevicesTold& told, std::size_t devices = 1) {
  const bool news = told.is_news(user, devices);
  if (news) told.told(user, devices);
  return news;
}

}  // namespace

TEST_CASE("devices: a change is news, a renewal is not") {
  DevicesTold told;
  CHECK(registers(told));
  CHECK_FALSE(registers(told));
  CHECK(registers(told, 2));
  CHECK(registers(told, 0));
  CHECK_FALSE(registers(told, 0));
}

TEST_CASE("devices: what the report says is told again only when one registers") {
  DevicesTold told;
  told.reported(user, 1);
  CHECK(registers(told));
  CHECK_FALSE(registers(told));
}

TEST_CASE("devices: a phone that registers and never answers comes back ever more seldom") {
  DevicesTold told;
  CHECK(registers(told));
  std::vector<int> news;
  told.failed(user);
  for (int registration = 1; registration <= 300; ++registration) {
    if (!registers(told)) continue;
    news.push_back(registration);
    told.failed(user);  // Core counts on it, rings it, and nobody answers.
  }
  CHECK(news == std::vector<int>{1, 2, 4, 8, 16, 32, 64, 128, 192, 256});
}

TEST_CASE("devices: a phone that has answered comes back at once when it fails again") {
  DevicesTold told;
  CHECK(registers(told));
  for (int i = 0; i < 20; ++i) {
    told.failed(user);
    registers(told);
  }
  told.answered(user);
  told.failed(user);
  CHECK(registers(told));
}

TEST_CASE("devices: a word that found no room is not spent") {
  DevicesTold told;
  CHECK(registers(told));
  told.failed(user);
  for (int i = 0; i < 5; ++i) CHECK(told.is_news(user, 1));
  told.told(user, 1);
  CHECK_FALSE(told.is_news(user, 1));
}

}  // namespace relevo::voice
