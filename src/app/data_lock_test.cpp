#include "app/data_lock.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("patience: it is over once, when nobody came for so many looks in a row") {
  Patience patience{3};
  int over = 0;
  for (const bool there : {false, false, true, false, false}) over += patience.is_over(there);
  CHECK(over == 0);
  CHECK(patience.is_over(false));
  for (int look = 0; look < 100; ++look) over += patience.is_over(false);
  CHECK(over == 0);
}

}  // namespace relevo
