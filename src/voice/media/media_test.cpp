#include "voice/media/media.h"

#include <doctest/doctest.h>

#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <set>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/phone_test.h"
#include "voice/media/wav.h"

namespace relevo::voice {

namespace {

constexpr LegId caller{1};
constexpr LegId agent{2};
constexpr ContactId contact{7};
constexpr std::uint8_t event_of_caller = 101;
constexpr std::uint8_t event_of_agent = 96;
constexpr auto patience = std::chrono::seconds(10);

/// What media reported, waited for.
class Seen final : public MediaEvents {
 public:
  void on_silence(LegId leg) override {
    const std::lock_guard lock(mutex_);
    silent_.insert(leg);
    changed_.notify_all();
  }
  void on_mark(LegId leg, const StreamMark& mark) override {
    const std::lock_guard lock(mutex_);
    marks_[leg] = mark;
    changed_.notify_all();
  }
  void on_web_mark(LegId /*leg*/, const WebMark& /*mark*/) override {}
  void on_path(LegId /*leg*/, bool /*alive*/, const std::string& /*why*/) override {}
  void on_recording_started(ContactId started) override {
    const std::lock_guard lock(mutex_);
    started_.insert(started);
    changed_.notify_all();
  }
  void on_recording_ended(const link::RecordingEnded& ended) override {
    const std::lock_guard lock(mutex_);
    ended_[ended.contact] = ended;
    changed_.notify_all();
  }

  bool silence_of(LegId leg) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return silent_.contains(leg); });
  }
  std::optional<StreamMark> mark_of(LegId leg) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [&] { return marks_.contains(leg); })) return {};
    return marks_[leg];
  }
  bool recording_started(ContactId started) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return started_.contains(started); });
  }
  std::optional<link::RecordingEnded> recording_ended(ContactId ended) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait_for(lock, patience, [&] { return ended_.contains(ended); })) return {};
    return ended_[ended];
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::set<LegId> silent_;
  std::map<LegId, StreamMark> marks_;
  std::set<ContactId> started_;
  std::map<ContactId, link::RecordingEnded> ended_;
};

/// A folder of its own, gone afterwards.
class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-media-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A caller's and an agent's phone, each with an open and connected leg.
struct Call {
  Seen seen;
  Folder folder;
  NoLogger logger;
  Phone caller_phone;
  Phone agent_phone;
  std::unique_ptr<Media> media;  // Ends before what it reports to.
  std::uint16_t caller_port = 0;
  std::uint16_t agent_port = 0;

  explicit Call(Codec agent_codec, MediaOptions options = {}) {
    options.port_first = 18000;  // Below the ports that the phones get.
    options.port_last = 18199;
    options.recordings = folder.path();
    media = std::move(Media::start(options, seen, logger).value());
    caller_port = media->open(caller).value().port;
    agent_port = media->open(agent).value().port;
    media->connect(caller, {.address = "127.0.0.1",
                            .port = caller_phone.port(),
                            .codec = Codec::pcmu,
                            .event_type = event_of_caller});
    media->connect(agent, {.address = "127.0.0.1",
                           .port = agent_phone.port(),
                           .codec = agent_codec,
                           .event_type = event_of_agent});
  }

  /// The media thread carries requests out when it comes to them: the caller speaks until the
  /// agent hears it. Gives what the agent heard.
  std::optional<Arrived> speak_until_heard(RtpHeader header, const Bytes& payload) const {
    for (int tries = 0; tries < 200; ++tries) {
      caller_phone.send(caller_port, header, payload);
      if (auto heard = agent_phone.receive(50)) return heard;
    }
    return std::nullopt;
  }
};

Bytes ramp(std::uint8_t from) {
  Bytes payload(160);
  for (std::size_t i = 0; i < payload.size(); ++i) {
    payload[i] = static_cast<std::uint8_t>(from + i);
  }
  return payload;
}

}  // namespace

