#include "app/data_lock.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

namespace relevo {

namespace {

// Of the open file, not of the process, and the only kind that can be asked about.
struct flock whole_file() {
  struct flock lock{};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

}  // namespace

Result<int> lock_data_folder(const DataPaths& paths) {
  const int descriptor = ::open(paths.lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  struct flock lock = whole_file();
  if (descriptor >= 0 && ::fcntl(descriptor, F_OFD_SETLK, &lock) == 0) return descriptor;
  const int error = errno;
  if (descriptor >= 0) ::close(descriptor);
  if (error == EAGAIN || error == EACCES) {
    return fault(Fault::Kind::fenced, "--data " + paths.folder +
                                          ": another relevo serve is running on this folder "
                                          "already; stop it first, or name another folder");
  }
  return fault(Fault::Kind::disk,
               "--data " + paths.folder + ": cannot be locked: " + std::strerror(error));
}

bool data_folder_is_held(const DataPaths& paths) {
  const int descriptor = ::open(paths.lock.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return false;
  struct flock lock = whole_file();
  const bool asked = ::fcntl(descriptor, F_OFD_GETLK, &lock) == 0;
  ::close(descriptor);
  return asked && lock.l_type != F_UNLCK;
}

OrphanWatch::OrphanWatch(DataPaths paths, OnLook on_look, OrphanTimes times)
    : paths_(std::move(paths)),
      on_look_(std::move(on_look)),
      times_(times),
      wake_(::eventfd(0, EFD_CLOEXEC)),
      thread_([this] { watch(); }) {}

OrphanWatch::~OrphanWatch() {
  const std::uint64_t one = 1;
  [[maybe_unused]] const ssize_t written = ::write(wake_, &one, sizeof(one));
  thread_.join();
  ::close(wake_);
}

void OrphanWatch::watch() {
  pollfd ending{wake_, POLLIN, 0};
  Patience patience{times_.patience_ms / times_.look_ms};
  while (::poll(&ending, 1, times_.look_ms) <= 0) {
    on_look_(patience.is_over(data_folder_is_held(paths_)));
  }
}

}  // namespace relevo
