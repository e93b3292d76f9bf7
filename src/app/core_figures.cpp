#include "app/core_figures.h"

#include <filesystem>

#include "base/enum_name.h"

namespace relevo {

void append_engine(MetricsPage& page, EngineThread& engine) {
  const EngineMetrics& metrics = engine.metrics();
  page.alone(families::ready, engine.ready() ? 1 : 0);
  page.alone(families::engine_batch_seconds, metrics.batch_time);
  page.alone(families::engine_commands, metrics.commands.value());
  page.alone(families::engine_facts, metrics.facts.value());
  page.begin(families::engine_rejects);
  for (std::size_t i = 1; i < EngineMetrics::rejects_max; ++i) {
    const std::string_view name = enum_name(static_cast<Reject>(i));
    if (!name.empty()) page.sample(metrics.rejects[i].value(), {{"reject", name}});
  }
  page.alone(families::engine_shed, engine.shed());
  page.alone(families::engine_inbox, engine.waiting());
  page.alone(families::engine_keys, metrics.keys.value());
  page.alone(families::log_append_seconds, metrics.append_time);
  page.alone(families::log_batches, metrics.batches.value());
  page.alone(families::log_events, metrics.events.value());
}

void append_log(MetricsPage& page, const Log& log, const std::string& folder) {
  std::uintmax_t bytes = 0;
  std::error_code error;
  for (std::filesystem::directory_iterator it{folder, error}, end; !error && it != end;
       it.increment(error)) {
    std::error_code gone;
    const std::uintmax_t size = it->file_size(gone);
    if (!gone) bytes += size;
  }
  page.alone(families::log_position, log.last());
  page.alone(families::log_bytes, bytes);
}

void append_voice(MetricsPage& page, const std::vector<NodeFigures>& nodes) {
  const auto each = [&](const Family& family, auto link::VoiceFigures::* figure) {
    page.begin(family);
    for (const NodeFigures& node : nodes) {
      page.sample(node.figures.*figure, {{"node", std::to_string(node.node.value)}});
    }
  };
  const auto each_of = [&](const Family& family, std::string_view label, const auto& figures) {
    page.begin(family);
    for (const NodeFigures& node : nodes) {
      for (const auto& [value, figure] : figures) {
        page.sample(node.figures.*figure,
                    {{"node", std::to_string(node.node.value)}, {label, value}});
      }
    }
  };
  using F = link::VoiceFigures;
  using Named = std::pair<std::string_view, std::uint64_t F::*>;
  page.alone(families::voice_nodes, nodes.size());
  each(families::voice_legs, &F::legs);
  each(families::voice_legs_max, &F::legs_max);
  each_of(families::voice_packets, "way",
          std::array{Named{"in", &F::packets_in}, Named{"out", &F::packets_out},
                     Named{"refused", &F::packets_refused}, Named{"dropped", &F::packets_dropped}});
  page.begin(families::voice_frame_late_seconds);
  for (const NodeFigures& node : nodes) {
    page.histogram(node.figures.frame_late, node.figures.frame_late_sum,
                   {{"node", std::to_string(node.node.value)}});
  }
  each(families::voice_devices, &F::devices);
  each_of(families::voice_sip_requests, "method",
          std::array{Named{"INVITE", &F::invites}, Named{"REGISTER", &F::registers},
                     Named{"BYE", &F::byes}, Named{"OPTIONS", &F::options},
                     Named{"other", &F::other_requests}});
  each(families::voice_calls_shed, &F::calls_shed);
  each(families::voice_slots, &F::slots);
  each(families::voice_slots_max, &F::slots_max);
  each(families::voice_facts_waiting, &F::facts_waiting);
  each(families::voice_cpu_seconds, &F::cpu);
  each(families::voice_resident_bytes, &F::resident_bytes);
  each(families::voice_open_fds, &F::open_fds);
}

}  // namespace relevo
