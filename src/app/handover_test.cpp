// What one supervisor tells the next, which may be of another version.
#include "app/handover.h"

#include <doctest/doctest.h>
#include <unistd.h>

namespace relevo {

namespace {

const Handover some{.data_lock = 3,
                    .http_listener = 4,
                    .client = -1,
                    .core = 4711,
                    .voice = 4712,
                    .sip = "127.0.0.1:5060",
                    .program = "/opt/my relevo/relevo"};

}  // namespace

TEST_CASE("handover: what is written is read, and lines of a later version are passed over") {
  const auto read = parse_handover("later 1\n" + to_text(some) + "more words\nodd\n\n");
  REQUIRE(read);
  CHECK(to_text(*read) == to_text(some));
}

TEST_CASE("handover: a file in memory holds it") {
  const auto file = write_handover(some);
  REQUIRE(file);
  for (int time = 0; time < 2; ++time) {
    const auto read = read_handover(*file);
    REQUIRE(read);
    CHECK(read->program == some.program);
  }
  ::close(*file);
  CHECK_FALSE(read_handover(*file));
}

TEST_CASE("handover: what is missing or makes no sense is refused") {
  const std::string whole = to_text(some);
  for (std::size_t begin = 0; begin < whole.size(); begin = whole.find('\n', begin) + 1) {
    std::string text = whole;
    text.erase(begin, whole.find('\n', begin) + 1 - begin);
    CAPTURE(text);
    CHECK_FALSE(parse_handover(text));
  }
  for (const char* line : {"core 0\n", "core x\n", "voice -1\n", "data_lock -1\n", "client -2\n",
                           "http_listener 99999999999\n", "sip \n", "program \n"}) {
    CAPTURE(line);
    CHECK_FALSE(parse_handover(line + whole));  // The first one counts.
  }
  CHECK_FALSE(parse_handover(""));
}

}  // namespace relevo