TEST_CASE("media: bridged phones of one codec hear each other's bytes, in one stream") {
  Call call(Codec::pcmu);
  call.media->bridge(caller, agent);
  RtpHeader header{.sequence = 65500, .timestamp = 0xFFFFFF00, .ssrc = 0xABCD};
  const auto first = call.speak_until_heard(header, ramp(0));
  REQUIRE(first);
  CHECK(first->header.marker);
  CHECK(first->header.ssrc != header.ssrc);
  CHECK(first->payload == ramp(0));

  for (std::uint16_t i = 1; i <= 100; ++i) {
    ++header.sequence;
    header.timestamp += 160;
    call.caller_phone.send(call.caller_port, header, ramp(static_cast<std::uint8_t>(i)));
    const auto heard = call.agent_phone.receive();
    REQUIRE(heard);
    CHECK(heard->payload == ramp(static_cast<std::uint8_t>(i)));
    CHECK(heard->header.sequence == static_cast<std::uint16_t>(first->header.sequence + i));
    CHECK(heard->header.timestamp == first->header.timestamp + std::uint32_t{i} * 160);
    CHECK(heard->header.ssrc == first->header.ssrc);
    CHECK_FALSE(heard->header.marker);
  }

  call.agent_phone.send(call.agent_port, {.sequence = 5, .ssrc = 2}, ramp(9));
  const auto back = call.caller_phone.receive();
  REQUIRE(back);
  CHECK(back->payload == ramp(9));

  call.media->close(caller);
  call.media->close(agent);
  CHECK(call.media->legs() == 0);
}

TEST_CASE("media: two codecs are translated, DTMF gets the other side's payload type") {
  Call call(Codec::pcma);
  call.media->bridge(caller, agent);
  RtpHeader header{.sequence = 10, .timestamp = 800, .ssrc = 1};
  const auto first = call.speak_until_heard(header, ramp(0));
  REQUIRE(first);
  Bytes expected = ramp(0);
  translate(expected, Codec::pcmu, Codec::pcma);
  CHECK(first->header.payload_type == 8);
  CHECK(first->payload == expected);

  // One event in three packets: their timestamp stays, their duration grows (RFC 4733).
  const std::uint32_t event_timestamp = header.timestamp + 160;
  for (std::uint8_t i = 1; i <= 3; ++i) {
    const Bytes event = {5, 10, 0, static_cast<std::uint8_t>(160 * i / 2)};
    call.caller_phone.send(call.caller_port,
                           {.marker = i == 1,
                            .payload_type = event_of_caller,
                            .sequence = static_cast<std::uint16_t>(10 + i),
                            .timestamp = event_timestamp,
                            .ssrc = 1},
                           event);
    const auto heard = call.agent_phone.receive();
    REQUIRE(heard);
    CHECK(heard->payload == event);
    CHECK(heard->header.payload_type == event_of_agent);
    CHECK(heard->header.marker == (i == 1));
    CHECK(heard->header.sequence == static_cast<std::uint16_t>(first->header.sequence + i));
    CHECK(heard->header.timestamp == first->header.timestamp + 160);
  }
}

TEST_CASE("media: DTMF is not passed to a side that did not agree on it, nor strangers to anyone") {
  Call call(Codec::pcmu);
  call.media->connect(agent, {.address = "127.0.0.1", .port = call.agent_phone.port()});
  call.media->bridge(caller, agent);
  RtpHeader header{.sequence = 10, .timestamp = 800, .ssrc = 1};
  const auto first = call.speak_until_heard(header, ramp(0));
  REQUIRE(first);

  const Phone stranger;  // Of the same address, while the caller speaks.
  stranger.send(call.caller_port, {.sequence = 11, .timestamp = 960, .ssrc = 1}, ramp(1));
  call.caller_phone.send_raw(call.caller_port, {1, 2, 3});
  header.sequence = 11;
  header.payload_type = event_of_caller;
  call.caller_phone.send(call.caller_port, header, {5, 10, 0, 160});
  header.payload_type = 18;  // Never agreed.
  call.caller_phone.send(call.caller_port, header, ramp(2));
  header.payload_type = 0;
  header.sequence = 12;
  call.caller_phone.send(call.caller_port, header, ramp(3));
  const auto heard = call.agent_phone.receive();
  REQUIRE(heard);
  CHECK(heard->payload == ramp(3));
  CHECK(heard->header.sequence == static_cast<std::uint16_t>(first->header.sequence + 1));
}

