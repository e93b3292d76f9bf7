// Who hears whom where somebody supervises a call: real sockets, everybody speaks all the time.
#include <doctest/doctest.h>

#include <array>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <vector>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/media.h"
#include "voice/media/phone_test.h"
#include "voice/media/recording.h"
#include "voice/media/wav.h"

namespace relevo::voice {

namespace {

constexpr ContactId contact{7};
constexpr LegId customer{1};
constexpr LegId agent{2};
constexpr LegId supervisor{3};
constexpr LegId other{4};

/// Several of them, as bits.
using Who = unsigned;
constexpr Who by_customer = 1;
constexpr Who by_agent = 2;
constexpr Who by_supervisor = 4;
constexpr Who by_other = 8;

// Each says their bit, so many times as loud: a sum tells of whom it is.
constexpr int loudness = 1000;

Who who_speaks(std::int16_t sample) { return static_cast<Who>((sample + loudness / 2) / loudness); }

class Ended final : public MediaEvents {
 public:
  void on_silence(LegId /*leg*/) override {}
  void on_mark(LegId /*leg*/, const StreamMark& /*mark*/) override {}
  void on_path(LegId /*leg*/, bool /*alive*/, const std::string& /*why*/) override {}
  void on_web_mark(LegId /*leg*/, const WebMark& /*mark*/) override {}
  void on_recording_started(ContactId /*contact*/) override {}
  void on_recording_ended(const link::RecordingEnded& /*ended*/) override {
    const std::lock_guard lock(mutex_);
    recorded_ = true;
    changed_.notify_all();
  }
  bool recorded() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [this] { return recorded_; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool recorded_ = false;
};

/// Says the same all the time, and looks at what it hears.
struct Party {
  Phone phone;
  LegId leg;
  Codec codec = Codec::pcmu;
  std::uint16_t port = 0;
  RtpHeader says{.sequence = 100, .timestamp = 16'000};
  std::optional<RtpHeader> last;  // Of what it heard.
  Who hears = 0;                  // In the last packet,
  Who ever_heard = 0;             // and since somebody asked.
  std::size_t packets = 0;        // Heard since then.
  int in_a_row = 0;               // Packets of the same.

  Who bit() const { return 1U << (leg.value - 1); }

  void speak() {
    const auto sample = static_cast<std::int16_t>(bit() * loudness);
    const std::uint8_t byte = codec == Codec::pcmu ? to_pcmu(sample) : to_pcma(sample);
    says.payload_type = static_cast<std::uint8_t>(codec);
    says.ssrc = static_cast<std::uint32_t>(leg.value) * 1000;
    CHECK(phone.send(port, says, Bytes(frame_samples, byte)));
    ++says.sequence;
    says.timestamp += frame_samples;
  }

  /// All that waits: one stream, whose numbers never go back.
  void listen() {
    while (const auto arrived = phone.receive(0)) {
      const RtpHeader& header = arrived->header;
      REQUIRE(header.payload_type == static_cast<std::uint8_t>(codec));
      REQUIRE(arrived->payload.size() == frame_samples);
      if (last) {
        REQUIRE(header.ssrc == last->ssrc);
        REQUIRE(header.sequence == static_cast<std::uint16_t>(last->sequence + 1));
        REQUIRE(static_cast<std::int32_t>(header.timestamp - last->timestamp) >= 160);
      }
      last = header;
      const std::uint8_t byte = arrived->payload[frame_samples / 2];
      const Who heard = who_speaks(codec == Codec::pcmu ? from_pcmu(byte) : from_pcma(byte));
      in_a_row = heard == hears ? in_a_row + 1 : 1;
      hears = heard;
      ever_heard |= heard;
      ++packets;
    }
  }

  void forget() {
    ever_heard = 0;
    packets = 0;
    in_a_row = 0;
  }
};

class Floor {
 public:
  std::string folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-confer-XXXXXX").string();
    return std::string{::mkdtemp(name.data())};
  }();
  Ended ended;
  NoLogger logger;
  std::array<Party, 4> parties;
  std::unique_ptr<Media> media;  // Ends before what it reports to.

  Floor() {
    media = std::move(
        Media::start({.port_first = 18900, .port_last = 19099, .recordings = folder}, ended, logger)
            .value());
    for (std::size_t i = 0; i < parties.size(); ++i) {
      Party& party = parties[i];
      party.leg = LegId{i + 1};
      party.codec = party.leg == agent ? Codec::pcma : Codec::pcmu;
      party.port = media->open(party.leg).value().port;
      media->connect(party.leg,
                     {.address = "127.0.0.1", .port = party.phone.port(), .codec = party.codec});
    }
    media->bridge(customer, agent);
  }
  ~Floor() {
    media.reset();
    std::filesystem::remove_all(folder);
  }
  Floor(const Floor&) = delete;
  Floor& operator=(const Floor&) = delete;

