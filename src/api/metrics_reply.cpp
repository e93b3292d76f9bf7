#include "api/metrics_reply.h"

#include "base/enum_name.h"

namespace relevo {

namespace {

/// One sample for each value of the enum, also where nobody is in that state.
template <class E, class Rows, class StateOf>
void append_states(MetricsPage& page, const Family& family, const Rows& rows, StateOf state_of) {
  std::array<std::size_t, detail::enum_values_max> counts{};
  for (const auto& row : rows) ++counts[static_cast<std::size_t>(state_of(row))];
  page.begin(family);
  for (std::size_t i = 0; i < counts.size(); ++i) {
    const std::string_view name = enum_name(static_cast<E>(i));
    if (!name.empty()) page.sample(counts[i], {{"state", name}});
  }
}

bool in_use(const Floor& floor, const QueueRow& row) {
  const QueueSetup* setup = entry_of(floor.operation().queues, row.id);
  return setup != nullptr && !setup->retired;
}

/// One sample for each queue in use.
template <class Figure>
void append_queues(MetricsPage& page, const Family& family, const Floor& floor, Figure figure) {
  page.begin(family);
  for (const QueueRow& row : floor.board().queues()) {
    if (!in_use(floor, row)) continue;
    const QueueSetup* setup = entry_of(floor.operation().queues, row.id);
    page.sample(figure(row), {{"queue", setup->code.view()}});
  }
}

}  // namespace

void append_api(MetricsPage& page, const ApiMetrics& metrics) {
  constexpr std::array classes = {"1xx", "2xx", "3xx", "4xx", "5xx"};
  page.begin(families::http_requests);
  for (std::size_t route = 0; route < routes_count; ++route) {
    for (std::size_t nth = 0; nth < ApiMetrics::classes_count; ++nth) {
      const std::uint64_t count = metrics.requests[route][nth].value();
      if (count == 0) continue;
      page.sample(count,
                  {{"route", enum_name(static_cast<Route>(route))}, {"status", classes[nth]}});
    }
  }
  page.alone(families::http_request_seconds, metrics.request_time);
  const HttpMetrics& http = metrics.http;
  page.alone(families::http_connections, http.connections.value());
  page.alone(families::http_accepted, http.accepted.value());
  page.begin(families::http_turned_away);
  page.sample(http.turned_away_full.value(), {{"why", "full"}});
  page.sample(http.turned_away_of_peer.value(), {{"why", "address"}});
  page.begin(families::http_refused);
  page.sample(http.malformed.value(), {{"why", "malformed"}});
  page.sample(http.too_large.value(), {{"why", "too_large"}});
  page.sample(http.too_many.value(), {{"why", "too_many"}});
  page.sample(http.too_slow.value(), {{"why", "too_slow"}});
  page.alone(families::commands_limited, metrics.commands_limited.value());
  page.alone(families::feed_connections, metrics.feed_viewers.value());
  page.alone(families::feed_coalesced, metrics.feed_coalesced.value());
  page.alone(families::feed_cut, metrics.feed_cut.value());
}

void append_floor(MetricsPage& page, const Floor& floor) {
  const Board& board = floor.board();
  append_states<AgentState>(page, families::agents, board.agents(),
                            [](const AgentRow& row) { return row.state; });
  append_states<ContactState>(page, families::contacts, board.contacts(),
                              [](const auto& entry) { return entry.second.state; });
  append_queues(page, families::queue_waiting, floor,
                [](const QueueRow& row) { return row.waiting.size(); });
  append_queues(page, families::queue_longest_wait_seconds, floor, [&](const QueueRow& row) {
    return row.waiting.empty() ? Duration{} : floor.now() - row.waiting.begin()->first;
  });
}

}  // namespace relevo
