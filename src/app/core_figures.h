// The figures of core beside the API's own: engine, log, voice processes, process.
#pragma once

#include <string>
#include <vector>

#include "app/engine_thread.h"
#include "channel/voice.h"
#include "log/log.h"
#include "metrics/page.h"

namespace relevo {

/// Any thread, as all here.
void append_engine(MetricsPage& page, EngineThread& engine);

/// Looks at each file of the log's folder: microseconds a file.
void append_log(MetricsPage& page, const Log& log, const std::string& folder);

/// One sample of each for every voice process that is connected, by its node.
void append_voice(MetricsPage& page, const std::vector<NodeFigures>& nodes);

}  // namespace relevo
