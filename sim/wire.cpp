#include "sim/wire.h"

#include <algorithm>
#include <utility>

namespace relevo::sim {

void Wire::listen(Side side, Take take, Lost lost) {
  end(side).take = std::move(take);
  end(side).lost = std::move(lost);
}

void Wire::send(Side from, Bytes frames) {
  if (cut_ || frames.empty()) return;
  End& to = end(other(from));
  to.last = std::max(to.last, schedule_.now() + chance_.between(latency_.least, latency_.most));
  under_way_ += frames.size();
  schedule_.at(to.last, [it = shared_from_this(), side = other(from), frames = std::move(frames)] {
    it->under_way_ -= frames.size();
    if (!it->cut_ && it->end(side).take) it->end(side).take(frames);
  });
}

void Wire::cut() {
  if (cut_) return;
  cut_ = true;
  for (const Side side : {Side::core, Side::voice}) {
    schedule_.after(chance_.between(microseconds(10), milliseconds(50)),
                    [it = shared_from_this(), side] {
                      End& end = it->end(side);
                      if (end.lost) std::exchange(end.lost, nullptr)();
                    });
  }
}

}  // namespace relevo::sim
