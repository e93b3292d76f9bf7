// Commands that the core died of: what is kept so that they never come back.
#include <type_traits>

#include "core/core.h"
#include "core/rules.h"

namespace relevo {

static_assert(
    std::is_same_v<std::variant_alternative_t<
                       static_cast<std::size_t>(CommandKind::see_recording_ended) - 1, Command>,
                   SeeRecordingEnded>,
    "a command's place is its number in the log");

SetAside set_aside_of(const Request& request) {
  SetAside aside{.kind = kind_of(request.command)};
  if (request.keyed) {
    aside.user = request.by;
    aside.key = request.key;
    aside.body = request.body;
  }
  std::visit(
      [&aside](const auto& command) {
        if constexpr (requires { command.source; }) aside.source = command.source;
      },
      request.command);
  return aside;
}

/// Nothing when the key is known: then it was carried out once, or is set aside already.
Decision decide(const State& state, const SetAside& command, const Asked& asked) {
  CommandSetAside event{.command = command.kind,
                        .node = command.source.node,
                        .session = command.source.session,
                        .number = command.source.number,
                        .user = command.user,
                        .key = command.key,
                        .body = command.body,
                        .expires_at = {}};
  if (command.key != Digest{}) {
    const auto used = state.keys.find({command.user, command.key});
    if (used != state.keys.end() && used->second.expires_at > asked.at) return Events{};
    event.expires_at = asked.at + key_lasts;
  }
  return Events{event};
}

void apply(State& state, const CommandSetAside& event, Time at) {
  if (event.key == Digest{}) return;
  remember(state,
           {.user = event.user,
            .key = event.key,
            .body = event.body,
            .expires_at = event.expires_at,
            .set_aside = true},
           at);
}

}  // namespace relevo
