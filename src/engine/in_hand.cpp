#include "engine/in_hand.h"

#include <type_traits>

namespace relevo {

CommandIdentity identity_of(const Request& request) {
  CommandIdentity identity{.kind = kind_of(request.command), .by = request.by.value};
  if (request.keyed) identity.key = request.key;
  std::visit(
      [&identity](const auto& command) {
        if constexpr (requires { command.source; }) {
          identity.node = command.source.node.value;
          identity.session = command.source.session;
          identity.number = command.source.number;
        }
      },
      request.command);
  return identity;
}

}  // namespace relevo
