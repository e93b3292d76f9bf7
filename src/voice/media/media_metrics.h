// What the media thread counts.
#pragma once

#include "metrics/figures.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// Written by the media thread, read by any.
struct MediaMetrics {
  Histogram frame_late;  // How long after its 20 ms the thread came to send what legs hear.

  // Of all legs that ever were, as of the last second: nothing is counted twice for a packet.
  Gauge packets_in;
  Gauge packets_out;
  Gauge packets_refused;
  Gauge packets_dropped;

  void set(const LegCounts& counts) {
    packets_in.set(static_cast<std::int64_t>(counts.packets_in));
    packets_out.set(static_cast<std::int64_t>(counts.packets_out));
    packets_refused.set(static_cast<std::int64_t>(counts.packets_refused));
    packets_dropped.set(static_cast<std::int64_t>(counts.packets_dropped));
  }
};

}  // namespace relevo::voice
