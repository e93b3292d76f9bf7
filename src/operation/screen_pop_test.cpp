#include "operation/screen_pop.h"

#include <doctest/doctest.h>

namespace relevo::operation {
namespace {

TEST_CASE("screen_pop: each word is replaced, and nothing of a value is read as an address") {
  const ScreenPopValues values{.contact = "7",
                               .queue = "soporte",
                               .campaign = "ventas",
                               .agent = "1001",
                               .number = "+525512345678",
                               .name = "Ana & Ñoño/?#"};
  CHECK(screen_pop_of("https://crm.example/c?p={number}&n={name}&c={contact}", values) ==
        "https://crm.example/c?p=%2B525512345678&n=Ana%20%26%20%C3%91o%C3%B1o%2F%3F%23&c=7");
  CHECK(screen_pop_of("http://10.0.0.7:8080/{campaign}/{queue}#{agent}", values) ==
        "http://10.0.0.7:8080/ventas/soporte#1001");
  CHECK(screen_pop_of("https://crm.example/", values) == "https://crm.example/");
}

TEST_CASE("screen_pop: what is no template is told") {
  for (const char* sound : {"https://crm.example", "https://crm.example/{number}",
                            "http://crm.example:81/?a={agent}{contact}"}) {
    CHECK_FALSE(screen_pop_fault(sound).has_value());
  }
  for (const char* wrong : {"", "crm.example", "javascript:alert(1)", "https://", "https:///x",
                            "https://{name}.example/", "https://a@b/", "ftp://crm.example/"}) {
    CAPTURE(wrong);
    REQUIRE(screen_pop_fault(wrong).has_value());
    CHECK(screen_pop_fault(wrong)->find("host") != std::string::npos);
  }
  CHECK(screen_pop_fault("https://crm.example/a b")->find("blank") != std::string::npos);
  for (const char* wrong :
       {"https://crm.example/{phone}", "https://crm.example/{number", "https://crm.example/number}",
        "https://crm.example/{}", "https://crm.example/{{number}}"}) {
    CAPTURE(wrong);
    REQUIRE(screen_pop_fault(wrong).has_value());
    CHECK(screen_pop_fault(wrong)->find("braces") != std::string::npos);
  }
}

}  // namespace
}  // namespace relevo::operation
