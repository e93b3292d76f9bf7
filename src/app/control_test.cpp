// The request for an upgrade, from whoever may reach the socket.
#include "app/control.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("upgrade request: what is written is read") {
  for (const char* program : {"", "/opt/relevo", "/a path/with spaces "}) {
    const auto read = parse_upgrade_request(to_text({.patience_s = 30, .program = program}));
    REQUIRE(read);
    CHECK(read->patience_s == 30);
    CHECK(read->program == program);
  }
}

TEST_CASE("upgrade request: what makes no sense is refused") {
  using namespace std::string_view_literals;
  for (const auto text :
       {""sv, "upgrade"sv, "upgrade "sv, "upgrade  "sv, "upgrade 30"sv, "upgrade x "sv,
        "upgrade 0 "sv, "upgrade -1 "sv, "upgrade 3601 "sv, "upgrade 30x /bin/true"sv,
        "upgrade 99999999999999999999 "sv, "Upgrade 30 "sv, "up"sv, "upgrade 30 relative"sv,
        "upgrade 30  /bin/true"sv, "upgrade 30 /bin\0/true"sv}) {
    CAPTURE(text);
    CHECK_FALSE(parse_upgrade_request(text));
  }
}

}  // namespace relevo
