#include "voice/sip/digest.h"

#include <openssl/evp.h>
#include <sodium.h>

#include <charconv>
#include <utility>

#include "base/assert.h"

namespace relevo::voice {

namespace {

std::string hex(const unsigned char* bytes, std::size_t size) {
  std::string text(size * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

std::string lower(std::string_view text) {
  std::string result{text};
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string join(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const std::string_view part : parts) {
    if (!text.empty()) text += ':';
    text += part;
  }
  return text;
}

}  // namespace

void read_digest_parameter(std::string_view parameter, DigestAnswer& answer) {
  const std::size_t equals = parameter.find('=');
  if (equals == std::string_view::npos) return;
  const std::string name = lower(parameter.substr(0, equals));
  std::string_view value = parameter.substr(equals + 1);
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"') {
    value = value.substr(1, value.size() - 2);
  }
  const std::array<std::pair<std::string_view, std::string*>, 9> known{{
      {"username", &answer.username},
      {"realm", &answer.realm},
      {"nonce", &answer.nonce},
      {"uri", &answer.uri},
      {"response", &answer.response},
      {"algorithm", &answer.algorithm},
      {"qop", &answer.qop},
      {"nc", &answer.nc},
      {"cnonce", &answer.cnonce},
  }};
  for (const auto& [known_name, field] : known) {
    if (name == known_name) *field = value;
  }
}

std::string md5_hex(std::string_view text) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned size = 0;
  const int done = EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_md5(), nullptr);
  RELEVO_ASSERT(done == 1 && size == 16);
  return hex(digest.data(), size);
}

std::string digest_response(std::string_view ha1, std::string_view method,
                            const DigestAnswer& answer) {
  const std::string ha2 = md5_hex(join({method, answer.uri}));
  if (answer.qop.empty()) return md5_hex(join({ha1, answer.nonce, ha2}));
  return md5_hex(join({ha1, answer.nonce, answer.nc, answer.cnonce, answer.qop, ha2}));
}

DigestGuard::DigestGuard(std::string realm) : realm_(std::move(realm)) {
  RELEVO_ASSERT(sodium_init() >= 0);
  randombytes_buf(key_.data(), key_.size());
}

std::string DigestGuard::new_nonce(const std::string& source, Time at) const {
  const std::string stamp = std::to_string(at.us);
  const std::string sealed = stamp + "." + source;
  std::array<unsigned char, 16> seal{};
  crypto_generichash(seal.data(), seal.size(),
                     reinterpret_cast<const unsigned char*>(sealed.data()), sealed.size(),
                     key_.data(), key_.size());
  return stamp + "." + hex(seal.data(), seal.size());
}

std::string DigestGuard::challenge(const std::string& source, Time at, bool stale) const {
  return "Digest realm=\"" + realm_ + "\", nonce=\"" + new_nonce(source, at) +
         "\", algorithm=MD5, qop=\"auth\"" + (stale ? ", stale=true" : "");
}

bool DigestGuard::is_current(const std::string& nonce, const std::string& source, Time at) const {
  Time made;
  const std::size_t dot = nonce.find('.');
  const char* end = nonce.data() + std::min(dot, nonce.size());
  if (std::from_chars(nonce.data(), end, made.us).ec != std::errc{}) return false;
  if (!equal_in_constant_time(nonce, new_nonce(source, made))) return false;
  return made <= at && at - made <= nonce_life;
}

Verdict DigestGuard::judge(const DigestAnswer& answer, const Asked& asked, Time at) const {
  // First of all: who only invents an answer has no nonce of ours for the address that it claims.
  if (!is_current(answer.nonce, asked.source, at)) return Verdict::stale;
  const bool speaks_md5 = answer.algorithm.empty() || lower(answer.algorithm) == "md5";
  const bool known_qop = answer.qop.empty() || answer.qop == "auth";
  if (answer.realm != realm_ || !speaks_md5 || !known_qop) return Verdict::wrong;
  const bool right = equal_in_constant_time(lower(answer.response),
                                            digest_response(asked.ha1, asked.method, answer));
  return right ? Verdict::right : Verdict::wrong;
}

}  // namespace relevo::voice
