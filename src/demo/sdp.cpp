#include "demo/sdp.h"

#include <charconv>

namespace relevo::demo {

namespace {

// Takes the next word off `text`.
std::string_view next_word(std::string_view& text) {
  const std::size_t size = text.find(' ');
  const std::string_view word = text.substr(0, size);
  text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
  return word;
}

void read_direction(std::string_view line, SdpRemote& remote) {
  if (line == "a=sendrecv") remote.sends = remote.receives = true;
  if (line == "a=inactive") remote.sends = remote.receives = false;
  if (line == "a=sendonly" || line == "a=recvonly") {
    remote.sends = line == "a=sendonly";
    remote.receives = !remote.sends;
  }
}

// `audio PORT RTP/AVP 0 8 101`; true when PCMU, payload type 0, is there.
bool read_audio(std::string_view line, std::uint16_t& port) {
  if (next_word(line) != "audio") return false;
  const std::string_view number = next_word(line);
  std::from_chars(number.data(), number.data() + number.size(), port);
  if (port == 0 || next_word(line) != "RTP/AVP") return false;
  while (!line.empty()) {
    if (next_word(line) == "0") return true;
  }
  return false;
}

}  // namespace

std::optional<SdpRemote> read_sdp(std::string_view text) {
  if (text.size() > sdp_bytes_max) return std::nullopt;
  SdpRemote remote;
  bool in_media = false;
  bool has_audio = false;
  while (!text.empty()) {
    const std::size_t size = text.find('\n');
    std::string_view line = text.substr(0, size);
    text.remove_prefix(size == std::string_view::npos ? text.size() : size + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.starts_with("m=")) {
      if (has_audio) break;  // What follows belongs to another stream.
      in_media = true;
      has_audio = read_audio(line.substr(2), remote.port);
    } else if (!in_media || has_audio) {
      if (line.starts_with("c=IN IP4 ")) remote.address = line.substr(9);
      read_direction(line, remote);
    }
  }
  if (!has_audio || remote.address.empty()) return std::nullopt;
  return remote;
}

std::string make_sdp(const SdpLocal& local) {
  return "v=0\r\no=- " + std::to_string(local.session) + " " + std::to_string(local.version) +
         " IN IP4 " + local.address + "\r\ns=-\r\nc=IN IP4 " + local.address +
         "\r\nt=0 0\r\nm=audio " + std::to_string(local.port) +
         " RTP/AVP 0\r\na=rtpmap:0 PCMU/8000\r\na=ptime:20\r\na=" + local.direction + "\r\n";
}

const char* answering_direction(const SdpRemote& remote) {
  if (remote.sends && remote.receives) return "sendrecv";
  if (remote.sends) return "recvonly";
  return remote.receives ? "sendonly" : "inactive";
}

}  // namespace relevo::demo
