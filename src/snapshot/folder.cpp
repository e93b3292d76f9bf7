#include "snapshot/folder.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "log/file.h"
#include "log/volume.h"

namespace relevo::snapshot {

namespace {

constexpr std::size_t digits = 20;  // Enough for every position, so names sort like numbers.
constexpr std::string_view suffix = ".snap";
constexpr std::string_view unfinished_suffix = ".new";
constexpr mode_t folder_mode = 0700;

tl::unexpected<Fault> disk_fault(const std::string& what, const std::string& path, int error) {
  return fault(Fault::Kind::disk, "snapshots: " + what + " " + path + ": " + std::strerror(error));
}

/// The position in the name; 0 when it is not a snapshot's name.
Position position_in(std::string_view name) {
  Position position = 0;
  if (name.size() != digits + suffix.size() || !name.ends_with(suffix)) return 0;
  const auto parsed = std::from_chars(name.data(), name.data() + digits, position);
  const bool all_digits = parsed.ec == std::errc{} && parsed.ptr == name.data() + digits;
  return all_digits ? position : 0;
}

tl::unexpected<Fault> too_large(std::uint64_t bytes) {
  return fault(Fault::Kind::limit, "it has " + std::to_string(bytes) + " bytes; " +
                                       std::to_string(file_bytes_max) + " can be");
}

/// Fault limit: with so many bytes more, less than `free_bytes_min` are left on the volume.
Result<void> check_room(const std::string& folder, std::uint64_t bytes,
                        std::uint64_t free_bytes_min) {
  const auto volume = log::volume_of(folder);
  if (!volume) return tl::unexpected<Fault>(volume.error());
  const std::uint64_t free_bytes = volume->free_bytes;
  if (free_bytes >= free_bytes_min && free_bytes - free_bytes_min >= bytes) return {};
  return fault(Fault::Kind::limit, "snapshots: " + folder + " has " + std::to_string(free_bytes) +
                                       " bytes free: one of " + std::to_string(bytes) +
                                       " is not written, " + std::to_string(free_bytes_min) +
                                       " are kept for the log");
}

Result<Bytes> read_whole(const std::string& path) {
  const auto file = log::File::open_to_read(path);
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto size = file->size();
  if (!size) return tl::unexpected<Fault>(size.error());
  if (*size > file_bytes_max) return too_large(*size);
  Bytes bytes(*size);
  const auto read = file->read(0, bytes);
  if (!read) return tl::unexpected<Fault>(read.error());
  bytes.resize(*read);
  return bytes;
}

/// None where there is no folder.
Result<std::vector<std::string>> names_in(const std::string& folder) {
  std::vector<std::string> names;
  std::error_code error;
  std::filesystem::directory_iterator entry{folder, error};
  for (; !error && entry != std::filesystem::directory_iterator{}; entry.increment(error)) {
    names.push_back(entry->path().filename().string());
  }
  if (error && error != std::errc::no_such_file_or_directory) {
    return disk_fault("listing the folder", folder, error.value());
  }
  return names;
}

Result<Snapshot> read(const std::string& path) {
  const auto bytes = read_whole(path);
  if (!bytes) return tl::unexpected<Fault>(bytes.error());
  return decode(*bytes);
}

Result<void> write_whole(const std::string& path, const Bytes& bytes) {
  auto file = log::File::create(path, {});
  if (!file) return tl::unexpected<Fault>(file.error());
  auto done = file->write(0, bytes);
  if (done) done = file->sync();
  return done;
}

Result<void> remove_all(const std::string& folder, const std::vector<Position>& positions) {
  for (const Position position : positions) {
    const std::string path = path_of(folder, position);
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return disk_fault("removing", path, errno);
  }
  return {};
}

std::vector<Position> list_or_warn(const std::string& folder, Logger& logger) {
  auto positions = list(folder);
  if (positions) return std::move(*positions);
  logger.warning("no snapshot is used", {{"why", positions.error().what}});
  return {};
}

/// With a warning when it cannot be used.
std::optional<Snapshot> read_good(const std::string& folder, Position position, Logger& logger) {
  const std::string path = path_of(folder, position);
  auto snapshot = read(path);
  if (snapshot && snapshot->position() == position) return std::move(*snapshot);
  logger.warning(
      "snapshot left aside",
      {{"file", path}, {"why", snapshot ? "it is of another position" : snapshot.error().what}});
  return std::nullopt;
}

}  // namespace

std::vector<Position> superfluous(const std::vector<Heading>& snapshots,
                                  std::optional<Duration> kept_each) {
  std::vector<Position> gone;
  if (snapshots.size() <= newest_kept) return gone;
  Heading kept;
  for (std::size_t i = 0; i < snapshots.size() - newest_kept; ++i) {
    const Heading& each = snapshots[i];
    const bool far = each.position - kept.position >= older_kept_each;
    const bool later = kept_each && each.at - kept.at >= *kept_each;
    if (kept.position == 0 || far || later) {
      kept = each;
    } else {
      gone.push_back(each.position);
    }
  }
  return gone;
}

std::string path_of(const std::string& folder, Position position) {
  std::string number = std::to_string(position);
  number.insert(0, digits - number.size(), '0');
  return folder + "/" + number + std::string{suffix};
}

Result<std::vector<Position>> list(const std::string& folder) {
  const auto names = names_in(folder);
  if (!names) return tl::unexpected<Fault>(names.error());
  std::vector<Position> positions;
  for (const std::string& name : *names) {
    if (const Position position = position_in(name); position != 0) positions.push_back(position);
  }
  std::sort(positions.begin(), positions.end());
  return positions;
}

Result<void> write(const std::string& folder, const Snapshot& snapshot, std::string_view build,
                   std::uint64_t free_bytes_min) {
  if (::mkdir(folder.c_str(), folder_mode) != 0 && errno != EEXIST) {
    return disk_fault("making the folder", folder, errno);
  }
  const Bytes bytes = encode(snapshot, build);
  if (bytes.size() > file_bytes_max) return too_large(bytes.size());
  if (const auto room = check_room(folder, bytes.size(), free_bytes_min); !room) return room;
  const std::string path = path_of(folder, snapshot.position());
  const std::string unfinished = path + std::string{unfinished_suffix};
  auto done = write_whole(unfinished, bytes);
  if (done && std::rename(unfinished.c_str(), path.c_str()) != 0) {
    done = disk_fault("naming", path, errno);
  }
  if (!done) {
    ::unlink(unfinished.c_str());  // A full disk gets its room back.
    return done;
  }
  return log::sync_folder(folder, {});
}

Result<void> thin(const std::string& folder, std::optional<Duration> kept_each) {
  const auto positions = list(folder);
  if (!positions) return tl::unexpected<Fault>(positions.error());
  std::vector<Heading> snapshots;
  for (const Position position : *positions) {
    const auto heading = kept_each ? read_heading(folder, position) : Heading{};
    const Time before = snapshots.empty() ? Time{} : snapshots.back().at;
    snapshots.push_back({.position = position, .at = heading ? heading->at : before});
  }
  return remove_all(folder, superfluous(snapshots, kept_each));
}

Result<void> remove_before(const std::string& folder, Position position) {
  auto positions = list(folder);
  if (!positions) return tl::unexpected<Fault>(positions.error());
  std::erase_if(*positions, [&](Position each) { return each >= position; });
  return remove_all(folder, *positions);
}

Result<Heading> read_heading(const std::string& folder, Position position) {
  const auto file = log::File::open_to_read(path_of(folder, position));
  if (!file) return tl::unexpected<Fault>(file.error());
  std::array<std::uint8_t, header_bytes> bytes{};
  const auto size = file->read(0, bytes);
  if (!size) return tl::unexpected<Fault>(size.error());
  return decode_heading(ByteView{bytes}.first(*size));
}

Result<void> remove_unfinished(const std::string& folder) {
  const auto names = names_in(folder);
  if (!names) return tl::unexpected<Fault>(names.error());
  for (const std::string_view name : *names) {
    if (!name.ends_with(unfinished_suffix)) continue;
    if (position_in(name.substr(0, name.size() - unfinished_suffix.size())) == 0) continue;
    const std::string path = folder + "/" + std::string{name};
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return disk_fault("removing", path, errno);
  }
  return {};
}

std::optional<Snapshot> oldest_good(const std::string& folder, Position oldest, Logger& logger) {
  const auto positions = list_or_warn(folder, logger);
  for (const Position position : positions) {
    if (position < oldest) continue;
    if (auto snapshot = read_good(folder, position, logger)) return snapshot;
  }
  return std::nullopt;
}

std::optional<Snapshot> newest_good(const std::string& folder, Position newest, Logger& logger) {
  const auto positions = list_or_warn(folder, logger);
  for (auto position = positions.rbegin(); position != positions.rend(); ++position) {
    if (*position > newest) continue;
    if (auto snapshot = read_good(folder, *position, logger)) return snapshot;
  }
  return std::nullopt;
}

}  // namespace relevo::snapshot
