// For tests: events with a fixed value in each field, none of them the default.
#pragma once

#include <limits>
#include <sstream>
#include <string>
#include <type_traits>
#include <variant>
#include <vector>

#include "base/bytes.h"
#include "core/fields.h"

namespace relevo::log {

/// Fills by the field's number, so that no two fields of an event hold the same.
struct Filler {
  template <class T>
  void operator()(unsigned number, const char* /*name*/, T& field) {
    if constexpr (std::is_same_v<T, bool>) {
      field = true;
    } else if constexpr (std::is_enum_v<T>) {
      field = static_cast<T>(1);
    } else if constexpr (std::is_same_v<T, Time>) {
      field.us = 1'700'000'000'000'000 + number;
    } else if constexpr (std::is_same_v<T, Duration>) {
      field.us = number % 2 == 0 ? 1'000'000 * number : -1'000 * static_cast<int>(number);
    } else if constexpr (std::is_signed_v<T>) {
      field = static_cast<T>(-100 * static_cast<int>(number));
    } else if constexpr (std::is_unsigned_v<T>) {
      field = static_cast<T>(1000 * number);
    } else if constexpr (IsId<T>) {
      field.value = 100 + number;
    } else if constexpr (IsDigest<T>) {
      for (std::size_t i = 0; i < field.size(); ++i) {
        field[i] = static_cast<std::uint8_t>(16 * number + i);
      }
    } else if constexpr (HasFields<T>) {
      fields(*this, field);
    } else {
      for (int i = 0; i < 2; ++i) {
        typename std::remove_cvref_t<decltype(*field.begin())> item{};
        fields(*this, item);
        field.push_back(item);
      }
    }
  }
};

/// Fills with what takes the most bytes.
struct LargestFiller {
  template <class T>
  void operator()(unsigned /*number*/, const char* /*name*/, T& field) {
    if constexpr (std::is_same_v<T, bool>) {
      field = true;
    } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, Duration>) {
      field.us = std::numeric_limits<std::int64_t>::min();
    } else if constexpr (std::is_enum_v<T>) {
      field = static_cast<T>(std::numeric_limits<std::underlying_type_t<T>>::max());
    } else if constexpr (std::is_unsigned_v<T>) {
      field = std::numeric_limits<T>::max();
    } else if constexpr (std::is_signed_v<T>) {
      field = std::numeric_limits<T>::min();
    } else if constexpr (IsId<T>) {
      field.value = ~std::uint64_t{0};
    } else if constexpr (IsDigest<T>) {
      field.fill(0xFF);
    } else if constexpr (HasFields<T>) {
      fields(*this, field);
    } else {
      while (!field.full()) {
        typename std::remove_cvref_t<decltype(*field.begin())> item{};
        fields(*this, item);
        field.push_back(item);
      }
    }
  }
};

/// Every field as text, so that two events can be compared without the codec.
struct Describer {
  std::ostringstream text;

  template <class T>
  void operator()(unsigned number, const char* name, const T& field) {
    text << number << ' ' << name << '=';
    put(field);
    text << '\n';
  }

  template <class T>
  void put(const T& field) {
    if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, Duration>) {
      text << field.us;
    } else if constexpr (IsId<T>) {
      text << field.value;
    } else if constexpr (IsDigest<T>) {
      for (const std::uint8_t byte : field) text << int{byte} << ',';
    } else if constexpr (IsList<T>) {
      for (const auto& item : field) {
        text << '{';
        visit_fields(*this, item);
        text << '}';
      }
    } else if constexpr (HasFields<T>) {
      text << '{';
      visit_fields(*this, field);
      text << '}';
    } else {
      text << static_cast<std::int64_t>(field);
    }
  }
};

inline std::string describe(const Event& event) {
  Describer describer;
  describer.text << name_of(event) << '\n';
  std::visit([&](const auto& known) { visit_fields(describer, known); }, event);
  return describer.text.str();
}

template <class Fill, class... Es>
std::vector<Event> one_of_each(const std::variant<Es...>* /*of*/) {
  std::vector<Event> events;
  const auto add = [&](auto event) {
    Fill fill;
    fields(fill, event);
    events.emplace_back(event);
  };
  (add(Es{}), ...);
  return events;
}

/// One event of each kind.
inline std::vector<Event> sample_events() {
  return one_of_each<Filler>(static_cast<const Event*>(nullptr));
}

/// One event of each kind, as large as it can be.
inline std::vector<Event> largest_events() {
  return one_of_each<LargestFiller>(static_cast<const Event*>(nullptr));
}

}  // namespace relevo::log
