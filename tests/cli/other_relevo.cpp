// Relevo as another version of it: the same program with another number, good or bad by its name.
//
// A copy of it does by the words in its file's name what a bad new version may do to an upgrade:
//   check-hangs  check-fails  check-babbles  when it is asked what it is
//   log-2  legs-2  link-2  state-2            it says another format, though it has the same
//   event-older  part-older                   it knows one field or choice less of an event
//   newer                                     it knows one field more
//   records-2                                 it has other tables of records
//   core-exits  core-hangs  core-late         core ends, is never ready, ends when it has served
//   core-mute                                 core serves and never says that it is ready
//   voice-exits  voice-hangs                  likewise
//   serve-exits                               the supervisor ends as soon as it is the new program
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "app/command_line.h"
#include "app/descriptor_limit.h"
#include "app/formats.h"
#include "base/version.h"

namespace relevo {

constinit const std::string_view relevo_version = "99.0.0";

}  // namespace relevo

namespace {

using relevo::Formats;

constexpr int exit_status = 7;

/// Whether the file's name has this word.
bool is(const char* word) {
  const std::string name = std::filesystem::read_symlink("/proc/self/exe").filename().string();
  return name.find(word) != std::string::npos;
}

void hang() {
  for (;;) ::pause();
}

int say_formats() {
  if (is("check-hangs")) hang();
  while (is("check-babbles")) std::puts("\033[31mother_relevo says a lot");
  if (is("check-fails")) {
    std::fprintf(stderr, "other_relevo: a library is missing\n");
    return exit_status;
  }
  Formats formats = relevo::formats_of_this_build();
  if (is("log-2")) ++formats.log;
  if (is("legs-2")) ++formats.legs;
  if (is("link-2")) ++formats.link;
  if (is("state-2")) ++formats.state;
  if (is("event-older")) --formats.events.begin()->second;
  if (is("part-older")) --formats.parts.begin()->second;
  if (is("records-2")) ++formats.records;
  if (is("newer")) ++formats.events.begin()->second;
  std::printf("%s\n", relevo::to_line(formats).c_str());
  return 0;
}

/// Takes the place of the descriptor behind --ready-to; passes `listening` on and nothing else.
void keep_to_listening(const char* number) {
  const int told = std::stoi(number);
  const int supervisor = ::dup(told);
  std::array<int, 2> ends{};
  if (supervisor < 0 || ::pipe(ends.data()) != 0 || ::dup2(ends[1], told) < 0) std::abort();
  std::thread([supervisor, from = ends[0]] {
    const std::string_view wanted = "listening\n";
    std::array<char, 256> text{};
    while (::read(from, text.data(), text.size()) > 0) {
      if (!std::string_view(text.data()).starts_with(wanted)) continue;
      if (::write(supervisor, wanted.data(), wanted.size()) < 0) return;
    }
  }).detach();
}

}  // namespace

int main(int argc, char** argv) {
  const std::vector<std::string> words(argv + 1, argv + argc);
  const auto has = [&](const char* word) {
    return std::find(words.begin(), words.end(), word) != words.end();
  };
  const std::string process = words.empty() ? "" : words.front();
  if (has("--check")) return say_formats();
  if (process == "serve" && has("--handover") && is("serve-exits")) return exit_status;
  for (const char* child : {"core", "voice"}) {
    if (process != child) continue;
    if (is((process + "-exits").c_str())) return exit_status;
    if (is((process + "-hangs").c_str())) hang();
  }
  if (process == "core" && is("core-late")) ::alarm(1);  // Which ends it: it listens to no SIGALRM.
  if (process == "core" && is("core-mute")) {
    keep_to_listening(
        argv[std::find(words.begin(), words.end(), "--ready-to") - words.begin() + 2]);
  }
  relevo::raise_descriptor_limit();
  return relevo::run_command_line(argc, argv);
}
