#include "sim/options.h"

#include <charconv>
#include <string_view>

namespace relevo::sim {

const char* const usage =
    "Usage: ./dev sim [SEED] [options]\n"
    "\n"
    "Lives through days of a simulated contact centre, one a seed, and holds the real engine, "
    "core\n"
    "and log to their promises. Without a seed: those in sim/seeds.txt, then fresh ones.\n"
    "\n"
    "  SEED               this day alone\n"
    "  --trace            print what happens in it\n"
    "  --without A,B      leave out kinds of faults, by the names that the day's first line shows\n"
    "  --agents N         so many agents\n"
    "  --minutes N        minutes with faults; 10\n"
    "  --seconds N        how long to go on with fresh seeds; 60\n"
    "  --from N           the first fresh seed; else it follows from the commit\n"
    "  --seeds N          at most so many\n"
    "  --mutants          how many seeds it takes to find each of sim/mutants.toml\n"
    "\n"
    "  --reconcile N      instead a working day of N agents without faults, and every indicator "
    "of\n"
    "                     it against a recount of the log\n"
    "  --hours N          how long that day is; 12\n"
    "\n"
    "Examples\n"
    "  ./dev sim 4711 --trace\n"
    "  ./dev sim --seconds 600\n"
    "  ./dev sim 7 --without wall_jumps,voice_dies\n"
    "  ./dev sim 1 --reconcile 1500 --hours 12\n";

namespace {

Result<std::uint64_t> number_of(std::string_view option, std::string_view word) {
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(word.data(), word.data() + word.size(), number);
  if (parsed.ec != std::errc{} || parsed.ptr != word.data() + word.size()) {
    return fault(Fault::Kind::input,
                 std::string(option) + ": '" + std::string(word) + "' is no whole number");
  }
  return number;
}

Result<void> add_kinds(std::vector<FaultKind>& kinds, std::string_view names) {
  while (!names.empty()) {
    const std::size_t comma = names.find(',');
    const std::string_view name = names.substr(0, comma);
    const auto kind = fault_kind_of(name);
    if (!kind) {
      return fault(Fault::Kind::input,
                   "--without: there is no kind of fault '" + std::string(name) + "'");
    }
    kinds.push_back(*kind);
    names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 1);
  }
  return {};
}

Result<void> set_option(Options& options, std::string_view option, std::string_view value) {
  if (option == "--without") return add_kinds(options.without, value);
  if (option == "--known" || option == "--mutant") {
    (option == "--known" ? options.known : options.mutant) = value;
    return {};
  }
  const auto number = number_of(option, value);
  if (!number) return tl::unexpected<Fault>(number.error());
  if (option == "--agents") {
    options.agents = static_cast<std::uint32_t>(*number);
  } else if (option == "--minutes") {
    options.stormy = minutes(static_cast<std::int64_t>(*number));
  } else if (option == "--reconcile") {
    options.reconciled = static_cast<std::uint32_t>(*number);
  } else if (option == "--hours") {
    options.working = hours(static_cast<std::int64_t>(*number));
  } else if (option == "--seconds") {
    options.seconds = *number;
  } else if (option == "--from") {
    options.from = *number;
  } else if (option == "--seeds") {
    options.seeds_max = *number;
  } else {
    return fault(Fault::Kind::input,
                 "there is no option " + std::string(option) + "; ./dev sim --help lists them");
  }
  return {};
}

}  // namespace

Result<Options> read_options(int count, const char* const* words) {
  Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (word == "--help" || word == "-h") {
      options.help = true;
    } else if (word == "--trace") {
      options.trace = true;
    } else if (word == "--quick-end") {
      options.quick_end = true;
    } else if (word.starts_with("-")) {
      if (i + 1 == count) {
        return fault(Fault::Kind::input, std::string(word) + " needs a value");
      }
      const auto set = set_option(options, word, words[++i]);
      if (!set) return tl::unexpected<Fault>(set.error());
    } else {
      const auto seed = number_of("SEED", word);
      if (!seed) return tl::unexpected<Fault>(seed.error());
      options.seed = *seed;
    }
  }
  return options;
}

}  // namespace relevo::sim
