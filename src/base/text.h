// Short text with a limit, kept in place: what an event or a message of the link can carry.
#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/assert.h"

namespace relevo {

/// Trivially copyable. Unused bytes are zero, so equal texts are equal bytes.
template <std::size_t Max>
struct Text {
  static_assert(Max <= 255);
  static constexpr std::size_t size_max = Max;

  std::array<char, Max> bytes{};
  std::uint8_t size = 0;

  constexpr Text() = default;
  constexpr Text(std::string_view text) {  // NOLINT(google-explicit-constructor): it is a text.
    RELEVO_ASSERT(text.size() <= Max);
    std::copy(text.begin(), text.end(), bytes.begin());
    size = static_cast<std::uint8_t>(text.size());
  }
  constexpr Text(const char* text) : Text(std::string_view{text}) {}

  constexpr std::string_view view() const { return {bytes.data(), size}; }
  constexpr bool empty() const { return size == 0; }
  static constexpr bool fits(std::string_view text) { return text.size() <= Max; }

  friend constexpr bool operator==(const Text& a, const Text& b) { return a.view() == b.view(); }
  friend constexpr auto operator<=>(const Text& a, const Text& b) { return a.view() <=> b.view(); }
};

/// The outside name of an agent, queue, site, ...: `1001`, `soporte`. 1 to 32 of [a-z0-9_.-].
using Code = Text<32>;

/// Whether the text can be a Code.
constexpr bool is_code(std::string_view text) {
  if (text.empty() || text.size() > Code::size_max) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-';
  });
}

}  // namespace relevo
