#include "base/decimal.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("decimal: rounded half up, with all its places") {
  CHECK(decimal(2, 3, 1, 4) == "0.6667");
  CHECK(decimal(1, 3, 100, 2) == "33.33");
  CHECK(decimal(1, 8, 1, 2) == "0.13");
  CHECK(decimal(0, 7, 1, 4) == "0.0000");
  CHECK(decimal(999'999, 1'000'000, 1, 4) == "1.0000");
  CHECK(decimal(7, 1, 1, 2) == "7.00");
}

}  // namespace relevo
