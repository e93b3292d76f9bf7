#include "log/writer_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

#include "log/file.h"

namespace relevo::log {

namespace {

std::string pid_in(int descriptor) {
  std::array<char, 20> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size(), 0);
  const auto* end = text.begin() + std::max<ssize_t>(size, 0);
  const auto* behind = std::find_if(text.cbegin(), end, [](char c) { return c < '0' || c > '9'; });
  return behind == text.begin() ? "unknown" : std::string(text.cbegin(), behind);
}

}  // namespace

Result<WriterLock> WriterLock::take(const std::string& folder) {
  const std::string path = folder + "/lock";
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return disk_fault("opening", path);
  WriterLock lock{descriptor};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return disk_fault("locking", path);
    return fault(Fault::Kind::fenced, "log: process " + pid_in(descriptor) + " is writing to " +
                                          folder +
                                          " already; stop it first, or give this one another "
                                          "folder");
  }
  const std::string pid = std::to_string(::getpid()) + "\n";
  // For people only: the lock holds without it, and a full disk must not keep the log shut.
  [[maybe_unused]] const bool told =
      ::ftruncate(descriptor, 0) == 0 && ::pwrite(descriptor, pid.data(), pid.size(), 0) > 0;
  return lock;
}

WriterLock::WriterLock(WriterLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)) {}

WriterLock::~WriterLock() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

}  // namespace relevo::log
