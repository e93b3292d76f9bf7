// Small readings of a SIP request that several handlers need.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "voice/sip/sofia.h"

namespace relevo::voice {

/// Where a request really came from.
struct Source {
  std::string address;  // IPv4, dotted.
  std::uint16_t port = 0;
  bool tcp = false;

  /// As a SIP URI: the way back to it.
  std::string uri() const;
};

Source source_of(msg_t* message, const sip_t& sip);
Source source_of(nta_incoming_t* request, const sip_t& sip);

/// Whether a SIP URI of ours, as Source::uri() gives it, is a connection and no address.
bool is_tcp(std::string_view uri);

/// The host of such a URI.
std::string_view host_of(std::string_view uri);

/// The body when it is SDP, else empty.
std::string_view sdp_of(const sip_t* sip);

/// Who calls, as From says: personal data.
Text<64> caller_of(const sip_t& sip);

/// A header's URL as text.
std::string url_text(const url_t& url);

/// A From or To with its tag as text.
std::string party_text(const sip_addr_t& party);

/// The text, or "" for null.
inline std::string_view view_of(const char* text) {
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

/// What we understand, for Allow.
inline constexpr const char* allowed_methods =
    "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE, REGISTER";

inline constexpr const char* product_name = "Relevo";

/// Answers a request that no dialog and no handler takes: 405, 481 or 501. Gives the status.
int reply_unhandled(nta_incoming_t* request, const sip_t& sip);

/// 200 to OPTIONS, with what we can do.
int reply_options(nta_incoming_t* request);

}  // namespace relevo::voice
