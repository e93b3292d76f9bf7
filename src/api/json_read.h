// JSON that came from outside, read into a small tree with limits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace relevo {

inline constexpr std::size_t json_depth_max = 16;
inline constexpr std::size_t json_values_max = 10'000;  // Of one text, at any depth.

struct JsonMember;

struct JsonValue {
  enum class Kind : std::uint8_t { null, boolean, number, fraction, text, array, object };

  Kind kind = Kind::null;
  bool boolean = false;
  std::uint64_t number = 0;  // Whole and not negative; any other number is a `fraction`.
  std::string text;
  std::vector<JsonValue> items;
  std::vector<JsonMember> members;  // The last of one name counts.

  /// The member of that name, or nullptr; nullptr also when this is no object.
  const JsonValue* find(std::string_view name) const;

  bool is_text() const { return kind == Kind::text; }
  bool is_number() const { return kind == Kind::number; }
};

struct JsonMember {
  std::string name;
  JsonValue value;
};

/// Fault input, in one sentence: no JSON, deeper than json_depth_max, not one value alone.
/// Fault limit: more than json_values_max.
Result<JsonValue> read_json(std::string_view text);

/// The same, and the value is an object. An empty text is an empty object.
Result<JsonValue> read_json_object(std::string_view text);

}  // namespace relevo
