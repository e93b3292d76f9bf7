// Pieces of JSON Schema (2020-12, as OpenAPI 3.1 has it), put together when Relevo is compiled.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "base/enum_name.h"
#include "base/json_writer.h"

namespace relevo {

/// Writes one schema as a value.
using Schema = void (*)(JsonWriter& json);

namespace schema {

/// A text as an argument of a template.
template <std::size_t N>
struct Word {
  char text[N]{};
  consteval Word(const char (&from)[N]) { std::copy_n(from, N, text); }
  constexpr std::string_view view() const { return {text, N - 1}; }
};

inline void text(JsonWriter& json) { json.raw(R"({"type":"string"})"); }
inline void whole(JsonWriter& json) { json.raw(R"({"type":"integer","minimum":0})"); }
inline void number(JsonWriter& json) { json.raw(R"({"type":"integer"})"); }
inline void decimal(JsonWriter& json) { json.raw(R"({"type":"number"})"); }
inline void boolean(JsonWriter& json) { json.raw(R"({"type":"boolean"})"); }
inline void nothing(JsonWriter& json) { json.raw(R"({"type":"null"})"); }
inline void object(JsonWriter& json) { json.raw(R"({"type":"object"})"); }
inline void bytes(JsonWriter& json) { json.raw(R"({"type":"string","format":"binary"})"); }
inline void time(JsonWriter& json) { json.raw(R"({"type":"string","format":"date-time"})"); }

/// A component of the document by its name.
template <Word name>
void ref(JsonWriter& json) {
  json.begin_object();
  json.member("$ref", "#/components/schemas/" + std::string(name.view()));
  json.end_object();
}

template <Schema inner>
void nullable(JsonWriter& json) {
  json.begin_object();
  json.key("anyOf");
  json.begin_array();
  inner(json);
  nothing(json);
  json.end_array();
  json.end_object();
}

template <Schema item>
void list_of(JsonWriter& json) {
  json.begin_object();
  json.member("type", "array");
  json.key("items");
  item(json);
  json.end_object();
}

/// The names of an enum's values, `none` left out where that means "no value".
template <class E, bool with_none = true>
void name_of(JsonWriter& json) {
  json.begin_object();
  json.member("type", "string");
  json.key("enum");
  json.begin_array();
  for (const std::string_view name : detail::names_of<E>) {
    if (!name.empty() && (with_none || name != "none")) json.value(name);
  }
  json.end_array();
  json.end_object();
}

}  // namespace schema

}  // namespace relevo
