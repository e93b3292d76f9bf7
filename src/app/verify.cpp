#include "app/verify.h"

#include <cinttypes>
#include <cstdio>

#include "app/console_logger.h"
#include "app/paths.h"
#include "core/core.h"
#include "log/segment_log.h"

namespace relevo {

namespace {

constexpr std::size_t events_at_once = 4'096;

/// Up to and with the event at `until`. A batch is whole or not at all, a position within one not:
/// its first events are folded by themselves.
Result<State> fold(const Log& log, Position until) {
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

}  // namespace

int verify_command(const VerifyCommand& command) {
  const auto paths = data_paths(command.data);
  if (!paths) return fail(paths.error());
  const auto logger = make_console_logger("verify");
  const auto log = SegmentLog::open({.folder = paths->log}, *logger);
  if (!log) return fail(log.error());
  if (const auto sound = (*log)->verify(); !sound) return fail(sound.error());
  if (command.position > (*log)->last()) {
    return fail({Fault::Kind::input, "--position " + std::to_string(command.position) +
                                         ": the log ends at " + std::to_string((*log)->last())});
  }
  const auto state = fold(**log, command.position == 0 ? (*log)->last() : command.position);
  if (!state) return fail(state.error());
  std::printf("position=%" PRIu64 " hash=%016" PRIx64 "\n", state->position, hash_of(*state));
  return 0;
}

}  // namespace relevo
