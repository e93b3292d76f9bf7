// Digest access authentication with MD5 (RFC 2617 as SIP uses it): challenges and their answers.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.h"

namespace relevo::voice {

/// The parameters of an Authorization header, without quotes.
struct DigestAnswer {
  std::string username;
  std::string realm;
  std::string nonce;
  std::string uri;
  std::string response;
  std::string algorithm;
  std::string qop;
  std::string nc;
  std::string cnonce;
};

/// Takes one `name=value` or `name="value"` into `answer`; other names are ignored.
void read_digest_parameter(std::string_view parameter, DigestAnswer& answer);

/// What the response must be: MD5 in 32 small hex digits. `ha1` = MD5(user:realm:secret).
std::string digest_response(std::string_view ha1, std::string_view method,
                            const DigestAnswer& answer);

/// MD5 as 32 small hex digits.
std::string md5_hex(std::string_view text);

enum class Verdict : std::uint8_t { right, wrong, stale };

/// Hands out nonces and judges answers. A nonce is the time and a keyed hash of it, so nothing is
/// kept for those who never come back. The key is random at each start.
class DigestGuard {
 public:
  static constexpr Duration nonce_life = minutes(5);

  explicit DigestGuard(std::string realm);

  const std::string& realm() const { return realm_; }

  std::string new_nonce(Time at) const;

  /// The value of WWW-Authenticate.
  std::string challenge(Time at, bool stale) const;

  /// `stale`: the answer is right, but to a nonce that is too old.
  Verdict judge(const DigestAnswer& answer, std::string_view ha1, std::string_view method,
                Time at) const;

 private:
  std::string realm_;
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace relevo::voice
