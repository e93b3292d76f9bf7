// One open file of the log: whole reads and writes, and Faults that say what was tried where.
#pragma once

#include <fcntl.h>
#include <sys/types.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <span>
#include <string>
#include <utility>

#include "base/bytes.h"
#include "base/result.h"

namespace relevo::log {

/// What a disk that is full or broken fails in; tests put failing calls here.
struct FileCalls {
  ssize_t (*pwrite)(int descriptor, const void* bytes, std::size_t size, off_t offset) = ::pwrite;
  int (*fdatasync)(int descriptor) = ::fdatasync;
  int (*fallocate)(int descriptor, int mode, off_t offset, off_t size) = ::fallocate;
  int (*ftruncate)(int descriptor, off_t size) = ::ftruncate;
  int (*fsync_folder)(int descriptor) = ::fsync;
  int (*rename)(const char* from, const char* to) = ::rename;
  int (*unlink)(const char* path) = ::unlink;
};

/// A Fault of a system call that failed just now: "log: WHAT PATH: errno in words".
tl::unexpected<Fault> disk_fault(const std::string& what, const std::string& path);

/// Makes the folder's list of names durable. Fault disk.
Result<void> sync_folder(const std::string& folder, const FileCalls& calls);

/// What was there under the new name is gone. Durable once the folder is synced. Fault disk.
Result<void> rename_file(const std::string& from, const std::string& to, const FileCalls& calls);

/// Nothing to do when there is none. Fault disk.
Result<void> remove_file(const std::string& path, const FileCalls& calls);

/// All Faults are of kind disk. Any thread may read; one writes.
class File {
 public:
  static Result<File> open_to_read(const std::string& path);
  /// Mode 0600, whatever it was.
  static Result<File> open_to_write(const std::string& path, const FileCalls& calls);
  /// As it is, or a new one of mode 0600.
  static Result<File> open_or_create(const std::string& path, const FileCalls& calls);
  /// Mode 0600. What was there under this name is gone.
  static Result<File> create(const std::string& path, const FileCalls& calls);

  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();

  /// Fills `into` from `offset` on; fewer bytes only at the file's end. Gives how many.
  Result<std::size_t> read(std::uint64_t offset, std::span<std::uint8_t> into) const;
  Result<void> write(std::uint64_t offset, ByteView bytes);
  Result<void> sync();
  /// Makes the file `bytes` longer than `from`, read as zeros. Fault limit where the disk or the
  /// quota is full: nothing in the file has changed then.
  Result<void> grow(std::uint64_t from, std::uint64_t bytes);
  /// Ends the file there, for ever: durable on return, and from then on to be read alone.
  Result<void> seal(std::uint64_t bytes);
  Result<std::uint64_t> size() const;
  const std::string& path() const { return path_; }

 private:
  File(int descriptor, std::string path, const FileCalls& calls)
      : descriptor_(descriptor), path_(std::move(path)), calls_(calls) {}

  int descriptor_;
  std::string path_;
  FileCalls calls_;
};

}  // namespace relevo::log
