#include "app/upgrade_command.h"

#include <unistd.h>

#include <cstdio>
#include <filesystem>

#include "app/data_lock.h"
#include "app/paths.h"

namespace relevo {

namespace {

namespace fs = std::filesystem;

int fail(int status, const std::string& sentence) {
  std::fprintf(stderr, "relevo upgrade: %s\n", sentence.c_str());
  return status;
}

/// Prints until the last answer has come.
int follow(int connection) {
  while (const auto answer = next_answer(connection)) {
    const std::size_t space = answer->find(' ');
    const std::string kind = answer->substr(0, space);
    const std::string sentence = space == std::string::npos ? "" : answer->substr(space + 1);
    if (kind == "refused") return fail(1, sentence);
    if (kind == "failed") return fail(2, sentence);
    std::printf("%s\n", sentence.c_str());
    std::fflush(stdout);
    if (kind == "done") return 0;
  }
  return fail(
      2,
      "serve has ended in the middle of it; its core and voice go on for two minutes: start "
      "relevo serve again");
}

}  // namespace

int upgrade_command(const UpgradeCommand& command) {
  std::error_code error;
  if (!fs::is_directory(command.data, error)) {
    return fail(1, "--data " + command.data + ": there is no such folder; name that of the server");
  }
  const auto paths = data_paths(command.data);
  if (!paths) return fail(2, paths.error().what);
  UpgradeRequest request{.patience_s = command.patience_s, .program = ""};
  if (!command.program.empty()) {
    request.program = fs::absolute(command.program, error).lexically_normal().string();
  }
  const auto connection = connect_to_control(paths->control);
  if (!connection) {
    const bool refused = connection.error().kind == Fault::Kind::input;
    const bool is_deaf = refused && data_folder_is_held(*paths);
    return fail(refused ? 1 : 2,
                "--data " + command.data + ": " +
                    (is_deaf ? "its serve could not open " + paths->control +
                                   " when it started and cannot be asked; its log says why"
                             : connection.error().what));
  }
  const auto asked = ask(*connection, request);
  const int status = asked ? follow(*connection) : fail(2, asked.error().what);
  ::close(*connection);
  return status;
}

}  // namespace relevo
