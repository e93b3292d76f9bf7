#include "voice/media/leg.h"

#include <doctest/doctest.h>

#include "voice/media/phone_test.h"

namespace relevo::voice {

namespace {

constexpr Duration limit = seconds(30);

Leg make_leg() {
  return {LegId{1}, std::move(UdpSocket::bind({loopback, 0}).value()),
          std::move(UdpSocket::bind({loopback, 0}).value()), RtpStream(1, 2, 3)};
}

}  // namespace

TEST_CASE("leg: silence is told for each time that it lasts") {
  Leg leg = make_leg();
  const Time start{};
  CHECK_FALSE(leg.fell_silent(start + limit + limit, limit));  // Nothing is agreed yet.
  leg.connect({.rtp = {loopback, 4000}}, start + limit);
  CHECK_FALSE(leg.fell_silent(start + limit + limit - seconds(1), limit));
  CHECK(leg.fell_silent(start + limit + limit, limit));
  CHECK_FALSE(leg.fell_silent(start + limit + limit + seconds(1), limit));
  CHECK(leg.fell_silent(start + limit + limit + limit, limit));
}

}  // namespace relevo::voice
