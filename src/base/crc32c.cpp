#include "base/crc32c.h"

#include <array>
#include <cstddef>
#include <cstring>

#if defined(__x86_64__)
#include <nmmintrin.h>
#endif

namespace relevo {

namespace {

constexpr std::uint32_t polynomial_reversed = 0x82F63B78U;

constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t rest = byte;
    for (int bit = 0; bit < 8; ++bit) {
      rest = (rest >> 1U) ^ ((rest & 1U) != 0 ? polynomial_reversed : 0U);
    }
    table[byte] = rest;
  }
  return table;
}

constexpr auto table = make_table();

#if defined(__x86_64__)
__attribute__((target("sse4.2"))) std::uint32_t crc32c_by_instruction(
    std::uint32_t before, std::span<const std::uint8_t> bytes) {
  std::uint64_t rest = ~before;
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) {
    std::uint64_t eight = 0;
    std::memcpy(&eight, bytes.data() + at, 8);
    rest = _mm_crc32_u64(rest, eight);
  }
  auto rest_32 = static_cast<std::uint32_t>(rest);
  for (; at < bytes.size(); ++at) rest_32 = _mm_crc32_u8(rest_32, bytes[at]);
  return ~rest_32;
}
#endif

}  // namespace

std::uint32_t crc32c_by_table(std::uint32_t before, std::span<const std::uint8_t> bytes) {
  std::uint32_t rest = ~before;
  for (const std::uint8_t byte : bytes) rest = (rest >> 8U) ^ table[(rest ^ byte) & 0xFFU];
  return ~rest;
}

std::uint32_t crc32c(std::uint32_t before, std::span<const std::uint8_t> bytes) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("sse4.2") != 0) return crc32c_by_instruction(before, bytes);
#endif
  return crc32c_by_table(before, bytes);
}

}  // namespace relevo
