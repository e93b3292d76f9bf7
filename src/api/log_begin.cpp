#include "api/log_begin.h"

#include "api/rfc3339.h"
#include "snapshot/folder.h"

namespace relevo {

std::string where_it_begins(const LogSource& log) {
  std::string sentence = "the log begins with position " + std::to_string(log.dropped() + 1);
  const auto first = log.read(log.dropped(), 1);
  if (first && !first->empty()) sentence += " of " + rfc3339(first->front().at);
  return sentence + ", what was before it was dropped";
}

std::string from_where_it_can_be_folded(const LogSource& log, const std::string& snapshots) {
  const auto positions = snapshot::list(snapshots);
  if (!positions) return where_it_begins(log);
  for (const Position position : *positions) {
    if (position < log.dropped()) continue;
    if (const auto heading = snapshot::read_heading(snapshots, position)) {
      return "nothing before position " + std::to_string(position) + " of " + rfc3339(heading->at) +
             " can be shown, for older events were dropped";
    }
  }
  return where_it_begins(log) + ", and no snapshot stands for it";
}

}  // namespace relevo
