// What a browser does towards us, for tests: checks, handshake, sealed audio.
#pragma once

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include "base/bytes.h"
#include "voice/media/phone_test.h"
#include "voice/web/libre.h"
#include "voice/web/srtp.h"

namespace relevo::voice {

/// OpenSSL as DTLS client with a certificate of its own.
class DtlsClient {
 public:
  explicit DtlsClient(const char* profile = "SRTP_AES128_CM_SHA1_80") {
    key_ = EVP_EC_gen("P-256");
    certificate_ = X509_new();
    X509_gmtime_adj(X509_getm_notBefore(certificate_), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate_), 3600);
    X509_set_pubkey(certificate_, key_);
    X509_sign(certificate_, key_, EVP_sha256());
    context_ = SSL_CTX_new(DTLS_client_method());
    SSL_CTX_use_certificate(context_, certificate_);
    SSL_CTX_use_PrivateKey(context_, key_);
    SSL_CTX_set_tlsext_use_srtp(context_, profile);
    session_ = SSL_new(context_);
    BIO* in = BIO_new(BIO_s_mem());
    BIO_set_mem_eof_return(in, -1);
    SSL_set_bio(session_, in, BIO_new(BIO_s_mem()));
    SSL_set_options(session_, SSL_OP_NO_QUERY_MTU);
    SSL_set_mtu(session_, 1200);
    SSL_set_connect_state(session_);
  }
  ~DtlsClient() {
    SSL_free(session_);
    SSL_CTX_free(context_);
    X509_free(certificate_);
    EVP_PKEY_free(key_);
  }
  DtlsClient(const DtlsClient&) = delete;
  DtlsClient& operator=(const DtlsClient&) = delete;

  std::string fingerprint() const {
    unsigned char digest[32];
    unsigned int size = 0;
    X509_digest(certificate_, EVP_sha256(), digest, &size);
    std::string text = "SHA-256";  // Some write it in capitals.
    char byte[4];
    for (unsigned int i = 0; i < size; ++i) {
      std::snprintf(byte, sizeof(byte), "%c%02x", i == 0 ? ' ' : ':', digest[i]);
      text += byte;
    }
    return text;
  }

  Bytes step(const std::vector<Bytes>& datagrams) {
    for (const Bytes& datagram : datagrams) {
      BIO_write(SSL_get_rbio(session_), datagram.data(), static_cast<int>(datagram.size()));
    }
    done_ = SSL_do_handshake(session_) == 1;
    Bytes out(4096);
    const int size = BIO_read(SSL_get_wbio(session_), out.data(), static_cast<int>(out.size()));
    out.resize(static_cast<std::size_t>(std::max(size, 0)));
    return out;
  }

  bool done() const { return done_; }

  // As a client has them.
  SrtpKeys keys() const {
    Bytes material(60);
    SSL_export_keying_material(session_, material.data(), material.size(), "EXTRACTOR-dtls_srtp",
                               19, nullptr, 0, 0);
    SrtpKeys keys{};
    std::copy_n(material.begin(), 16, keys.ours.begin());
    std::copy_n(material.begin() + 16, 16, keys.theirs.begin());
    std::copy_n(material.begin() + 32, 14, keys.ours.begin() + 16);
    std::copy_n(material.begin() + 46, 14, keys.theirs.begin() + 16);
    return keys;
  }

 private:
  EVP_PKEY* key_ = nullptr;
  X509* certificate_ = nullptr;
  SSL_CTX* context_ = nullptr;
  SSL* session_ = nullptr;
  bool done_ = false;
};

/// A check as a browser sends it (RFC 8445 section 7.2.2).
struct Check {
  std::string user;
  std::string password;
  bool nominates = false;
  bool leads = true;
  std::uint16_t method = STUN_METHOD_BINDING;
  bool fingerprint = true;
};

inline constexpr std::uint8_t transaction[STUN_TID_SIZE] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

