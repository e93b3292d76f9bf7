#include "api/digest.h"

#include <sodium.h>

#include <array>

#include "records/password.h"

namespace relevo {

Digest digest_of(ByteView bytes) {
  Digest digest{};
  crypto_generichash(digest.data(), digest.size(), bytes.data(), bytes.size(), nullptr, 0);
  return digest;
}

Digest digest_of(std::string_view text) {
  return digest_of(ByteView{reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

std::string random_token() {
  constexpr std::size_t random_size = 32;
  constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  const Bytes random = records::random_bytes(random_size);
  std::array<char, sodium_base64_ENCODED_LEN(random_size, variant)> text{};
  sodium_bin2base64(text.data(), text.size(), random.data(), random.size(), variant);
  return text.data();
}

bool same_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace relevo
