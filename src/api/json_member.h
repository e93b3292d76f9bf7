// The members of a JSON object as one list, from which it is written and described.
#pragma once

#include <string_view>

#include "api/json_schema.h"
#include "base/json_writer.h"

namespace relevo {

/// One member of an object that is made from `From...`.
template <class... From>
struct JsonMember {
  std::string_view name;
  Schema schema = nullptr;
  void (*put)(JsonWriter& json, const From&... from) = nullptr;  // Writes the value.
  bool (*is_there)(const From&... from) = nullptr;               // Nullptr: always.
};

/// The members, without the braces.
template <class Members, class... From>
void append_members(JsonWriter& json, const Members& members, const From&... from) {
  for (const auto& member : members) {
    if (member.is_there != nullptr && !member.is_there(from...)) continue;
    json.key(member.name);
    member.put(json, from...);
  }
}

template <class Members, class... From>
void append_object(JsonWriter& json, const Members& members, const From&... from) {
  json.begin_object();
  append_members(json, members, from...);
  json.end_object();
}

/// The schema of that object. More members may stand beside these in a later version.
template <class Members>
void append_object_schema(JsonWriter& json, const Members& members) {
  json.begin_object();
  json.member("type", "object");
  json.key("properties");
  json.begin_object();
  for (const auto& member : members) {
    json.key(member.name);
    member.schema(json);
  }
  json.end_object();
  json.key("required");
  json.begin_array();
  for (const auto& member : members) {
    if (member.is_there == nullptr) json.value(member.name);
  }
  json.end_array();
  json.end_object();
}

}  // namespace relevo
