// The phones' side of digest access authentication (RFC 7616, RFC 8760): SHA-256 or MD5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo::demo {

/// What a registrar asks for: the parameters of its WWW-Authenticate.
struct DigestChallenge {
  enum class Algorithm : std::uint8_t { md5, sha256 };

  std::string realm;
  std::string nonce;
  std::string opaque;
  Algorithm algorithm = Algorithm::md5;
  bool known_algorithm = true;
  bool qop_auth = false;

  /// Takes one `name=value` or `name="value"`; other names are ignored.
  void read(std::string_view parameter);
};

struct DigestUse {
  std::string user;
  std::string secret;
  std::string method;
  std::string uri;
  std::string cnonce;  // Random; [0-9a-f].
};

/// The value of the Authorization header that answers it; none when the algorithm is unknown.
std::optional<std::string> digest_answer(const DigestChallenge& challenge, const DigestUse& use);

}  // namespace relevo::demo
