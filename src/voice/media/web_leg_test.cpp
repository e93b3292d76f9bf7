// A page of the console as a leg: real sockets, a browser's handshake, audio both ways.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <set>
#include <span>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/media.h"
#include "voice/media/opus.h"
#include "voice/media/phone_test.h"
#include "voice/media/wav.h"
#include "voice/web/browser_test.h"

namespace relevo::voice {

namespace {

constexpr LegId caller{1};
constexpr LegId agent{2};
constexpr LegId page{3};
constexpr auto patience = std::chrono::seconds(10);

class Told final : public MediaEvents {
 public:
  void on_silence(LegId /*leg*/) override {}
  void on_mark(LegId /*leg*/, const StreamMark& /*mark*/) override {}
  void on_web_mark(LegId /*leg*/, const WebMark& /*mark*/) override {}
  void on_path(LegId /*leg*/, bool alive, const std::string& why) override {
    const std::lock_guard lock(mutex_);
    alive_ = alive;
    why_ = why;
    changed_.notify_all();
  }
  void on_recording_started(ContactId /*contact*/) override {}
  void on_recording_ended(const link::RecordingEnded& /*ended*/) override {
    const std::lock_guard lock(mutex_);
    recorded_ = true;
    changed_.notify_all();
  }

  bool alive() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return alive_; });
  }
  bool recorded() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [this] { return recorded_; });
  }
  std::string failed() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return !why_.empty(); });
    return why_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool alive_ = false;
  bool recorded_ = false;
  std::string why_;
};

struct Pages {
  std::string folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-web-XXXXXX").string();
    return std::string{::mkdtemp(name.data())};
  }();
  Told told;
  NoLogger logger;
  Phone phone;
  Browser browser;
  std::unique_ptr<Media> media;
  OpenedWeb opened;

  Pages() {
    media = std::move(
        Media::start({.port_first = 18600, .port_last = 18899, .recordings = folder}, told, logger)
            .value());
  }
  ~Pages() {
    media.reset();
    std::filesystem::remove_all(folder);
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  bool connect(const std::string& fingerprint, std::uint8_t opus_type = 0) {
    opened = media
                 ->open_web(page, {.fragment = Browser::fragment,
                                   .fingerprint = fingerprint,
                                   .opus_type = opus_type})
                 .value();
    return browser.connect(opened.port, opened.ice.fragment, opened.ice.password);
  }

  /// From the phone of the caller, until the page hears it.
  std::optional<Arrived> speak_until_heard(std::uint16_t port, std::uint32_t samples = 160) {
    for (std::uint16_t i = 0; i < 50; ++i) {
      phone.send(port, {.sequence = i, .timestamp = i * samples, .ssrc = 5}, Bytes(samples, 0x55));
      if (i < 3) continue;
      if (auto heard = browser.receive()) return heard;
    }
    return std::nullopt;
  }
};

}  // namespace

TEST_CASE("web leg: a page and a phone hear each other, sealed on one side") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint()));
  CHECK(it.told.alive());

  const std::uint16_t port = it.media->open(caller).value().port;
  it.media->connect(caller, {.address = "127.0.0.1", .port = it.phone.port()});
  REQUIRE(it.media->attach(agent, page));
  CHECK_FALSE(it.media->attach(LegId{9}, page));  // It serves one already.
  it.media->bridge(caller, agent);
  const auto heard = it.speak_until_heard(port);
  REQUIRE(heard);
  CHECK(heard->payload == Bytes(160, 0x55));
  CHECK(heard->header.payload_type == 0);

  CHECK(it.browser.send({.sequence = 1, .timestamp = 160, .ssrc = 77}, Bytes(160, 0x33)));
  const auto answer = it.phone.receive();
  REQUIRE(answer);
  CHECK(answer->payload == Bytes(160, 0x33));

  // The page goes on behind the contact's end, and serves the next.
  it.media->detach(agent);
  CHECK(it.media->attach(LegId{9}, page));
  it.media->close(page);
  CHECK_FALSE(it.media->attach(LegId{10}, page));
  CHECK(it.media->legs() == 1);
}

