// relevo_bench NAME FOLDER [--brief]: runs one bench.
#include <cstdio>
#include <cstring>
#include <exception>
#include <map>

#include "bench/bench.h"

int main(int argc, char** argv) {
  using relevo::bench::Options;
  const std::map<std::string, bool (*)(const Options&)> benches{
      {"routing", relevo::bench::routing}, {"journal", relevo::bench::journal},
      {"sim", relevo::bench::sim},         {"opus", relevo::bench::opus},
      {"mix", relevo::bench::mix},         {"feed", relevo::bench::feed},
      {"figures", relevo::bench::figures}, {"rules", relevo::bench::rules}};
  const bool brief = argc == 4 && std::strcmp(argv[3], "--brief") == 0;
  const auto bench = benches.find(argc >= 3 ? argv[1] : "");
  if (bench == benches.end() || (argc == 4 && !brief) || argc > 4) {
    std::fputs("Usage: relevo_bench NAME FOLDER [--brief]      NAME:", stderr);
    for (const auto& [name, run] : benches) std::fprintf(stderr, " %s", name.c_str());
    std::fputs("\nFOLDER is empty and on the disk to be measured.\n", stderr);
    return 1;
  }
  try {
    return bench->second({.brief = brief, .folder = argv[2]}) ? 0 : 4;
  } catch (const std::exception& why) {
    std::fprintf(stderr, "relevo_bench: %s\n", why.what());
    return 2;
  }
}
