#include "voice/media/timeline.h"

#include <algorithm>
#include <limits>

namespace relevo::voice {

void Timeline::anchor(std::uint32_t ssrc, std::uint32_t timestamp, std::int64_t place) {
  anchored_ = true;
  ssrc_ = ssrc;
  last_timestamp_ = timestamp;
  last_place_ = place;
  least_late_ = std::numeric_limits<std::int64_t>::max();
  packets_ = 0;
}

std::int64_t Timeline::place(std::uint32_t ssrc, std::uint32_t timestamp, std::int64_t samples,
                             std::int64_t arrived) {
  // A packet is sent when its last sample has been heard.
  const std::int64_t in_time = arrived - samples;
  std::int64_t place = last_place_ + static_cast<std::int32_t>(timestamp - last_timestamp_);
  const std::int64_t late = in_time - place;
  if (!anchored_ || ssrc != ssrc_ || late > late_max || late < -early_max) {
    anchor(ssrc, timestamp, in_time);
    return std::max<std::int64_t>(in_time, 0);
  }
  last_place_ = place;
  last_timestamp_ = timestamp;
  least_late_ = std::min(least_late_, late);
  if (++packets_ == period) {
    if (least_late_ > out_of_step) {
      place += least_late_;
    }
    anchor(ssrc, timestamp, place);
  }
  return std::max<std::int64_t>(place, 0);
}

}  // namespace relevo::voice