TEST_CASE("web leg: a page that went away and came back in mid-call is recorded on") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint()));
  REQUIRE(it.told.alive());
  const std::uint16_t port = it.media->open(caller).value().port;
  it.media->connect(caller, {.address = "127.0.0.1", .port = it.phone.port()});
  const ContactId contact{7};
  const Time since = monotonic_now();
  std::uint16_t sequence = 0;
  for (const std::uint8_t said : {std::uint8_t{0x33}, std::uint8_t{0x44}}) {
    REQUIRE(it.media->attach(agent, page));
    it.media->bridge(caller, agent);
    it.media->record(contact, caller, agent, since);
    REQUIRE(it.speak_until_heard(port));
    for (int i = 0; i < 20; ++i) {
      ++sequence;
      CHECK(it.browser.send({.sequence = sequence, .timestamp = sequence * 160U, .ssrc = 77},
                            Bytes(160, said)));
      REQUIRE(it.phone.receive());
    }
    it.media->detach(agent);
  }
  it.media->end_recording(contact);
  REQUIRE(it.told.recorded());
  std::ifstream file(it.folder + "/7.wav", std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::set<std::int16_t> right;
  for (std::size_t at = wav_header_size; at + 3 < bytes.size(); at += 4) {
    std::int16_t sample = 0;
    std::memcpy(&sample, bytes.data() + at + 2, sizeof(sample));
    right.insert(sample);
  }
  CHECK(right.contains(from_pcmu(0x44)));  // Said at the same moments, it covers the first.
}

TEST_CASE("web leg: a page that speaks Opus hears a phone whose packets have 30 ms") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint(), 111));
  REQUIRE(it.told.alive());
  const std::uint16_t port = it.media->open(caller).value().port;
  it.media->connect(caller, {.address = "127.0.0.1", .port = it.phone.port()});
  REQUIRE(it.media->attach(agent, page));
  it.media->bridge(caller, agent);
  const auto heard = it.speak_until_heard(port, 240);
  REQUIRE(heard);
  CHECK(heard->header.payload_type == 111);
  const auto next = it.browser.receive();
  REQUIRE(next);
  CHECK(next->header.sequence == static_cast<std::uint16_t>(heard->header.sequence + 1));
  CHECK(next->header.timestamp == heard->header.timestamp + 960);
}

// 65,486 packets of 20 ms: their numbers are just below those of before it.
TEST_CASE("web leg: a page that speaks Opus hears a phone behind a hold of 21.8 minutes at once") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint(), 111));
  REQUIRE(it.told.alive());
  const std::uint16_t port = it.media->open(caller).value().port;
  it.media->connect(caller, {.address = "127.0.0.1", .port = it.phone.port()});
  REQUIRE(it.media->attach(agent, page));
  it.media->bridge(caller, agent);
  REQUIRE(it.speak_until_heard(port));
  it.media->unbridge(agent);
  it.media->bridge(caller, agent);
  constexpr std::uint16_t behind = 65'486;
  for (std::uint16_t i = behind; i < behind + 4; ++i) {
    it.phone.send(port, {.sequence = i, .timestamp = i * 160U, .ssrc = 5}, Bytes(160, 0x55));
  }
  auto heard = it.browser.receive();
  for (int i = 0; i < 8 && heard && !heard->header.marker; ++i) heard = it.browser.receive();
  REQUIRE(heard);
  CHECK(heard->header.marker);
}

TEST_CASE("web leg: a page that speaks Opus hears that somebody is rung") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint(), 111));
  REQUIRE(it.told.alive());
  REQUIRE(it.media->attach(agent, page));
  it.media->ring_back(agent);
  auto codec = Opus::make().value();
  std::array<std::uint8_t, Opus::samples_max> plain{};
  int loudest = 0;
  for (int i = 0; i < 10; ++i) {
    const auto heard = it.browser.receive();
    REQUIRE(heard);
    CHECK(heard->header.payload_type == 111);
    const std::size_t size = codec.decode(heard->payload, plain);
    REQUIRE(size == frame_samples);
    for (const std::uint8_t byte : std::span{plain}.first(size)) {
      loudest = std::max<int>(loudest, from_pcmu(byte));
    }
  }
  CHECK(loudest > 4000);
}