inline Bytes written(const Check& check) {
  mbuf* buffer = mbuf_alloc(512);
  std::uint32_t priority = 1853824767;
  std::uint64_t tie = 7;
  const auto* key = reinterpret_cast<const std::uint8_t*>(check.password.data());
  const auto role = check.leads ? STUN_ATTR_CONTROLLING : STUN_ATTR_CONTROLLED;
  const int failed = stun_msg_encode(
      buffer, check.method, STUN_CLASS_REQUEST, transaction, nullptr, key, check.password.size(),
      check.fingerprint, 0, 4, STUN_ATTR_USERNAME, check.user.c_str(), STUN_ATTR_PRIORITY,
      &priority, role, &tie, STUN_ATTR_USE_CAND, check.nominates ? &tie : nullptr);
  Bytes bytes;
  if (failed == 0) bytes.assign(buffer->buf, buffer->buf + buffer->end);
  mem_deref(buffer);
  return bytes;
}

/// A page's connection: a socket of its own, and all that goes over it.
class Browser {
 public:
  static constexpr const char* fragment = "them";

  std::string fingerprint() const { return dtls_.fingerprint(); }

  /// Checks and nominates until it is answered, then shakes hands. Whether audio can flow.
  bool connect(std::uint16_t port, const std::string& our_fragment, const std::string& password) {
    port_ = port;
    check_ = {.user = our_fragment + ":" + fragment, .password = password, .nominates = true};
    if (!check()) return false;
    std::vector<Bytes> received;
    for (int turn = 0; turn < 20 && !dtls_.done(); ++turn) {
      const Bytes hello = dtls_.step(received);
      if (!hello.empty()) socket_.send_raw(port_, hello);
      received.clear();
      // A flight of theirs is several datagrams; the last of them is followed by nothing.
      for (int wait_ms = 1000; auto datagram = socket_.receive_raw(wait_ms); wait_ms = 20) {
        received.push_back(std::move(*datagram));
      }
    }
    if (!dtls_.done()) return false;
    auto made = Srtp::make(dtls_.keys());
    if (made) srtp_.emplace(std::move(*made));
    return srtp_.has_value();
  }

  /// Once, and whether it was answered.
  bool check() {
    socket_.send_raw(port_, written(check_));
    const auto answer = socket_.receive_raw(1000);
    return answer && !answer->empty() && (*answer)[0] == 1;
  }

  bool send(const RtpHeader& header, const Bytes& payload) {
    Bytes packet(rtp_header_size);
    write_rtp(std::span<std::uint8_t, rtp_header_size>{packet.data(), rtp_header_size}, header);
    packet.insert(packet.end(), payload.begin(), payload.end());
    const std::size_t size = packet.size();
    packet.resize(size + srtp_trailer_bytes);
    const auto sealed = srtp_->seal_rtp(packet, size);
    if (!sealed) return false;
    packet.resize(*sealed);
    return socket_.send_raw(port_, packet);
  }

  /// The next audio that can be opened; reports and answers to checks are passed over.
  std::optional<Arrived> receive() {
    for (int tries = 0; tries < 50; ++tries) {
      auto datagram = socket_.receive_raw(5000);
      if (!datagram) return std::nullopt;
      if (datagram->size() < 2 || (*datagram)[0] < 128) continue;
      const std::uint8_t type = (*datagram)[1];  // Of 192 to 223: RTCP (RFC 5761 section 4).
      if (type >= 192 && type < 224) continue;
      const auto size = srtp_->open_rtp(*datagram);
      if (!size) return std::nullopt;
      datagram->resize(*size);
      const auto packet = parse_rtp(*datagram);
      if (!packet) return std::nullopt;
      return Arrived{packet->header, Bytes(packet->payload.begin(), packet->payload.end())};
    }
    return std::nullopt;
  }

 private:
  Phone socket_;
  DtlsClient dtls_;
  std::optional<Srtp> srtp_;
  Check check_;
  std::uint16_t port_ = 0;
};

}  // namespace relevo::voice
