#include "app/paths.h"

#include <sys/stat.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

namespace relevo {

namespace {

/// A name in /dev/shm that is this folder's own, by whatever path it is named: two folders have
/// never the same device and inode. Empty when it cannot be looked at.
std::string in_memory(const std::string& folder) {
  struct stat seen{};
  if (::stat(folder.c_str(), &seen) != 0) return {};
  return "/dev/shm/relevo-" + std::to_string(seen.st_dev) + "-" + std::to_string(seen.st_ino);
}

}  // namespace

Result<DataPaths> data_paths(const std::string& folder) {
  std::error_code error;
  const auto whole = std::filesystem::absolute(folder, error).lexically_normal();
  if (!error) std::filesystem::create_directories(whole.parent_path(), error);
  if (!error && ::mkdir(whole.c_str(), 0700) != 0 && errno != EEXIST) {
    error = std::error_code(errno, std::generic_category());
  }
  if (!error && !std::filesystem::is_directory(whole, error)) {
    error = std::make_error_code(std::errc::not_a_directory);
  }
  if (error) {
    return fault(Fault::Kind::disk, "--data: the folder " + folder + " cannot be made: " +
                                        error.message() + "; name one that you may write to");
  }
  const std::string at = whole.string();
  const std::string in_memory_at = in_memory(at);
  if (in_memory_at.empty()) {
    return fault(Fault::Kind::disk,
                 "--data: the folder " + folder + " is gone; name one that stays");
  }
  return DataPaths{.folder = at,
                   .lock = at + "/serve.lock",
                   .control = at + "/serve.sock",
                   .log = at + "/log",
                   .snapshots = at + "/snapshots",
                   .archive = at + "/archive.sqlite",
                   .records = at + "/records.db",
                   .secrets = at + "/secrets.sealed",
                   .secrets_key = at + "/secrets.key",
                   .recordings = at + "/recordings",
                   .link = at + "/link.sock",
                   .leg_key = at + "/legs.key",
                   .in_hand = in_memory_at + ".hand",
                   .leg_store = in_memory_at + ".legs"};
}

}  // namespace relevo
