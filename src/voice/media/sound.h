// Sounds that legs can hear: WAV files, read once and kept in both codecs.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "base/logger.h"
#include "base/result.h"
#include "voice/media/media.h"

namespace relevo::voice {

/// One sound, as it goes into packets; the two are of one length, at least one byte.
struct Sound {
  std::vector<std::uint8_t> pcmu;
  std::vector<std::uint8_t> pcma;

  const std::vector<std::uint8_t>& in(Codec codec) const {
    return codec == Codec::pcmu ? pcmu : pcma;
  }
};

/// Finds, reads and keeps sounds. SIP thread: the first use of a file blocks for the reading of
/// it (a few milliseconds for a tune of five minutes), later ones do not. One that cannot be used
/// is read again when it has changed.
///
/// A greeting is `LANGUAGE/NAME` in the sounds folder, a tune is NAME in the music folder; `.wav`
/// may be left out. The languages `es` and `en` are looked for in the folder of that name, then
/// in that of the Debian package (es_MX_f_Allison, en_US_f_Allison). A path from `/` on is taken
/// as it is. A name with `..` in it is refused.
class Sounds {
 public:
  static constexpr std::size_t file_bytes_max = std::size_t{32} << 20U;
  static constexpr std::size_t kept_bytes_max = std::size_t{96} << 20U;
  static constexpr std::size_t name_size_max = 255;
  static constexpr std::size_t complaints_max = 1000;
  static constexpr std::size_t failures_max = 1000;  // Behind it files are read at each use.

  Sounds(std::string sounds_folder, std::string music_folder, Logger& logger)
      : sounds_folder_(std::move(sounds_folder)),
        music_folder_(std::move(music_folder)),
        logger_(logger) {}

  /// Nothing for an empty name, and for one that cannot be had: logged once for each name.
  std::shared_ptr<const Sound> greeting(const std::string& name);

  /// The ringback tone of Mexico, once: 1 s of 425 Hz, 4 s of silence.
  std::shared_ptr<const Sound> ringback();

  /// The same as greeting() for a tune; an empty name is the first of the folder in alphabetical
  /// order.
  std::shared_ptr<const Sound> tune(const std::string& name);

 private:
  /// What is known of a path by the time that it was changed last; of none that is not there.
  struct Failure {
    std::string why;
    std::int64_t changed_ns = 0;
  };

  std::shared_ptr<const Sound> have(const std::string& name, const std::vector<std::string>& paths);
  Result<std::shared_ptr<const Sound>> load(const std::string& path);
  bool make_room(std::size_t bytes);
  const std::string& first_tune();
  void complain(const std::string& name, const std::string& why);

  std::string sounds_folder_;
  std::string music_folder_;
  Logger& logger_;
  std::map<std::string, std::shared_ptr<const Sound>> kept_;  // By path.
  std::size_t kept_bytes_ = 0;
  std::shared_ptr<const Sound> ringback_;    // None before its first use.
  std::map<std::string, Failure> failures_;  // By path.
  std::string first_tune_;                   // The first path of the music folder,
  std::int64_t first_tune_ns_ = 0;           // when that was changed last.
  std::set<std::string> complained_;         // Names.
};

}  // namespace relevo::voice
