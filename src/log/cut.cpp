#include "log/cut.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <filesystem>
#include <set>

#include "log/batch_codec.h"
#include "log/segment.h"
#include "log/tail.h"
#include "log/walk.h"

namespace relevo::log {

namespace {

constexpr int side_folders_max = 1000;
constexpr std::size_t piece_bytes = std::size_t{1} << 20U;
constexpr std::size_t digits = 20;

std::string padded(Position position) {
  const std::string number = std::to_string(position);
  return std::string(digits - number.size(), '0') + number;
}

tl::unexpected<Fault> refused(Position after, const std::string& why) {
  return fault(Fault::Kind::input, "--cut-after " + std::to_string(after) + ": " + why);
}

/// The time of the record there; none where it cannot be told.
std::optional<Time> time_of(const File& file, const RecordHeader& header, std::uint64_t offset) {
  Bytes payload(header.payload_bytes);
  const auto read = file.read(offset + record_header_bytes, payload);
  if (!read || *read != payload.size()) return std::nullopt;
  const auto batch = decode_batch(header.first, payload);
  return batch ? std::optional{batch->at} : std::nullopt;
}

/// The file from the offset on; what is zero is left out of the copy, and is zero in it.
Result<void> copy_tail(const File& from, std::uint64_t offset, File& to) {
  Bytes piece(piece_bytes);
  for (std::uint64_t at = offset;; at += piece.size()) {
    const auto size = from.read(at, piece);
    if (!size) return tl::unexpected<Fault>(size.error());
    if (*size == 0) return to.sync();
    const ByteView bytes = ByteView{piece}.first(*size);
    const bool zero =
        std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; });
    if (zero) continue;
    const auto written = to.write(at - offset, bytes);
    if (!written) return written;
  }
}

}  // namespace

Result<Cut> Cut::plan(const CutOptions& options) {
  auto lock = WriterLock::take(options.folder);
  if (!lock) {
    if (lock.error().kind != Fault::Kind::fenced) return tl::unexpected<Fault>(lock.error());
    return refused(options.after, lock.error().what);
  }
  Cut cut{options, std::move(*lock)};
  auto done = cut.read_kept();
  if (done) done = cut.read_lost();
  if (done) done = cut.find_snapshots();
  if (!done) return tl::unexpected<Fault>(done.error());
  return cut;
}

/// What was dropped, by the list. Where that is damaged, the first segment's header says what it
/// goes on from; that everything before it was dropped and nothing lost is for a snapshot to show.
Result<void> Cut::read_dropped(const std::vector<Position>& firsts) {
  const auto list = SealedList::read(options_.folder);
  if (list) {
    dropped_ = list->dropped();
    return {};
  }
  if (list.error().kind != Fault::Kind::protocol) return tl::unexpected<Fault>(list.error());
  makes_list_ = true;
  if (firsts.empty() || firsts.front() == 1) return {};
  const std::string path = segment_path(options_.folder, firsts.front());
  const auto file = File::open_to_read(path);
  if (!file) return tl::unexpected<Fault>(file.error());
  std::array<std::uint8_t, segment_header_bytes> bytes{};
  const auto size = file->read(0, bytes);
  if (!size) return tl::unexpected<Fault>(size.error());
  const auto header = get_segment_header(ByteView{bytes}.first(*size));
  if (!header || header->version != format_version || header->header.first != firsts.front()) {
    return refused(options_.after, "the log has lost its beginning, for " + path +
                                       " is damaged at byte 0; get the folder back from a backup");
  }
  dropped_ = {.first = 1, .last = firsts.front() - 1, .chain = header->header.chain};
  return {};
}

