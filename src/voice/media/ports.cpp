#include "voice/media/ports.h"

#include "base/assert.h"

namespace relevo::voice {

Ports::Ports(std::uint16_t first, std::uint16_t last)
    : first_(first), free_from_((std::size_t{last} - first + 1) / 2, Time{}) {
  RELEVO_ASSERT(first % 2 == 0 && first < last);
}

std::optional<std::uint16_t> Ports::take(Time now) {
  for (std::size_t tried = 0; tried < pairs(); ++tried) {
    const std::size_t pair = next_;
    next_ = (next_ + 1) % pairs();
    if (!free_from_[pair] || now < *free_from_[pair]) continue;
    free_from_[pair].reset();
    return static_cast<std::uint16_t>(first_ + pair * 2);
  }
  return std::nullopt;
}

bool Ports::take_this(std::uint16_t port) {
  if (port < first_ || port % 2 != 0) return false;
  const std::size_t pair = (std::size_t{port} - first_) / 2;
  if (pair >= pairs() || !free_from_[pair]) return false;
  free_from_[pair].reset();
  // What stands behind it was taken longest ago, and has rested best.
  next_ = (pair + 1) % pairs();
  return true;
}

bool Ports::has(std::size_t count, Time now) const {
  for (const auto& from : free_from_) {
    if (count == 0) return true;
    if (from && now >= *from) --count;
  }
  return count == 0;
}

void Ports::give_back(std::uint16_t port, Time now, Duration rests) {
  const std::size_t pair = (std::size_t{port} - first_) / 2;
  RELEVO_ASSERT(pair < pairs() && !free_from_[pair]);
  free_from_[pair] = now + rests;
}

}  // namespace relevo::voice
