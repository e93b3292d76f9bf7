#include "records/password.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>

#include "records/secret.h"
#include "records/sodium_ready.h"

namespace relevo::records {

namespace {

constexpr std::size_t hash_bytes_max = crypto_pwhash_STRBYTES - 1;

// No l, o, 0 and 1.
constexpr std::string_view alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
static_assert(alphabet.size() == 32);

// libsodium allows no null pointer, which an empty view may hold.
const char* data_of(std::string_view text) { return text.empty() ? "" : text.data(); }

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  sodium_ready();
  if (password.size() > password_bytes_max) {
    return fault(Fault::Kind::limit, "password: it has " + std::to_string(password.size()) +
                                         " bytes; " + std::to_string(password_bytes_max) +
                                         " are allowed");
  }
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (::crypto_pwhash_str_alg(hash.data(), data_of(password), password.size(),
                              argon2_passes_default, argon2_bytes_default,
                              crypto_pwhash_ALG_ARGON2ID13) != 0) {
    return fault(Fault::Kind::limit, "password: no memory to hash it, which takes " +
                                         std::to_string(argon2_bytes_default) + " bytes");
  }
  return std::string{hash.data()};
}

bool verify_password(std::string_view hash, std::string_view password) {
  sodium_ready();
  if (password.size() > password_bytes_max || hash.size() > hash_bytes_max) return false;
  return ::crypto_pwhash_str_verify(std::string{hash}.c_str(), data_of(password),
                                    password.size()) == 0;
}

bool needs_rehash(std::string_view hash) {
  sodium_ready();
  if (hash.size() > hash_bytes_max) return true;
  return ::crypto_pwhash_str_needs_rehash(std::string{hash}.c_str(), argon2_passes_default,
                                          argon2_bytes_default) != 0;
}

Result<std::string> digest_ha1(std::string_view user, std::string_view realm,
                               std::string_view secret) {
  if (user.find(':') != std::string_view::npos) {
    return fault(Fault::Kind::input, "password: a user's name for digest sign-in has a colon");
  }
  Secret joined{user.size() + realm.size() + secret.size() + 2};
  auto* to = std::copy(user.begin(), user.end(), joined.data());
  *to++ = ':';
  to = std::copy(realm.begin(), realm.end(), to);
  *to++ = ':';
  std::copy(secret.begin(), secret.end(), to);

  std::array<std::uint8_t, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  if (::EVP_Digest(joined.data(), joined.size(), digest.data(), &size, ::EVP_md5(), nullptr) != 1) {
    return fault(Fault::Kind::limit, "password: OpenSSL refuses MD5, which SIP digest needs");
  }
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    constexpr std::string_view digits = "0123456789abcdef";
    hex += digits[digest[i] >> 4U];
    hex += digits[digest[i] & 0xFU];
  }
  return hex;
}

std::string random_password() {
  std::string password;
  for (const std::uint8_t byte : random_bytes(20)) password += alphabet[byte % alphabet.size()];
  return password;
}

Bytes random_bytes(std::size_t count) {
  sodium_ready();
  Bytes bytes(count);
  if (!bytes.empty()) ::randombytes_buf(bytes.data(), bytes.size());
  return bytes;
}

}  // namespace relevo::records
