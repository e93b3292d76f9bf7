#include "log/segment.h"

#include <dirent.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <string_view>

namespace relevo::log {

namespace {

constexpr std::size_t digits = 20;  // Enough for every position, so names sort like numbers.
constexpr std::string_view suffix = ".log";

std::string reserve_path(const std::string& folder) { return folder + "/reserve"; }

/// The position in the name; 0 when it is not a segment's name.
Position position_in(std::string_view name) {
  Position first = 0;
  if (name.size() != digits + suffix.size() || !name.ends_with(suffix)) return 0;
  const auto parsed = std::from_chars(name.data(), name.data() + digits, first);
  const bool all_digits = parsed.ec == std::errc{} && parsed.ptr == name.data() + digits;
  return all_digits ? first : 0;
}

}  // namespace

std::string segment_path(const std::string& folder, Position first) {
  std::string number = std::to_string(first);
  number.insert(0, digits - number.size(), '0');
  return folder + "/" + number + std::string{suffix};
}

Result<std::vector<Position>> list_segments(const std::string& folder) {
  DIR* names = ::opendir(folder.c_str());
  if (names == nullptr) return disk_fault("listing the folder", folder);
  std::vector<Position> firsts;
  errno = 0;
  while (const dirent* name = ::readdir(names)) {
    if (const Position first = position_in(name->d_name); first != 0) firsts.push_back(first);
  }
  const bool whole = errno == 0;
  auto failed = disk_fault("listing the folder", folder);
  ::closedir(names);
  if (!whole) return failed;
  std::sort(firsts.begin(), firsts.end());
  return firsts;
}

Result<void> make_reserve(const std::string& folder, std::uint64_t bytes, const FileCalls& calls) {
  auto file = File::open_or_create(reserve_path(folder), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  auto done = file->grow(0, std::max<std::uint64_t>(bytes, segment_header_bytes));
  if (done) done = file->sync();
  if (done) done = sync_folder(folder, calls);
  return done;
}

Result<Segment> Segment::create(const std::string& folder, const SegmentHeader& header,
                                const FileCalls& calls) {
  auto file = File::open_to_write(reserve_path(folder), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  Bytes bytes;
  put_segment_header(bytes, header);
  auto done = file->write(0, bytes);
  if (done) done = file->sync();
  if (done) done = rename_file(reserve_path(folder), segment_path(folder, header.first), calls);
  if (done) done = sync_folder(folder, calls);
  if (!done) return tl::unexpected<Fault>(done.error());
  return Segment::reopen(folder, header.first, bytes.size(), calls);
}

Result<Segment> Segment::reopen(const std::string& folder, Position first, std::uint64_t used_bytes,
                                const FileCalls& calls) {
  auto file = File::open_to_write(segment_path(folder, first), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto file_bytes = file->size();
  if (!file_bytes) return tl::unexpected<Fault>(file_bytes.error());
  return Segment{std::move(*file), first, used_bytes, *file_bytes};
}

Result<void> Segment::append(ByteView record, std::uint64_t grow_bytes) {
  const std::uint64_t needed = used_bytes_ + record.size();
  if (needed > file_bytes_) {
    const std::uint64_t more = std::max(grow_bytes, needed - file_bytes_);
    const auto grown = file_.grow(file_bytes_, more);
    if (!grown) return grown;
    file_bytes_ += more;
  }
  const auto written = file_.write(used_bytes_, record);
  if (!written) return written;
  const auto synced = file_.sync();
  if (!synced) return synced;
  used_bytes_ = needed;
  return {};
}

}  // namespace relevo::log
