// Session descriptions of a simple phone: one audio stream, PCMU alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace relevo::demo {

inline constexpr std::size_t sdp_bytes_max = 8'192;

/// Where the other side wants our audio.
struct SdpRemote {
  std::string address;  // As written; IPv4, dotted, when it is of use.
  std::uint16_t port = 0;
  bool receives = true;  // False: it has put us on hold.
  bool sends = true;
};

/// Of an offer or an answer; none when there is no audio in it that can be PCMU.
std::optional<SdpRemote> read_sdp(std::string_view text);

struct SdpLocal {
  std::string address;
  std::uint16_t port = 0;
  std::uint64_t session = 0;
  std::uint64_t version = 1;  // Grows with each description of one session.
  const char* direction = "sendrecv";
};

/// An offer, and an answer too: PCMU and nothing else.
std::string make_sdp(const SdpLocal& local);

/// The direction that answers theirs.
const char* answering_direction(const SdpRemote& remote);

}  // namespace relevo::demo
