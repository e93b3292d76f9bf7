#include "app/verify.h"

#include <unistd.h>

#include <cinttypes>
#include <cstdio>
#include <filesystem>

#include "api/log_begin.h"
#include "api/rfc3339.h"
#include "app/data_lock.h"
#include "app/paths.h"
#include "archive/archive.h"
#include "core/core.h"
#include "engine/replayed.h"
#include "log/cut.h"
#include "log/log_reader.h"
#include "snapshot/folder.h"

namespace relevo {

namespace {

/// What a log is folded from: nothing, or a snapshot that stands for what was dropped.
struct Begin {
  State state;
  std::string file;  // Empty: nothing was dropped.
};

Result<Begin> begin_of(const LogReader& log, const std::string& snapshots) {
  if (log.dropped() == 0) return Begin{};
  NoLogger quiet;  // The one that is taken is named.
  auto oldest = snapshot::oldest_good(snapshots, log.dropped(), quiet);
  if (!oldest) {
    return fault(Fault::Kind::protocol,
                 where_it_begins(log) + ", and no snapshot in " + snapshots +
                     " can be read that stands for that; get the data folder back from a backup");
  }
  const std::string file = snapshot::path_of(snapshots, oldest->position());
  const auto chain = log.chain_at(oldest->position());
  if (!chain) return tl::unexpected<Fault>(chain.error());
  if (*chain != oldest->chain) {
    return fault(Fault::Kind::protocol, file +
                                            " was not made of this log: the two do not belong "
                                            "together");
  }
  return Begin{.state = std::move(oldest->state), .file = file};
}

int fail(const Fault& fault) {
  std::fprintf(stderr, "relevo verify: %s\n", fault.what.c_str());
  return fault.kind == Fault::Kind::input ? 1 : 2;
}

/// Says what was looked at when that is not all there ever was.
Result<State> verify(const DataPaths& paths, Position position) {
  const auto log = LogReader::open(paths.log);
  if (!log) return tl::unexpected<Fault>(log.error());
  if (const auto sound = (*log)->verify(); !sound) return tl::unexpected<Fault>(sound.error());
  const Position until = position == 0 ? (*log)->last() : position;
  if (until > (*log)->last()) {
    return fault(Fault::Kind::input, "--position " + std::to_string(position) +
                                         ": the log ends at " + std::to_string((*log)->last()));
  }
  auto begin = begin_of(**log, paths.snapshots);
  if (!begin) return tl::unexpected<Fault>(begin.error());
  if (until < begin->state.position) {
    return fault(Fault::Kind::input, "--position " + std::to_string(position) + ": " +
                                         from_where_it_can_be_folded(**log, paths.snapshots));
  }
  if (!begin->file.empty()) {
    std::printf("events %" PRIu64 " to %" PRIu64 ": %s; the state before them is from %s\n",
                (*log)->dropped() + 1, (*log)->last(), where_it_begins(**log).c_str(),
                begin->file.c_str());
  }
  Replayed replayed{**log, std::move(begin->state)};
  if (auto gone = replayed.go_to(until); !gone) return tl::unexpected<Fault>(gone.error());
  return replayed.state();
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
  const auto state = verify(*paths, command.position);
  if (!state) return fail(state.error());
  std::printf("position=%" PRIu64 " hash=%016" PRIx64 "\n", state->position, hash_of(*state));
  return 0;
}

}  // namespace relevo
