#include "log/window.h"

#include <algorithm>

namespace relevo::log {

Result<ByteView> Window::bytes(std::uint64_t offset, std::size_t size) {
  const bool held = offset >= held_from_ && offset + size <= held_from_ + held_.size();
  if (!held) {
    held_.clear();
    held_from_ = offset;
    const auto file_bytes = file_->size();
    if (!file_bytes) return tl::unexpected<Fault>(file_bytes.error());
    // No more than there is: a damaged length must not cost memory, nor a small file a large one's.
    const std::uint64_t rest = *file_bytes - std::min(offset, *file_bytes);
    held_.resize(std::min<std::uint64_t>(std::max(size, ahead_bytes_), rest));
    const auto read = file_->read(offset, held_);
    if (!read) {
      held_.clear();
      return tl::unexpected<Fault>(read.error());
    }
    held_.resize(*read);
  }
  const auto from = static_cast<std::size_t>(offset - held_from_);
  return ByteView{held_}.subspan(from, std::min(size, held_.size() - from));
}

}  // namespace relevo::log
