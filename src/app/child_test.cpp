// A process of the supervisor: what it said is had whole, however it ends.
#include "app/child.h"

#include <doctest/doctest.h>
#include <poll.h>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

namespace relevo {

namespace {

/// A shell that does this, and ended before it was looked at.
struct Ended {
  explicit Ended(const std::string& script, Child::Tells tells = Child::Tells::everything)
      : child(start_of(script, tells)) {
    child.start(0);
    REQUIRE(child.running());
    pollfd ended{child.pidfd(), POLLIN, 0};
    REQUIRE(::poll(&ended, 1, 10'000) == 1);
  }

  static Child::Start start_of(const std::string& script, Child::Tells tells) {
    auto shell = Program::at("/bin/sh");
    REQUIRE(shell);
    return {.name = "sh",
            .program = std::make_shared<const Program>(std::move(*shell)),
            .arguments = {"-c", script},
            .tells = tells};
  }

  Child child;
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("child: what it printed is there behind its death") {
  Ended ended{"echo one; echo two >&2; exit 3"};
  const auto death = ended.child.reap(0);
  REQUIRE(death);
  CHECK(death->status == 3);
  CHECK(ended.child.read_lines() == Lines{"one", "two"});
  CHECK(ended.child.pipe() == -1);
}

TEST_CASE("child: a last line needs no end") {
  Ended ended{"echo one; printf two"};
  REQUIRE(ended.child.reap(0));
  CHECK(ended.child.read_lines() == Lines{"one", "two"});
}

TEST_CASE("child: who still holds its pipe is not waited for") {
  Ended ended{"sleep 60 & printf $!"};
  REQUIRE(ended.child.reap(0));
  const Lines lines = ended.child.read_lines();
  REQUIRE(lines.size() == 1);
  CHECK(::kill(std::stoi(lines[0]), SIGKILL) == 0);
}

TEST_CASE("child: the last word before its death is heard in front of it") {
  Ended ended{"echo listening > /proc/self/fd/$1; kill -9 $$", Child::Tells::ready};
  CHECK(ended.child.has_ended());
  CHECK(ended.child.read_lines() == Lines{"listening"});
  const auto death = ended.child.reap(0);
  REQUIRE(death);
  CHECK(death->signal == SIGKILL);
  CHECK_FALSE(ended.child.has_ended());
}

TEST_CASE("child: as much as a pipe holds is read in one look") {
  Ended ended{"i=0; while [ $i -lt 4096 ]; do echo 123456789012345; i=$((i+1)); done"};
  REQUIRE(ended.child.reap(0));
  CHECK(ended.child.read_lines().size() == 4096);
}

}  // namespace relevo
