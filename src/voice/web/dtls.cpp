#include "voice/web/dtls.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <cstring>

namespace relevo::voice {

namespace {

template <auto Free>
struct By {
  template <class T>
  void operator()(T* it) const {
    Free(it);
  }
};
using Key = std::unique_ptr<EVP_PKEY, By<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, By<X509_free>>;

constexpr long valid_for_s = 30L * 24 * 3600;  // Browsers ask for nothing; a process lives less.
constexpr std::size_t record_header_bytes = 13;
constexpr std::size_t master_key_bytes = 16;
constexpr std::size_t master_salt_bytes = 14;

SSL* session_of(void* session) { return static_cast<SSL*>(session); }

std::string last_error() {
  std::array<char, 256> text{};
  ERR_error_string_n(ERR_peek_last_error(), text.data(), text.size());
  ERR_clear_error();
  return text.data();
}

Fault broken(const char* what) {
  return {Fault::Kind::limit, std::string("dtls: ") + what + ": " + last_error()};
}

std::string fingerprint_of(const X509& certificate) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int size = 0;
  if (X509_digest(&certificate, EVP_sha256(), digest.data(), &size) != 1) return "";
  constexpr char digits[] = "0123456789ABCDEF";
  std::string text = "sha-256";
  for (unsigned int i = 0; i < size; ++i) {
    text += i == 0 ? ' ' : ':';
    text += digits[digest[i] >> 4U];
    text += digits[digest[i] & 15U];
  }
  return text;
}

bool equal_but_for_case(const std::string& a, const std::string& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) {
    return std::tolower(x) == std::tolower(y);
  });
}

Certificate certificate_of(EVP_PKEY* key) {
  Certificate made{X509_new()};
  if (made == nullptr) return nullptr;
  X509_NAME* const name = X509_get_subject_name(made.get());
  const auto* const us = reinterpret_cast<const unsigned char*>("relevo");
  const bool good = X509_set_version(made.get(), 2) == 1 &&
                    ASN1_INTEGER_set(X509_get_serialNumber(made.get()), 1) == 1 &&
                    X509_gmtime_adj(X509_getm_notBefore(made.get()), -valid_for_s) != nullptr &&
                    X509_gmtime_adj(X509_getm_notAfter(made.get()), valid_for_s) != nullptr &&
                    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, us, -1, -1, 0) == 1 &&
                    X509_set_issuer_name(made.get(), name) == 1 &&
                    X509_set_pubkey(made.get(), key) == 1 &&
                    X509_sign(made.get(), key, EVP_sha256()) != 0;
  return good ? std::move(made) : nullptr;
}

// Any certificate at all: who it is, its fingerprint tells when the hands are shaken.
int take_any(int, X509_STORE_CTX*) { return 1; }

}  // namespace

void DtlsIdentity::End::operator()(void* context) const {
  SSL_CTX_free(static_cast<SSL_CTX*>(context));
}

Result<DtlsIdentity> DtlsIdentity::make() {
  const Key key{EVP_EC_gen("P-256")};
  if (key == nullptr) return tl::unexpected<Fault>(broken("key"));
  const Certificate certificate = certificate_of(key.get());
  if (certificate == nullptr) return tl::unexpected<Fault>(broken("certificate"));
  DtlsIdentity identity;
  identity.context_.reset(SSL_CTX_new(DTLS_server_method()));
  auto* const context = static_cast<SSL_CTX*>(identity.context_.get());
  if (context == nullptr || SSL_CTX_use_certificate(context, certificate.get()) != 1 ||
      SSL_CTX_use_PrivateKey(context, key.get()) != 1 ||
      SSL_CTX_set_min_proto_version(context, DTLS1_2_VERSION) != 1 ||
      SSL_CTX_set_tlsext_use_srtp(context, "SRTP_AES128_CM_SHA1_80") != 0) {
    return tl::unexpected<Fault>(broken("context"));
  }
  SSL_CTX_set_options(context, SSL_OP_NO_QUERY_MTU | SSL_OP_NO_TICKET);
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, take_any);
  identity.fingerprint_ = fingerprint_of(*certificate);
  return identity;
}

void DtlsServer::End::operator()(void* session) const { SSL_free(session_of(session)); }

