#include "records/secret.h"

#include <doctest/doctest.h>

namespace relevo::records {

TEST_CASE("secret: copies are equal, moved-from ones are empty") {
  Secret first{std::string_view{"abc"}};
  const Secret copy = first;
  CHECK(copy.text() == "abc");
  Secret second{std::string_view{"longer than that"}};
  second = std::move(first);
  CHECK(second.text() == "abc");
  CHECK(first.size() == 0);
  second = copy;
  CHECK(second.text() == "abc");
}

}  // namespace relevo::records
