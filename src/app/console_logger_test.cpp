#include "app/console_logger.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <string>

namespace relevo {

namespace {

/// Standard error as a pipe; what it was before comes back at the end.
class Pipe {
 public:
  Pipe() : before_(::dup(STDERR_FILENO)) {
    REQUIRE(::pipe2(ends_.data(), O_CLOEXEC) == 0);
    REQUIRE(::dup2(ends_[1], STDERR_FILENO) == STDERR_FILENO);
    ::close(ends_[1]);
  }
  ~Pipe() {
    restore();
    ::close(ends_[0]);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;

  void restore() {
    if (before_ < 0) return;
    ::dup2(before_, STDERR_FILENO);
    ::close(before_);
    before_ = -1;
  }

  /// What comes up to `mark`; up to the end when it does not come.
  std::string read_until(const std::string& mark) const {
    std::string text;
    std::array<char, 65536> part{};
    while (text.find(mark) == std::string::npos) {
      const ssize_t got = ::read(ends_[0], part.data(), part.size());
      if (got <= 0) break;
      text.append(part.data(), static_cast<std::size_t>(got));
    }
    return text;
  }

  /// What comes once nobody can write any more.
  std::string read_rest() {
    restore();
    return read_until("no line has this\n\n");
  }

 private:
  int before_;
  std::array<int, 2> ends_{};
};

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t found = 0;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
    ++found;
  }
  return found;
}

}  // namespace

TEST_CASE("console: all lines are written by the logger's end, in order") {
  Pipe pipe;
  {
    const auto logger = make_console_logger("core");
    for (int i = 0; i < 100; ++i) logger->info("line", {{"number", i}});
  }
  const std::string text = pipe.read_rest();
  CHECK(count(text, " info core line number=") == 100);
  CHECK(text.find("number=98\n") < text.find("number=99\n"));
}

TEST_CASE("console: who writes does not wait for a reader, and what was dropped is counted") {
  constexpr std::size_t lines = 4 * console_lines_max;
  Pipe pipe;
  auto logger = make_console_logger("voice");
  for (std::size_t i = 0; i < lines; ++i) logger->info("line", {{"number", i}});
  // It has come here although nobody read.
  std::string text = pipe.read_until("number=" + std::to_string(lines - 1) + "\n");
  logger.reset();
  text += pipe.read_rest();
  const std::string said = " warning voice log lines were dropped: nobody read them lines=";
  std::size_t dropped = 0;
  for (std::size_t at = 0; (at = text.find(said, at)) != std::string::npos;) {
    at += said.size();
    dropped += std::stoul(text.substr(at, text.find('\n', at) - at));
  }
  CHECK(dropped > 0);
  CHECK(count(text, " info voice line number=") + dropped == lines);
}

}  // namespace relevo
