#include "voice/media/recording.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/bytes.h"
#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/wav.h"

namespace relevo::voice {

namespace {

constexpr Time began = Time{} + seconds(1000);
constexpr std::uint32_t speaker = 4;

struct Stereo {
  std::int16_t left = 0;
  std::int16_t right = 0;
};

/// A file in the folder for temporary ones, gone afterwards.
class Place {
 public:
  Place() {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-rec-XXXXXX").string();
    folder_ = ::mkdtemp(name.data());
  }
  ~Place() { std::filesystem::remove_all(folder_); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;

  std::string path() const { return folder_ + "/7.wav"; }
  Bytes bytes() const {
    std::ifstream file(path(), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  std::vector<Stereo> samples() const {
    const Bytes all = bytes();
    if (all.size() < wav_header_size) return {};
    std::vector<Stereo> samples((all.size() - wav_header_size) / sizeof(Stereo));
    if (!samples.empty()) {
      std::memcpy(samples.data(), all.data() + wav_header_size, samples.size() * sizeof(Stereo));
    }
    return samples;
  }

 private:
  std::string folder_;
};

Bytes frame_of(std::uint8_t byte) { return Bytes(frame_samples, byte); }

std::uint32_t data_size_in(const Bytes& file) {
  std::uint32_t size = 0;
  std::memcpy(&size, file.data() + 40, sizeof(size));
  return size;
}

}  // namespace

TEST_CASE("recording: each side on its channel, in step with time, silence between") {
  const Place place;
  Recording recording(ContactId{7}, place.path(), began);
  CHECK(recording.write_until(began + seconds(1)));
  CHECK_FALSE(recording.has_file());

  // The customer speaks from 0 to 20 ms, the agent (A-law) from 100 to 120 ms.
  CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(0x10),
                      began + milliseconds(20)));
  CHECK(recording.add(Side::agent, Codec::pcma, speaker, 0, frame_of(0x20),
                      began + milliseconds(120)));
  CHECK(recording.finish(began + milliseconds(200)));
  const auto samples = place.samples();
  REQUIRE(samples.size() == 1600);
  CHECK(samples[0].left == from_pcmu(0x10));
  CHECK(samples[159].left == from_pcmu(0x10));
  CHECK(samples[160].left == 0);
  CHECK(samples[0].right == 0);
  CHECK(samples[799].right == 0);
  CHECK(samples[800].right == from_pcma(0x20));
  CHECK(samples[959].right == from_pcma(0x20));
  CHECK(samples[960].right == 0);
  CHECK(data_size_in(place.bytes()) == 1600 * 4);
  CHECK(recording.length() == milliseconds(200));
}

TEST_CASE("recording: a packet later than what is written is put in afterwards") {
  const Place place;
  Recording recording(ContactId{7}, place.path(), began);
  CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(1),
                      began + milliseconds(20)));
  CHECK(recording.write_until(began + milliseconds(70 + 60)));  // Up to 70 ms.
  CHECK(place.samples().size() == 560);
  // It belongs to 60 .. 80 ms: half of it is written already.
  CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 480, frame_of(2),
                      began + milliseconds(140)));
  CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 160, frame_of(3),
                      began + milliseconds(140)));
  CHECK(recording.finish(began + milliseconds(140)));
  const auto samples = place.samples();
  REQUIRE(samples.size() == 1120);
  CHECK(samples[159].left == from_pcmu(1));
  CHECK(samples[160].left == from_pcmu(3));
  CHECK(samples[319].left == from_pcmu(3));
  CHECK(samples[320].left == 0);
  CHECK(samples[479].left == 0);
  CHECK(samples[480].left == from_pcmu(2));
  CHECK(samples[639].left == from_pcmu(2));
  CHECK(samples[640].left == 0);
}

