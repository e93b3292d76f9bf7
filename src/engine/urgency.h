// What is refused first when not everything can be taken on: too much work, or too little room.
#pragma once

#include <cstdint>

#include "core/commands.h"

namespace relevo {

enum class Urgency : std::uint8_t {
  fact,     // Something has happened already: never refused, it waits.
  live,     // Helps contacts that are there to their end, ends something, or lets somebody look.
  begun,    // A person begins something that makes more work: refused when there is no room for it.
  arrival,  // A new contact: the first to be refused.
};

Urgency urgency_of(const Command& command);

}  // namespace relevo
