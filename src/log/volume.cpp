#include "log/volume.h"

#include "log/file.h"

namespace relevo::log {

Volume volume(const struct statvfs& answered) {
  const std::uint64_t used = answered.f_blocks - answered.f_bfree;
  return {.free_bytes = std::uint64_t{answered.f_bavail} * answered.f_frsize,
          .size_bytes = (used + answered.f_bavail) * answered.f_frsize};
}

Result<Volume> volume_of(const std::string& folder) {
  struct statvfs answered{};
  if (::statvfs(folder.c_str(), &answered) != 0) {
    return disk_fault("asking for the free room of", folder);
  }
  return volume(answered);
}

}  // namespace relevo::log