TEST_CASE("recording: a writer that was held up for seconds loses nothing") {
  const Place place;
  Recording recording(ContactId{7}, place.path(), began);
  for (std::uint32_t i = 0; i < 500; ++i) {  // 10 s, nothing written by time between.
    CHECK(recording.add(Side::agent, Codec::pcmu, speaker, i * 160,
                        frame_of(static_cast<std::uint8_t>(i)),
                        began + milliseconds(20 * (std::int64_t{i} + 1))));
  }
  CHECK(recording.finish(began + seconds(10)));
  const auto samples = place.samples();
  REQUIRE(samples.size() == 80'000);
  bool right = true;
  for (std::size_t i = 0; i < samples.size(); ++i) {
    right = right && samples[i].right == from_pcmu(static_cast<std::uint8_t>(i / 160));
  }
  CHECK(right);
}

TEST_CASE("recording: while it grows the header is at most a second old, the file 160 ms") {
  const Place place;
  Recording recording(ContactId{7}, place.path(), began);
  for (int i = 0; i < 100; ++i) {
    const Time now = began + milliseconds(20 * (i + 1));
    CHECK(recording.add(Side::customer, Codec::pcmu, speaker, static_cast<std::uint32_t>(i) * 160,
                        frame_of(5), now));
    if (i % 5 != 4) continue;
    CHECK(recording.write_until(now));
    const std::int64_t behind =
        std::int64_t{i + 1} * 160 - static_cast<std::int64_t>(place.samples().size());
    CHECK(behind <= in_samples(Recording::hold_back));
  }
  CHECK(data_size_in(place.bytes()) >= 8000 * 4U * 85 / 100);
}

TEST_CASE("recording: a file that is there is gone on with") {
  const Place place;
  for (int round = 1; round <= 2; ++round) {
    Recording recording(ContactId{7}, place.path(), began);
    CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0,
                        frame_of(static_cast<std::uint8_t>(round)), began + milliseconds(20)));
    CHECK(recording.finish(began + milliseconds(20)));
    CHECK(recording.length() == milliseconds(20 * round));
  }
  const auto samples = place.samples();
  REQUIRE(samples.size() == 320);
  CHECK(samples[0].left == from_pcmu(1));
  CHECK(samples[160].left == from_pcmu(2));
  CHECK(data_size_in(place.bytes()) == 320 * 4);
}

TEST_CASE("recording: behind a death it goes on in step with time, the gap is silence") {
  const Place place;
  {
    Recording recording(ContactId{7}, place.path(), began);
    CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(1),
                        began + milliseconds(20)));
    CHECK(recording.write_until(began + milliseconds(100)));  // Up to 40 ms, and no farewell.
    CHECK_FALSE(recording.goes_on());
  }
  Recording recording(ContactId{7}, place.path(), began);
  CHECK(
      recording.add(Side::agent, Codec::pcmu, speaker, 0, frame_of(2), began + milliseconds(520)));
  CHECK(recording.goes_on());
  CHECK(recording.finish(began + milliseconds(600)));
  const auto samples = place.samples();
  REQUIRE(samples.size() == 4800);
  CHECK(samples[159].left == from_pcmu(1));
  CHECK(samples[160].left == 0);
  CHECK(samples[3999].right == 0);
  CHECK(samples[4000].right == from_pcmu(2));
  CHECK(samples[4159].right == from_pcmu(2));
  CHECK(data_size_in(place.bytes()) == 4800 * 4);
  CHECK(recording.length() == milliseconds(600));
}

TEST_CASE("recording: what a dead process left is finished without any more audio") {
  const Place place;
  {
    Recording recording(ContactId{7}, place.path(), began);
    CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(1),
                        began + milliseconds(20)));
    CHECK(recording.write_until(began + milliseconds(900)));
  }
  CHECK(data_size_in(place.bytes()) == 0);
  Recording recording(ContactId{7}, place.path(), began);
  CHECK(recording.finish(began + seconds(9)));
  CHECK(recording.goes_on());
  CHECK(data_size_in(place.bytes()) == place.samples().size() * 4);
  CHECK(recording.length() == milliseconds(840));
}

TEST_CASE("recording: a disk that takes no more is a fault, and what was written stays") {
  const Place place;
  Recording recording(ContactId{7}, place.path(), began);
  CHECK(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(1),
                      began + milliseconds(20)));
  CHECK(recording.write_until(began + seconds(1)));
  // A limit on the size of files stands in for a full disk.
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit tight{.rlim_cur = place.bytes().size(), .rlim_max = before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &tight);
  const auto refused = recording.write_until(began + seconds(2));
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, handler);
  CHECK_FALSE(refused);
  CHECK(recording.sync());
  CHECK(place.samples().size() == 7520);
  CHECK(recording.length() == milliseconds(940));
}

TEST_CASE("recording: a folder that is not there is a fault") {
  Recording recording(ContactId{7}, "/nonexistent/7.wav", began);
  CHECK_FALSE(recording.add(Side::customer, Codec::pcmu, speaker, 0, frame_of(1), began));
}

}  // namespace relevo::voice
