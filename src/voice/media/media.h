// The media plane: RTP in and out of every leg, who hears whom, sounds, recording.
//
// One thread with one epoll loop serves every leg. The calls below are made by the SIP thread;
// they are queued to the media thread and never block it. What media sees comes back through
// MediaEvents on threads of media's own; SIP's implementation of it passes them on with su_msg.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/id.h"
#include "base/logger.h"
#include "base/result.h"
#include "base/time.h"
#include "link/messages.h"
#include "voice/media/stream_mark.h"
#include "voice/web/ice.h"
#include "voice/web/web_mark.h"

namespace relevo::voice {

/// G.711 as negotiated: the RTP payload type is the static one of RFC 3551.
enum class Codec : std::uint8_t { pcmu = 0, pcma = 8 };

/// Where one leg's audio goes to and how, as its SDP said (RFC 3264, RFC 4566).
struct Remote {
  std::string address;     // IPv4 of the `c=` line.
  std::uint16_t port = 0;  // RTP; RTCP is the next one.
  Codec codec = Codec::pcmu;
  std::uint8_t event_type = 0;  // Payload type of telephone-event (RFC 4733), 0 = none agreed.
  bool they_send = true;        // False: their side said recvonly or inactive.
  bool they_receive = true;     // False: their side said sendonly or inactive: on hold.
  std::string or_address;       // IPv4 from which it may come instead; empty = none.
};

struct MediaOptions {
  std::string bind_address = "127.0.0.1";
  std::uint16_t port_first = 20000;  // Even. RTP takes the even ports, RTCP the odd ones.
  std::uint16_t port_last = 29999;
  std::string recordings;  // Folder, made if missing; files are CONTACT.wav.
  std::string sounds = "/usr/share/asterisk/sounds";  // LANGUAGE folders, see sound.h.
  std::string music = "/usr/share/asterisk/moh";
  Duration media_lost_after = seconds(30);
};

/// A leg's media as open() made them.
struct OpenedLeg {
  std::uint16_t port = 0;  // RTP, for our SDP.
  StreamMark stream;
};

/// What the media of a console's leg needs of its browser's offer.
struct WebRemote {
  std::string fragment;     // Of its ICE credentials.
  std::string fingerprint;  // Of its certificate, as SDP writes it.
  Codec codec = Codec::pcmu;
  std::uint8_t opus_type = 0;   // Payload type of Opus (RFC 7587), 0 = none: then `codec` rules.
  std::uint8_t event_type = 0;  // As in Remote; with Opus in its clock, 48 kHz.
};

/// A console's leg as open_web() made it: for our answer.
struct OpenedWeb {
  std::uint16_t port = 0;
  IceCredentials ice;
  std::string fingerprint;  // Of our certificate.
};

/// A console's leg of a process that died, to be gone on with: see PhoneRecord.
struct WebResume {
  std::uint16_t port = 0;
  IceCredentials ice;
  WebMark mark;
};

/// Called on threads of media's own (the media thread, and two that write recordings), from
/// Media::start on until the Media is gone: its destructor still ends the recordings that are open.
/// Must not block.
class MediaEvents {
 public:
  virtual ~MediaEvents() = default;
  /// A leg has sent neither RTP nor RTCP for media_lost_after, whether it should or is on hold;
  /// told again for each such time that its silence lasts. SIP asks by OPTIONS before it ends the
  /// leg.
  virtual void on_silence(LegId leg) = 0;
  /// The leg's stream has another mark than the one before, which open() gave or this told.
  virtual void on_mark(LegId leg, const StreamMark& mark) = 0;
  /// Audio can flow to and from a console's leg, or cannot any more: told when that changes, within
  /// a second. `why` is for the log; empty when the browser just went quiet.
  virtual void on_path(LegId leg, bool alive, const std::string& why) = 0;
  /// Resuming the console's leg would need another mark than before. Told within a second, and at
  /// once when there are keys.
  virtual void on_web_mark(LegId leg, const WebMark& mark) = 0;
  /// The first audio of either side is in the file: of this process's, or of one that died, which
  /// may have told it already. Once for each recording that has a file, before its end.
  virtual void on_recording_started(ContactId contact) = 0;
  /// Once for each recording that began: the file is on disk, or (not complete) as much of it as
  /// the disk took and as a process that died had written. Complete with length 0: neither side
  /// sent anything, so there is no file.
  virtual void on_recording_ended(const link::RecordingEnded& ended) = 0;
};

struct MediaMetrics;

/// A leg of a conference.
struct Conferred {
  LegId leg;
  std::uint8_t hears = 0;  // Bit N: the leg N of the list. 0: it is only heard here.

  friend bool operator==(const Conferred&, const Conferred&) = default;
};
inline constexpr std::size_t conferred_max = 8;

/// Counts of one leg, for the log line at its end and for tests.
struct LegCounts {
  std::uint64_t packets_in = 0;
  std::uint64_t packets_out = 0;
  std::uint64_t packets_refused = 0;  // Not RTP, from a stranger, or a type that was not agreed.
  std::uint64_t packets_dropped = 0;  // Ours: the socket would not take it, or a ring was full.
};

/// Pages that may speak Opus: a talking one takes 0.42 % of a core (bench `opus`), so that these
/// take less than half of the one media thread, which carries everybody's audio.
inline constexpr std::size_t opus_legs_max = 100;

/// SIP thread only. Starts its thread in start() and ends it in the destructor.
class Media {
 public:
  /// Fault network: the address cannot be bound. Fault disk: the recordings folder.
  static Result<std::unique_ptr<Media>> start(const MediaOptions& options, MediaEvents& events,
                                              Logger& logger);
  virtual ~Media() = default;

