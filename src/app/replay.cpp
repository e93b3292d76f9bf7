#include "app/replay.h"

#include <boost/json.hpp>
#include <charconv>
#include <cstdio>
#include <optional>

#include "api/board_json.h"
#include "api/past_floor.h"
#include "api/rfc3339.h"
#include "app/log_of_data.h"
#include "app/status_screen.h"

namespace relevo {

namespace {

/// The longest that a position can be; a time is longer and has other letters.
std::optional<Position> position_of(const std::string& text) {
  Position position = 0;
  const char* end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, position);
  return read.ec == std::errc{} && read.ptr == end ? std::optional{position} : std::nullopt;
}

Result<std::unique_ptr<PastFloor>> past_of(const PastFloor::Source& log, const std::string& until) {
  if (const auto position = position_of(until)) return PastFloor::at(log, *position);
  if (const auto time = from_rfc3339(until)) return PastFloor::at(log, *time);
  return fault(Fault::Kind::input,
               "--until " + until +
                   ": it takes a time in UTC, 2026-03-01T09:00:00Z, or a position of the log");
}

}  // namespace

int replay_command(const ReplayCommand& command) {
  const auto log = open_log_of(command.data);
  if (!log) return fail("replay", log.error());
  const auto past = past_of({**log, command.data + "/snapshots"}, command.until);
  if (!past) return fail("replay", past.error());
  JsonWriter json;
  append_board(json, (*past)->floor(), Sight{.all = true, .system = true});
  const std::string board = json.take();
  if (command.json) {
    std::printf("%s\n", board.c_str());
  } else {
    print_status(boost::json::parse(board));
  }
  return 0;
}

}  // namespace relevo
