// Recorded sentences that the people speak, ready as PCMU.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace relevo::demo {

enum class Language : std::uint8_t { spanish, english };

/// One sentence: PCMU, 8,000 bytes a second.
using Clip = std::vector<std::uint8_t>;

/// The 8 kHz mono PCM16 samples of a WAV file as PCMU; empty when it is another kind of file.
Clip clip_of_wav(std::span<const std::uint8_t> file);

/// Never changes once loaded.
class Speech {
 public:
  static constexpr std::size_t clips_max = 40;  // A language; about 1 MB.
  static constexpr std::size_t clip_bytes_min = 8'000;
  static constexpr std::size_t clip_bytes_max = 8'000 * 12;

  /// Reads sentences of 1 to 12 s in the folders of both languages below `sounds`. A language
  /// without any is silent.
  static Speech load(const std::string& sounds);

  const std::vector<Clip>& clips(Language language) const {
    return language == Language::spanish ? spanish_ : english_;
  }

 private:
  std::vector<Clip> spanish_;
  std::vector<Clip> english_;
};

}  // namespace relevo::demo
