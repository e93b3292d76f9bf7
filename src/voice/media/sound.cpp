#include "voice/media/sound.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <numbers>

#include "voice/media/g711.h"
#include "voice/media/wav.h"

namespace relevo::voice {

namespace {

namespace fs = std::filesystem;

bool is_name(const std::string& name) {
  return name.size() <= Sounds::name_size_max && name.find("..") == std::string::npos &&
         name.find('\0') == std::string::npos;
}

std::string with_suffix(const std::string& name) {
  return name.ends_with(".wav") ? name : name + ".wav";
}

Result<std::size_t> size_of(const std::string& path) {
  std::error_code error;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return fault(Fault::Kind::disk, error.message());
  if (size > Sounds::file_bytes_max) {
    return fault(Fault::Kind::limit,
                 "the file is larger than " + std::to_string(Sounds::file_bytes_max) + " bytes");
  }
  return size;
}

Result<Bytes> read_whole(const std::string& path, std::size_t size) {
  std::FILE* const file = std::fopen(path.c_str(), "rbe");
  if (file == nullptr) return fault(Fault::Kind::disk, std::strerror(errno));
  Bytes bytes(size);
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
  std::fclose(file);
  return bytes;
}

// By what stands in it or by who may read it; 0 when there is nothing.
std::int64_t changed_ns(const std::string& path) {
  struct stat seen{};
  if (::stat(path.c_str(), &seen) != 0) return 0;
  return std::int64_t{seen.st_ctim.tv_sec} * 1'000'000'000 + seen.st_ctim.tv_nsec;
}

Sound encode(ByteView samples) {
  Sound sound;
  sound.pcmu.reserve(samples.size() / 2);
  sound.pcma.reserve(samples.size() / 2);
  for (std::size_t at = 0; at + 1 < samples.size(); at += 2) {
    const auto sample = static_cast<std::int16_t>(samples[at] | samples[at + 1] << 8);
    sound.pcmu.push_back(to_pcmu(sample));
    sound.pcma.push_back(to_pcma(sample));
  }
  return sound;
}

// Whole periods in a whole second: it may begin anew behind itself.
Sound make_ringback() {
  constexpr double turn = 2 * std::numbers::pi * 425 / 8000;
  constexpr double loudness = 5000;  // -13 dBm0 (ITU-T G.711: full scale is 3.14 dBm0).
  Bytes samples(std::size_t{5} * 8000 * 2);
  for (std::size_t i = 0; i < 8000; ++i) {
    const auto sample =
        static_cast<std::int16_t>(std::lround(loudness * std::sin(turn * static_cast<double>(i))));
    samples[2 * i] = static_cast<std::uint8_t>(sample & 0xFF);
    samples[2 * i + 1] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(sample) >> 8U);
  }
  return encode(samples);
}

Result<std::shared_ptr<const Sound>> read(const std::string& path, std::size_t size) {
  const auto file = read_whole(path, size);
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto samples = wav_samples(*file);
  if (!samples) return tl::unexpected<Fault>(samples.error());
  return std::make_shared<const Sound>(encode(*samples));
}

std::string first_of(const std::string& folder) {
  std::string first;
  std::error_code error;
  for (fs::directory_iterator at(folder, error), end; !error && at != end; at.increment(error)) {
    const std::string path = at->path().string();
    if (path.ends_with(".wav") && (first.empty() || path < first)) first = path;
  }
  return first;
}

}  // namespace

std::shared_ptr<const Sound> Sounds::greeting(const std::string& name) {
  if (name.empty()) return nullptr;
  if (name.front() == '/') return have(name, {name});
  std::vector<std::string> paths = {sounds_folder_ + "/" + with_suffix(name)};
  const auto in_package = [&](const char* language, const char* folder) {
    if (name.starts_with(language)) {
      paths.push_back(sounds_folder_ + folder + with_suffix(name.substr(2)));
    }
  };
  in_package("es/", "/es_MX_f_Allison");
  in_package("en/", "/en_US_f_Allison");
  return have(name, paths);
}

std::shared_ptr<const Sound> Sounds::ringback() {
  if (ringback_ == nullptr) ringback_ = std::make_shared<const Sound>(make_ringback());
  return ringback_;
}

std::shared_ptr<const Sound> Sounds::tune(const std::string& name) {
  if (name.empty()) return have("the first of the music folder", {first_tune()});
  if (name.front() == '/') return have(name, {name});
  return have(name, {music_folder_ + "/" + with_suffix(name)});
}

const std::string& Sounds::first_tune() {
  const std::int64_t changed = changed_ns(music_folder_);
  if (changed != first_tune_ns_) first_tune_ = first_of(music_folder_);
  first_tune_ns_ = changed;
  return first_tune_;
}

std::shared_ptr<const Sound> Sounds::have(const std::string& name,
                                          const std::vector<std::string>& paths) {
  if (!is_name(name)) {
    complain(name.substr(0, name_size_max), "such a name is refused");
    return nullptr;
  }
  for (const std::string& path : paths) {
    const auto kept = kept_.find(path);
    if (kept != kept_.end()) return kept->second;
  }
  std::string why;
  for (const std::string& path : paths) {
    auto sound = load(path);
    if (sound) return *sound;
    why += (why.empty() ? "" : "; ") + path + ": " + sound.error().what;
  }
  complain(name, why);
  return nullptr;
}

// A file that cannot be used costs each call no more than the look at its time.
Result<std::shared_ptr<const Sound>> Sounds::load(const std::string& path) {
  const std::int64_t changed = changed_ns(path);
  const auto failed = failures_.find(path);
  if (failed != failures_.end()) {
    if (failed->second.changed_ns == changed) return fault(Fault::Kind::input, failed->second.why);
    failures_.erase(failed);
  }
  const auto size = size_of(path);
  if (size && !make_room(*size)) {
    return fault(Fault::Kind::limit, "the sounds in use fill the " +
                                         std::to_string(kept_bytes_max) + " bytes for them");
  }
  auto sound = size ? read(path, *size) : tl::unexpected<Fault>(size.error());
  if (sound) {
    kept_bytes_ += (*sound)->pcmu.size() * 2;
    kept_[path] = *sound;
  } else if (failures_.size() < failures_max) {
    failures_[path] = {sound.error().what, changed};
  }
  return sound;
}

bool Sounds::make_room(std::size_t bytes) {
  for (auto at = kept_.begin(); at != kept_.end() && kept_bytes_ + bytes > kept_bytes_max;) {
    if (at->second.use_count() > 1) {
      ++at;
      continue;
    }
    kept_bytes_ -= at->second->pcmu.size() * 2;
    at = kept_.erase(at);
  }
  return kept_bytes_ + bytes <= kept_bytes_max;
}

void Sounds::complain(const std::string& name, const std::string& why) {
  if (complained_.size() >= complaints_max || !complained_.insert(name).second) return;
  logger_.warning("sound: it cannot be played and is left out", {{"sound", name}, {"why", why}});
}

}  // namespace relevo::voice
