#include "app/first_steps.h"

#include <doctest/doctest.h>

#include <vector>

namespace relevo {

namespace {

/// Gives its answers one after the other; none: it keeps the command.
class FakePort final : public CommandPort {
 public:
  void post(Request request, std::function<void(const Answer&)> done) override {
    keys.push_back(request.key);
    if (answers.empty()) return kept.push_back(std::move(done));
    done(answers.front());
    answers.erase(answers.begin());
  }

  std::vector<Answer> answers;
  std::vector<Digest> keys;
  std::vector<std::function<void(const Answer&)>> kept;
};

const Waits for_ever = [](int /*ms*/) { return false; };

}  // namespace

TEST_CASE("first steps: a full disk is no answer, the operation is posted until it is taken") {
  FakePort port;
  NoLogger logger;
  port.answers = {{.overloaded = true}, {.overloaded = true}, {}};
  const Request request = request_of(empty_operation());
  CHECK(carry_out(port, request, for_ever, logger) == Reject::none);
  REQUIRE(port.keys.size() == 3);
  CHECK(port.keys[0] == port.keys[2]);
  CHECK(port.keys[0] != Digest{});

  port.answers = {{.overloaded = true}, {.reject = Reject::in_use}};
  CHECK(carry_out(port, request, for_ever, logger) == Reject::in_use);
}

TEST_CASE("first steps: who is asked to stop waits for no disk, and may be answered later") {
  FakePort port;
  NoLogger logger;
  int waited = 0;
  const Waits thrice = [&](int /*ms*/) { return ++waited == 3; };
  CHECK_FALSE(carry_out(port, request_of(empty_operation()), thrice, logger).has_value());
  REQUIRE(port.kept.size() == 1);
  port.kept[0]({.overloaded = true});
}

}  // namespace relevo
