// Encryption of a whole file under one key, such that any change of it is noticed.
#pragma once

#include <cstddef>
#include <optional>

#include "base/bytes.h"
#include "records/secret.h"

namespace relevo::records {

inline constexpr std::size_t seal_key_size = 32;

/// XChaCha20-Poly1305 with a fresh random nonce. The bytes: "RLVS", the version (1), the nonce
/// (24), the encrypted bytes, the tag (16); what stands before the nonce is authenticated as well.
Bytes seal(const Secret& plain, const Secret& key);

/// Nothing when the bytes were not sealed under this key, or one of them has changed.
std::optional<Secret> unseal(ByteView sealed, const Secret& key);

/// A random key.
Secret new_seal_key();

}  // namespace relevo::records
