#include "app/event_line.h"

#include <boost/json.hpp>

#include "api/event_json.h"

namespace relevo {

namespace {

namespace json = boost::json;

std::string text_of(const json::value& value);

/// `1002:12000` of {"agent": "1002", "score": 12000}.
std::string text_of(const json::object& object) {
  std::string text;
  for (const auto& member : object) {
    text += (text.empty() ? "" : ":") + text_of(member.value());
  }
  return text;
}

std::string text_of(const json::array& items) {
  std::string text;
  for (const json::value& item : items) text += (text.empty() ? "" : ",") + text_of(item);
  return text;
}

std::string text_of(const json::value& value) {
  if (value.is_string()) return std::string(value.get_string());
  if (value.is_array()) return text_of(value.get_array());
  if (value.is_object()) return text_of(value.get_object());
  return json::serialize(value);
}

bool says_nothing(const json::value& value) {
  return value.is_null() || (value.is_bool() && !value.get_bool()) ||
         (value.is_int64() && value.get_int64() == 0) ||
         (value.is_string() && (value.get_string().empty() || value.get_string() == "none")) ||
         (value.is_array() && value.get_array().empty());
}

}  // namespace

std::string event_json(const Record& record, const Operation& operation, Duration wall_offset) {
  JsonWriter writer;
  append_event(writer, record, operation, wall_offset);
  return writer.take();
}

std::string event_line(const Record& record, const Operation& operation, Duration wall_offset) {
  // By way of the JSON: the fields have one list and one printing of their values.
  const json::object event = json::parse(event_json(record, operation, wall_offset)).as_object();
  std::string line;
  for (const auto& member : event) {
    const std::string name = member.key();
    const bool is_head = name == "position" || name == "at" || name == "kind";
    if (!is_head && says_nothing(member.value())) continue;
    if (!line.empty()) line += ' ';
    if (!is_head) line += name + '=';
    line += text_of(member.value());
  }
  return line;
}

}  // namespace relevo
