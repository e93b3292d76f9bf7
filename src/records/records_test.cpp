#include "records/records.h"

#include <doctest/doctest.h>

TEST_CASE("records: smoke") {
  auto records = relevo::records::Records::open("/tmp/h-records-smoke.db");
  REQUIRE(records);
  auto id = records->person_of("phone", "+525512345678");
  REQUIRE(id);
  CHECK(id->value == 1);
}
