// What one leg hears from us: a greeting once, then a tune without end.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <utility>

#include "voice/media/g711.h"
#include "voice/media/sound.h"

namespace relevo::voice {

/// Media thread. Sounds are kept and freed by Sounds, never here.
class Playback {
 public:
  Playback() = default;
  Playback(std::shared_ptr<const Sound> greeting, std::shared_ptr<const Sound> tune)
      : greeting_(std::move(greeting)), tune_(std::move(tune)) {}

  bool active() const { return greeting_ != nullptr || tune_ != nullptr; }

  /// Leaves out the first `samples` of what would come; none when negative.
  void skip(std::int64_t samples) {
    if (samples <= 0) return;
    auto left = static_cast<std::size_t>(samples);
    if (greeting_ != nullptr) {
      const std::size_t size = greeting_->pcmu.size() - at_;
      if (left < size) {
        at_ += left;
        return;
      }
      left -= size;
      at_ = 0;
      greeting_.reset();
    }
    if (tune_ != nullptr) at_ = (at_ + left) % tune_->pcmu.size();
  }

  /// Fills `out` with what comes next; requires active(). Silence fills up a last greeting.
  void next(Codec codec, std::span<std::uint8_t> out) {
    while (!out.empty() && active()) {
      const auto& bytes = (greeting_ != nullptr ? greeting_ : tune_)->in(codec);
      const std::size_t count = std::min(out.size(), bytes.size() - at_);
      std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(at_), count, out.begin());
      out = out.subspan(count);
      at_ += count;
      if (at_ < bytes.size()) continue;
      at_ = 0;
      greeting_.reset();
    }
    std::fill(out.begin(), out.end(), silence_of(codec));
  }

 private:
  std::shared_ptr<const Sound> greeting_;
  std::shared_ptr<const Sound> tune_;
  std::size_t at_ = 0;
};

}  // namespace relevo::voice
