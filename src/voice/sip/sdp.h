// Session descriptions: what the other side offers or answers, and what we say (RFC 3264, 4566).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "voice/media/media.h"

namespace relevo::voice {

inline constexpr std::size_t sdp_bytes_max = link::sdp_bytes_max;
inline constexpr std::size_t sdp_media_lines_max = 8;

/// What a description of theirs says that matters to us.
struct RemoteDescription {
  Remote remote;
  std::size_t audio_line = 0;              // Which of their `m=` lines we take.
  std::vector<std::string> refused_lines;  // For each line the `m=` line that refuses it.
};

/// Our side of a session. Each description that we send after the first has the next version.
struct LocalDescription {
  std::string address;  // IPv4 for `c=` and `o=`.
  std::uint16_t port = 0;
  std::uint64_t session = 0;
  std::uint64_t version = 0;
};

/// Reads an offer or an answer. Takes the first audio line with plain RTP and PCMU or PCMA.
/// `0.0.0.0` as address means that they do not receive (hold as of RFC 2543).
/// Fault protocol: no SDP, or over a limit. Fault input: nothing in it that we can speak.
Result<RemoteDescription> read_sdp(std::string_view text);

/// Our offer: PCMU, PCMA and telephone-event, both directions.
std::string make_offer(const LocalDescription& local);

/// Our answer to `offer`: the one codec that it prefers, in the direction that mirrors its own.
std::string make_answer(const LocalDescription& local, const RemoteDescription& offer);

}  // namespace relevo::voice
