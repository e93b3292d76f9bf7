#include "voice/devices_told.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace relevo::voice {

namespace {

const Code user{"1001"};

const Time start{seconds(1000).us};

std::vector<Binding> devices_named(const std::string& contact, const std::string& call_id,
                                   std::size_t count = 1) {
  return {count, Binding{.contact = contact, .call_id = call_id}};
}

/// A registration, told if it is news.
bool registers(DevicesTold& told, const std::vector<Binding>& devices, Time at = start) {
  const bool news = told.is_news(user, devices, 0, at);
  if (news) told.told(user, devices.size(), 0, at);
  return news;
}

bool registers(DevicesTold& told, std::size_t devices = 1, Time at = start) {
  return registers(told, devices_named("sip:a", "x", devices), at);
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

TEST_CASE("devices: a page in the place of a phone is news, though their number is the same") {
  DevicesTold told;
  CHECK(registers(told));
  CHECK(told.is_news(user, {}, 1, start));
  told.told(user, 1, 1, start);
  CHECK_FALSE(told.is_news(user, {}, 1, start));
}

TEST_CASE("devices: what the report says is told again only when one registers") {
  DevicesTold told;
  told.reported(user, 1, 0);
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
  CHECK(news == std::vector<int>{1, 2, 4, 8, 16, 32, 64, 128, 256});
}

TEST_CASE("devices: a phone that was repaired is heard of within ten minutes") {
  DevicesTold told;
  CHECK(registers(told));
  Time at = start;
  Time last = at;
  Duration longest;
  told.failed(user);
  for (int registration = 1; registration <= 300; ++registration) {
    at = at + minutes(1);
    if (!registers(told, 1, at)) continue;
    longest = std::max(longest, at - last);
    last = at;
    told.failed(user);
  }
  CHECK(longest == DevicesTold::silence_max);
  CHECK(at - last < DevicesTold::silence_max);
}

TEST_CASE("devices: a phone that comes under another Call-ID or contact begins anew") {
  DevicesTold told;
  const auto fail_often = [&told] {
    told.answered(user);
    for (int i = 0; i < 20; ++i) {
      told.failed(user);
      registers(told);
    }
    told.failed(user);
    CHECK_FALSE(registers(told));
  };
  fail_often();
  CHECK(registers(told, devices_named("sip:a", "y")));
  fail_often();
  CHECK(registers(told, devices_named("sip:b", "x")));
}

TEST_CASE("devices: registrations behind which no call failed count for nothing") {
  DevicesTold told;
  told.reported(user, 1, 0);
  CHECK(registers(told));
  for (int i = 0; i < 20; ++i) CHECK_FALSE(registers(told));
  told.failed(user);
  CHECK(registers(told));
  told.failed(user);
  CHECK(registers(told));
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
  const auto devices = devices_named("sip:a", "x");
  for (int i = 0; i < 5; ++i) CHECK(told.is_news(user, devices, 0, start));
  told.told(user, 1, 0, start);
  CHECK_FALSE(told.is_news(user, devices, 0, start));
}

}  // namespace relevo::voice
