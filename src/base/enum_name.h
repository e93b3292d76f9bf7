// The name of an enum's value, as written in the source: JSON, stories and logs show just that.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

namespace relevo {

namespace detail {

// The compiler's own spelling of the function ends in `V = relevo::AgentState::ready]`, or in
// `V = (relevo::AgentState)7]` where 7 is no value of the enum.
template <auto V>
constexpr std::string_view spelled() {
  std::string_view text = __PRETTY_FUNCTION__;
  const std::size_t at = text.find("V = ");
  text = text.substr(at + 4);
  text = text.substr(0, text.find_first_of(";]"));
  if (text.front() == '(') return {};
  text = text.substr(text.rfind(':') + 1);
  if (text.back() == '_') text.remove_suffix(1);
  return text;
}

inline constexpr std::size_t enum_values_max = 96;

template <class E, std::size_t... Is>
constexpr auto enum_names(std::index_sequence<Is...> /*values*/) {
  return std::array<std::string_view, sizeof...(Is)>{spelled<static_cast<E>(Is)>()...};
}

template <class E>
inline constexpr auto names_of = enum_names<E>(std::make_index_sequence<enum_values_max>{});

}  // namespace detail

/// Requires an enum with a fixed underlying type and values in 0 .. 95; gives an empty text for a
/// number that is no value of it. A name that is a C++ keyword is written with a `_` behind it in
/// the source (break_), and without it everywhere else.
template <class E>
constexpr std::string_view enum_name(E value) {
  static_assert(std::is_enum_v<E>);
  const auto index = static_cast<std::size_t>(value);
  return index < detail::names_of<E>.size() ? detail::names_of<E>[index] : std::string_view{};
}

/// None when no value has that name.
template <class E>
constexpr std::optional<E> enum_from_name(std::string_view name) {
  if (name.empty()) return std::nullopt;
  for (std::size_t i = 0; i < detail::names_of<E>.size(); ++i) {
    if (detail::names_of<E>[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}

}  // namespace relevo
