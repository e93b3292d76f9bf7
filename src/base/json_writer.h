// Writes JSON by appending to a text; commas and escapes are its own business.
#pragma once

#include <array>
#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace relevo {

/// How many bytes of `text` from `at` on are one whole character of UTF-8; 0 when they are none.
constexpr std::size_t utf8_size(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  const unsigned first = byte(at);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4) return 0;
  for (std::size_t i = 1; i < size; ++i) {
    if ((byte(at + i) & 0xC0U) != 0x80U) return 0;
  }
  const unsigned second = byte(at + 1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool surrogate = first == 0xED && second >= 0xA0;
  const bool too_high = first == 0xF4 && second >= 0x90;
  return overlong || surrogate || too_high ? 0 : size;
}

/// Appends `text` as a JSON string, quotes included. Bytes that are no UTF-8 become U+FFFD.
inline void append_json_string(std::string& out, std::string_view text) {
  constexpr std::string_view hex = "0123456789abcdef";
  out += '"';
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t size = utf8_size(text, at);
    const char c = text[at];
    if (size == 0) {
      out += "\xEF\xBF\xBD";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      const auto code = static_cast<unsigned char>(c);
      out += "\\u00";
      out += hex[code >> 4U];
      out += hex[code & 0xFU];
    } else {
      out += text.substr(at, size);
    }
    at += size == 0 ? 1 : size;
  }
  out += '"';
}

/// Calls must nest: every begin has its end, and members stand in objects. One thread at a time.
class JsonWriter {
 public:
  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }

  /// The name of the next value.
  void key(std::string_view name) {
    comma();
    append_json_string(text_, name);
    text_ += ':';
    comma_ = false;
  }

  void value(std::string_view text) {
    comma();
    append_json_string(text_, text);
  }
  void value(const char* text) { value(std::string_view{text}); }
  void value(bool truth) { raw(truth ? "true" : "false"); }
  void value(std::nullptr_t) { raw("null"); }

  template <std::integral T>
  void value(T number) {
    std::array<char, 24> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
    raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
  }

  /// A value that is JSON already.
  void raw(std::string_view json) {
    comma();
    text_ += json;
  }

  template <class T>
  void member(std::string_view name, const T& of) {
    key(name);
    value(of);
  }

  const std::string& text() const { return text_; }
  std::string take() { return std::move(text_); }

 private:
  void open(char bracket) {
    comma();
    text_ += bracket;
    comma_ = false;
  }
  void close(char bracket) {
    text_ += bracket;
    comma_ = true;
  }
  void comma() {
    if (comma_) text_ += ',';
    comma_ = true;
  }

  std::string text_;
  bool comma_ = false;
};

}  // namespace relevo
