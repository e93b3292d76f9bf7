// Fractions as people write them, in whole numbers all the way.
#pragma once

#include <cstdint>
#include <string>

namespace relevo {

/// part * times / whole with so many places behind the point, rounded half up: `0.6667`. Requires
/// part >= 0, whole > 0, 0 < places <= 9, and that part * times and whole * 10 fit.
inline std::string decimal(std::int64_t part, std::int64_t whole, std::int64_t times,
                           unsigned places) {
  std::int64_t scaled = part * times / whole;
  std::int64_t rest = part * times % whole;
  std::int64_t one = 1;
  for (unsigned place = 0; place < places; ++place) {
    scaled = scaled * 10 + rest * 10 / whole;
    rest = rest * 10 % whole;
    one *= 10;
  }
  if (rest * 2 >= whole) ++scaled;
  const std::string behind = std::to_string(scaled % one);
  return std::to_string(scaled / one) + "." + std::string(places - behind.size(), '0') + behind;
}

}  // namespace relevo
