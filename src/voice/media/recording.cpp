#include "voice/media/recording.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/rtp.h"
#include "voice/media/wav.h"

namespace relevo::voice {

namespace {

constexpr std::int64_t bytes_a_sample = 4;
static_assert(std::endian::native == std::endian::little, "WAV samples are written as they are");

tl::unexpected<Fault> disk_fault(const std::string& what, const std::string& path) {
  return fault(Fault::Kind::disk, "recording: " + what + " " + path + ": " + std::strerror(errno));
}

Result<void> sync_folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  const Descriptor descriptor{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (descriptor.number() < 0 || ::fsync(descriptor.number()) != 0) {
    return disk_fault("waiting for", folder);
  }
  return {};
}

}  // namespace

std::int64_t Recording::place_of(Time time) const {
  return std::max<std::int64_t>(in_samples(time - started_), 0);
}

Duration Recording::length() const { return duration_of(written_); }

Result<void> Recording::open(Time first_audio) {
  file_ = Descriptor{::open(path_.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)};
  struct stat there{};
  if (!has_file() || ::fstat(file_.number(), &there) != 0) return disk_fault("making", path_);
  const std::int64_t data = there.st_size - static_cast<std::int64_t>(wav_header_size);
  written_ = std::max<std::int64_t>(data, 0) / bytes_a_sample;
  goes_on_ = written_ > 0;
  if (written_ > place_of(first_audio)) started_ = first_audio - duration_of(written_);
  return write_header();
}

Result<void> Recording::add(Side side, Codec codec, std::uint32_t ssrc, std::uint32_t timestamp,
                            std::span<const std::uint8_t> payload, Time arrived) {
  const auto size = static_cast<std::int64_t>(payload.size());
  if (!has_file()) {
    if (auto opened = open(arrived - duration_of(size)); !opened) return opened;
  }
  std::array<std::int16_t, payload_bytes_max> samples;
  const auto& values = linear_values(codec);
  for (std::size_t i = 0; i < payload.size(); ++i) samples[i] = values[payload[i]];

  const auto channel = static_cast<std::size_t>(side);
  const std::int64_t place =
      timelines_[channel].place(ssrc, timestamp, size, in_samples(arrived - started_));
  if (place + size > written_ + static_cast<std::int64_t>(window_samples)) {
    // The writer was held up, and the packets of that time come all at once.
    if (auto written = write_until(arrived); !written) return written;
  }
  const std::int64_t late = std::clamp<std::int64_t>(written_ - place, 0, size);
  const std::span<const std::int16_t> all{samples.data(), payload.size()};
  if (late > 0) {
    if (auto patched = patch(place, channel, all.first(static_cast<std::size_t>(late))); !patched) {
      return patched;
    }
  }
  const std::int64_t end = std::min(place + size, written_ + std::int64_t{window_samples});
  for (std::int64_t at = place + late; at < end; ++at) {
    window_[static_cast<std::size_t>(at - written_) * 2 + channel] =
        all[static_cast<std::size_t>(at - place)];
  }
  return {};
}

Result<void> Recording::write_until(Time now) {
  if (!has_file()) return {};
  if (auto written = write_samples(place_of(now - hold_back)); !written) return written;
  if (written_ - header_at_ < samples_a_second) return {};
  return write_header();
}

Result<void> Recording::finish(Time now) {
  if (!has_file()) return std::filesystem::exists(path_) ? open(now) : Result<void>{};
  const auto samples = write_samples(place_of(now));
  const auto header = write_header();
  return samples ? header : samples;
}

Result<void> Recording::sync() {
  if (!has_file()) return {};
  if (::fsync(file_.number()) != 0) return disk_fault("waiting for", path_);
  return sync_folder_of(path_);
}

Result<void> Recording::write_samples(std::int64_t end) {
  if (end > samples_max) {
    return fault(Fault::Kind::limit, "recording: " + path_ + " is as long as it can be");
  }
  while (written_ < end) {
    const auto count =
        static_cast<std::size_t>(std::min<std::int64_t>(end - written_, window_samples));
    const std::int64_t at = static_cast<std::int64_t>(wav_header_size) + written_ * bytes_a_sample;
    if (auto put = put_bytes(window_.data(), count * bytes_a_sample, at); !put) return put;
    std::copy(window_.begin() + static_cast<std::ptrdiff_t>(count * 2), window_.end(),
              window_.begin());
    std::fill(window_.end() - static_cast<std::ptrdiff_t>(count * 2), window_.end(),
              std::int16_t{0});
    written_ += static_cast<std::int64_t>(count);
  }
  return {};
}

Result<void> Recording::write_header() {
  const auto header = wav_header(static_cast<std::uint32_t>(written_ * bytes_a_sample));
  header_at_ = written_;
  return put_bytes(header.data(), header.size(), 0);
}

Result<void> Recording::patch(std::int64_t place, std::size_t channel,
                              std::span<const std::int16_t> samples) {
  std::array<std::int16_t, payload_bytes_max * 2> both;
  const std::size_t size = samples.size() * bytes_a_sample;
  const std::int64_t at = static_cast<std::int64_t>(wav_header_size) + place * bytes_a_sample;
  if (::pread(file_.number(), both.data(), size, at) != static_cast<ssize_t>(size)) {
    return disk_fault("reading", path_);
  }
  for (std::size_t i = 0; i < samples.size(); ++i) both[i * 2 + channel] = samples[i];
  return put_bytes(both.data(), size, at);
}

Result<void> Recording::put_bytes(const void* bytes, std::size_t size, std::int64_t at) {
  const ssize_t n = ::pwrite(file_.number(), bytes, size, at);
  if (n == static_cast<ssize_t>(size)) return {};
  if (n >= 0) errno = ENOSPC;  // What a short write to a file means.
  return disk_fault("writing", path_);
}

}  // namespace relevo::voice
