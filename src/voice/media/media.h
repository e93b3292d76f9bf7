// The media plane: RTP in and out of every leg, who hears whom, sounds, recording.
//
// One thread with one epoll loop serves every leg. The calls below are made by the SIP thread;
// they are queued to the media thread and never block it. What media sees comes back through
// MediaEvents on the media thread; SIP's implementation of it passes them on with su_msg.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "base/id.h"
#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"
#include "link/messages.h"

namespace relevo::voice {

/// G.711 as negotiated: the RTP payload type is the static one of RFC 3551.
enum class Codec : std::uint8_t { pcmu = 0, pcma = 8 };

/// Where one leg's audio goes to and how, as its SDP said (RFC 3264, RFC 4566).
struct Remote {
  std::string address;            // IPv4 of the `c=` line.
  std::uint16_t port = 0;         // RTP; RTCP is the next one.
  Codec codec = Codec::pcmu;
  std::uint8_t event_type = 0;    // Payload type of telephone-event (RFC 4733), 0 = none agreed.
  bool they_send = true;          // False: their side said recvonly or inactive.
  bool they_receive = true;       // False: their side said sendonly or inactive: on hold.
};

struct MediaOptions {
  std::string bind_address = "127.0.0.1";
  std::uint16_t port_first = 20000;  // Even. RTP takes the even ports, RTCP the odd ones.
  std::uint16_t port_last = 29999;
  std::string recordings;            // Folder, made if missing; files are CONTACT.wav.
  std::string sounds = "/usr/share/asterisk/sounds";  // LANGUAGE folders, see sound.h.
  std::string music = "/usr/share/asterisk/moh";
  Duration media_lost_after = seconds(30);
};

class MediaEvents {
 public:
  virtual ~MediaEvents() = default;
  /// A leg whose side should send has sent neither RTP nor RTCP for media_lost_after. Once per
  /// silence; SIP confirms by OPTIONS before it ends the leg.
  virtual void on_silence(LegId leg) = 0;
  virtual void on_recording_started(ContactId contact) = 0;
  virtual void on_recording_ended(const link::RecordingEnded& ended) = 0;
};

/// Counts of one leg, for the log line at its end and for tests.
struct LegCounts {
  std::uint64_t packets_in = 0;
  std::uint64_t packets_out = 0;
  std::uint64_t packets_refused = 0;  // Not RTP, from a stranger, or a type that was not agreed.
  std::uint64_t packets_dropped = 0;  // Ours: the socket would not take it, or a ring was full.
};

/// SIP thread only. Starts its thread in start() and ends it in the destructor.
class Media {
 public:
  /// Fault network: the address cannot be bound. Fault disk: the recordings folder.
  static Result<std::unique_ptr<Media>> start(const MediaOptions& options, MediaEvents& events,
                                              Logger& logger);
  virtual ~Media() = default;

  /// Binds RTP and RTCP sockets for a leg and gives the RTP port, for our SDP. A port rests 10 s
  /// between two legs. Fault limit: none is left, so new calls get 503.
  virtual Result<std::uint16_t> open(LegId leg) = 0;

  /// Where the leg's audio goes; again at each re-INVITE. Latches on the address that really
  /// sends when it differs (RFC 4961 symmetric RTP), within the first packets.
  virtual void connect(LegId leg, const Remote& remote) = 0;

  /// The two hear each other, until either is bridged anew, unbridged or closed. A G.711 pair of
  /// one codec is passed through; two codecs are translated sample by sample. telephone-event is
  /// passed with its payload type rewritten. Ends what either was hearing (`hear`).
  virtual void bridge(LegId a, LegId b) = 0;

  /// The leg hears silence (nothing is sent) and is heard by nobody.
  virtual void unbridge(LegId leg) = 0;

  /// What the leg hears while it is not bridged. The same request again changes nothing, so that
  /// music does not start anew. A sound that is missing is logged once and left out.
  virtual void hear(LegId leg, link::Hear what, const std::string& greeting,
                    const std::string& music) = 0;

  /// Starts (or goes on with) the contact's recording, or adds legs to it: zero = that side not
  /// there yet. Customer left, agent right; a side without audio is silent, in step with time.
  virtual void record(ContactId contact, LegId customer, LegId agent) = 0;

  /// Completes the file; on_recording_ended follows. Nothing when there is none.
  virtual void end_recording(ContactId contact) = 0;

  /// Frees the leg's sockets; gives its counts through the logger.
  virtual void close(LegId leg) = 0;

  /// Legs that are open now.
  virtual std::size_t legs() const = 0;
};

}  // namespace relevo::voice
