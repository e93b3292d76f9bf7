// For the tests of the operation file: indicators that conditions may be about.
#pragma once

#include <array>

#include "operation/operation_file.h"

namespace relevo::testing {

inline constexpr std::uint16_t about_queues = 0b0000'1111;
inline constexpr std::uint16_t about_agents = 0b1111'0001;

inline constexpr std::array indicators{
    KnownIndicator{"offered", Written::number, about_queues},
    KnownIndicator{"abandonment", Written::percent, about_queues},
    KnownIndicator{"service_level", Written::percent, about_queues},
    KnownIndicator{"longest_wait", Written::time, about_queues},
    KnownIndicator{"missed_offers", Written::number, about_queues | about_agents},
    KnownIndicator{"aht", Written::time, about_queues | about_agents},
    KnownIndicator{"wrap_up_time", Written::time, about_queues | about_agents},
    KnownIndicator{"handled", Written::number, about_queues | about_agents},
    KnownIndicator{"unreachable", Written::percent, about_agents},
    KnownIndicator{"sales_per_connected_hour", Written::per_hour, about_agents},
};

}  // namespace relevo::testing
