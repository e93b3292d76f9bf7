#include "voice/web/web_sdp.h"

#include <sofia-sip/sdp.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>

#include "voice/sip/plain_sdp.h"
#include "voice/sip/sdp.h"

namespace relevo::voice {

namespace {

constexpr std::size_t fragment_max = 256;  // RFC 8839 section 5.4.
constexpr std::size_t mid_max = 32;
constexpr std::size_t fingerprint_size = 8 + 32 * 3 - 1;  // `sha-256 ` and 32 bytes in hex.

struct ParserEnd {
  void operator()(sdp_parser_t* parser) const { sdp_parser_free(parser); }
};

/// Of the line, or else of the whole session; empty when neither has it.
std::string attribute(const sdp_session_t& session, const sdp_media_t& media, const char* name) {
  const sdp_attribute_t* found = sdp_attribute_find(media.m_attributes, name);
  if (found == nullptr) found = sdp_attribute_find(session.sdp_attributes, name);
  return found == nullptr || found->a_value == nullptr ? "" : found->a_value;
}

bool is_short_token(const std::string& text, std::size_t max) {
  return !text.empty() && text.size() <= max &&
         std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < '\x7f'; });
}

// sofia does not know the protocol: formats are a list of words to it, rtpmap an attribute.
std::optional<Codec> first_codec(const sdp_media_t& media) {
  for (const sdp_list_t* format = media.m_format; format != nullptr; format = format->l_next) {
    const std::string_view type = format->l_text;
    if (type == "0") return Codec::pcmu;
    if (type == "8") return Codec::pcma;
  }
  return std::nullopt;
}

/// The dynamic payload type that is mapped to `encoding`, 0 = none.
std::uint8_t type_of(const sdp_media_t& media, std::string_view encoding) {
  for (const sdp_attribute_t* it = media.m_attributes; it != nullptr; it = it->a_next) {
    if (std::string_view{it->a_name} != "rtpmap" || it->a_value == nullptr) continue;
    const std::string_view value = it->a_value;
    unsigned type = 0;
    const auto read = std::from_chars(value.data(), value.data() + value.size(), type);
    const std::string_view rest = value.substr(static_cast<std::size_t>(read.ptr - value.data()));
    const bool named = rest.starts_with(' ') && rest.substr(1) == encoding;
    if (named && type >= 96 && type < 128) return static_cast<std::uint8_t>(type);
  }
  return 0;
}

}  // namespace

Result<WebOffer> read_web_offer(std::string_view text) {
  if (text.empty() || text.size() > sdp_bytes_max) {
    return fault(Fault::Kind::protocol, "offer: " + std::to_string(text.size()) + " bytes");
  }
  if (!is_plain_sdp(text)) {
    return fault(Fault::Kind::protocol, "offer: characters that it cannot have");
  }
  const std::unique_ptr<sdp_parser_t, ParserEnd> parser{
      sdp_parse(nullptr, text.data(), static_cast<issize_t>(text.size()), sdp_f_insane)};
  const sdp_session_t* const session = sdp_session(parser.get());
  if (session == nullptr || session->sdp_media == nullptr) {
    return fault(Fault::Kind::protocol, "offer: cannot be read");
  }
  const sdp_media_t& media = *session->sdp_media;
  if (media.m_next != nullptr || media.m_type != sdp_media_audio) {
    return fault(Fault::Kind::input, "offer: not one line of audio");
  }
  WebOffer offer;
  offer.remote.fragment = attribute(*session, media, "ice-ufrag");
  offer.remote.fingerprint = attribute(*session, media, "fingerprint");
  offer.mid = attribute(*session, media, "mid");
  const auto codec = first_codec(media);
  const bool sealed = offer.remote.fingerprint.size() == fingerprint_size &&
                      is_short_token(offer.remote.fragment, fragment_max) &&
                      std::string_view{media.m_proto_name} == "UDP/TLS/RTP/SAVPF";
  const bool joined = is_short_token(offer.mid, mid_max) &&
                      sdp_attribute_find(media.m_attributes, "rtcp-mux") != nullptr;
  const std::string setup = attribute(*session, media, "setup");
  if (!sealed || !joined || !codec || (setup != "actpass" && setup != "active")) {
    return fault(Fault::Kind::input, "offer: not a browser's, with ICE, DTLS and G.711");
  }
  offer.remote.codec = *codec;
  offer.remote.opus_type = type_of(media, "opus/48000/2");
  offer.plain_event_type = type_of(media, "telephone-event/8000");
  offer.remote.event_type = offer.remote.opus_type != 0 ? type_of(media, "telephone-event/48000")
                                                        : offer.plain_event_type;
  return offer;
}

void leave_opus(WebOffer& offer) {
  offer.remote.opus_type = 0;
  offer.remote.event_type = offer.plain_event_type;
}

std::string make_web_answer(const WebLocal& local, const WebOffer& offer) {
  const WebRemote& remote = offer.remote;
  const bool opus = remote.opus_type != 0;
  const std::string clock = opus ? "48000" : "8000";
  const std::string codec =
      std::to_string(opus ? remote.opus_type : static_cast<int>(remote.codec));
  const std::string events = std::to_string(remote.event_type);
  const char* const name = remote.codec == Codec::pcmu ? " PCMU/" : " PCMA/";
  std::string answer = "v=0\r\no=relevo " + std::to_string(local.session) + ' ' +
                       std::to_string(local.version) + " IN IP4 " + local.address +
                       "\r\ns=-\r\nt=0 0\r\na=ice-lite\r\na=group:BUNDLE " + offer.mid +
                       "\r\nm=audio " + std::to_string(local.port) + " UDP/TLS/RTP/SAVPF " + codec;
  if (remote.event_type != 0) answer += ' ' + events;
  answer += "\r\nc=IN IP4 " + local.address + "\r\na=mid:" + offer.mid +
            "\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:" + codec + (opus ? " opus/" : name) + clock +
            (opus ? "/2\r\n" : "\r\n");
  // We play it as telephones do: more than that need not be sent.
  if (opus) answer += "a=fmtp:" + codec + " maxplaybackrate=8000;useinbandfec=1\r\n";
  if (remote.event_type != 0) {
    answer +=
        "a=rtpmap:" + events + " telephone-event/" + clock + "\r\na=fmtp:" + events + " 0-15\r\n";
  }
  answer += "a=ptime:20\r\na=ice-ufrag:" + local.ice.fragment +
            "\r\na=ice-pwd:" + local.ice.password + "\r\na=fingerprint:" + local.fingerprint +
            "\r\na=setup:passive\r\na=candidate:1 1 udp 2130706431 " + local.address + ' ' +
            std::to_string(local.port) + " typ host\r\na=end-of-candidates\r\n";
  return answer;
}

}  // namespace relevo::voice
