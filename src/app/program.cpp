#include "app/program.h"

#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace relevo {

namespace {

namespace fs = std::filesystem;

std::string path_of_start() {
  std::error_code error;
  const auto* const named = reinterpret_cast<const char*>(::getauxval(AT_EXECFN));
  const std::string path =
      named == nullptr ? "" : fs::absolute(named, error).lexically_normal().string();
  // An open file that was started has a name there that means nothing tomorrow.
  const bool lasts = !path.empty() && !path.starts_with("/proc/") && !path.starts_with("/dev/");
  return lasts ? path : fs::read_symlink("/proc/self/exe", error).string();
}

}  // namespace

Result<Program> Program::running(const std::string& path) {
  const int descriptor = ::open("/proc/self/exe", O_PATH | O_CLOEXEC);
  if (descriptor < 0) {
    return fault(Fault::Kind::limit, std::string("/proc/self/exe: ") + std::strerror(errno) +
                                         "; /proc must be mounted");
  }
  return Program{descriptor, path.empty() ? path_of_start() : path};
}

Result<Program> Program::at(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_PATH | O_CLOEXEC);
  struct stat status{};
  const bool there = descriptor >= 0 && ::access(path.c_str(), X_OK) == 0;
  const std::string why = there ? "it is no file" : std::strerror(errno);
  if (there && ::fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    return Program{descriptor, path};
  }
  if (descriptor >= 0) ::close(descriptor);
  return fault(Fault::Kind::input, path + ": " + why +
                                       "; an executable file that the server's user may run must "
                                       "be there");
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

ProgramIdentity Program::identity() const {
  struct stat file{};
  if (::fstat(descriptor_, &file) != 0) return {};
  return {.device = file.st_dev,
          .inode = file.st_ino,
          .changed_ns = std::int64_t{file.st_mtim.tv_sec} * 1'000'000'000 + file.st_mtim.tv_nsec};
}

bool Program::is(const Program& other) const {
  struct stat ours{};
  struct stat theirs{};
  return ::fstat(descriptor_, &ours) == 0 && ::fstat(other.descriptor_, &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

bool Program::runs_in(int pid) const {
  struct stat ours{};
  struct stat theirs{};
  return ::fstat(descriptor_, &ours) == 0 &&
         ::stat(("/proc/" + std::to_string(pid) + "/exe").c_str(), &theirs) == 0 &&
         ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino;
}

}  // namespace relevo
