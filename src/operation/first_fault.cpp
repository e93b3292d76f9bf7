#include "operation/first_fault.h"

namespace relevo::operation {

namespace {

constexpr std::size_t quoted_bytes_max = 40;

}  // namespace

std::string in_words(const Place& place) {
  return std::string{place.file} + ":" + std::to_string(place.line);
}

std::string quoted(std::string_view text) {
  std::string shown = "`";
  std::size_t size = text.size();
  if (size > quoted_bytes_max) {
    size = quoted_bytes_max;
    // Never cut within a character of UTF-8.
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) --size;
  }
  for (const char c : text.substr(0, size)) {
    shown += static_cast<unsigned char>(c) < 0x20U || c == 0x7F ? '?' : c;
  }
  return shown + (size < text.size() ? "...`" : "`");
}

void FirstFault::set(const Place& place, std::string_view key, std::string_view what) {
  if (found()) return;
  text_ = in_words(place) + ": " + std::string{key} + ": " + std::string{what};
}

}  // namespace relevo::operation
