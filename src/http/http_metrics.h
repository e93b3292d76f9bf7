// What the server counts of its connections.
#pragma once

#include "metrics/figures.h"

namespace relevo {

struct HttpMetrics {
  Gauge connections;  // WebSockets too.
  Gauge web_sockets;
  Counter accepted;
  Counter turned_away_full;     // Over connections_max.
  Counter turned_away_of_peer;  // Over connections_of_peer_max.
  Counter malformed;            // No HTTP/1.1, or what two readers could understand differently.
  Counter too_large;            // Head, target or body.
  Counter too_slow;             // Cut in the middle of a request.
  Counter too_many;             // Requests refused on a connection that sends too many.
};

}  // namespace relevo
