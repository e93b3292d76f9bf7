#include "app/orphans.h"

#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "app/pidfd.h"

namespace relevo {

namespace {

namespace fs = std::filesystem;

constexpr int end_by_force_ms_max = 5'000;  // A process in a system call that hangs.

std::vector<std::string> arguments_of(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/cmdline", std::ios::binary);
  std::vector<std::string> words;
  for (std::string word; std::getline(file, word, '\0');) words.push_back(word);
  return words;
}

bool is_ours(pid_t pid) {
  struct stat status{};
  return ::stat(("/proc/" + std::to_string(pid)).c_str(), &status) == 0 &&
         status.st_uid == ::geteuid();
}

pid_t pid_in(const std::string& name) {
  pid_t pid = 0;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
  return parsed.ptr == name.data() + name.size() ? pid : 0;
}

}  // namespace

std::string Orphan::value_of(const std::string& flag) const {
  const auto found = std::find(arguments.begin(), arguments.end(), flag);
  return found == arguments.end() || std::next(found) == arguments.end() ? "" : *std::next(found);
}

std::vector<Orphan> find_orphans(const DataPaths& paths) {
  std::vector<Orphan> found;
  std::error_code error;
  for (fs::directory_iterator entry("/proc", error); !error && entry != fs::directory_iterator{};
       entry.increment(error)) {
    const pid_t pid = pid_in(entry->path().filename().string());
    if (pid == 0 || pid == ::getpid() || !is_ours(pid)) continue;
    std::vector<std::string> words = arguments_of(pid);
    if (words.size() < 2 || (words[1] != "core" && words[1] != "voice")) continue;
    words.erase(words.begin());
    Orphan orphan{.pid = pid, .name = words.front(), .arguments = std::move(words)};
    if (orphan.value_of("--data") == paths.folder) found.push_back(std::move(orphan));
  }
  return found;
}

void end_orphan(const Orphan& orphan, int patience_ms) {
  const int pidfd = ::pidfd_open(orphan.pid, 0);
  if (pidfd < 0) return;
  pollfd ended{pidfd, POLLIN, 0};
  bool gone = false;
  if (patience_ms > 0) {
    ::pidfd_send_signal(pidfd, SIGTERM, nullptr, 0);
    gone = ::poll(&ended, 1, patience_ms) > 0;
  }
  if (!gone) {
    ::pidfd_send_signal(pidfd, SIGKILL, nullptr, 0);
    ::poll(&ended, 1, end_by_force_ms_max);
  }
  ::close(pidfd);
}

}  // namespace relevo
