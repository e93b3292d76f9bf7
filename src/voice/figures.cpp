#include "voice/figures.h"

#include "metrics/process.h"
#include "voice/media/media_metrics.h"

namespace relevo::voice {

namespace {

std::uint64_t count_of(const Gauge& gauge) { return static_cast<std::uint64_t>(gauge.value()); }

}  // namespace

link::VoiceFigures figures_of(const FiguresOf& parts) {
  const MediaMetrics& media = parts.media.metrics();
  const SipMetrics& sip = parts.agent.metrics();
  const ProcessFigures process = process_figures();
  link::VoiceFigures figures{.legs = parts.media.legs(),
                             .legs_max = parts.media.legs_max(),
                             .packets_in = count_of(media.packets_in),
                             .packets_out = count_of(media.packets_out),
                             .packets_refused = count_of(media.packets_refused),
                             .packets_dropped = count_of(media.packets_dropped),
                             .frame_late_sum = media.frame_late.sum(),
                             .invites = sip.invites,
                             .registers = sip.registers,
                             .byes = sip.byes,
                             .options = sip.options,
                             .other_requests = sip.others,
                             .calls_shed = sip.calls_shed,
                             .slots = parts.store.slots_used(),
                             .slots_max = LegStore::slots_max,
                             .facts_waiting = parts.link.facts_waiting(),
                             .cpu = process.cpu,
                             .resident_bytes = process.resident_bytes,
                             .open_fds = process.open_fds};
  for (std::size_t i = 0; i < Histogram::buckets_count; ++i) {
    figures.frame_late.push_back(media.frame_late.count(i));
  }
  for (const auto& [user, devices] : parts.registrar.bindings().all()) {
    figures.devices += devices.size();
  }
  return figures;
}

}  // namespace relevo::voice