Result<void> Cut::read_kept() {
  auto firsts = list_segments(options_.folder);
  if (!firsts) return tl::unexpected<Fault>(firsts.error());
  if (const auto read = read_dropped(*firsts); !read) return read;
  std::erase_if(*firsts, [&](Position first) { return first <= dropped_.last; });
  later_ = std::move(*firsts);
  if (options_.after < dropped_.last) {
    return refused(options_.after,
                   "positions up to " + std::to_string(dropped_.last) + " were dropped");
  }
  ChainHash chain = dropped_.chain;
  const Position first = dropped_.last + 1;
  Walk walk{options_.folder, {.first = first, .segment = first, .offset = segment_header_bytes}};
  while (walk.next() <= options_.after) {
    const Position sound = walk.next() - 1;
    const auto record = walk.pass();
    if (!record) {
      return refused(options_.after, "the log is whole up to position " + std::to_string(sound) +
                                         " only, cut there or before; " + record.error().what);
    }
    const RecordHeader& header = record->header;
    const bool begins = kept_.empty() || kept_.back().first != record->place.segment;
    const bool follows = !begins || record->segment_chain == chain;
    chain = chain_of(record->bytes, chain);
    if (!follows || chain != header.chain) {
      return refused(options_.after, "the chain hash is wrong at position " +
                                         std::to_string(header.first) + "; cut after position " +
                                         std::to_string(sound) + " or before");
    }
    if (header.last() > options_.after) {
      return refused(options_.after,
                     "it is inside the batch of positions " + std::to_string(header.first) +
                         " to " + std::to_string(header.last()) + "; cut after " +
                         std::to_string(sound) + " or " + std::to_string(header.last()));
    }
    if (begins) {
      kept_.push_back({.first = record->place.segment});
      std::erase(later_, record->place.segment);
    }
    kept_.back().last = header.last();
    kept_.back().epoch = header.epoch;
    kept_.back().bytes = record->place.offset + record->bytes.size();
    kept_.back().chain = chain;
  }
  return {};
}

Result<void> Cut::read_lost() {
  loss_.last = options_.after;
  if (!kept_.empty()) {
    const auto file = File::open_to_read(segment_path(options_.folder, kept_.back().first));
    if (!file) return tl::unexpected<Fault>(file.error());
    const auto added = add_lost(*file, kept_.back().bytes);
    if (!added) return added;
  }
  for (const Position first : later_) {
    const auto file = File::open_to_read(segment_path(options_.folder, first));
    if (!file) return tl::unexpected<Fault>(file.error());
    const auto added = add_lost(*file, segment_header_bytes);
    if (!added) return added;
  }
  return {};
}

/// Goes from whole record to whole record over whatever is between them.
Result<void> Cut::add_lost(const File& file, std::uint64_t offset) {
  ScanState state{.end = {.last = loss_.last}, .used_bytes = offset};
  while (true) {
    const auto tail = look_behind(file, state.used_bytes, state.end.last);
    if (!tail) return tl::unexpected<Fault>(tail.error());
    if (!tail->later_record) {
      loss_.bytes += tail->dirty_bytes;
      return {};
    }
    const std::uint64_t from = state.used_bytes;
    std::array<std::uint8_t, record_header_bytes> bytes{};
    const auto size = file.read(*tail->later_record, bytes);
    if (!size) return tl::unexpected<Fault>(size.error());
    const auto header = get_record_header(ByteView{bytes}.first(*size));
    if (!header) return {};
    state = {.end = {.last = header->first - 1}, .used_bytes = *tail->later_record};
    std::uint64_t last_offset = 0;
    RecordHeader last;
    const auto scanned = scan_records(file, state, [&](const RecordHeader& record, auto at) {
      if (!loss_.from) loss_.from = time_of(file, record, at);
      loss_.events += record.events;
      last = record;
      last_offset = at;
    });
    // Whole records in an order that cannot be are counted up to there.
    if (!scanned && scanned.error().kind == Fault::Kind::disk) return scanned;
    if (last.first == 0) return {};
    loss_.to = time_of(file, last, last_offset);
    loss_.last = last.last();
    loss_.bytes += state.used_bytes - from;
  }
}

