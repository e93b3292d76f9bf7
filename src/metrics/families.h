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

// The engine and its log.
inline constexpr Family ready{"relevo_ready", gauge, "1 when /readyz says so, else 0."};
inline constexpr Family engine_batch_seconds{
    "relevo_engine_batch_seconds", histogram,
    "From the first decision of a batch until it is durable and all are told."};
inline constexpr Family engine_commands{"relevo_engine_commands_total", counter,
                                        "Commands decided, of people and of channels."};
inline constexpr Family engine_facts{"relevo_engine_facts_total", counter,
                                     "Of them, facts and reports of channels."};
inline constexpr Family engine_rejects{"relevo_engine_rejects_total", counter,
                                       "Commands that the rules refused, by reject."};
inline constexpr Family engine_shed{
    "relevo_engine_shed_total", counter,
    "Commands told to come back because too many were waiting, or at the stop."};
inline constexpr Family engine_inbox{"relevo_engine_inbox", gauge, "Commands waiting now."};
inline constexpr Family engine_keys{
    "relevo_engine_keys", gauge,
    "Idempotency keys remembered, each for a day: a command with a key that is used for the first "
    "time adds one, and forgets those that are over."};
inline constexpr Family log_append_seconds{
    "relevo_log_append_seconds", histogram,
    "One append of a batch to the log, until it is on the disk."};
inline constexpr Family log_batches{"relevo_log_batches_total", counter,
                                    "Batches appended since the start."};
inline constexpr Family log_events{"relevo_log_events_total", counter,
                                   "Events appended since the start."};
inline constexpr Family log_position{"relevo_log_position", gauge, "The last durable event."};
inline constexpr Family log_bytes{"relevo_log_bytes", gauge,
                                  "The size of the log's files, room made ahead included."};

// Voice, by node: as last told, which is every 2 s.
inline constexpr Family voice_nodes{"relevo_voice_nodes", gauge,
                                    "Voice processes that are connected and have told figures."};
inline constexpr Family voice_legs{"relevo_voice_legs", gauge,
                                   "Legs with audio ports, of customers and of agents."};
inline constexpr Family voice_legs_max{"relevo_voice_legs_max", gauge,
                                       "Legs that the range of audio ports has room for."};
inline constexpr Family voice_packets{
    "relevo_voice_packets_total", counter,
    "Audio packets by way: in, out, refused (not of the call), dropped (not taken on)."};
inline constexpr Family voice_frame_late_seconds{
    "relevo_voice_frame_late_seconds", histogram,
    "How late the media thread came to send a frame of music or greeting."};
inline constexpr Family voice_devices{"relevo_voice_devices", gauge, "Registered devices."};
inline constexpr Family voice_sip_requests{"relevo_voice_sip_requests_total", counter,
                                           "SIP requests taken, by method."};
inline constexpr Family voice_calls_shed{"relevo_voice_calls_shed_total", counter,
                                         "New calls answered 503."};
inline constexpr Family voice_slots{"relevo_voice_leg_store_slots", gauge,
                                    "Places in use in the store that outlives the process."};
inline constexpr Family voice_slots_max{"relevo_voice_leg_store_slots_max", gauge,
                                        "Places that the store has."};
inline constexpr Family voice_facts_waiting{"relevo_voice_facts_waiting", gauge,
                                            "Facts that core has not made durable yet."};
inline constexpr Family voice_cpu_seconds{"relevo_voice_cpu_seconds_total", counter,
                                          "Processor time that the voice process has used."};
inline constexpr Family voice_resident_bytes{"relevo_voice_resident_memory_bytes", gauge,
                                             "Memory in use by the voice process."};
inline constexpr Family voice_open_fds{"relevo_voice_open_fds", gauge,
                                       "Descriptors open in the voice process."};

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
