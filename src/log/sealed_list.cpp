#include "log/sealed_list.h"

#include <unistd.h>

#include <algorithm>

#include "base/assert.h"
#include "base/crc32c.h"
#include "log/little_endian.h"
#include "log/segment.h"

namespace relevo::log {

namespace {

constexpr std::array<std::uint8_t, 4> sealed_mark{'R', 'L', 'V', 'S'};
constexpr std::array<std::uint8_t, 4> dropped_mark{'R', 'L', 'V', 'D'};
constexpr std::uint64_t grow_bytes = 4096;

// Where things stand in a line.
constexpr std::size_t version_at = 4;
constexpr std::size_t first_at = 8;
constexpr std::size_t last_at = 16;
constexpr std::size_t epoch_at = 24;
constexpr std::size_t bytes_at = 32;
constexpr std::size_t chain_at = 40;
constexpr std::size_t crc_at = 76;

bool has_mark(ByteView line, const std::array<std::uint8_t, 4>& mark) {
  return std::equal(mark.begin(), mark.end(), line.begin());
}

bool is_whole_line(ByteView line) {
  return (has_mark(line, sealed_mark) || has_mark(line, dropped_mark)) &&
         get<std::uint32_t>(&line[crc_at]) == crc32c(0, line.first(crc_at));
}

bool is_zero(ByteView bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
}

tl::unexpected<Fault> not_as_sealed(const std::string& path, const Sealed& segment,
                                    const std::string& what) {
  return fault(Fault::Kind::protocol, "log: " + path + ", which holds positions " +
                                          std::to_string(segment.first) + " to " +
                                          std::to_string(segment.last) + ", " + what +
                                          "; get the folder back from a backup");
}

}  // namespace

tl::unexpected<Fault> list_too_short(const std::string& folder, Position listed) {
  return fault(
      Fault::Kind::protocol,
      "log: " + folder + "/sealed ends with position " + std::to_string(listed) +
          ", though more than one segment follows: get it back from a backup, or remove it "
          "to have it made again from the segments");
}

void put_sealed(Bytes& out, bool dropped, const Sealed& line) {
  std::array<std::uint8_t, SealedList::line_bytes> bytes{};
  const auto& mark = dropped ? dropped_mark : sealed_mark;
  std::copy(mark.begin(), mark.end(), bytes.begin());
  put(&bytes[version_at], format_version);
  put(&bytes[first_at], line.first);
  put(&bytes[last_at], line.last);
  put(&bytes[epoch_at], line.epoch);
  put(&bytes[bytes_at], line.bytes);
  std::copy(line.chain.begin(), line.chain.end(), bytes.begin() + chain_at);
  put(&bytes[crc_at], crc32c(0, ByteView{bytes}.first(crc_at)));
  out.insert(out.end(), bytes.begin(), bytes.end());
}

Result<SealedList> SealedList::read(const std::string& folder) {
  SealedList list{folder};
  if (::access(list.path().c_str(), F_OK) != 0) return list;
  const auto file = File::open_to_read(list.path());
  if (!file) return tl::unexpected<Fault>(file.error());
  const auto size = file->size();
  if (!size) return tl::unexpected<Fault>(size.error());
  if (*size > file_bytes_max) {
    return fault(Fault::Kind::protocol, "log: " + list.path() + " has " + std::to_string(*size) +
                                            " bytes; " + std::to_string(file_bytes_max) +
                                            " can be");
  }
  Bytes bytes(*size);
  const auto filled = file->read(0, bytes);
  if (!filled) return tl::unexpected<Fault>(filled.error());
  bytes.resize(*filled);
  list.file_bytes_ = *size;
  ByteView rest{bytes};
  for (; rest.size() >= line_bytes && is_whole_line(rest); rest = rest.subspan(line_bytes)) {
    const auto taken = list.take_line(rest.first(line_bytes));
    if (!taken) return tl::unexpected<Fault>(taken.error());
    list.used_bytes_ += line_bytes;
  }
  // The line that a crash tore is the last one.
  const bool is_torn = is_zero(rest.subspan(std::min(line_bytes, rest.size())));
  if (bytes.empty() || !is_torn) return list.damaged();
  return list;
}

tl::unexpected<Fault> SealedList::damaged() const {
  return fault(Fault::Kind::protocol,
               "log: " + path() + " is damaged at byte " + std::to_string(used_bytes_) +
                   ", behind position " + std::to_string(end().last) +
                   ": get it back from a backup, or remove it to have it made again from the "
                   "segments");
}

Result<void> SealedList::take_line(ByteView line) {
  Sealed read{.first = get<std::uint64_t>(&line[first_at]),
              .last = get<std::uint64_t>(&line[last_at]),
              .epoch = get<std::uint64_t>(&line[epoch_at]),
              .bytes = get<std::uint64_t>(&line[bytes_at])};
  std::copy_n(line.begin() + chain_at, read.chain.size(), read.chain.begin());
  const std::string where = "log: line " + std::to_string(used_bytes_ / line_bytes + 1) + " of " +
                            path() + ", at byte " + std::to_string(used_bytes_);
  if (const auto version = get<std::uint32_t>(&line[version_at]); version != format_version) {
    return fault(Fault::Kind::protocol,
                 where + ", is of format version " + std::to_string(version) +
                     "; this build reads version " + std::to_string(format_version));
  }
  if (has_mark(line, sealed_mark)) {
    if (read.first != end().last + 1 || read.last < read.first) {
      return fault(Fault::Kind::protocol,
                   where + ", does not continue position " + std::to_string(end().last));
    }
    segments_.push_back(read);
    return {};
  }
  const auto at = std::find_if(segments_.begin(), segments_.end(),
                               [&](const Sealed& each) { return each.last == read.last; });
  const bool known =
      at != segments_.end() ? at->chain == read.chain : segments_.empty() && dropped_.last == 0;
  if (!known || read.first != 1) {
    return fault(Fault::Kind::protocol, where + ", drops up to position " +
                                            std::to_string(read.last) + ", where no segment ends");
  }
  if (at != segments_.end()) segments_.erase(segments_.begin(), at + 1);
  dropped_ = read;
  return {};
}

Result<SealedList> SealedList::make(const std::string& folder, const std::vector<Sealed>& lines,
                                    const FileCalls& calls) {
  const std::string path = SealedList{folder}.path();
  const std::string unfinished = path + ".new";
  Bytes bytes;
  for (const Sealed& each : lines) put_sealed(bytes, each.bytes == 0, each);
  auto file = File::create(unfinished, calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  auto done = file->grow(0, (bytes.size() / grow_bytes + 1) * grow_bytes);
  if (done) done = file->write(0, bytes);
  if (done) done = file->sync();
  if (done) done = rename_file(unfinished, path, calls);
  if (done) done = sync_folder(folder, calls);
  if (!done) return tl::unexpected<Fault>(done.error());
  return read(folder);
}

Result<void> SealedList::check_files() const {
  ChainHash before = dropped_.chain;
  for (const Sealed& segment : segments_) {
    const std::string path = segment_path(folder_, segment.first);
    if (::access(path.c_str(), F_OK) != 0) return not_as_sealed(path, segment, "is missing");
    const auto file = File::open_to_read(path);
    if (!file) return tl::unexpected<Fault>(file.error());
    const auto size = file->size();
    if (!size) return tl::unexpected<Fault>(size.error());
    if (*size != segment.bytes) {
      return not_as_sealed(path, segment,
                           "has " + std::to_string(*size) + " bytes, and had " +
                               std::to_string(segment.bytes) + " when it was sealed");
    }
    std::array<std::uint8_t, segment_header_bytes> bytes{};
    const auto filled = file->read(0, bytes);
    if (!filled) return tl::unexpected<Fault>(filled.error());
    const auto header = get_segment_header(ByteView{bytes}.first(*filled));
    if (!header || header->version != format_version || header->header.first != segment.first ||
        header->header.chain != before) {
      return not_as_sealed(path, segment,
                           "is damaged at byte 0, behind position " +
                               std::to_string(segment.first - 1) +
                               ": its header is not what was written");
    }
    before = segment.chain;
  }
  return {};
}

Result<void> SealedList::make_room(std::size_t lines, const FileCalls& calls) {
  if (!exists()) {
    auto made = make(folder_, {}, calls);
    if (!made) return tl::unexpected<Fault>(made.error());
    *this = std::move(*made);
  }
  if (used_bytes_ + lines * line_bytes <= file_bytes_) return {};
  auto file = File::open_to_write(path(), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  auto grown = file->grow(file_bytes_, grow_bytes);
  if (grown) grown = file->sync();
  if (grown) file_bytes_ += grow_bytes;
  return grown;
}

Result<void> SealedList::put_line(bool dropped, const Sealed& line, const FileCalls& calls) {
  RELEVO_ASSERT(has_room());
  Bytes bytes;
  put_sealed(bytes, dropped, line);
  auto file = File::open_to_write(path(), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  auto done = file->write(used_bytes_, bytes);
  if (done) done = file->sync();
  if (done) used_bytes_ += line_bytes;
  return done;
}

Result<void> SealedList::settle(const FileCalls& calls) const {
  if (used_bytes_ == 0) return {};
  auto file = File::open_to_write(path(), calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  std::array<std::uint8_t, line_bytes> line{};
  const auto filled = file->read(used_bytes_ - line_bytes, line);
  if (!filled) return tl::unexpected<Fault>(filled.error());
  const auto written = file->write(used_bytes_ - line_bytes, ByteView{line}.first(*filled));
  if (!written) return written;
  return file->sync();
}

Result<void> SealedList::add(const Sealed& segment, const FileCalls& calls) {
  const auto put = put_line(false, segment, calls);
  if (put) segments_.push_back(segment);
  return put;
}

Result<std::vector<Sealed>> SealedList::drop_before(Position position, const FileCalls& calls) {
  const auto kept = std::find_if(segments_.begin(), segments_.end(),
                                 [&](const Sealed& segment) { return segment.last >= position; });
  std::vector<Sealed> gone{segments_.begin(), kept};
  if (gone.empty()) return gone;
  Sealed line = gone.back();
  line.first = 1;
  line.bytes = 0;
  auto done = make_room(1, calls);
  if (done) done = put_line(true, line, calls);
  if (!done) return tl::unexpected<Fault>(done.error());
  segments_.erase(segments_.begin(), kept);
  dropped_ = line;
  return gone;
}

}  // namespace relevo::log
