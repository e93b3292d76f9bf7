// GET /contacts, /contacts/{id} and /events.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "api/floor.h"
#include "api/policy.h"
#include "http/http.h"
#include "log/log.h"

namespace relevo {

inline constexpr std::size_t rows_max = 1'000;
inline constexpr std::size_t rows_default = 100;

/// A whole number without sign, or nothing.
std::optional<std::uint64_t> number_of(std::string_view text);

HttpReply cannot_read_archive();

/// Whether the contact is in sight, by its life or as it stands on the board.
bool sees(const Floor& floor, const Sight& sight, const ContactLife& life);

/// The newest first, by ?queue &state &since &until &agent &number &before; of the ?limit that are
/// looked at, those in sight that ended as ?end.
HttpReply contacts_reply(const HttpRequest& request, const Floor& floor, const Sight& sight,
                         const Principal& principal);

/// One whole life: events, and why each agent was chosen. Candidates out of sight are only counted.
HttpReply contact_reply(const ContactLife& life, const LogSource& log, const Floor& floor,
                        const Sight& sight, const Principal& principal);

/// The log from ?after on, at most ?limit events looked at; those in sight.
HttpReply events_reply(const HttpRequest& request, const LogSource& log, const Floor& floor,
                       const Sight& sight);

}  // namespace relevo
