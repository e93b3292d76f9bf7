// CRC32C (Castagnoli): tells damaged bytes in files from whole ones.
#pragma once

#include <cstdint>
#include <span>

namespace relevo {

/// Of all the bytes so far: start with 0 and give the result back in for the bytes that follow.
/// Uses the processor's instruction where there is one. Any thread.
std::uint32_t crc32c(std::uint32_t before, std::span<const std::uint8_t> bytes);

/// The same by a table: what crc32c() does on other processors.
std::uint32_t crc32c_by_table(std::uint32_t before, std::span<const std::uint8_t> bytes);

}  // namespace relevo
