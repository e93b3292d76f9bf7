#include "operation/ipv4_block.h"

#include <charconv>
#include <system_error>

namespace relevo::operation {

namespace {

/// Takes a number of 0 .. max off the front.
std::optional<std::uint32_t> take_number(std::string_view& text, std::uint32_t max) {
  if (text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9') return std::nullopt;
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || number > max) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

}  // namespace

std::optional<Ipv4Block> parse_ipv4_block(std::string_view text) {
  Ipv4Block block;
  for (int i = 0; i < 4; ++i) {
    if (i > 0) {
      if (!text.starts_with('.')) return std::nullopt;
      text.remove_prefix(1);
    }
    const auto part = take_number(text, 255);
    if (!part) return std::nullopt;
    block.address = block.address << 8U | *part;
  }
  if (text.empty()) return block;
  if (!text.starts_with('/')) return std::nullopt;
  text.remove_prefix(1);
  const auto bits = take_number(text, 32);
  if (!bits || !text.empty()) return std::nullopt;
  block.bits = static_cast<int>(*bits);
  return block;
}

std::uint32_t first_of(const Ipv4Block& block) {
  const auto rest = static_cast<unsigned>(32 - block.bits);
  return static_cast<std::uint32_t>(std::uint64_t{block.address} >> rest << rest);
}

std::string in_words(const Ipv4Block& block) {
  std::string words;
  for (const unsigned shift : {24U, 16U, 8U, 0U}) {
    words += std::to_string(block.address >> shift & 0xFFU) + (shift > 0 ? "." : "/");
  }
  return words + std::to_string(block.bits);
}

}  // namespace relevo::operation
