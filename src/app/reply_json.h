// Members of what our own server sent, for commands that print it.
#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <string>

namespace relevo::reply {

/// Empty or zero when another program answers.
inline std::string text(const boost::json::value& object, const char* name) {
  const boost::json::value* value =
      object.is_object() ? object.get_object().if_contains(name) : nullptr;
  if (value == nullptr || value->is_null()) return "-";
  return value->is_string() ? std::string(value->get_string()) : boost::json::serialize(*value);
}

inline std::int64_t number(const boost::json::value& object, const char* name) {
  const boost::json::value* value =
      object.is_object() ? object.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_int64() ? value->get_int64() : 0;
}

inline boost::json::array list(const boost::json::value& object, const char* name) {
  const boost::json::value* value =
      object.is_object() ? object.get_object().if_contains(name) : nullptr;
  return value != nullptr && value->is_array() ? value->get_array() : boost::json::array{};
}

}  // namespace relevo::reply