TEST_CASE("web leg: a supervisor's page hears a call in Opus, and is heard by who shall hear it") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint(), 111));
  REQUIRE(it.told.alive());
  const Phone agents_phone;
  const LegId supervisor{9};
  const std::uint16_t port = it.media->open(caller).value().port;
  REQUIRE(it.media->open(agent));
  it.media->connect(caller, {.address = "127.0.0.1", .port = it.phone.port()});
  it.media->connect(agent, {.address = "127.0.0.1", .port = agents_phone.port()});
  it.media->bridge(caller, agent);
  REQUIRE(it.media->attach(supervisor, page));
  const auto confer = [&](std::uint8_t agent_hears) {
    it.media->confer(ContactId{7},
                     std::vector<Conferred>{{caller}, {agent, agent_hears}, {supervisor, 0b011}});
  };
  confer(0);
  const auto heard = it.speak_until_heard(port);
  REQUIRE(heard);
  CHECK(heard->header.payload_type == 111);
  const auto next = it.browser.receive();
  REQUIRE(next);
  CHECK(next->header.sequence == static_cast<std::uint16_t>(heard->header.sequence + 1));
  CHECK(next->header.timestamp == heard->header.timestamp + 960);

  // The agent hears what the page says, and says nothing.
  confer(0b101);
  auto codec = Opus::make().value();
  Bytes loud(frame_samples);
  for (std::size_t i = 0; i < loud.size(); ++i) loud[i] = to_pcmu(i % 16 < 8 ? 20'000 : -20'000);
  Bytes packet(Opus::packet_max);
  int loudest = 0;
  for (std::uint16_t i = 0; i < 200 && loudest < 10'000; ++i) {
    const std::size_t size = codec.encode(loud, Codec::pcmu, packet);
    CHECK(it.browser.send(
        {.payload_type = 111, .sequence = i, .timestamp = i * std::uint32_t{960}, .ssrc = 77},
        Bytes(packet.begin(), packet.begin() + static_cast<std::ptrdiff_t>(size))));
    static_cast<void>(it.phone.receive_raw(20));  // Nobody speaks to it.
    while (const auto whispered = agents_phone.receive(0)) {
      for (const std::uint8_t byte : whispered->payload) {
        loudest = std::max<int>(loudest, from_pcmu(byte));
      }
    }
  }
  CHECK(loudest >= 10'000);
  CHECK_FALSE(it.phone.receive_raw(0));

  // The page goes on behind it, and hears no more.
  it.media->detach(supervisor);
  bool quiet = false;
  for (int tries = 0; tries < 100 && !quiet; ++tries) quiet = !it.browser.receive();
  CHECK(quiet);
}

TEST_CASE("web leg: so many pages speak Opus, and one that goes makes room for another") {
  Pages it;
  const auto open = [&it](LegId leg) {
    return it.media->open_web(leg,
                              {.fragment = "a", .fingerprint = "sha-256 00", .opus_type = 111});
  };
  REQUIRE(it.media->legs_max() > opus_legs_max);
  for (std::uint64_t i = 1; i <= opus_legs_max; ++i) {
    CHECK(it.media->has_room_for_opus());
    REQUIRE(open(LegId{i}));
  }
  CHECK_FALSE(it.media->has_room_for_opus());
  REQUIRE(it.media->open_web(LegId{1000}, {.fragment = "a", .fingerprint = "sha-256 00"}));
  it.media->close(LegId{1000});
  CHECK_FALSE(it.media->has_room_for_opus());
  it.media->close(LegId{1});
  CHECK(it.media->has_room_for_opus());
}

TEST_CASE("web leg: the port of a page that never came rests a second, of one that did ten") {
  Pages it;
  const std::size_t all = it.media->legs_max();
  REQUIRE(it.connect(it.browser.fingerprint()));
  REQUIRE(it.told.alive());
  REQUIRE(it.media->open_web(caller, {.fragment = "other", .fingerprint = "sha-256 00"}));
  it.media->close(page);
  it.media->close(caller);
  CHECK_FALSE(it.media->has_room(all - 1));
  for (int tries = 0; tries < 250 && !it.media->has_room(all - 1); ++tries) {
    static_cast<void>(it.phone.receive_raw(20));  // Nobody sends to it.
  }
  CHECK(it.media->has_room(all - 1));
  CHECK_FALSE(it.media->has_room(all));
}

TEST_CASE("web leg: a browser with another certificate than it offered is told of as failed") {
  Pages it;
  const DtlsClient other;
  it.connect(other.fingerprint());  // To the browser's own side the handshake looks done.
  CHECK(it.told.failed() == "another certificate than the offer named");
}

TEST_CASE("web leg: who changes networks is checked by new names, and its audio goes on") {
  Pages it;
  REQUIRE(it.connect(it.browser.fingerprint()));
  REQUIRE(it.told.alive());
  const auto ice = it.media->restart_web(page, "next");
  REQUIRE(ice);
  CHECK(ice->fragment != it.opened.ice.fragment);
  CHECK(it.browser.check());  // By the old ones too, until a pair is nominated by the new.
  CHECK_FALSE(it.media->restart_web(caller, "next"));
}

}  // namespace relevo::voice
