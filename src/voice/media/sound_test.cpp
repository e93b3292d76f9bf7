#include "voice/media/sound.h"

#include <doctest/doctest.h>

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "base/bytes.h"
#include "voice/media/g711.h"
#include "voice/media/playback.h"

namespace relevo::voice {

namespace {

/// Remembers how often something was said.
class CountingLogger final : public Logger {
 public:
  void write(Severity /*severity*/, std::string_view /*what*/,
             std::initializer_list<LogField> /*fields*/) override {
    ++lines;
  }
  int lines = 0;
};

/// A folder with `es/hello.wav` and two tunes, of a few samples each.
class Shelf {
 public:
  Shelf() {
    std::string name = (std::filesystem::temp_directory_path() / "relevo-sound-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
    std::filesystem::create_directories(path_ + "/es_MX_f_Allison");
    write("/es_MX_f_Allison/hello.wav", 3);
    write("/b.wav", 5);
    write("/a.wav", 4);
    write("/secret.wav", 1);
    std::ofstream(path_ + "/broken.wav") << "RIFF";
  }
  ~Shelf() { std::filesystem::remove_all(path_); }
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;
  const std::string& path() const { return path_; }

  void write(const std::string& name, int samples) const {
    std::ofstream file(path_ + name, std::ios::binary);
    constexpr std::array<unsigned char, 24> format = {'f',  'm',  't', ' ', 16,   0,    0,  0,
                                                      1,    0,    1,   0,   0x40, 0x1F, 0,  0,
                                                      0x80, 0x3E, 0,   0,   2,    0,    16, 0};
    file << "RIFF" << std::string(4, '\0') << "WAVE";
    file.write(reinterpret_cast<const char*>(format.data()), format.size());
    file << "data" << static_cast<char>(samples * 2) << std::string(3, '\0');
    for (int i = 0; i < samples; ++i) file << std::string("\x00\x10", 2);
  }

  /// The same, and the clock of files has gone on since: of it and of its folder.
  void write_later(const std::string& name, int samples) const {
    const std::string clock = path_ + "/es_MX_f_Allison/clock";
    const auto time = [&] {
      const std::ofstream touched{clock};
      return std::filesystem::last_write_time(clock);
    };
    const auto before = time();
    for (int i = 0; i < 10'000'000 && time() == before; ++i) {
    }
    write(name, samples);
  }

 private:
  std::string path_;
};

}  // namespace

TEST_CASE("sounds: a ringback tone is 425 Hz for a second, and silence for four") {
  const Shelf shelf;
  CountingLogger logger;
  Sounds sounds(shelf.path(), shelf.path(), logger);
  const auto ringback = sounds.ringback();
  CHECK(sounds.ringback() == ringback);  // Made once.
  for (const Codec codec : {Codec::pcmu, Codec::pcma}) {
    std::size_t periods = 0;
    std::int16_t before = -1;
    std::size_t loud_until = 0;
    const auto& bytes = ringback->in(codec);
    REQUIRE(bytes.size() == std::size_t{5} * 8000);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const std::int16_t sample = codec == Codec::pcmu ? from_pcmu(bytes[i]) : from_pcma(bytes[i]);
      if (std::abs(sample) < 100) continue;
      if (before < 0 && sample > 0) ++periods;
      before = sample;
      loud_until = i;
    }
    CHECK(periods == 425);
    CHECK(loud_until > 7'990);
    CHECK(loud_until < 8'000);
  }
}

TEST_CASE("sounds: greetings by language, tunes by name or the first, all read once") {
  const Shelf shelf;
  CountingLogger logger;
  Sounds sounds(shelf.path(), shelf.path(), logger);
  const auto hello = sounds.greeting("es/hello");
  REQUIRE(hello);
  CHECK(hello->pcmu == std::vector<std::uint8_t>(3, to_pcmu(0x1000)));
  CHECK(hello->pcma == std::vector<std::uint8_t>(3, to_pcma(0x1000)));
  CHECK(sounds.greeting("es/hello.wav") == hello);
  CHECK(sounds.greeting(shelf.path() + "/es_MX_f_Allison/hello.wav") == hello);
  REQUIRE(sounds.tune("b"));
  CHECK(sounds.tune("b")->pcmu.size() == 5);
  REQUIRE(sounds.tune(""));
  CHECK(sounds.tune("")->pcmu.size() == 4);
  CHECK(logger.lines == 0);
}

TEST_CASE("sounds: what is missing, broken or outside of the folder is left out, and told once") {
  const Shelf shelf;
  CountingLogger logger;
  Sounds sounds(shelf.path() + "/es_MX_f_Allison", shelf.path(), logger);
  CHECK_FALSE(sounds.greeting(""));
  CHECK(logger.lines == 0);
  CHECK_FALSE(sounds.greeting("es/nothing"));
  CHECK_FALSE(sounds.greeting("es/nothing"));
  CHECK(logger.lines == 1);
  CHECK_FALSE(sounds.greeting("../secret"));
  CHECK_FALSE(sounds.greeting(shelf.path() + "/es_MX_f_Allison/../secret.wav"));
  CHECK_FALSE(sounds.tune("broken"));
  CHECK_FALSE(sounds.tune(std::string(1000, 'x')));
  CHECK_FALSE(sounds.tune(std::string("a\0b", 3)));
  CHECK(logger.lines == 6);
}

TEST_CASE("sounds: what cannot be used is looked at again when it has changed, and not before") {
  const Shelf shelf;
  CountingLogger logger;
  Sounds sounds(shelf.path(), shelf.path(), logger);
  const std::string broken = shelf.path() + "/broken.wav";
  const auto before = std::filesystem::last_write_time(broken);
  CHECK_FALSE(sounds.tune("broken"));
  CHECK_FALSE(sounds.tune("broken"));
  // As a chmod does, this leaves the time at which it was written.
  shelf.write_later("/broken.wav", 6);
  std::filesystem::last_write_time(broken, before);
  REQUIRE(sounds.tune("broken"));
  CHECK(sounds.tune("broken")->pcmu.size() == 6);
  CHECK_FALSE(sounds.tune("late"));
  shelf.write("/late.wav", 7);
  CHECK(sounds.tune("late"));
  CHECK(logger.lines == 2);
}

TEST_CASE("sounds: the first tune is looked for again when the folder has changed") {
  const Shelf shelf;
  CountingLogger logger;
  Sounds sounds(shelf.path(), shelf.path(), logger);
  REQUIRE(sounds.tune(""));
  CHECK(sounds.tune("")->pcmu.size() == 4);
  shelf.write_later("/0.wav", 9);
  CHECK(sounds.tune("")->pcmu.size() == 9);
}

TEST_CASE("playback: begun later it is where it would be") {
  const auto sound = [](std::uint8_t byte, std::size_t size) {
    return std::make_shared<const Sound>(
        Sound{.pcmu = Bytes(size, byte), .pcma = Bytes(size, byte)});
  };
  const auto heard = [](Playback playback, std::int64_t samples) {
    playback.skip(samples);
    Bytes out(4);
    playback.next(Codec::pcmu, out);
    return out;
  };
  const Playback both(sound(1, 3), sound(2, 5));
  CHECK(heard(both, -1) == Bytes{1, 1, 1, 2});
  CHECK(heard(both, 2) == Bytes{1, 2, 2, 2});
  CHECK(heard(both, 3) == Bytes{2, 2, 2, 2});
  CHECK(heard(both, 1'000'000'003) == Bytes{2, 2, 2, 2});
  CHECK(heard(Playback(sound(1, 3), nullptr), 3) == Bytes(4, pcmu_silence));
}

TEST_CASE("playback: the greeting once, then the tune over and over, without a seam") {
  auto greeting = std::make_shared<Sound>();
  greeting->pcmu = {1, 2, 3};
  auto tune = std::make_shared<Sound>();
  tune->pcmu = {7, 8};
  std::array<std::uint8_t, 4> out{};
  Playback both(greeting, tune);
  both.next(Codec::pcmu, out);
  CHECK(out == std::array<std::uint8_t, 4>{1, 2, 3, 7});
  both.next(Codec::pcmu, out);
  CHECK(out == std::array<std::uint8_t, 4>{8, 7, 8, 7});
  CHECK(both.active());

  Playback once(greeting, nullptr);
  once.next(Codec::pcmu, out);
  CHECK(out == std::array<std::uint8_t, 4>{1, 2, 3, pcmu_silence});
  CHECK_FALSE(once.active());
}

}  // namespace relevo::voice
