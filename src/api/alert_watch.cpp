#include "api/alert_watch.h"

#include <vector>

namespace relevo {

void AlertWatch::look() {
  if (floor_.operation().rules.empty() || !floor_.engine().ready()) return;
  const Time now = floor_.now();
  std::erase_if(asked_, [&](const auto& entry) { return entry.second + asked_again <= now; });
  for (const Deviation& one : deviations_.look(floor_.board(), floor_.tallies(), now)) {
    see(one, now);
  }
  std::vector<AlertRow> over;  // Posted behind the loop, which an answer could change.
  for (const auto& [id, row] : floor_.alerts().open()) {
    const bool is_over =
        row.state() != AlertState::calm && deviations_.is_over(row.rule, row.subject);
    if (is_over) over.push_back(row);
  }
  for (const AlertRow& row : over) see_over(row, now);
}

/// Whoever says that an alert is resolved is believed for as long as one has to settle.
bool AlertWatch::is_news(const About& about, Time now) const {
  const AlertRow* const row = floor_.alerts().about(about.first, about.second);
  if (row != nullptr) return row->state() == AlertState::calm;
  const auto resolved = floor_.alerts().resolved_at(about.first, about.second);
  return !resolved || *resolved + floor_.operation().ladder.settle <= now;
}

void AlertWatch::see(const Deviation& deviation, Time now) {
  const About about{deviation.rule, deviation.subject};
  if (!is_news(about, now)) return;
  post(about,
       SeeDeviation{.rule = deviation.rule,
                    .subject = deviation.subject,
                    .part = deviation.value.part,
                    .whole = deviation.value.whole},
       now);
}

void AlertWatch::see_over(const AlertRow& row, Time now) {
  post({row.rule, row.subject}, SeeDeviationOver{.rule = row.rule, .subject = row.subject}, now);
}

void AlertWatch::post(const About& about, Command command, Time now) {
  if (asked_.size() >= asked_max || !asked_.emplace(about, now).second) return;
  // Refused when the operation has just changed: the next look knows it.
  floor_.engine().post({.command = std::move(command)}, [](const Answer&) {});
}

}  // namespace relevo
