// How much room the log has, and what the engine takes on because of it.
#pragma once

#include <cstdint>

namespace relevo {

/// Of the volume that the log is on, as df counts.
struct VolumeRoom {
  std::uint64_t free_bytes = 0;
  std::uint64_t size_bytes = 0;
};

/// From each on, less is taken on.
enum class Room : std::uint8_t {
  plenty,
  low,      // 80 % are used: everything is taken, operators are warned.
  tight,    // 90 %.
  reserve,  // What is left is for ending what is there: no arrivals, nothing begun.
  none,     // A batch did not fit: only facts are kept, and wait.
};

/// Kept free for the ends of live contacts: one step in which the log grows.
inline constexpr std::uint64_t reserve_bytes = std::uint64_t{16} << 20U;

constexpr Room room_of(const VolumeRoom& volume) {
  const std::uint64_t used = volume.size_bytes - volume.free_bytes;
  if (volume.free_bytes < reserve_bytes) return Room::reserve;
  if (used >= volume.size_bytes / 10 * 9) return Room::tight;
  return used >= volume.size_bytes / 10 * 8 ? Room::low : Room::plenty;
}

}  // namespace relevo
