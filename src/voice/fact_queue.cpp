#include "voice/fact_queue.h"

#include <utility>

namespace relevo::voice {

bool FactQueue::put(link::FactBody body, Time at) {
  // Facts about legs always fit: new legs are refused while the queue is full, so there is an end
  // to them. Devices may come and go without end.
  const bool may_be_lost = std::holds_alternative<link::DevicesChanged>(body) ||
                           std::holds_alternative<link::LegHold>(body);
  if (full() && may_be_lost) return false;
  waiting_.push_back({++last_, at, std::move(body)});
  return true;
}

void FactQueue::taken(std::uint64_t number) {
  while (!waiting_.empty() && waiting_.front().number <= number) waiting_.pop_front();
}

void FactQueue::each_after(std::uint64_t after, Time at,
                           const std::function<void(const link::Fact&)>& give) const {
  if (waiting_.empty()) return;
  // Numbers have no gaps, so the place of a fact follows from its number.
  const std::uint64_t first = waiting_.front().number;
  for (std::size_t i = after < first ? 0 : after - first + 1; i < waiting_.size(); ++i) {
    const Waiting& fact = waiting_[i];
    give({.number = fact.number, .age = at - fact.at, .body = fact.body});
  }
}

}  // namespace relevo::voice
