// Records of bytes from one thread to another, without a lock: one writes, one reads.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <span>

#include "base/assert.h"

namespace relevo::voice {

/// Bounded; a record that does not fit is refused, never waited for.
class ByteRing {
 public:
  /// Requires a power of two.
  explicit ByteRing(std::size_t bytes_max)
      : bytes_(std::make_unique_for_overwrite<std::uint8_t[]>(bytes_max)), mask_(bytes_max - 1) {
    RELEVO_ASSERT(bytes_max > 0 && (bytes_max & mask_) == 0);
  }

  /// The writing thread. One record of `head` and `body`; false when it does not fit beside
  /// `spare` bytes that shall stay free.
  bool push(std::span<const std::uint8_t> head, std::span<const std::uint8_t> body,
            std::size_t spare = 0) {
    const auto size = static_cast<std::uint32_t>(head.size() + body.size());
    const std::size_t begin = written_.load(std::memory_order_relaxed);
    const std::size_t used = begin - read_.load(std::memory_order_acquire);
    if (used + sizeof(size) + size + spare > mask_ + 1) return false;
    std::size_t at = copy_in(begin, {reinterpret_cast<const std::uint8_t*>(&size), sizeof(size)});
    at = copy_in(at, head);
    at = copy_in(at, body);
    written_.store(at, std::memory_order_release);
    return true;
  }

  /// The reading thread. Copies the oldest record and gives its bytes, none when there is no
  /// record. Requires that `out` has room for the longest.
  std::span<std::uint8_t> pop(std::span<std::uint8_t> out) {
    const std::size_t begin = read_.load(std::memory_order_relaxed);
    if (begin == written_.load(std::memory_order_acquire)) return {};
    std::uint32_t size = 0;
    copy_out(begin, {reinterpret_cast<std::uint8_t*>(&size), sizeof(size)});
    RELEVO_ASSERT(size <= out.size());
    copy_out(begin + sizeof(size), out.first(size));
    read_.store(begin + sizeof(size) + size, std::memory_order_release);
    return out.first(size);
  }

 private:
  std::size_t copy_in(std::size_t at, std::span<const std::uint8_t> from) {
    const std::size_t whole = mask_ + 1 - (at & mask_);
    const std::size_t first = from.size() < whole ? from.size() : whole;
    if (first > 0) std::memcpy(bytes_.get() + (at & mask_), from.data(), first);
    if (first < from.size()) std::memcpy(bytes_.get(), from.data() + first, from.size() - first);
    return at + from.size();
  }

  void copy_out(std::size_t at, std::span<std::uint8_t> to) const {
    const std::size_t whole = mask_ + 1 - (at & mask_);
    const std::size_t first = to.size() < whole ? to.size() : whole;
    if (first > 0) std::memcpy(to.data(), bytes_.get() + (at & mask_), first);
    if (first < to.size()) std::memcpy(to.data() + first, bytes_.get(), to.size() - first);
  }

  std::unique_ptr<std::uint8_t[]> bytes_;
  std::size_t mask_;
  // Apart from each other: the two threads would share a cache line otherwise.
  alignas(64) std::atomic<std::size_t> written_{0};  // Ever.
  alignas(64) std::atomic<std::size_t> read_{0};     // Ever.
};

}  // namespace relevo::voice
