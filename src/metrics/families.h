// Every figure that Relevo shows: its name, its kind, and what it says.
#pragma once

#include <cstdint>
#include <string_view>

namespace relevo {

/// Names follow Prometheus: base units in the name, `_total` on what only grows.
struct Family {
  enum class Kind : std::uint8_t { counter, gauge, histogram };

  std::string_view name;
  Kind kind = Kind::gauge;
  std::string_view help;  // One sentence; labels by name.
};

/// tools/gen_docs.py makes docs/metrics.gen.md of it, comments as headings, and
/// tests/api/test_metrics.py looks that a running server shows each one.
namespace families {

using enum Family::Kind;

// Requests.
inline constexpr Family http_requests{"relevo_http_requests_total", counter,
                                      "Requests answered, by route and class of the status."};
inline constexpr Family http_request_seconds{"relevo_http_request_seconds", histogram,
                                             "From a whole request to its answer."};
inline constexpr Family http_connections{"relevo_http_connections", gauge,
                                         "Connections open, the feed's too."};
inline constexpr Family http_accepted{"relevo_http_connections_total", counter,
                                      "Connections that came, also those turned away."};
inline constexpr Family http_turned_away{
    "relevo_http_connections_turned_away_total", counter,
    "Connections closed with 503 or 429 since too many are open: of all, or of one address."};
inline constexpr Family http_refused{
    "relevo_http_requests_refused_total", counter,
    "Requests that the server refused by itself: malformed, too large, too slow, too many."};
inline constexpr Family commands_limited{"relevo_commands_limited_total", counter,
                                         "Commands answered 429: too many of one user."};
inline constexpr Family feed_connections{"relevo_feed_connections", gauge,
                                         "WebSockets of the feed."};
inline constexpr Family feed_coalesced{
    "relevo_feed_coalesced_total", counter,
    "Times that a slow reader's changes gave way to a fresh snapshot."};
inline constexpr Family feed_cut{
    "relevo_feed_cut_total", counter,
    "Viewers closed because they read nothing for too long, or sent too many messages."};

// The floor, as the log says.
inline constexpr Family agents{"relevo_agents", gauge, "Agents, by state."};
inline constexpr Family contacts{"relevo_contacts", gauge, "Contacts not closed, by state."};
inline constexpr Family queue_waiting{"relevo_queue_waiting", gauge, "Contacts waiting, by queue."};
inline constexpr Family queue_longest_wait_seconds{
    "relevo_queue_longest_wait_seconds", gauge,
    "How long the first in each queue has waited; 0 when nobody waits."};

// The process that answers: core.
inline constexpr Family build_info{"relevo_build_info", gauge, "Always 1; the version."};
inline constexpr Family process_cpu_seconds{"process_cpu_seconds_total", counter,
                                            "Processor time used, user's and system's."};
inline constexpr Family process_resident_bytes{"process_resident_memory_bytes", gauge,
                                               "Memory in use."};
inline constexpr Family process_open_fds{"process_open_fds", gauge, "Descriptors open."};
inline constexpr Family process_max_fds{"process_max_fds", gauge, "Descriptors it may open."};
inline constexpr Family process_start_time_seconds{"process_start_time_seconds", gauge,
                                                   "When it was started, in Unix time."};

}  // namespace families

}  // namespace relevo
