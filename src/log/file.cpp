#include "log/file.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace relevo::log {

namespace {

constexpr mode_t file_mode = 0600;
constexpr mode_t sealed_mode = 0400;

bool is_full(int error) { return error == ENOSPC || error == EDQUOT || error == EFBIG; }

}  // namespace

tl::unexpected<Fault> disk_fault(const std::string& what, const std::string& path) {
  return fault(Fault::Kind::disk, "log: " + what + " " + path + ": " + std::strerror(errno));
}

Result<void> sync_folder(const std::string& folder, const FileCalls& calls) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return disk_fault("opening the folder", folder);
  Result<void> synced;
  if (calls.fsync_folder(descriptor) != 0) synced = disk_fault("syncing the folder", folder);
  ::close(descriptor);
  return synced;
}

Result<void> rename_file(const std::string& from, const std::string& to, const FileCalls& calls) {
  if (calls.rename(from.c_str(), to.c_str()) == 0) return {};
  return disk_fault("renaming " + from + " to", to);
}

Result<void> remove_file(const std::string& path, const FileCalls& calls) {
  if (calls.unlink(path.c_str()) == 0 || errno == ENOENT) return {};
  return disk_fault("removing", path);
}

Result<File> File::open_to_read(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return disk_fault("opening", path);
  return File{descriptor, path, FileCalls{}};
}

Result<File> File::open_to_write(const std::string& path, const FileCalls& calls) {
  // A seal that a crash cut short: its owner takes it off.
  if (::chmod(path.c_str(), file_mode) != 0) return disk_fault("opening to write", path);
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CLOEXEC);
  if (descriptor < 0) return disk_fault("opening to write", path);
  return File{descriptor, path, calls};
}

Result<File> File::open_or_create(const std::string& path, const FileCalls& calls) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, file_mode);
  if (descriptor < 0) return disk_fault("opening or creating", path);
  return File{descriptor, path, calls};
}

Result<File> File::create(const std::string& path, const FileCalls& calls) {
  const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, file_mode);
  if (descriptor < 0) return disk_fault("creating", path);
  return File{descriptor, path, calls};
}

File::File(File&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      path_(std::move(other.path_)),
      calls_(other.calls_) {}

File& File::operator=(File&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  std::swap(calls_, other.calls_);
  return *this;
}

File::~File() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

Result<std::size_t> File::read(std::uint64_t offset, std::span<std::uint8_t> into) const {
  std::size_t done = 0;
  while (done < into.size()) {
    const ssize_t n = ::pread(descriptor_, into.data() + done, into.size() - done,
                              static_cast<off_t>(offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return disk_fault("reading at byte " + std::to_string(offset + done) + " of", path_);
    if (n == 0) break;
    done += static_cast<std::size_t>(n);
  }
  return done;
}

Result<void> File::write(std::uint64_t offset, ByteView bytes) {
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t n = calls_.pwrite(descriptor_, bytes.data() + done, bytes.size() - done,
                                    static_cast<off_t>(offset + done));
    if (n < 0 && errno == EINTR) continue;
    if (n == 0) errno = EIO;  // Nothing was taken and nothing was said.
    if (n <= 0) {
      return disk_fault("writing at byte " + std::to_string(offset + done) + " of", path_);
    }
    done += static_cast<std::size_t>(n);
  }
  return {};
}

Result<void> File::sync() {
  if (calls_.fdatasync(descriptor_) != 0) return disk_fault("syncing", path_);
  return {};
}

Result<void> File::grow(std::uint64_t from, std::uint64_t bytes) {
  int status = 0;
  do {
    status = calls_.fallocate(descriptor_, 0, static_cast<off_t>(from), static_cast<off_t>(bytes));
  } while (status != 0 && errno == EINTR);
  if (status == 0) return {};
  const bool full = is_full(errno);
  auto failed = disk_fault("making room for " + std::to_string(bytes) + " bytes in", path_);
  if (full) failed.value().kind = Fault::Kind::limit;
  return failed;
}

Result<void> File::seal(std::uint64_t bytes) {
  if (calls_.ftruncate(descriptor_, static_cast<off_t>(bytes)) != 0) {
    return disk_fault("truncating to " + std::to_string(bytes) + " bytes", path_);
  }
  const auto synced = sync();
  if (synced && ::fchmod(descriptor_, sealed_mode) != 0) {
    return disk_fault("making read-only", path_);
  }
  return synced;
}

Result<std::uint64_t> File::size() const {
  struct stat status{};
  if (::fstat(descriptor_, &status) != 0) return disk_fault("asking for the size of", path_);
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace relevo::log
