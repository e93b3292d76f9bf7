// A list with a limit, kept in place: what an event can carry.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "base/assert.h"

namespace relevo {

/// Trivially copyable when T is. Elements past `size` are value-initialised.
template <class T, std::size_t Max>
struct List {
  static_assert(Max <= 255);
  static constexpr std::size_t size_max = Max;

  std::array<T, Max> items{};
  std::uint8_t size = 0;

  constexpr bool full() const { return size == Max; }
  constexpr bool empty() const { return size == 0; }

  /// Requires !full().
  constexpr void push_back(const T& item) {
    RELEVO_ASSERT(!full());
    items[size++] = item;
  }

  constexpr const T* begin() const { return items.data(); }
  constexpr const T* end() const { return items.data() + size; }
  constexpr T* begin() { return items.data(); }
  constexpr T* end() { return items.data() + size; }
  constexpr const T& operator[](std::size_t index) const { return items[index]; }

  friend constexpr bool operator==(const List& a, const List& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end());
  }
};

}  // namespace relevo
