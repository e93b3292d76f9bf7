#include "voice/sip/shedding.h"

#include <utility>

namespace relevo::voice {

std::uint16_t Shedding::turn_away(std::string_view why) {
  constexpr std::uint16_t spread = retry_after_s_max - retry_after_s_min + 1;
  turn_ = static_cast<std::uint16_t>((turn_ + 1) % spread);
  why_ = why;
  ++count_;
  if (!std::exchange(telling_, true)) tell();
  return static_cast<std::uint16_t>(retry_after_s_min + turn_);
}

void Shedding::tell() {
  telling_ = count_ > 0;
  if (!telling_) return;
  logger_.warning("new calls are turned away",
                  {{"calls", std::exchange(count_, 0)}, {"why", why_}});
  due_.set(told_each);
}

}  // namespace relevo::voice
