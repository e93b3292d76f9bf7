// IPv4 addresses and blocks of them, as trunks are written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo::operation {

/// Wider blocks are taken for a slip: they would trust a good part of the Internet.
inline constexpr int block_bits_min = 8;

struct Ipv4Block {
  std::uint32_t address = 0;  // In the host's order.
  int bits = 32;
};

/// `10.0.0.5` or `10.0.0.0/24`, 0 to 32 bits; no leading zeros, nothing around it.
std::optional<Ipv4Block> parse_ipv4_block(std::string_view text);

/// The first address of the block.
std::uint32_t first_of(const Ipv4Block& block);

/// `10.0.0.0/24`.
std::string in_words(const Ipv4Block& block);

}  // namespace relevo::operation