  /// Binds RTP and RTCP sockets for a leg. A port rests between two
  /// legs: 10 s, or 1 s behind one that was never connected. Fault limit: none
  /// is left, so new calls get 503.
  virtual Result<OpenedLeg> open(LegId leg) = 0;

  /// Opens a leg of a process that died at its own port, its stream gone on with behind `mark`.
  /// Fault network: the port is not ours any more.
  virtual Result<OpenedLeg> reopen(LegId leg, std::uint16_t port, const StreamMark& mark) = 0;

  /// Opens a leg of the console, on one port for all (RFC 8843, 5761). Its path is alive once
  /// on_path says so. Faults as of open().
  virtual Result<OpenedWeb> open_web(LegId leg, const WebRemote& remote) = 0;

  /// Opens a console's leg of a process that died at its own port: nobody shakes hands again. What
  /// is sent has another SSRC, so that nothing is sealed twice with one number. Fault network: the
  /// port is not ours any more; limit.
  virtual Result<void> reopen_web(LegId leg, const WebRemote& remote, const WebResume& from) = 0;

  /// The browser changes networks: the port and the keys stay, checks are made by new credentials.
  /// Nothing when there is no such leg, or none of the console.
  virtual std::optional<IceCredentials> restart_web(LegId leg, const std::string& fragment) = 0;

  /// A contact's leg has the audio of an open console's leg, and stands for it below, until it is
  /// detached or that one closed; that one goes on and may serve another. False: it is not open, or
  /// serves one already.
  virtual bool attach(LegId leg, LegId web) = 0;

  /// Nothing when it is not attached.
  virtual void detach(LegId leg) = 0;

  /// Where the leg's audio goes; again at each re-INVITE. An address that is not one host's
  /// IPv4, or port 0, is logged and changes nothing; 0.0.0.0 is hold. Packets are taken from that
  /// address alone, but from any port of it: the first valid one fixes the port, for both
  /// directions (RFC 4961 symmetric RTP), and another port takes over only after 200 ms without a
  /// packet. For a phone behind a router whose SDP names an address of its own network, give the
  /// address that its signalling came from; where that cannot be told, give it as `or_address`: the
  /// first valid packet says from which of the two audio comes, and until then it goes to
  /// `address`.
  virtual void connect(LegId leg, const Remote& remote) = 0;

  /// The two hear each other, until either is bridged anew, unbridged or closed. A G.711 pair of
  /// one codec is passed through; two codecs are translated sample by sample. telephone-event is
  /// passed with its payload type rewritten. Ends what either was hearing (`hear`).
  virtual void bridge(LegId a, LegId b) = 0;

  /// The leg hears silence (nothing is sent) and is heard by nobody.
  virtual void unbridge(LegId leg) = 0;

  /// Who hears whom in the contact beside the bridge, all of it at each change; none = it is over.
  /// At most conferred_max legs, each in one contact's; those that are not open are left out. Who
  /// hears nobody here hears what it would without: its peer, packet by packet, or a sound. The
  /// others hear the sum in place of that, telephone-event left out, about 60 ms later. A leg that
  /// is detached or closed is out of it, and has to be named again.
  virtual void confer(ContactId contact, std::span<const Conferred> legs) = 0;

  /// What the leg hears while it is not bridged: asked for during a bridge it begins behind it.
  /// The same request again changes nothing, so that music does not start anew. Begins with what
  /// would be heard now if it had begun at `since` (monotonic_now() or earlier). A sound that is
  /// missing is logged once and left out. Blocks for the reading of a file at its first use.
  virtual void hear(LegId leg, link::Hear what, const std::string& greeting,
                    const std::string& music, Time since) = 0;

  /// The leg hears that somebody is rung, as hear() gives it something, until it hears something
  /// else: 425 Hz, 1 s in 5, as in Mexico (ITU-T E.180 Supplement 2).
  virtual void ring_back(LegId leg) = 0;

  /// Starts (or goes on with) the contact's recording; the legs take the place of whoever was on
  /// their side, zero = nobody is. Customer left, agent right, each what that
  /// side said; a side without audio is silent, in step with time. The file begins at `since`
  /// (monotonic_now() or earlier), is made with the first audio and can be read while it grows
  /// (recording.h). A CONTACT.wav that exists is gone on with: what is missing in it up to now is
  /// silence, and it ends as not complete.
  virtual void record(ContactId contact, LegId customer, LegId agent, Time since) = 0;

  /// Completes the file; on_recording_ended follows. Nothing when there is none.
  virtual void end_recording(ContactId contact) = 0;

  /// Frees the leg's sockets; gives its counts through the logger.
  virtual void close(LegId leg) = 0;

  /// Legs that are open now, and how many can be: as many as there are pairs of ports.
  virtual std::size_t legs() const = 0;
  virtual std::size_t legs_max() const = 0;

  /// Whether so many more legs could be opened now: ports that rest are no room.
  virtual bool has_room(std::size_t legs) const = 0;

  /// Whether one more page may speak Opus; those beyond opus_legs_max have G.711.
  virtual bool has_room_for_opus() const = 0;

  virtual const MediaMetrics& metrics() const = 0;
};

}  // namespace relevo::voice
