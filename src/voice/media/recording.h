// One contact's recording: a WAV file of two channels, customer left and agent right.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "voice/media/descriptor.h"
#include "voice/media/media.h"
#include "voice/media/timeline.h"

namespace relevo::voice {

enum class Side : std::uint8_t { customer = 0, agent = 1 };  // Also the channel.

/// The writer thread's. The file is made with the first audio and can be read while it grows: it
/// holds everything up to hold_back ago at the last write_until. Its header's sizes are those of
/// at most a second ago; what a dead process leaves behind is wav_header_size bytes and then
/// whole samples of 4 bytes up to the file's end, whatever its header says. A file that is there
/// already, from a process that died, is gone on with: in step with `started`, so that what is
/// missing is silence; or, when that would fall into what is there, at its end.
class Recording {
 public:
  static constexpr std::size_t window_samples = 4096;  // Kept back for what is still to come.
  static constexpr Duration hold_back = milliseconds(60);
  static constexpr std::int64_t samples_max = 0xFFFF0000 / 4;  // 37 h, what a WAV file can be.

  Recording(ContactId contact, std::string path, Time started)
      : contact_(contact), path_(std::move(path)), started_(started) {}

  ContactId contact() const { return contact_; }
  bool has_file() const { return file_.number() >= 0; }
  bool goes_on() const { return goes_on_; }  // The file was there before.
  Duration length() const;

  /// Puts one packet's audio where its time is. Faults as write_until.
  Result<void> add(Side side, Codec codec, std::uint32_t ssrc, std::uint32_t timestamp,
                   std::span<const std::uint8_t> payload, Time arrived);

  /// Writes what is older than hold_back; silence where nothing came. Nothing happens before the
  /// first audio. Fault disk, limit: the file stays as far as it came.
  Result<void> write_until(Time now);

  /// Writes all, with a right header, even when the disk took less; also the header of a file that
  /// a process that died left, when there was no audio since. Faults as write_until.
  Result<void> finish(Time now);

  /// Waits until what is written is on disk. Any thread that has the recording to itself.
  Result<void> sync();

 private:
  Result<void> open(Time first_audio);
  Result<void> write_samples(std::int64_t end);
  Result<void> write_header();
  Result<void> patch(std::int64_t place, std::size_t channel,
                     std::span<const std::int16_t> samples);
  std::int64_t place_of(Time time) const;
  Result<void> put_bytes(const void* bytes, std::size_t size, std::int64_t at);

  ContactId contact_;
  std::string path_;
  Time started_;
  Descriptor file_;
  bool goes_on_ = false;
  std::int64_t written_ = 0;    // Samples in the file.
  std::int64_t header_at_ = 0;  // written_ when the header was last put right.
  std::array<Timeline, 2> timelines_;
  std::array<std::int16_t, window_samples * 2> window_{};  // From written_ on, interleaved.
};

}  // namespace relevo::voice
