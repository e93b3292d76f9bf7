#include "app/program.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace relevo {

Result<Program> Program::running() {
  std::error_code error;
  const auto path = std::filesystem::read_symlink("/proc/self/exe", error);
  const int descriptor = ::open("/proc/self/exe", O_PATH | O_CLOEXEC);
  if (descriptor < 0) {
    return fault(Fault::Kind::limit, std::string("/proc/self/exe: ") + std::strerror(errno) +
                                         "; /proc must be mounted");
  }
  return Program{descriptor, path.string()};
}

Result<Program> Program::at(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  if (descriptor < 0 || ::access(path.c_str(), X_OK) != 0) {
    const int error = errno;
    if (descriptor >= 0) ::close(descriptor);
    return fault(Fault::Kind::input, path + ": " + std::strerror(error) +
                                         "; the new executable must be at the path that serve was "
                                         "started by");
  }
  return Program{descriptor, path};
}

Program::Program(Program&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

Program& Program::operator=(Program&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(path_, other.path_);
  return *this;
}

Program::~Program() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

bool Program::runs_in(int pid) const {
  struct stat ours{};
  struct stat theirs{};
  return ::fstat(descriptor_, &ours) == 0 &&
         ::stat(("/proc/" + std::to_string(pid) + "/exe").c_str(), &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

}  // namespace relevo
