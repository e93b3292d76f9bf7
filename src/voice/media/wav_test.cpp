#include "voice/media/wav.h"

#include <doctest/doctest.h>

#include <string_view>

#include "base/prng.h"

namespace relevo::voice {

namespace {

void put(Bytes& out, std::string_view text) { out.insert(out.end(), text.begin(), text.end()); }
void put(Bytes& out, std::uint32_t value, int size) {
  for (; size > 0; --size, value >>= 8U) out.push_back(static_cast<std::uint8_t>(value));
}

struct Format {
  std::uint32_t code = 1;
  std::uint32_t channels = 1;
  std::uint32_t rate = 8000;
  std::uint32_t bits = 16;
};

Bytes head(const Format& format = {}) {
  Bytes file;
  put(file, "RIFF");
  put(file, 0, 4);
  put(file, "WAVEfmt ");
  put(file, 16, 4);
  put(file, format.code, 2);
  put(file, format.channels, 2);
  put(file, format.rate, 4);
  put(file, format.rate * format.channels * 2, 4);
  put(file, format.channels * 2, 2);
  put(file, format.bits, 2);
  return file;
}

Bytes with_data(Bytes file, std::uint32_t claimed, const Bytes& data) {
  put(file, "data");
  put(file, claimed, 4);
  file.insert(file.end(), data.begin(), data.end());
  return file;
}

}  // namespace

TEST_CASE("wav: the samples are found behind other chunks, even those of odd size") {
  Bytes file = head();
  put(file, "LIST");
  put(file, 3, 4);
  put(file, "abc");
  file.push_back(0);
  const auto samples = wav_samples(with_data(file, 4, {1, 2, 3, 4}));
  REQUIRE(samples);
  CHECK(samples->size() == 4);
}

TEST_CASE("wav: data that claims more than there is, or half a sample, ends with the file") {
  const Bytes long_claim = with_data(head(), 0xFFFFFFFF, {1, 2, 3, 4, 5});
  const auto samples = wav_samples(long_claim);
  REQUIRE(samples);
  CHECK(samples->size() == 4);
  CHECK_FALSE(wav_samples(with_data(head(), 0, {})));
  CHECK_FALSE(wav_samples(with_data(head(), 1, {1})));
}

TEST_CASE("wav: other formats and broken files are refused") {
  const Bytes data = {1, 2, 3, 4};
  CHECK(wav_samples(with_data(head(), 4, data)));
  CHECK_FALSE(wav_samples(with_data(head({.code = 7}), 4, data)));
  CHECK_FALSE(wav_samples(with_data(head({.channels = 2}), 4, data)));
  CHECK_FALSE(wav_samples(with_data(head({.rate = 16000}), 4, data)));
  CHECK_FALSE(wav_samples(with_data(head({.bits = 8}), 4, data)));
  CHECK_FALSE(wav_samples({}));
  CHECK_FALSE(wav_samples(head()));
  Bytes no_format;
  put(no_format, "RIFF");
  put(no_format, 0, 4);
  put(no_format, "WAVE");
  CHECK_FALSE(wav_samples(with_data(no_format, 4, data)));

  Bytes many_chunks = head();
  for (std::size_t i = 0; i < wav_chunks_max; ++i) {
    put(many_chunks, "junk");
    put(many_chunks, 0, 4);
  }
  CHECK_FALSE(wav_samples(with_data(many_chunks, 4, data)));
}

TEST_CASE("wav: every prefix and random damage are read within the file") {
  const Bytes good = with_data(head(), 4, {1, 2, 3, 4});
  for (std::size_t size = 0; size < good.size(); ++size) {
    static_cast<void>(wav_samples(ByteView{good}.first(size)));
  }
  Prng prng(3);
  for (int i = 0; i < 50'000; ++i) {
    Bytes bad = good;
    for (std::uint64_t n = prng.below(4) + 1; n > 0; --n) {
      bad[prng.below(bad.size())] = static_cast<std::uint8_t>(prng.next());
    }
    const auto samples = wav_samples(bad);
    if (samples) CHECK(samples->data() + samples->size() <= bad.data() + bad.size());
  }
}

TEST_CASE("wav: the header of a recording") {
  const auto header = wav_header(4000);
  CHECK(ByteView{header}.subspan(4, 4)[0] == (4036 & 0xFF));
  CHECK(header[22] == 2);  // Channels.
  CHECK(header[24] + header[25] * 256 == 8000);
  CHECK(header[32] == 4);  // Bytes of one sample of both channels.
  CHECK(header[40] + header[41] * 256 == 4000);
}

}  // namespace relevo::voice
