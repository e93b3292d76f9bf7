// What the leg store keeps of a page's phone: all that its audio needs to go on in another process.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/bytes.h"
#include "base/id.h"
#include "voice/web/srtp.h"

namespace relevo::voice {

/// Kept from the moment at which there are keys. Holds secrets; the store seals it.
struct PhoneRecord {
  std::string user;
  std::uint64_t phone = 0;
  std::uint32_t number = 0;
  LegId leg;
  std::uint16_t port = 0;
  std::uint64_t session = 0;
  std::uint64_t version = 0;
  std::string our_fragment;
  std::string our_password;
  std::string their_fragment;
  std::string our_fingerprint;  // Of the process that shook hands: later answers name it again.
  std::string their_fingerprint;
  std::uint8_t codec = 0;
  std::uint8_t event_type = 0;
  std::string our_key;  // Each of srtp_key_bytes.
  std::string their_key;
  std::uint32_t peer_address = 0;
  std::uint16_t peer_port = 0;
  std::uint32_t ssrc = 0;  // Of theirs; 0 before their first packet.
  std::uint32_t roll_overs = 0;
  std::uint8_t opus_type = 0;
};

template <class V>
void fields(V& visit, PhoneRecord& r) {
  visit(1, "user", r.user);
  visit(2, "phone", r.phone);
  visit(3, "number", r.number);
  visit(4, "leg", r.leg);
  visit(5, "port", r.port);
  visit(6, "session", r.session);
  visit(7, "version", r.version);
  visit(8, "our_fragment", r.our_fragment);
  visit(9, "our_password", r.our_password);
  visit(10, "their_fragment", r.their_fragment);
  visit(11, "our_fingerprint", r.our_fingerprint);
  visit(12, "their_fingerprint", r.their_fingerprint);
  visit(13, "codec", r.codec);
  visit(14, "event_type", r.event_type);
  visit(15, "our_key", r.our_key);
  visit(16, "their_key", r.their_key);
  visit(17, "peer_address", r.peer_address);
  visit(18, "peer_port", r.peer_port);
  visit(19, "ssrc", r.ssrc);
  visit(20, "roll_overs", r.roll_overs);
  visit(21, "opus_type", r.opus_type);
}

}  // namespace relevo::voice
