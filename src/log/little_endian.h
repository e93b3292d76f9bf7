// Numbers of fixed width as the log's files hold them.
#pragma once

#include <cstdint>

namespace relevo::log {

template <class T>
void put(std::uint8_t* at, T number) {
  for (unsigned i = 0; i < sizeof(T); ++i) at[i] = static_cast<std::uint8_t>(number >> (8 * i));
}

template <class T>
T get(const std::uint8_t* at) {
  T number = 0;
  for (unsigned i = 0; i < sizeof(T); ++i)
    number |= static_cast<T>(static_cast<T>(at[i]) << (8 * i));
  return number;
}

}  // namespace relevo::log