Result<DtlsServer> DtlsServer::make(const DtlsIdentity& identity, std::string fingerprint) {
  DtlsServer server{std::move(fingerprint)};
  server.session_.reset(SSL_new(static_cast<SSL_CTX*>(identity.context_.get())));
  SSL* const session = session_of(server.session_.get());
  BIO* const in = BIO_new(BIO_s_mem());
  BIO* const out = BIO_new(BIO_s_mem());
  if (session == nullptr || in == nullptr || out == nullptr) {
    BIO_free(in);
    BIO_free(out);
    return tl::unexpected<Fault>(broken("session"));
  }
  BIO_set_mem_eof_return(in, -1);
  SSL_set_bio(session, in, out);
  SSL_set_mtu(session, datagram_bytes_max);
  SSL_set_accept_state(session);
  return server;
}

std::vector<Bytes> DtlsServer::take(std::span<const std::uint8_t> datagram) {
  if (stage_ == Stage::failed || !is_dtls(datagram)) return {};
  if (++taken_ > datagrams_max) {
    if (stage_ == Stage::shaking_hands) fail("too many datagrams");
    return {};
  }
  SSL* const session = session_of(session_.get());
  BIO_write(SSL_get_rbio(session), datagram.data(), static_cast<int>(datagram.size()));
  if (stage_ == Stage::done) {
    // Their last flight again, because ours was lost: reading repeats it.
    std::array<std::uint8_t, 256> unwanted{};
    static_cast<void>(SSL_read(session, unwanted.data(), unwanted.size()));
    ERR_clear_error();
    return written();
  }
  const int result = SSL_do_handshake(session);
  if (result == 1) {
    finish();
  } else if (SSL_get_error(session, result) != SSL_ERROR_WANT_READ) {
    fail(last_error());
  }
  ERR_clear_error();
  return written();
}

void DtlsServer::finish() {
  SSL* const session = session_of(session_.get());
  const Certificate theirs{SSL_get1_peer_certificate(session)};
  if (theirs == nullptr || !equal_but_for_case(fingerprint_of(*theirs), fingerprint_)) {
    return fail("another certificate than the offer named");
  }
  if (SSL_get_selected_srtp_profile(session) == nullptr) return fail("no SRTP in common");
  // Client's key, server's key, client's salt, server's salt.
  std::array<std::uint8_t, 2 * srtp_key_bytes> material{};
  constexpr std::string_view label = "EXTRACTOR-dtls_srtp";
  if (SSL_export_keying_material(session, material.data(), material.size(), label.data(),
                                 label.size(), nullptr, 0, 0) != 1) {
    return fail(last_error());
  }
  const auto copy = [&material](std::size_t from, std::size_t size, std::uint8_t* to) {
    std::copy_n(material.begin() + static_cast<std::ptrdiff_t>(from), size, to);
  };
  copy(0, master_key_bytes, keys_.theirs.data());
  copy(master_key_bytes, master_key_bytes, keys_.ours.data());
  copy(2 * master_key_bytes, master_salt_bytes, keys_.theirs.data() + master_key_bytes);
  copy(2 * master_key_bytes + master_salt_bytes, master_salt_bytes,
       keys_.ours.data() + master_key_bytes);
  stage_ = Stage::done;
}

void DtlsServer::fail(std::string why) {
  stage_ = Stage::failed;
  why_ = std::move(why);
}

// OpenSSL writes records behind each other; each goes as a datagram of its own.
std::vector<Bytes> DtlsServer::written() {
  std::vector<Bytes> datagrams;
  char* begin = nullptr;
  BIO* const out = SSL_get_wbio(session_of(session_.get()));
  const long size = BIO_get_mem_data(out, &begin);
  std::span<const std::uint8_t> left{reinterpret_cast<const std::uint8_t*>(begin),
                                     static_cast<std::size_t>(std::max(size, 0L))};
  while (left.size() >= record_header_bytes) {
    const std::size_t body = static_cast<std::size_t>(left[11]) << 8U | left[12];
    const auto record = left.first(std::min(left.size(), record_header_bytes + body));
    datagrams.emplace_back(record.begin(), record.end());
    left = left.subspan(record.size());
  }
  BIO_reset(out);
  return datagrams;
}

std::optional<Duration> DtlsServer::repeat_in() const {
  if (stage_ != Stage::shaking_hands) return std::nullopt;
  timeval left{};
  if (DTLSv1_get_timeout(session_of(session_.get()), &left) != 1) return std::nullopt;
  return Duration{static_cast<std::int64_t>(left.tv_sec) * 1'000'000 + left.tv_usec};
}

std::vector<Bytes> DtlsServer::repeat() {
  if (stage_ != Stage::shaking_hands) return {};
  if (DTLSv1_handle_timeout(session_of(session_.get())) < 0) fail("no answer");
  ERR_clear_error();
  return written();
}

}  // namespace relevo::voice