  void confer(const std::vector<Conferred>& legs) { media->confer(contact, legs); }
  void listen() { confer({{customer}, {agent}, {supervisor, by_customer | by_agent}}); }
  void whisper() {
    confer(
        {{customer}, {agent, by_customer | by_supervisor}, {supervisor, by_customer | by_agent}});
  }
  void barge() {
    confer({{customer, by_agent | by_supervisor},
            {agent, by_customer | by_supervisor},
            {supervisor, by_customer | by_agent}});
  }

  Party& of(LegId leg) { return parties.at(leg.value - 1); }

  /// 20 ms, and a little.
  void round() {
    for (Party& party : parties) party.speak();
    pause();
  }

  /// The same while nobody speaks.
  void pause() {
    static_cast<void>(idle_.receive_raw(20));  // Nobody sends to it.
    for (Party& party : parties) party.listen();
  }

  /// Until everybody hears those for a while: none = not even silence.
  bool until(const std::array<Who, 4>& all) {
    constexpr int while_packets = 5;
    for (Party& party : parties) party.forget();
    for (int rounds = 0, quiet = 0; rounds < 300; ++rounds) {
      for (Party& party : parties) party.packets = 0;
      round();
      bool as_wanted = true;
      bool is_quiet = true;
      for (std::size_t i = 0; i < all.size(); ++i) {
        const Party& party = parties[i];
        if (all[i] == 0) is_quiet = is_quiet && party.packets == 0;
        if (all[i] != 0) {
          as_wanted = as_wanted && party.hears == all[i] && party.in_a_row >= while_packets;
        }
      }
      quiet = is_quiet ? quiet + 1 : 0;
      if (as_wanted && quiet >= while_packets) return true;
    }
    return false;
  }

  /// For half a second nobody hears anybody else.
  bool only(const std::array<Who, 4>& all) {
    for (Party& party : parties) party.forget();
    for (int rounds = 0; rounds < 25; ++rounds) round();
    bool as_wanted = true;
    for (std::size_t i = 0; i < all.size(); ++i) {
      as_wanted = as_wanted && parties[i].ever_heard == all[i];
    }
    return as_wanted;
  }

  bool hear(const std::array<Who, 4>& all) { return until(all) && only(all); }

