#include "demo/speech.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>

namespace relevo::demo {

namespace {

namespace fs = std::filesystem;
using Bytes = std::span<const std::uint8_t>;

std::uint32_t little(Bytes bytes, std::size_t at, std::size_t size) {
  std::uint32_t number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    number |= static_cast<std::uint32_t>(bytes[at + i]) << (8 * i);
  }
  return number;
}

bool says(Bytes bytes, std::size_t at, std::string_view text) {
  return at + text.size() <= bytes.size() &&
         std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
}

// G.711 mu-law of one sample (ITU-T G.711, table 2).
std::uint8_t to_pcmu(std::int16_t sample) {
  constexpr int bias = 132;
  constexpr int clip = 32'635;
  const int magnitude = std::min(std::abs(static_cast<int>(sample)), clip) + bias;
  int exponent = 7;
  while (exponent > 0 && (magnitude & (0x80 << exponent)) == 0) --exponent;
  const int mantissa = (magnitude >> (exponent + 3)) & 0x0F;
  const int sign = sample < 0 ? 0x80 : 0;
  return static_cast<std::uint8_t>(~(sign | exponent << 4 | mantissa));
}

std::vector<Clip> load_folder(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder, error)) {
    const auto size = entry.file_size(error);
    if (entry.path().extension() == ".wav" && size / 2 > Speech::clip_bytes_min &&
        size / 2 < Speech::clip_bytes_max) {
      paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Clip> clips;
  const std::size_t step = std::max<std::size_t>(1, paths.size() / Speech::clips_max);
  for (std::size_t i = 0; i < paths.size() && clips.size() < Speech::clips_max; i += step) {
    std::ifstream file(paths[i], std::ios::binary);
    const std::vector<std::uint8_t> bytes{std::istreambuf_iterator<char>(file), {}};
    Clip clip = clip_of_wav(bytes);
    if (clip.size() >= Speech::clip_bytes_min) clips.push_back(std::move(clip));
  }
  return clips;
}

}  // namespace

Clip clip_of_wav(Bytes file) {
  constexpr std::size_t chunk_head = 8;
  if (!says(file, 0, "RIFF") || !says(file, 8, "WAVE")) return {};
  bool known = false;
  for (std::size_t at = 12; at + chunk_head <= file.size();) {
    const std::size_t size = little(file, at + 4, 4);
    const std::size_t body = at + chunk_head;
    if (size > file.size() - body) return {};
    if (says(file, at, "fmt ") && size >= 16) {
      known = little(file, body, 2) == 1 && little(file, body + 2, 2) == 1 &&
              little(file, body + 4, 4) == 8'000 && little(file, body + 14, 2) == 16;
    }
    if (says(file, at, "data")) {
      Clip clip;
      for (std::size_t i = 0; known && i + 1 < size; i += 2) {
        clip.push_back(to_pcmu(static_cast<std::int16_t>(little(file, body + i, 2))));
      }
      return clip;
    }
    at = body + size + size % 2;
  }
  return {};
}

Speech Speech::load(const std::string& sounds) {
  Speech speech;
  speech.spanish_ = load_folder(fs::path(sounds) / "es_MX_f_Allison");
  speech.english_ = load_folder(fs::path(sounds) / "en_US_f_Allison");
  return speech;
}

}  // namespace relevo::demo
