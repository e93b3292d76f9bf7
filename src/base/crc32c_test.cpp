// The published check value, and that both ways of computing it agree.
#include "base/crc32c.h"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

#include "base/prng.h"

using namespace relevo;

TEST_CASE("crc32c: the check value of the catalogue") {
  const std::string_view digits = "123456789";
  const std::vector<std::uint8_t> bytes(digits.begin(), digits.end());
  CHECK(crc32c(0, bytes) == 0xE3069283U);
  CHECK(crc32c_by_table(0, bytes) == 0xE3069283U);
}

TEST_CASE("crc32c: instruction and table agree, in one piece and in two") {
  Prng prng{1};
  for (std::size_t size = 0; size < 200; ++size) {
    std::vector<std::uint8_t> bytes(size);
    for (auto& byte : bytes) byte = static_cast<std::uint8_t>(prng.next());
    const std::span<const std::uint8_t> all{bytes};
    const std::size_t cut = prng.below(size + 1);
    CHECK(crc32c(0, all) == crc32c_by_table(0, all));
    CHECK(crc32c(crc32c(0, all.first(cut)), all.subspan(cut)) == crc32c(0, all));
  }
}