  /// Who is recorded on that side, as it changes; what is short is left out, and silence.
  std::vector<Who> recorded(Side side) const {
    std::ifstream file(folder + "/7.wav", std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::vector<Who> all;
    Who before = 0;
    std::size_t lasts = 0;
    for (std::size_t at = wav_header_size; at + 3 < bytes.size(); at += 4) {
      std::array<std::int16_t, 2> samples{};
      std::memcpy(samples.data(), bytes.data() + at, sizeof(samples));
      const Who said = who_speaks(samples.at(static_cast<std::size_t>(side)));
      lasts = said == before ? lasts + 1 : 1;
      before = said;
      const bool is_other = said != 0 && (all.empty() || all.back() != said);
      if (lasts == 10 * frame_samples && is_other) all.push_back(said);
    }
    return all;
  }

 private:
  Phone idle_;
};

}  // namespace

TEST_CASE("confer: who listens hears both, and to them nothing changes") {
  Floor it;
  REQUIRE(it.hear({by_agent, by_customer, 0, 0}));
  it.listen();
  CHECK(it.hear({by_agent, by_customer, by_customer | by_agent, 0}));
  it.confer({});
  CHECK(it.hear({by_agent, by_customer, 0, 0}));
}

TEST_CASE(
    "confer: whispers reach the agent alone, barges everybody, back and forth in one stream") {
  Floor it;
  REQUIRE(it.hear({by_agent, by_customer, 0, 0}));
  for (int times = 0; times < 2; ++times) {
    it.whisper();
    CHECK(it.hear({by_agent, by_customer | by_supervisor, by_customer | by_agent, 0}));
    it.barge();
    CHECK(it.hear(
        {by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent, 0}));
    it.listen();
    CHECK(it.hear({by_agent, by_customer, by_customer | by_agent, 0}));
  }
}

TEST_CASE("confer: one supervisor barges and is heard by another, who whispers and is not") {
  Floor it;
  it.confer({{customer, by_agent | by_supervisor},
             {agent, by_customer | by_supervisor | by_other},
             {supervisor, by_customer | by_agent},
             {other, by_customer | by_agent | by_supervisor}});
  CHECK(it.hear({by_agent | by_supervisor, by_customer | by_supervisor | by_other,
                 by_customer | by_agent, by_customer | by_agent | by_supervisor}));
}

TEST_CASE("confer: who closes is out of it, and to the others nothing else changes") {
  Floor it;
  it.confer({{customer, by_agent | by_supervisor},
             {agent, by_customer | by_supervisor},
             {supervisor, by_customer | by_agent},
             {other, by_customer | by_agent | by_supervisor}});
  REQUIRE(it.until({by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent,
                    by_customer | by_agent | by_supervisor}));
  it.media->close(supervisor);
  CHECK(it.hear({by_agent, by_customer, 0, by_customer | by_agent}));
  it.media->close(customer);
  it.confer({{agent}, {other, 0b01}});
  CHECK(it.hear({0, 0, 0, by_agent}));
  it.confer({});
  CHECK(it.hear({0, 0, 0, 0}));
}

TEST_CASE("confer: on hold the customer has music and is heard by nobody, a whisper goes on") {
  Floor it;
  it.whisper();
  REQUIRE(it.until({by_agent, by_customer | by_supervisor, by_customer | by_agent, 0}));
  it.media->unbridge(customer);
  it.confer({{agent, 0b10}, {supervisor, 0b01}});
  CHECK(it.hear({0, by_supervisor, by_agent, 0}));
  it.media->hear(customer, link::Hear::hold_music, "", "", monotonic_now());
  it.of(customer).forget();
  it.of(supervisor).forget();
  for (int rounds = 0; rounds < 200 && it.of(customer).packets < 10; ++rounds) it.round();
  CHECK(it.of(customer).packets >= 10);
  CHECK(it.of(supervisor).ever_heard == by_agent);
  it.media->bridge(customer, agent);
  it.barge();
  CHECK(
      it.hear({by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent, 0}));
}

TEST_CASE("confer: a third one is with the two, is consulted by the second alone, and back") {
  Floor it;
  const std::vector<Conferred> all{{customer, 0b110}, {agent, 0b101}, {other, 0b011}};
  it.media->record(contact, customer, agent, monotonic_now());
  REQUIRE(it.hear({by_agent, by_customer, 0, 0}));
  for (int times = 0; times < 2; ++times) {
    // To consult: the customer is away.
    it.media->unbridge(customer);
    it.media->bridge(agent, other);
    it.confer({});
    it.media->record(contact, customer, LegId{}, monotonic_now());
    CHECK(it.hear({0, by_other, 0, by_agent}));
    // To the conference.
    it.media->unbridge(agent);
    it.media->bridge(customer, agent);
    it.confer(all);
    it.media->record(contact, customer, agent, monotonic_now());
    CHECK(it.hear({by_agent | by_other, by_customer | by_other, 0, by_customer | by_agent}));
  }
  it.media->close(agent);
  it.media->bridge(customer, other);
  it.confer({});
  CHECK(it.hear({by_other, 0, 0, by_customer}));
  it.media->end_recording(contact);
  REQUIRE(it.ended.recorded());
  // Of the consultation nothing.
  CHECK(it.recorded(Side::customer) == std::vector<Who>{by_customer});
  CHECK(it.recorded(Side::agent) == std::vector<Who>{by_agent, by_agent | by_other});
}

TEST_CASE("confer: who is on hold at their phone is sent nothing, and is heard of again") {
  Floor it;
  it.barge();
  REQUIRE(
      it.until({by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent, 0}));
  Remote remote{.address = "127.0.0.1", .port = it.of(supervisor).phone.port()};
  remote.they_receive = false;
  it.media->connect(supervisor, remote);
  CHECK(it.hear({by_agent | by_supervisor, by_customer | by_supervisor, 0, 0}));
  remote.they_receive = true;
  it.media->connect(supervisor, remote);
  CHECK(
      it.hear({by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent, 0}));
}

TEST_CASE("confer: where nobody speaks who hears the mix is sent silence") {
  Floor it;
  it.listen();
  REQUIRE(it.until({by_agent, by_customer, by_customer | by_agent, 0}));
  const Party& listener = it.of(supervisor);
  const auto hears_silence = [&] { return listener.hears == 0 && listener.in_a_row >= 10; };
  for (int pauses = 0; pauses < 200 && !hears_silence(); ++pauses) it.pause();
  CHECK(hears_silence());
}

TEST_CASE("confer: who barges is in the recording beside the agent, who whispers is not") {
  Floor it;
  it.media->record(contact, customer, agent, monotonic_now());
  it.whisper();
  REQUIRE(it.hear({by_agent, by_customer | by_supervisor, by_customer | by_agent, 0}));
  it.barge();
  REQUIRE(
      it.hear({by_agent | by_supervisor, by_customer | by_supervisor, by_customer | by_agent, 0}));
  it.listen();
  REQUIRE(it.hear({by_agent, by_customer, by_customer | by_agent, 0}));
  it.media->end_recording(contact);
  REQUIRE(it.ended.recorded());
  CHECK(it.recorded(Side::customer) == std::vector<Who>{by_customer});
  CHECK(it.recorded(Side::agent) == std::vector<Who>{by_agent, by_agent | by_supervisor, by_agent});
}

}  // namespace relevo::voice