/// In this order, so that a log that is cut half-way is one that is refused or whole.
Result<std::string> Cut::run() const {
  auto side = make_side_folder();
  if (!side) return side;
  auto done = move_files(*side);
  if (done) done = list_kept(*side);
  for (auto first = later_.rbegin(); done && first != later_.rend(); ++first) {
    done = rename_file(segment_path(options_.folder, *first), segment_path(*side, *first),
                       options_.calls);
    if (done) done = sync_folder(options_.folder, options_.calls);
  }
  if (done && !kept_.empty()) done = move_tail(*side);
  if (done) done = sync_folder(*side, options_.calls);
  if (!done) return tl::unexpected<Fault>(done.error());
  return side;
}

Result<std::string> Cut::make_side_folder() const {
  for (int i = 1; i <= side_folders_max; ++i) {
    std::string path = options_.folder;
    path += "/cut-" + padded(options_.after) + "-" + std::to_string(i);
    if (::mkdir(path.c_str(), 0700) == 0) {
      const auto synced = sync_folder(options_.folder, options_.calls);
      if (!synced) return tl::unexpected<Fault>(synced.error());
      return path;
    }
    if (errno != EEXIST) return disk_fault("making the folder", path);
  }
  return refused(options_.after, options_.folder + " holds " + std::to_string(side_folders_max) +
                                     " folders of earlier cuts there; move them away");
}

Result<void> Cut::find_snapshots() {
  loss_.files = options_.aside;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator{options_.snapshots, error}) {
    const std::string name = entry.path().filename();
    Position position = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), position);
    const bool is_snapshot = read.ec == std::errc{} && name == padded(position) + ".snap";
    if (is_snapshot && position > options_.after) loss_.files.push_back(entry.path());
  }
  if (!error || error == std::errc::no_such_file_or_directory) return {};
  return fault(Fault::Kind::disk, "log: listing " + options_.snapshots + ": " + error.message());
}

Result<void> Cut::move_files(const std::string& side) const {
  std::set<std::string> folders;
  for (const std::string& path : loss_.files) {
    const std::filesystem::path from{path};
    const auto moved = rename_file(path, side + "/" + from.filename().string(), options_.calls);
    if (!moved) return moved;
    folders.insert(from.parent_path());
  }
  Result<void> synced;
  for (const std::string& folder : folders) {
    if (synced) synced = sync_folder(folder, options_.calls);
  }
  return synced;
}

/// A list of all that stays but the last segment, which is written on.
Result<void> Cut::list_kept(const std::string& side) const {
  const std::string path = options_.folder + "/sealed";
  if (::link(path.c_str(), (side + "/sealed").c_str()) != 0 && errno != ENOENT) {
    return disk_fault("keeping a copy of", path);
  }
  std::vector<Sealed> lines;
  if (dropped_.last > 0) lines.push_back(dropped_);
  for (const Sealed& segment : kept_) {
    if (segment == kept_.back()) break;
    lines.push_back(segment);
    auto file = File::open_to_write(segment_path(options_.folder, segment.first), options_.calls);
    if (!file) return tl::unexpected<Fault>(file.error());
    const auto sealed = file->seal(segment.bytes);
    if (!sealed) return sealed;
  }
  const auto made = SealedList::make(options_.folder, lines, options_.calls);
  if (!made) return tl::unexpected<Fault>(made.error());
  return {};
}

Result<void> Cut::move_tail(const std::string& side) const {
  const Sealed& last = kept_.back();
  auto file = File::open_to_write(segment_path(options_.folder, last.first), options_.calls);
  if (!file) return tl::unexpected<Fault>(file.error());
  auto copy = File::create(
      segment_path(side, last.first) + ".from-byte-" + std::to_string(last.bytes), options_.calls);
  if (!copy) return tl::unexpected<Fault>(copy.error());
  auto done = copy_tail(*file, last.bytes, *copy);
  if (done) done = sync_folder(side, options_.calls);
  if (done) done = file->seal(last.bytes);  // The next opening takes the seal off.
  return done;
}

}  // namespace relevo::log
