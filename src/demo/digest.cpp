#include "demo/digest.h"

#include <openssl/evp.h>

#include <array>

namespace relevo::demo {

namespace {

using Algorithm = DigestChallenge::Algorithm;

std::string hex_of_hash(Algorithm algorithm, const std::string& text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> hash{};
  unsigned size = 0;
  ::EVP_Digest(text.data(), text.size(), hash.data(), &size,
               algorithm == Algorithm::md5 ? ::EVP_md5() : ::EVP_sha256(), nullptr);
  constexpr std::string_view digits = "0123456789abcdef";
  std::string hex;
  for (unsigned i = 0; i < size; ++i) {
    hex += digits[hash[i] >> 4U];
    hex += digits[hash[i] & 15U];
  }
  return hex;
}

// No challenge of ours holds a quote; one that does would end the text early for the registrar.
std::string quoted(std::string_view name, std::string_view value) {
  return std::string(name) + "=\"" + std::string(value) + "\"";
}

}  // namespace

void DigestChallenge::read(std::string_view parameter) {
  const std::size_t equals = parameter.find('=');
  if (equals == std::string_view::npos) return;
  const std::string_view name = parameter.substr(0, equals);
  std::string_view value = parameter.substr(equals + 1);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  if (name == "realm") realm = value;
  if (name == "nonce") nonce = value;
  if (name == "opaque") opaque = value;
  if (name == "qop") {
    std::string offered = "," + std::string(value) + ",";
    std::erase(offered, ' ');
    qop_auth = offered.find(",auth,") != std::string::npos;
  }
  if (name == "algorithm") {
    algorithm = value == "SHA-256" ? Algorithm::sha256 : Algorithm::md5;
    known_algorithm = value == "SHA-256" || value == "MD5" || value == "md5";
  }
}

std::optional<std::string> digest_answer(const DigestChallenge& challenge, const DigestUse& use) {
  if (!challenge.known_algorithm) return std::nullopt;
  const auto hash = [&](const std::string& text) { return hex_of_hash(challenge.algorithm, text); };
  const std::string ha1 = hash(use.user + ":" + challenge.realm + ":" + use.secret);
  const std::string ha2 = hash(use.method + ":" + use.uri);
  const std::string counted =
      challenge.qop_auth ? ":00000001:" + use.cnonce + ":auth:" : std::string(":");
  std::string value = "Digest " + quoted("username", use.user) + ", " +
                      quoted("realm", challenge.realm) + ", " + quoted("nonce", challenge.nonce) +
                      ", " + quoted("uri", use.uri) + ", " +
                      quoted("response", hash(ha1 + ":" + challenge.nonce + counted + ha2));
  value += challenge.algorithm == Algorithm::md5 ? ", algorithm=MD5" : ", algorithm=SHA-256";
  if (challenge.qop_auth) value += ", qop=auth, nc=00000001, " + quoted("cnonce", use.cnonce);
  if (!challenge.opaque.empty()) value += ", " + quoted("opaque", challenge.opaque);
  return value;
}

}  // namespace relevo::demo
