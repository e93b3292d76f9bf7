#include "voice/sip/sdp.h"

#include <sofia-sip/sdp.h>

#include <memory>
#include <optional>

#include "base/text.h"
#include "voice/media/udp_socket.h"
#include "voice/sip/plain_sdp.h"

namespace relevo::voice {

namespace {

struct ParserEnd {
  void operator()(sdp_parser_t* parser) const { sdp_parser_free(parser); }
};

std::string text_of(const char* text) { return text == nullptr ? "" : text; }

std::string refused_line(const sdp_media_t& media) {
  std::string format = "0";
  if (media.m_rtpmaps != nullptr) {
    format = std::to_string(media.m_rtpmaps->rm_pt);
  } else if (media.m_format != nullptr) {
    format = text_of(media.m_format->l_text);
  }
  return "m=" + text_of(media.m_type_name) + " 0 " + text_of(media.m_proto_name) + " " + format +
         "\r\n";
}

/// None when the line has nothing that we speak.
std::optional<Remote> read_audio(const sdp_media_t& media) {
  const bool is_audio = media.m_type == sdp_media_audio && media.m_proto == sdp_proto_rtp &&
                        media.m_port > 0 && media.m_port <= 0xFFFF && media.m_rejected == 0;
  const sdp_connection_t* connection = sdp_media_connections(&media);
  if (!is_audio || connection == nullptr || connection->c_addrtype != sdp_addr_ip4 ||
      connection->c_mcast != 0) {
    return std::nullopt;
  }
  Remote remote;
  remote.address = text_of(connection->c_address);
  if (!ipv4_of_host(remote.address)) return std::nullopt;  // A name, for one, is not looked up.
  remote.port = static_cast<std::uint16_t>(media.m_port);
  bool spoken = false;
  for (const sdp_rtpmap_t* map = media.m_rtpmaps; map != nullptr; map = map->rm_next) {
    if (map->rm_rate != 8000) continue;
    const unsigned type = map->rm_pt;
    if (text_of(map->rm_encoding) == "telephone-event") {
      remote.event_type = static_cast<std::uint8_t>(type);
    } else if (!spoken && (type == 0 || type == 8)) {
      remote.codec = type == 0 ? Codec::pcmu : Codec::pcma;
      spoken = true;
    }
  }
  if (!spoken) return std::nullopt;
  const bool no_address = remote.address == "0.0.0.0";
  remote.they_send = (media.m_mode & sdp_sendonly) != 0;
  remote.they_receive = (media.m_mode & sdp_recvonly) != 0 && !no_address;
  return remote;
}

std::string head(const LocalDescription& local) {
  return "v=0\r\no=relevo " + std::to_string(local.session) + " " + std::to_string(local.version) +
         " IN IP4 " + local.address + "\r\ns=-\r\nc=IN IP4 " + local.address + "\r\nt=0 0\r\n";
}

std::string event_lines(unsigned type) {
  const std::string number = std::to_string(type);
  return "a=rtpmap:" + number + " telephone-event/8000\r\na=fmtp:" + number + " 0-15\r\n";
}

const char* mirrored_direction(const Remote& remote) {
  if (remote.they_send) return remote.they_receive ? "sendrecv" : "recvonly";
  return remote.they_receive ? "sendonly" : "inactive";
}

}  // namespace

Result<RemoteDescription> read_sdp(std::string_view text) {
  if (text.empty() || text.size() > sdp_bytes_max) {
    return fault(Fault::Kind::protocol, "sdp: " + std::to_string(text.size()) + " bytes");
  }
  if (!is_plain_sdp(text))
    return fault(Fault::Kind::protocol, "sdp: characters that it cannot have");
  const std::unique_ptr<sdp_parser_t, ParserEnd> parser{
      sdp_parse(nullptr, text.data(), static_cast<issize_t>(text.size()), 0)};
  const sdp_session_t* session = sdp_session(parser.get());
  if (session == nullptr) return fault(Fault::Kind::protocol, "sdp: cannot be read");

  RemoteDescription description;
  bool found = false;
  for (const sdp_media_t* media = session->sdp_media; media != nullptr; media = media->m_next) {
    if (description.refused_lines.size() == sdp_media_lines_max) {
      return fault(Fault::Kind::protocol, "sdp: too many media lines");
    }
    if (!found) {
      if (const auto remote = read_audio(*media)) {
        description.remote = *remote;
        description.audio_line = description.refused_lines.size();
        found = true;
      }
    }
    description.refused_lines.push_back(refused_line(*media));
  }
  if (!found) return fault(Fault::Kind::input, "sdp: no audio over RTP as PCMU or PCMA");
  return description;
}

std::string make_offer(const LocalDescription& local) {
  return head(local) + "m=audio " + std::to_string(local.port) +
         " RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n" + event_lines(101) +
         "a=ptime:20\r\na=sendrecv\r\n";
}

std::string make_answer(const LocalDescription& local, const RemoteDescription& offer) {
  const Remote& remote = offer.remote;
  std::string answer = head(local);
  for (std::size_t line = 0; line < offer.refused_lines.size(); ++line) {
    if (line != offer.audio_line) {
      answer += offer.refused_lines[line];
      continue;
    }
    const bool pcmu = remote.codec == Codec::pcmu;
    answer += "m=audio " + std::to_string(local.port) + " RTP/AVP " + (pcmu ? "0" : "8");
    if (remote.event_type != 0) answer += " " + std::to_string(remote.event_type);
    answer += pcmu ? "\r\na=rtpmap:0 PCMU/8000\r\n" : "\r\na=rtpmap:8 PCMA/8000\r\n";
    if (remote.event_type != 0) answer += event_lines(remote.event_type);
    answer += std::string("a=ptime:20\r\na=") + mirrored_direction(remote) + "\r\n";
  }
  return answer;
}

}  // namespace relevo::voice
