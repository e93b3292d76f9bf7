// Cuts whole frames out of a stream of bytes, as link/connection.h does with a socket's.
#pragma once

#include "link/frame.h"

namespace relevo::sim {

class FrameStream {
 public:
  /// Gives `take` each whole frame's body; stops and gives its Fault at the first that has one.
  template <class Take>
  Result<void> add(ByteView bytes, const Take& take) {
    kept_.insert(kept_.end(), bytes.begin(), bytes.end());
    std::size_t at = 0;
    while (true) {
      std::size_t used = 0;
      const auto body = link::first_frame(ByteView{kept_}.subspan(at), used);
      if (!body) return tl::unexpected<Fault>(body.error());
      if (!body->has_value()) break;
      at += used;
      const Result<void> taken = take(**body);
      if (!taken) return taken;
    }
    kept_.erase(kept_.begin(), kept_.begin() + static_cast<std::ptrdiff_t>(at));
    return {};
  }

 private:
  Bytes kept_;
};

}  // namespace relevo::sim
