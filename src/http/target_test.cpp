#include "http/target.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("target: path and parameters come decoded and in order") {
  const auto target = parse_target("/api/v1/contacts/7?queue=soporte&since=2026-01-01T00%3A00Z&x");
  REQUIRE(target.has_value());
  CHECK(target->path == "/api/v1/contacts/7");
  REQUIRE(target->query.size() == 3);
  CHECK(target->query[0] == std::pair<std::string, std::string>{"queue", "soporte"});
  CHECK(target->query[1].second == "2026-01-01T00:00Z");
  CHECK(target->query[2] == std::pair<std::string, std::string>{"x", ""});
  CHECK(parse_target("/a?q=a+b")->query[0].second == "a b");
  CHECK(parse_target("/a+b")->path == "/a+b");
}

TEST_CASE("target: what is no path is refused") {
  for (const char* text :
       {"", "http://x/", "*", "a", "/%", "/%4", "/%zz", "/a%00b", "/a%0Ab", "/?a=%"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_target(text).has_value());
  }
  std::string many = "/?";
  for (std::size_t i = 0; i <= query_parameters_max; ++i) many += "a&";
  CHECK_FALSE(parse_target(many).has_value());
}

}  // namespace relevo
