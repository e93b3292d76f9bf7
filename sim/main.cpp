// The simulator's program: one seed, or known and fresh ones for a while.
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cinttypes>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "sim/days.h"
#include "sim/mutant.h"
#include "sim/options.h"
#include "sim/reconcile/reconcile.h"

namespace relevo::sim {

namespace {

constexpr std::uint64_t twice_each = 25;  // One seed in so many is lived a second time.

std::string running;  // "seed N", for the line that a failed assert leaves.

void on_abort(int /*signal*/) {
  [[maybe_unused]] const ssize_t told = ::write(STDERR_FILENO, running.data(), running.size());
  ::signal(SIGABRT, SIG_DFL);
}

std::vector<std::uint64_t> known_seeds(const std::string& path) {
  std::vector<std::uint64_t> seeds;
  std::ifstream file{path};
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') seeds.push_back(std::strtoull(line.c_str(), nullptr, 10));
  }
  return seeds;
}

class Clock {
 public:
  double seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - started_).count();
  }

 private:
  std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

bool live(Days& days, std::uint64_t seed, bool twice) {
  running = "sim: a broken assert in seed " + std::to_string(seed) + "; again with: ./dev sim " +
            std::to_string(seed) + " --trace\n";
  return twice ? days.live_twice(seed) : days.live(seed);
}

int run(const Options& options) {
  Days days{options};
  const Clock clock;
  bool good = true;
  if (options.seed) {
    good = live(days, *options.seed, false);
  } else {
    for (const std::uint64_t seed : known_seeds(options.known)) {
      good = live(days, seed, false) && good;
    }
    for (std::uint64_t i = 0; good && i < options.seeds_max; ++i) {
      if (clock.seconds() >= static_cast<double>(options.seconds)) break;
      good = live(days, options.from + i, i % twice_each == twice_each - 1);
    }
  }
  std::printf("%s\n", days.summary(clock.seconds()).c_str());
  std::printf("%" PRIu64 " passed, %" PRIu64 " failed\n", days.lived() - days.failed(),
              days.failed());
  return good ? 0 : 1;
}

/// The day of that seed alone, or of fresh ones for a while.
int run_reconciled(const Options& options) {
  const Clock clock;
  std::uint64_t lived = 0;
  bool good = true;
  const std::uint64_t seeds = options.seed ? 1 : options.seeds_max;
  for (; good && lived < seeds; ++lived) {
    if (lived > 0 && clock.seconds() >= static_cast<double>(options.seconds)) break;
    const std::uint64_t seed = options.seed.value_or(options.from + lived);
    running = "sim: a broken assert in seed " + std::to_string(seed) + " of --reconcile\n";
    const Reconciled day = reconcile(seed, options.reconciled, options.working);
    std::fputs(in_words(day, seed, options.reconciled, options.working).c_str(), stdout);
    good = day.differences == 0;
  }
  std::printf("reconcile: %.1f s\n", clock.seconds());
  std::printf("%" PRIu64 " passed, %d failed\n", lived - (good ? 0 : 1), good ? 0 : 1);
  return good ? 0 : 1;
}

}  // namespace

}  // namespace relevo::sim

int main(int argc, char** argv) {
  const auto options = relevo::sim::read_options(argc, argv);
  if (!options) {
    std::fprintf(stderr, "sim: %s\n", options.error().what.c_str());
    return 1;
  }
  if (options->help) {
    std::fputs(relevo::sim::usage, stdout);
    return 0;
  }
  if (!relevo::sim::choose_mutant(options->mutant)) {
    std::fprintf(stderr, "sim: there is no mutant '%s' in this program\n", options->mutant.c_str());
    return 1;
  }
  ::signal(SIGABRT, relevo::sim::on_abort);
  return options->reconciled > 0 ? relevo::sim::run_reconciled(*options)
                                 : relevo::sim::run(*options);
}
