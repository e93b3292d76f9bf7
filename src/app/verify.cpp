#include "app/verify.h"

#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <filesystem>

#include "api/rfc3339.h"
#include "app/data_lock.h"
#include "app/paths.h"
#include "archive/archive.h"
#include "core/core.h"
#include "log/cut.h"
#include "log/log_reader.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

/// Up to and with the event at `until`. A batch is whole or not at all, a position within one not:
/// its first events are folded by themselves.
Result<State> fold(const LogSource& log, Position until) {
  State state;
  while (state.position < until) {
    const auto batches = log.read(state.position, events_at_once);
    if (!batches) return tl::unexpected<Fault>(batches.error());
    for (const Batch& batch : *batches) {
      for (const Event& event : batch.events) {
        if (state.position == until) return state;
        apply(state, event, batch.at, batch.document.get());
      }
    }
  }
  return state;
}

int fail(const Fault& fault) {
  std::fprintf(stderr, "relevo verify: %s\n", fault.what.c_str());
  return fault.kind == Fault::Kind::input ? 1 : 2;
}

Result<State> verify(const std::string& folder, Position position) {
  const auto log = LogReader::open(folder);
  if (!log) return tl::unexpected<Fault>(log.error());
  if (const auto sound = (*log)->verify(); !sound) return tl::unexpected<Fault>(sound.error());
  if (position > (*log)->last()) {
    return fault(Fault::Kind::input, "--position " + std::to_string(position) +
                                         ": the log ends at " + std::to_string((*log)->last()));
  }
  return fold(**log, position == 0 ? (*log)->last() : position);
}

void show(const log::CutLoss& loss, Position after) {
  for (const std::string& file : loss.files) {
    std::printf("%s knows of positions behind %" PRIu64 " and goes aside.\n", file.c_str(), after);
  }
  if (loss.bytes == 0) {
    std::printf("The log ends there already, and has a list of its segments after the cut.\n");
    return;
  }
  if (loss.events == 0) {
    std::printf("Behind position %" PRIu64 " there is no whole batch, and %" PRIu64
                " bytes of what was one.\n",
                after, loss.bytes);
    return;
  }
  std::printf("Cutting after position %" PRIu64 " takes away positions %" PRIu64 " to %" PRIu64
              ", %" PRIu64 " of them readable, %" PRIu64 " bytes",
              after, after + 1, loss.last, loss.events, loss.bytes);
  if (loss.from && loss.to) {
    std::printf(", from %s to %s", rfc3339(*loss.from).c_str(), rfc3339(*loss.to).c_str());
  }
  std::printf(".\n");
}

Result<bool> agreed(bool yes) {
  if (yes) return true;
  if (::isatty(STDIN_FILENO) == 0) {
    return fault(Fault::Kind::input, "nobody can be asked here; --yes cuts without asking");
  }
  std::printf("It is moved aside, and the calls in it are forgotten. Cut? [y/N] ");
  std::fflush(stdout);
  const int answer = std::getchar();
  return answer == 'y' || answer == 'Y' || answer == 's' || answer == 'S';
}

/// The archive's files when it knows of positions behind `after`, or cannot say what it knows.
Result<std::vector<std::string>> archive_behind(const std::string& path, Position after) {
  const auto mark = archive::Archive::mark_of(path);
  if (!mark && mark.error().kind != Fault::Kind::protocol) {
    return tl::unexpected<Fault>(mark.error());
  }
  const bool stays = mark && (!*mark || (*mark)->position <= after);
  return stays ? std::vector<std::string>{} : archive::Archive::files_of(path);
}

/// False: the person asked said no.
Result<bool> cut(const DataPaths& paths, const VerifyCommand& command) {
  const auto lock = lock_data_folder(paths);
  if (!lock) {
    auto refused = lock.error();
    if (refused.kind == Fault::Kind::fenced) refused.kind = Fault::Kind::input;
    return tl::unexpected<Fault>(refused);
  }
  auto aside = archive_behind(paths.archive, *command.cut_after);
  if (!aside) return tl::unexpected<Fault>(aside.error());
  const auto planned = log::Cut::plan({.folder = paths.log,
                                       .snapshots = paths.snapshots,
                                       .after = *command.cut_after,
                                       .aside = std::move(*aside)});
  if (!planned) return tl::unexpected<Fault>(planned.error());
  if (planned->changes_nothing()) {
    return fault(Fault::Kind::input, "--cut-after " + std::to_string(*command.cut_after) +
                                         ": the log ends there already");
  }
  show(planned->loss(), *command.cut_after);
  const auto answer = agreed(command.yes);
  if (!answer || !*answer) return answer;
  const auto side = planned->run();
  if (!side) return tl::unexpected<Fault>(side.error());
  std::printf("Cut. What was behind is in %s\n", side->c_str());
  return true;
}

}  // namespace

int verify_command(const VerifyCommand& command) {
  std::error_code error;
  if (!std::filesystem::is_directory(command.data + "/log", error)) {
    return fail({Fault::Kind::input,
                 "--data " + command.data + ": there is no log; name the folder of a server"});
  }
  const auto paths = data_paths(command.data);
  if (!paths) return fail(paths.error());
  if (command.cut_after) {
    const auto done = cut(*paths, command);
    if (!done) return fail(done.error());
    if (!*done) {
      std::printf("Nothing was changed.\n");
      return 1;
    }
  }
  const auto state = verify(paths->log, command.position);
  if (!state) return fail(state.error());
  std::printf("position=%" PRIu64 " hash=%016" PRIx64 "\n", state->position, hash_of(*state));
  return 0;
}

}  // namespace relevo
