#include "voice/sip/shedding.h"

#include <doctest/doctest.h>

#include <set>
#include <vector>

namespace relevo::voice {

namespace {

/// How many calls each line told of.
class Told final : public Logger {
 public:
  std::vector<std::int64_t> lines;

  void write(Severity /*severity*/, std::string_view /*what*/,
             std::initializer_list<LogField> fields) override {
    lines.push_back(fields.begin()->number);
  }
};

}  // namespace

TEST_CASE("shedding: who is turned away comes back spread over 2 to 10 s, and is told of once") {
  Told told;
  Loop loop;
  Shedding shedding(loop, told);
  std::set<std::uint16_t> after;
  for (int turn = 0; turn < 9; ++turn) after.insert(shedding.turn_away("no room"));
  CHECK(after == std::set<std::uint16_t>{2, 3, 4, 5, 6, 7, 8, 9, 10});
  CHECK(told.lines == std::vector<std::int64_t>{1});
}

}  // namespace relevo::voice