TEST_CASE("media: a phone that is where its way says and not its SDP hears and is heard") {
  Call call(Codec::pcmu);
  const Remote remote{
      .address = "127.0.0.9", .port = call.caller_phone.port(), .or_address = "127.0.0.1"};
  call.media->connect(caller, remote);
  call.media->bridge(caller, agent);
  REQUIRE(call.speak_until_heard({.sequence = 1, .ssrc = 1}, ramp(0)));
  call.agent_phone.send(call.agent_port, {.sequence = 5, .ssrc = 2}, ramp(9));
  const auto back = call.caller_phone.receive();
  REQUIRE(back);
  CHECK(back->payload == ramp(9));
}

TEST_CASE("media: a held side gets nothing, then the stream goes on with a marker") {
  Call call(Codec::pcmu);
  call.media->bridge(caller, agent);
  RtpHeader header{.sequence = 10, .timestamp = 800, .ssrc = 1};
  const auto first = call.speak_until_heard(header, ramp(0));
  REQUIRE(first);
  Remote remote{.address = "127.0.0.1", .port = call.agent_phone.port()};
  remote.they_receive = false;
  call.media->connect(agent, remote);
  bool quiet = false;
  for (int tries = 0; tries < 100 && !quiet; ++tries) {
    call.caller_phone.send(call.caller_port, header, ramp(1));
    quiet = !call.agent_phone.receive_raw(100);
  }
  CHECK(quiet);
  remote.they_receive = true;
  call.media->connect(agent, remote);
  header.sequence = 500;
  const auto again = call.speak_until_heard(header, ramp(2));
  REQUIRE(again);
  CHECK(again->header.marker);
  CHECK(again->header.ssrc == first->header.ssrc);
}

TEST_CASE("media: a leg hears music in packets of 20 ms until it is bridged") {
  Call call(Codec::pcmu);
  call.media->hear(caller, link::Hear::queue_music, "en/queue-thankyou", "", monotonic_now());
  const auto first = call.caller_phone.receive();
  REQUIRE(first);
  CHECK(first->header.marker);
  CHECK(first->payload.size() == 160);
  for (std::uint16_t i = 1; i <= 25; ++i) {
    // The same request again does not start anew.
    call.media->hear(caller, link::Hear::queue_music, "en/queue-thankyou", "", monotonic_now());
    const auto next = call.caller_phone.receive();
    REQUIRE(next);
    CHECK(next->header.sequence == static_cast<std::uint16_t>(first->header.sequence + i));
    CHECK(next->header.timestamp == first->header.timestamp + std::uint32_t{i} * 160);
    CHECK_FALSE(next->header.marker);
  }
  call.media->bridge(caller, agent);
  bool quiet = false;
  for (int tries = 0; tries < 100 && !quiet; ++tries) quiet = !call.caller_phone.receive_raw(100);
  CHECK(quiet);
}

TEST_CASE("media: who sends neither RTP nor RTCP is told, and who is on hold too") {
  Call call(Codec::pcmu, {.media_lost_after = milliseconds(1)});
  call.media->connect(
      agent, {.address = "127.0.0.1", .port = call.agent_phone.port(), .they_send = false});
  CHECK(call.seen.silence_of(caller));
  CHECK(call.seen.silence_of(agent));
}

TEST_CASE("media: a recording holds what each side said") {
  Call call(Codec::pcma);
  call.media->bridge(caller, agent);
  const Time since = monotonic_now();
  call.media->record(contact, caller, LegId{}, since);
  call.media->record(contact, caller, agent, since);
  RtpHeader header{.sequence = 1, .timestamp = 160, .ssrc = 1};
  REQUIRE(call.speak_until_heard(header, ramp(0)));
  for (int i = 0; i < 20; ++i) {
    ++header.sequence;
    header.timestamp += 160;
    call.caller_phone.send(call.caller_port, header, Bytes(160, 0x11));
    REQUIRE(call.agent_phone.receive());
    header.payload_type = 8;
    call.agent_phone.send(call.agent_port, header, Bytes(160, 0x22));
    header.payload_type = 0;
    REQUIRE(call.caller_phone.receive());
  }
  CHECK(call.seen.recording_started(contact));
  call.media->end_recording(contact);
  const auto ended = call.seen.recording_ended(contact);
  REQUIRE(ended);
  CHECK(ended->complete);

  std::ifstream file(call.folder.path() + "/7.wav", std::ios::binary);
  const Bytes bytes{std::istreambuf_iterator<char>(file), {}};
  REQUIRE(bytes.size() > wav_header_size);
  CHECK(duration_of(static_cast<std::int64_t>(bytes.size() - wav_header_size) / 4) ==
        ended->length);
  std::set<std::int16_t> left;
  std::set<std::int16_t> right;
  for (std::size_t at = wav_header_size; at + 3 < bytes.size(); at += 4) {
    left.insert(static_cast<std::int16_t>(bytes[at] | bytes[at + 1] << 8));
    right.insert(static_cast<std::int16_t>(bytes[at + 2] | bytes[at + 3] << 8));
  }
  CHECK(left.contains(from_pcmu(0x11)));
  CHECK_FALSE(left.contains(from_pcma(0x22)));
  CHECK(right.contains(from_pcma(0x22)));
  CHECK_FALSE(right.contains(from_pcmu(0x11)));
}

