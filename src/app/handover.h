// What one supervisor hands over to the next, which takes its place in the same process.
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "app/program.h"
#include "base/result.h"

namespace relevo {

/// Descriptors are those of the process, which stays the same one.
struct Handover {
  int data_lock = -1;
  int http_listener = -1;
  int client = -1;  // Who asked for it and waits; -1: nobody.
  pid_t core = 0;
  pid_t voice = 0;
  std::string sip;      // ADDR:PORT that voice has.
  std::string program;  // Path of the new executable.
};

/// Lines `key value`; a reader passes over keys that it does not know.
std::string to_text(const Handover& handover);

/// Fault input: a line of ours is missing or makes no sense.
Result<Handover> parse_handover(std::string_view text);

/// A file in memory that holds it, closed at exec. Fault limit.
Result<int> write_handover(const Handover& handover);

/// Reads such a file from its beginning. Fault input.
Result<Handover> read_handover(int descriptor);

/// Becomes `program` with these arguments and `--handover`; the handover's descriptors and nothing
/// else stay open. Returns only when it failed, with all as before. Fault limit.
Fault become(const Program& program, std::vector<std::string> arguments, const Handover& handover);

}  // namespace relevo
