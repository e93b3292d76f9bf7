#include "records/private_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>

namespace relevo::records {

namespace {

tl::unexpected<Fault> disk_fault(const std::string& what) {
  return fault(Fault::Kind::disk, "secrets: " + what + ": " + std::strerror(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  int number() const { return number_; }
  bool is_open() const { return number_ >= 0; }

 private:
  int number_;
};

bool write_all(int descriptor, ByteView content) {
  while (!content.empty()) {
    const ssize_t n = ::write(descriptor, content.data(), content.size());
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return false;
    content = content.subspan(static_cast<std::size_t>(n));
  }
  return true;
}

// Without it a power cut could bring back the name's old file.
Result<void> sync_folder_of(const std::string& path) {
  const auto parent = std::filesystem::path{path}.parent_path();
  const std::string folder = parent.empty() ? "." : parent.string();
  const Descriptor file{::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
  if (!file.is_open() || ::fsync(file.number()) != 0) return disk_fault("syncing " + folder);
  return {};
}

}  // namespace

Result<std::optional<PrivateFile>> read_private(const std::string& path, std::size_t bytes_max) {
  const Descriptor file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
  if (!file.is_open()) {
    if (errno == ENOENT) return std::optional<PrivateFile>{};
    return disk_fault("opening " + path);
  }
  struct stat status{};
  if (::fstat(file.number(), &status) != 0) return disk_fault("reading " + path);
  if (!S_ISREG(status.st_mode)) {
    return fault(Fault::Kind::input, "secrets: " + path + " is not a file");
  }
  const auto size = static_cast<std::size_t>(status.st_size);
  if (size > bytes_max) {
    return fault(Fault::Kind::limit, "secrets: " + path + " has " + std::to_string(size) +
                                         " bytes; " + std::to_string(bytes_max) + " are allowed");
  }
  PrivateFile read{.content = Secret{size}, .mode = status.st_mode & 07777};
  std::size_t at = 0;
  while (at < size) {
    const ssize_t n = ::read(file.number(), read.content.data() + at, size - at);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return disk_fault("reading " + path);
    if (n == 0) return fault(Fault::Kind::disk, "secrets: " + path + " shrank while it was read");
    at += static_cast<std::size_t>(n);
  }
  return std::optional<PrivateFile>{std::move(read)};
}

Result<void> replace_private(const std::string& path, ByteView content, mode_t mode) {
  const std::string next = path + ".new";
  ::unlink(next.c_str());  // What a crash left, or a link that someone laid there.
  {
    const Descriptor file{::open(next.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)};
    if (!file.is_open()) return disk_fault("making " + next);
    if (!write_all(file.number(), content) || ::fsync(file.number()) != 0) {
      auto failed = disk_fault("writing " + next);
      ::unlink(next.c_str());
      return failed;
    }
  }
  if (::rename(next.c_str(), path.c_str()) != 0) {
    auto failed = disk_fault("replacing " + path);
    ::unlink(next.c_str());
    return failed;
  }
  return sync_folder_of(path);
}

}  // namespace relevo::records
