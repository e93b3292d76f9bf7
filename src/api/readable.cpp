#include "api/readable.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace relevo {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Unicode 15: controls, format characters, ends of lines and paragraphs, tags, private use.
constexpr std::array hidden = {
    Range{0x00, 0x09},       Range{0x0B, 0x1F},       Range{0x7F, 0x9F},
    Range{0xAD, 0xAD},       Range{0x61C, 0x61C},     Range{0x180E, 0x180E},
    Range{0x200B, 0x200B},   Range{0x200E, 0x200F},   Range{0x2028, 0x202E},
    Range{0x2060, 0x206F},   Range{0xFEFF, 0xFEFF},   Range{0xFFF9, 0xFFFB},
    Range{0x1BCA0, 0x1BCA3}, Range{0x1D173, 0x1D17A}, Range{0xE0000, 0xE0FFF},
};

// Spaces, joiners, variation selectors and fillers: allowed, but a text of these alone says
// nothing.
constexpr std::array blank = {
    Range{0x0A, 0x0A},     Range{0x20, 0x20},     Range{0xA0, 0xA0},     Range{0x34F, 0x34F},
    Range{0x115F, 0x1160}, Range{0x1680, 0x1680}, Range{0x17B4, 0x17B5}, Range{0x180B, 0x180F},
    Range{0x2000, 0x200D}, Range{0x202F, 0x202F}, Range{0x205F, 0x205F}, Range{0x2800, 0x2800},
    Range{0x3000, 0x3000}, Range{0x3164, 0x3164}, Range{0xFE00, 0xFE0F}, Range{0xFFA0, 0xFFA0},
};

bool is_in(const auto& ranges, char32_t character) {
  return std::any_of(ranges.begin(), ranges.end(), [character](const Range& range) {
    return character >= range.first && character <= range.last;
  });
}

/// Takes the first character off a text that is not empty.
char32_t take_character(std::string_view& text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const std::size_t wanted = byte(0) < 0x80U ? 1 : byte(0) < 0xE0U ? 2 : byte(0) < 0xF0U ? 3 : 4;
  const std::size_t size = std::min(wanted, text.size());
  char32_t character = size == 1 ? byte(0) : byte(0) & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) character = (character << 6U) | (byte(i) & 0x3FU);
  text.remove_prefix(size);
  return character;
}

}  // namespace

bool is_readable(std::string_view text) {
  bool says_something = false;
  while (!text.empty()) {
    const char32_t character = take_character(text);
    if (is_in(hidden, character)) return false;
    says_something = says_something || !is_in(blank, character);
  }
  return says_something;
}

}  // namespace relevo
