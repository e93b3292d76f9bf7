#include "app/in_hand_page.h"

#include <doctest/doctest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "app/first_steps.h"
#include "engine/engine.h"
#include "log/memory_log.h"

namespace relevo {

namespace {

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-hand-XXXXXX").string();
    path = ::mkdtemp(name.data());
    paths = *data_paths(path);
  }
  ~Folder() {
    std::filesystem::remove_all(path);
    std::filesystem::remove(paths.in_hand);
  }

  std::string path;
  DataPaths paths;
};

CommandIdentity fact(std::uint64_t number) {
  return identity_of(
      {.command = SeeAnswer{.source = {.node = {1}, .session = 7, .number = number}, .leg = {1}}});
}

constexpr ProgramIdentity ours{.device = 1, .inode = 2, .changed_ns = 3};
constexpr ProgramIdentity other{.device = 1, .inode = 3, .changed_ns = 3};

/// A process that dies with the command in hand, as a core that asserts does.
void die_with(const Folder& folder, const CommandIdentity& identity,
              const ProgramIdentity& program = ours) {
  const pid_t pid = ::fork();
  if (pid == 0) {
    NoLogger logger;
    auto page = InHandPage::open(folder.paths, program, logger);
    if (page && (*page)->take(identity)) ::raise(SIGKILL);
    ::_exit(0);
  }
  int status = 0;
  REQUIRE(::waitpid(pid, &status, 0) == pid);
}

}  // namespace

TEST_CASE("in hand: what core died of twice is set aside, and nothing else") {
  const Folder folder;
  NoLogger logger;
  die_with(folder, fact(4));
  {
    auto page = InHandPage::open(folder.paths, ours, logger);
    REQUIRE(page.has_value());
    CHECK((*page)->take(fact(4)));  // Once may be chance.
    (*page)->put_down();
  }
  die_with(folder, fact(4));
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  CHECK_FALSE((*page)->take(fact(4)));
  CHECK((*page)->take(fact(5)));
  (*page)->put_down();
}

TEST_CASE("in hand: what another program died of is not held against this one") {
  const Folder folder;
  NoLogger logger;
  for (int i = 0; i < 3; ++i) die_with(folder, fact(4), other);
  die_with(folder, fact(4));  // Once, of both.
  {
    auto page = InHandPage::open(folder.paths, ours, logger);
    REQUIRE(page.has_value());
    CHECK((*page)->take(fact(4)));
    (*page)->put_down();
  }
  {
    auto page = InHandPage::open(folder.paths, other, logger);
    REQUIRE(page.has_value());
    CHECK_FALSE((*page)->take(fact(4)));  // It is remembered meanwhile.
  }
  die_with(folder, fact(4));
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  CHECK_FALSE((*page)->take(fact(4)));
}

TEST_CASE("in hand: who looks back is not who died") {
  const Folder folder;
  NoLogger logger;
  die_with(folder, fact(4));
  for (int i = 0; i < 2; ++i) REQUIRE(InHandPage::open(folder.paths, other, logger));
  die_with(folder, fact(4));
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  CHECK_FALSE((*page)->take(fact(4)));
}

TEST_CASE("in hand: a death with nothing in hand accuses nobody") {
  const Folder folder;
  NoLogger logger;
  for (int i = 0; i < 5; ++i) {
    auto page = InHandPage::open(folder.paths, ours, logger);
    REQUIRE(page.has_value());
    CHECK((*page)->take(fact(4)));
    (*page)->put_down();
  }
}

TEST_CASE("in hand: what has neither number nor key is the same as any other, and goes on") {
  const Folder folder;
  const CommandIdentity press = identity_of({.command = SetReady{.agent = {1}}, .by = {1}});
  for (int i = 0; i < 3; ++i) die_with(folder, press);
  NoLogger logger;
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  CHECK((*page)->take(press));
}

TEST_CASE("in hand: many suspects do not push each other out of the page") {
  const Folder folder;
  for (std::uint64_t i = 1; i <= InHandPage::suspects_max + 3; ++i) die_with(folder, fact(i));
  NoLogger logger;
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  CHECK((*page)->take(fact(1)));
}

TEST_CASE("in hand: the supervisor sees where a replay died") {
  const Folder folder;
  NoLogger logger;
  CHECK(InHandPage::crashed_at(folder.paths) == 0);
  auto page = InHandPage::open(folder.paths, ours, logger);
  REQUIRE(page.has_value());
  (*page)->replaying(42);
  CHECK(InHandPage::crashed_at(folder.paths) == 42);
  (*page)->replaying(0);
  CHECK(InHandPage::crashed_at(folder.paths) == 0);
}

}  // namespace relevo
