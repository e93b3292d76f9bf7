// The operation's files from the disk.
#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "operation/operation_file.h"

namespace relevo {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t bytes_max = std::size_t{16} << 20U;
constexpr std::size_t files_max = 1'000;

tl::unexpected<Fault> unreadable(const fs::path& path, const std::error_code& error) {
  return fault(Fault::Kind::disk, path.string() + ": cannot be read: " + error.message());
}

tl::unexpected<Fault> too_much(const std::string& path) {
  return fault(Fault::Kind::input, path + ": is over 16 MiB; an operation is much smaller");
}

Result<std::vector<fs::path>> files_in(const fs::path& folder) {
  std::error_code error;
  std::vector<fs::path> files;
  fs::directory_iterator at{folder, error};
  for (; !error && at != fs::directory_iterator{}; at.increment(error)) {
    if (at->path().extension() == ".toml") files.push_back(at->path());
    if (files.size() > files_max) {
      return fault(Fault::Kind::input, folder.string() + ": has over " + std::to_string(files_max) +
                                           " files; join some");
    }
  }
  if (error) return unreadable(folder, error);
  if (files.empty()) {
    return fault(Fault::Kind::input,
                 folder.string() + ": has no *.toml in it; name the operation's file or folder");
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// At most one byte more than `bytes`.
Result<std::string> read_text(const fs::path& path, std::size_t bytes) {
  std::error_code error;
  if (!fs::is_regular_file(path, error)) {
    if (!error) error = std::make_error_code(std::errc::invalid_argument);
    return unreadable(path, error);
  }
  std::ifstream file{path, std::ios::binary};
  if (!file) return unreadable(path, {errno, std::generic_category()});
  std::string text(std::min<std::uintmax_t>(fs::file_size(path, error), bytes) + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (file.bad() || error) return unreadable(path, error);
  text.resize(static_cast<std::size_t>(file.gcount()));
  return text;
}

}  // namespace

Result<std::vector<OperationSource>> load_operation_sources(const std::string& path) {
  std::error_code error;
  std::vector<fs::path> files{path};
  if (fs::is_directory(path, error)) {
    auto found = files_in(path);
    if (!found) return tl::unexpected(found.error());
    files = std::move(*found);
  } else if (!fs::exists(path, error)) {
    return fault(Fault::Kind::input, path + ": is not there; name the operation's file or folder");
  }
  std::vector<OperationSource> sources;
  std::size_t left = bytes_max;
  for (const fs::path& file : files) {
    auto text = read_text(file, left);
    if (!text) return tl::unexpected(text.error());
    if (text->size() > left) return too_much(path);
    left -= text->size();
    sources.push_back({file.string(), std::move(*text)});
  }
  return sources;
}

}  // namespace relevo
