// Which coding of a page's file a browser takes, and how pages are answered.
#include "api/pages.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("pages: a coding is taken when it is named and not refused") {
  CHECK(accepts_coding("gzip, deflate, br, zstd", "br"));
  CHECK(accepts_coding("br", "br"));
  CHECK(accepts_coding("gzip;q=0.5 , br ; q=1.0", "br"));
  CHECK(accepts_coding("br;q=0.001", "br"));
  CHECK_FALSE(accepts_coding("", "br"));
  CHECK_FALSE(accepts_coding("gzip, deflate", "br"));
  CHECK_FALSE(accepts_coding("brotli, xbr", "br"));
  CHECK_FALSE(accepts_coding("br;q=0, gzip", "br"));
  CHECK_FALSE(accepts_coding("br; q=0.000", "br"));
  CHECK_FALSE(accepts_coding("*", "br"));
  CHECK_FALSE(accepts_coding(",,;,;;q=,", "br"));
}

TEST_CASE("pages: the console is at its addresses, and what is not there is nobody's") {
  const auto page = page_reply({.method = "GET", .path = "/work"});
  REQUIRE(page);
  CHECK(page->status == 200);
  CHECK(page->content_type == "text/html; charset=utf-8");
  CHECK(page->body.starts_with("<!doctype html>"));
  CHECK(page_reply({.method = "GET", .path = "/"})->body == page->body);
  for (const char* path : {"/team/", "/page.js", "/sign-in/x", "", "/index.html", "/live"}) {
    CAPTURE(path);
    CHECK_FALSE(page_reply({.method = "GET", .path = path}));
  }
}

TEST_CASE("pages: a contact has an address of the console by its number alone") {
  for (const char* path : {"/contacts", "/contacts/1", "/contacts/18446744073709551615", "/me",
                           "/reports", "/rules"}) {
    CAPTURE(path);
    CHECK(page_reply({.method = "GET", .path = path}));
  }
  for (const char* path : {"/contacts/", "/contacts/x", "/contacts/1/", "/contacts/-1", "/me/1",
                           "/contacts/1/recording", "/contacts/184467440737095516150"}) {
    CAPTURE(path);
    CHECK_FALSE(page_reply({.method = "GET", .path = path}));
  }
}

}  // namespace relevo
