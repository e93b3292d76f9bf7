#include "api/json_read.h"

#include <boost/json.hpp>

namespace relevo {

namespace {

namespace json = boost::json;

/// Counts `left` down by the values within; at 0 the rest is left out.
JsonValue plain(const json::value& from, std::size_t& left) {
  JsonValue value;
  if (left == 0) return value;
  --left;
  switch (from.kind()) {
    case json::kind::null:
      break;
    case json::kind::bool_:
      value.kind = JsonValue::Kind::boolean;
      value.boolean = from.get_bool();
      break;
    case json::kind::int64:
      value.kind = from.get_int64() >= 0 ? JsonValue::Kind::number : JsonValue::Kind::fraction;
      value.number = from.get_int64() >= 0 ? static_cast<std::uint64_t>(from.get_int64()) : 0;
      break;
    case json::kind::uint64:
      value.kind = JsonValue::Kind::number;
      value.number = from.get_uint64();
      break;
    case json::kind::double_:
      value.kind = JsonValue::Kind::fraction;
      break;
    case json::kind::string:
      value.kind = JsonValue::Kind::text;
      value.text.assign(from.get_string().data(), from.get_string().size());
      break;
    case json::kind::array:
      value.kind = JsonValue::Kind::array;
      for (const json::value& item : from.get_array()) {
        if (left == 0) break;
        value.items.push_back(plain(item, left));
      }
      break;
    case json::kind::object:
      value.kind = JsonValue::Kind::object;
      for (const auto& member : from.get_object()) {
        if (left == 0) break;
        value.members.push_back({std::string(member.key()), plain(member.value(), left)});
      }
      break;
  }
  return value;
}

}  // namespace

const JsonValue* JsonValue::find(std::string_view name) const {
  for (const auto& [key, value] : members) {
    if (key == name) return &value;
  }
  return nullptr;
}

Result<JsonValue> read_json(std::string_view text) {
  json::parse_options options;
  options.max_depth = json_depth_max;
  json::error_code error;
  const json::value parsed = json::parse(text, error, {}, options);
  if (error == json::error::too_deep) {
    return fault(Fault::Kind::input, "The body nests deeper than 16 levels.");
  }
  if (error) return fault(Fault::Kind::input, "The body is no JSON: " + error.message() + ".");
  std::size_t left = json_values_max + 1;
  JsonValue value = plain(parsed, left);
  if (left == 0) return fault(Fault::Kind::limit, "The body holds more than 10,000 values.");
  return value;
}

Result<JsonValue> read_json_object(std::string_view text) {
  if (text.empty()) return JsonValue{.kind = JsonValue::Kind::object};
  auto value = read_json(text);
  if (value && value->kind != JsonValue::Kind::object) {
    return fault(Fault::Kind::input, "The body must be a JSON object.");
  }
  return value;
}

}  // namespace relevo
