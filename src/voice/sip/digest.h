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

/// Hands out nonces and judges answers. A nonce is the time and a keyed hash of it and of the
/// address it was given to (RFC 7616, 3.3 and 5.4): nothing is kept for those who never come back,
/// and an answer that was overheard is of no use elsewhere. The key is random at each start.
class DigestGuard {
 public:
  static constexpr Duration nonce_life = minutes(1);

  explicit DigestGuard(std::string realm);

  const std::string& realm() const { return realm_; }

  /// `source`: the address of who asks.
  std::string new_nonce(const std::string& source, Time at) const;

  /// The value of WWW-Authenticate.
  std::string challenge(const std::string& source, Time at, bool stale) const;

  /// What an answer is judged by, beside itself.
  struct Asked {
    std::string_view ha1;
    std::string_view method;
    std::string source;
  };

  /// `stale`: the nonce is none of ours, too old, or was given to another address; the rest of the
  /// answer is not looked at.
  Verdict judge(const DigestAnswer& answer, const Asked& asked, Time at) const;

 private:
  bool is_current(const std::string& nonce, const std::string& source, Time at) const;

  std::string realm_;
  std::array<std::uint8_t, 32> key_{};
};

}  // namespace relevo::voice
