// JSON as it is written: commas, escapes, bytes that are no text.
#include "base/json_writer.h"

#include <doctest/doctest.h>

namespace relevo {

TEST_CASE("json_writer: commas stand between values and nowhere else") {
  JsonWriter json;
  json.begin_object();
  json.member("a", 1);
  json.key("b");
  json.begin_array();
  json.value(std::uint64_t{18'446'744'073'709'551'615U});
  json.value(std::int64_t{-5});
  json.begin_object();
  json.end_object();
  json.value(nullptr);
  json.end_array();
  json.member("c", true);
  json.member("d", "x");
  json.end_object();
  CHECK(json.text() == R"({"a":1,"b":[18446744073709551615,-5,{},null],"c":true,"d":"x"})");
}

TEST_CASE("json_writer: escapes, and U+FFFD for each byte that is no UTF-8") {
  const auto written = [](std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  };
  CHECK(written("a\"\\\n\x7F") == "\"a\\\"\\\\\\u000a\\u007f\"");
  CHECK(written("ñ€😀") == "\"ñ€😀\"");
  CHECK(written("\xFFx") == "\"\xEF\xBF\xBDx\"");
  CHECK(written("\xC3") == "\"\xEF\xBF\xBD\"");
  CHECK(written("\xC0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(written("\xED\xA0\x80") == "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
  CHECK(written("\xF4\x90\x80\x80").size() == 2 + 4 * 3);
}

}  // namespace relevo
