// What is kept instead of a password, and where random passwords and bytes come from.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/bytes.h"
#include "base/result.h"

namespace relevo::records {

/// Argon2id as the OWASP Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one
/// lane.
inline constexpr std::uint64_t argon2_passes_default = 2;
inline constexpr std::size_t argon2_bytes_default = std::size_t{19} * 1024 * 1024;

/// Longer ones are refused, so that nobody can keep a processor busy with one.
inline constexpr std::size_t password_bytes_max = 1024;

/// The salted hash as a text of at most 127 bytes that names its own cost: `$argon2id$v=19$...`.
///
/// Takes 10 to 50 ms of processor time and argon2_bytes_default: never on the engine's or
/// a media thread. Fault limit: over password_bytes_max, or no memory.
Result<std::string> hash_password(std::string_view password);

/// Whether `hash` was made of this password; as slow as hash_password. False for a text that is no
/// hash.
bool verify_password(std::string_view hash, std::string_view password);

/// Whether the hash was made at another cost than today's: hash again at the next sign-in.
bool needs_rehash(std::string_view hash);

/// What SIP digest sign-in keeps of a secret (RFC 2617: MD5 of `user:realm:secret`), in hex. Worth
/// as much as the secret itself within its realm. Fault input: a colon in `user`. Fault limit: the
/// system's OpenSSL has no MD5.
Result<std::string> digest_ha1(std::string_view user, std::string_view realm,
                               std::string_view secret);

/// 20 of 32 characters that are not mistaken for each other on paper: 100 random bits.
std::string random_password();

/// From the operating system; any thread.
Bytes random_bytes(std::size_t count);

}  // namespace relevo::records
