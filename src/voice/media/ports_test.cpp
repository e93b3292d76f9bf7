#include "voice/media/ports.h"

#include <doctest/doctest.h>

namespace relevo::voice {

TEST_CASE("ports: even ones in turn, none when all are taken") {
  Ports ports(20000, 20005);
  const Time now = Time{} + seconds(1);
  CHECK(ports.take(now) == 20000);
  CHECK(ports.take(now) == 20002);
  CHECK(ports.take(now) == 20004);
  CHECK_FALSE(ports.take(now));
}

TEST_CASE("ports: a port rests for ten seconds between two legs") {
  Ports ports(20000, 20003);
  const Time now = Time{} + seconds(1);
  CHECK(ports.take(now) == 20000);
  ports.give_back(20000, now);
  CHECK(ports.take(now) == 20002);
  CHECK_FALSE(ports.take(now + Ports::rest - microseconds(1)));
  CHECK(ports.take(now + Ports::rest) == 20000);
}

TEST_CASE("ports: what rests is no room; who was never connected rests a second") {
  Ports ports(20000, 20005);
  const Time now = Time{} + seconds(1);
  CHECK(ports.has(3, now));
  CHECK_FALSE(ports.has(4, now));
  const auto first = ports.take(now);
  const auto second = ports.take(now);
  CHECK_FALSE(ports.has(2, now));
  ports.give_back(*first, now);
  ports.give_back(*second, now, Ports::rest_of_unconnected);
  CHECK_FALSE(ports.has(2, now + Ports::rest_of_unconnected - microseconds(1)));
  CHECK(ports.has(2, now + Ports::rest_of_unconnected));
  CHECK_FALSE(ports.has(3, now + Ports::rest_of_unconnected));
  CHECK(ports.has(3, now + Ports::rest));
}

TEST_CASE("ports: the last pair of an odd range is left out, the last port can be 65535") {
  CHECK(Ports(20000, 20004).pairs() == 2);
  Ports ports(65534, 65535);
  CHECK(ports.take(Time{}) == 65534);
}

TEST_CASE("ports: a leg that resumes takes its own port, once, though it has not rested") {
  Ports ports(20000, 20007);
  const Time now = Time{} + seconds(1);
  CHECK(ports.take_this(20002));
  CHECK_FALSE(ports.take_this(20002));
  CHECK_FALSE(ports.take_this(20003));
  CHECK_FALSE(ports.take_this(19998));
  CHECK_FALSE(ports.take_this(20008));
  CHECK(ports.take(now) == 20004);  // What stands behind it has rested best.
  ports.give_back(20002, now);
  CHECK(ports.take_this(20002));
}

}  // namespace relevo::voice
