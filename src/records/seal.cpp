#include "records/seal.h"

#include <algorithm>
#include <array>

#include "base/assert.h"
#include "records/sodium_ready.h"

namespace relevo::records {

namespace {

constexpr std::array<std::uint8_t, 5> head{'R', 'L', 'V', 'S', 1};
constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
constexpr std::size_t tag_size = crypto_aead_xchacha20poly1305_ietf_ABYTES;
static_assert(seal_key_size == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);

}  // namespace

Bytes seal(const Secret& plain, const Secret& key) {
  RELEVO_ASSERT(key.size() == seal_key_size);
  sodium_ready();
  Bytes sealed(head.size() + nonce_size + plain.size() + tag_size);
  std::copy(head.begin(), head.end(), sealed.begin());
  std::uint8_t* nonce = sealed.data() + head.size();
  ::randombytes_buf(nonce, nonce_size);
  ::crypto_aead_xchacha20poly1305_ietf_encrypt(nonce + nonce_size, nullptr, plain.bytes().data(),
                                               plain.size(), head.data(), head.size(), nullptr,
                                               nonce, key.bytes().data());
  return sealed;
}

std::optional<Secret> unseal(ByteView sealed, const Secret& key) {
  RELEVO_ASSERT(key.size() == seal_key_size);
  sodium_ready();
  if (sealed.size() < head.size() + nonce_size + tag_size) return std::nullopt;
  if (!std::equal(head.begin(), head.end(), sealed.begin())) return std::nullopt;
  const ByteView nonce = sealed.subspan(head.size(), nonce_size);
  const ByteView body = sealed.subspan(head.size() + nonce_size);
  Secret plain{body.size() - tag_size};
  if (::crypto_aead_xchacha20poly1305_ietf_decrypt(plain.data(), nullptr, nullptr, body.data(),
                                                   body.size(), head.data(), head.size(),
                                                   nonce.data(), key.bytes().data()) != 0) {
    return std::nullopt;
  }
  return plain;
}

Secret new_seal_key() {
  sodium_ready();
  Secret key{seal_key_size};
  ::randombytes_buf(key.data(), key.size());
  return key;
}

}  // namespace relevo::records
