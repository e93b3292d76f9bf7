// One leg's media: its two sockets, what comes in, what goes out, and who it is heard by.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

#include "base/id.h"
#include "base/time.h"
#include "voice/media/latch.h"
#include "voice/media/media.h"
#include "voice/media/mix.h"
#include "voice/media/opus_line.h"
#include "voice/media/playback.h"
#include "voice/media/recorder.h"
#include "voice/media/rtcp.h"
#include "voice/media/rtp.h"
#include "voice/media/rtp_stream.h"
#include "voice/media/stream_mark.h"
#include "voice/media/udp_socket.h"
#include "voice/web/web_path.h"

namespace relevo::voice {

/// A Remote with its address read.
struct Target {
  Endpoint rtp;
  std::uint32_t or_address = 0;  // Another from which it may come; 0 = none.
  Codec codec = Codec::pcmu;
  std::uint8_t event_type = 0;
  bool they_receive = true;
};

/// Made by the SIP thread, then used by the media thread alone. Nothing here allocates, locks or
/// waits, and a packet costs one receive and one send.
class Leg final : public MixMember {
 public:
  Leg(LegId id, UdpSocket rtp, UdpSocket rtcp, RtpStream stream)
      : id_(id), rtp_(std::move(rtp)), rtcp_(std::move(rtcp)), out_(stream) {}

  /// A leg of the console: RTP and RTCP on one socket, sealed. `opus`: null where it speaks G.711.
  Leg(LegId id, std::unique_ptr<WebPath> web, std::unique_ptr<OpusLine> opus, RtpStream stream)
      : id_(id), web_(std::move(web)), opus_(std::move(opus)), out_(stream) {}

  LegId id() const { return id_; }
  const UdpSocket& rtp() const { return web_ != nullptr ? web_->socket() : rtp_; }
  /// Null where reports come with the audio.
  const UdpSocket* rtcp() const { return web_ != nullptr ? nullptr : &rtcp_; }
  /// Null for a phone.
  WebPath* web() { return web_.get(); }
  bool speaks_opus() const { return opus_ != nullptr; }  // Any thread.
  const LegCounts& counts() const { return counts_; }

  void connect(const Target& target, Time now);

  /// Goes on sending to where another process had learnt to; after connect().
  void resume_latch(Endpoint learnt) { rtp_latch_.resume(learnt); }

  /// A mark of the stream as it stands; from now on renewed_mark() compares with it.
  StreamMark mark(Time now);

  /// Another mark when the stream comes near to the last one, or they send from elsewhere.
  std::optional<StreamMark> renewed_mark(Time now);

  /// Both directions at once: the peer's peer becomes this leg. Whoever they had loses them, and
  /// what either was hearing ends.
  static void bridge(Leg& a, Leg& b);
  void unbridge();
  Leg* peer() const { return peer_; }

  void hear(Playback playback);
  bool hears() const { return playback_.active(); }

  /// What it says is on that side from now on. Of a customer who hears a mix it is also what they
  /// hear, in place of what their peer says: with everybody who is heard there.
  void record(Recorder& recorder, Recording* recording, Side side) {
    recorder_ = &recorder;
    recording_ = recording;
    side_ = side;
  }
  void end_record() { recording_ = nullptr; }
  const Recording* recording() const { return recording_; }
  Side side() const { return side_; }

  /// In place of its peer the leg hears a mix, or no more; see MixMember. Telephone events of the
  /// peer are left out meanwhile.
  void in_mix(Speaker* says, bool hears) override;
  Codec mix_codec() const override { return target_.codec; }
  void hear_mix(std::span<const std::uint8_t> audio, Time now) override;

  /// Takes one datagram that waits in the RTP socket, passes it to the peer, the mix and the
  /// recorder.
  void receive_rtp(std::span<std::uint8_t> buffer, Time now);
  void receive_rtcp(std::span<std::uint8_t> buffer, Time now);

  /// Sends the next 20 ms of what the leg hears from us, unless it is bridged or hears a mix.
  void play(Time now);

  /// Sends an RTCP report when it is due. Once a second.
  void report(Time now, std::string_view cname);

  /// Of a console's leg, when it is another than the last time.
  std::optional<WebMark> renewed_web_mark() {
    return web_ == nullptr ? std::nullopt : web_->renewed_mark();
  }

  /// Whether the path to a browser is alive, when that is another answer than the last time.
  std::optional<bool> changed_path(Time now);

  /// True when the peer has sent nothing for `limit`, and again for each further `limit` of it.
  bool fell_silent(Time now, Duration limit);

 private:
  static constexpr Duration rtp_quiet_after = milliseconds(200);  // Ten packets.
  static constexpr Duration rtcp_quiet_after = seconds(15);       // Three reports.

  bool connected() const { return web_ != nullptr || target_.rtp.port != 0; }
  bool can_hear() const { return connected() && target_.they_receive; }
  void take_rtp(std::span<std::uint8_t> datagram, std::optional<Endpoint> source, Time now);
  void take_rtcp(std::span<const std::uint8_t> datagram, Time now);
  void deliver(RtpPacket& packet, Time now);
  void keep(const RtpPacket& packet, Side side, Time now);
  void change_source();
  void send_audio(RtpHeader header, std::span<std::uint8_t> payload);
  void pass(RtpPacket& packet, Time now);
  void pass_to_opus(RtpPacket& packet, Time now);
  void send(const RtpHeader& header, std::span<std::uint8_t> payload);
  void send(std::span<const std::uint8_t> datagram);

  LegId id_;
  std::unique_ptr<WebPath> web_;
  std::unique_ptr<OpusLine> opus_;
  UdpSocket rtp_;
  UdpSocket rtcp_;
  RtpStream out_;
  Target target_;
  Latch rtp_latch_{rtp_quiet_after};
  Latch rtcp_latch_{rtcp_quiet_after};
  Reception reception_;
  LegCounts counts_;
  std::uint64_t bytes_out_ = 0;         // Payload.
  std::uint64_t packets_reported_ = 0;  // packets_out at the last report.
  Time report_at_;
  Time silent_since_;  // Or when it was told last.
  StreamMark marked_;
  bool path_alive_ = false;  // As told last.
  Leg* peer_ = nullptr;
  Playback playback_;
  Speaker* says_ = nullptr;  // In a mix.
  bool hears_mix_ = false;
  std::uint32_t mix_timestamp_ = 0;  // Of its next frame, for the recording.
  Recorder* recorder_ = nullptr;
  Recording* recording_ = nullptr;
  Side side_ = Side::customer;
};

}  // namespace relevo::voice