TEST_CASE("media: a leg reopened by the next process goes on at its port, behind its stream") {
  std::uint16_t port = 0;
  StreamMark mark;
  std::uint16_t sequence = 0;
  Phone phone;
  const auto hear = [&phone](Media& media, LegId leg) {
    media.connect(leg, {.address = "127.0.0.1", .port = phone.port(), .codec = Codec::pcmu});
    media.hear(leg, link::Hear::hold_music, "", "", monotonic_now());
    return phone.receive();
  };
  const Folder folder;
  NoLogger logger;
  const MediaOptions options{.port_first = 18400, .port_last = 18499, .recordings = folder.path()};
  {
    Seen seen;
    const auto media = Media::start(options, seen, logger);
    REQUIRE(media);
    const auto opened = (*media)->open(caller);
    REQUIRE(opened);
    port = opened->port;
    mark = opened->stream;
    const auto heard = hear(**media, caller);
    REQUIRE(heard);
    CHECK(heard->header.ssrc == mark.ssrc);
    sequence = heard->header.sequence;
    CHECK(static_cast<std::uint16_t>(mark.sequence - sequence) == StreamMark::ahead);
  }
  while (phone.receive_raw(0)) {
  }
  Seen seen;
  const auto media = Media::start(options, seen, logger);
  REQUIRE(media);
  const auto reopened = (*media)->reopen(caller, port, mark);
  REQUIRE(reopened);
  CHECK(reopened->port == port);
  const auto refused = (*media)->reopen(agent, port, mark);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().kind == Fault::Kind::network);
  const auto heard = hear(**media, caller);
  REQUIRE(heard);
  CHECK(heard->header.ssrc == mark.ssrc);
  CHECK(heard->header.sequence == mark.sequence);
  CHECK(heard->header.marker);
}

TEST_CASE("media: a new mark is told when they are seen to send from another port") {
  Call call(Codec::pcmu);
  call.media->bridge(caller, agent);
  REQUIRE(call.speak_until_heard({.sequence = 1, .ssrc = 1}, ramp(0)));
  const auto mark = call.seen.mark_of(caller);
  REQUIRE(mark);
  CHECK(mark->learnt_port == call.caller_phone.port());
  CHECK(mark->learnt_address == loopback);
}

TEST_CASE("media: ports run out, and a folder or an address that cannot be used is a fault") {
  const Folder folder;
  Seen seen;
  NoLogger logger;
  MediaOptions options{.port_first = 18300, .port_last = 18303, .recordings = folder.path()};
  {
    const auto media = Media::start(options, seen, logger);
    REQUIRE(media);
    CHECK((*media)->open(LegId{1}));
    CHECK((*media)->open(LegId{2}));
    const auto refused = (*media)->open(LegId{3});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == Fault::Kind::limit);
    (*media)->close(LegId{1});
    CHECK_FALSE((*media)->open(LegId{3}));  // It rests.
    CHECK((*media)->legs() == 1);
  }
  options.recordings = "/proc/nowhere";
  CHECK_FALSE(Media::start(options, seen, logger));
  options.recordings = folder.path();
  options.bind_address = "192.0.2.1";
  CHECK_FALSE(Media::start(options, seen, logger));
  options.bind_address = "localhost";
  CHECK_FALSE(Media::start(options, seen, logger));
}

}  // namespace relevo::voice
