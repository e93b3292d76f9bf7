#include "log/window.h"

#include <algorithm>

namespace relevo::log {

Result<ByteView> Window::bytes(std::uint64_t offset, std::size_t size) {
  const bool held = offset >= held_from_ && offset + size <= held_from_ + held_.size();
  if (!held) {
    held_.resize(std::max(size, ahead_bytes_));
    held_from_ = offset;
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
