#include "sim/disk.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>

#include "base/assert.h"
#include "log/frame.h"

namespace relevo::sim {

namespace {

constexpr std::size_t sector = 512;
constexpr const char* unfinished = ".new";

int fail_with(int error) {
  errno = error;
  return -1;
}

std::uint64_t inode_of(const std::string& path) {
  struct stat status{};
  return ::stat(path.c_str(), &status) == 0 ? status.st_ino : 0;
}

}  // namespace

thread_local Disk* Disk::newest_ = nullptr;

Disk::Disk(Chance chance) : chance_(chance), folder_("/dev/shm/relevo-sim-XXXXXX") {
  if (::mkdtemp(folder_.data()) == nullptr) folder_.clear();
  ::mkdir(kept_folder().c_str(), 0700);
  ::mkdir(folder().c_str(), 0700);
  newest_ = this;
}

Disk::~Disk() {
  std::error_code ignored;
  if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
  if (newest_ == this) newest_ = nullptr;
}

log::FileCalls Disk::calls() {
  return {.pwrite = &Disk::pwrite,
          .fdatasync = &Disk::fdatasync,
          .fallocate = &Disk::fallocate,
          .ftruncate = &Disk::ftruncate,
          .fsync_folder = &Disk::fsync_folder,
          .rename = &Disk::rename,
          .unlink = &Disk::unlink};
}

void Disk::plan_trouble(DiskTrouble trouble, std::uint64_t calls_from_now) {
  trouble_ = trouble;
  calls_to_trouble_ = calls_from_now;
}

void Disk::heal() {
  trouble_ = DiskTrouble::none;
  full_ = false;
}

DiskTrouble Disk::next_call() {
  ++writes_;
  if (trouble_ == DiskTrouble::none) return DiskTrouble::none;
  if (calls_to_trouble_ > 0) {
    --calls_to_trouble_;
    return DiskTrouble::none;
  }
  return std::exchange(trouble_, DiskTrouble::none);
}

Disk::FileKept& Disk::file_of(int descriptor) {
  struct stat status{};
  RELEVO_ASSERT(::fstat(descriptor, &status) == 0);
  FileKept& file = files_[status.st_ino];
  if (status.st_size == 0) file = {};  // Made anew under the name of one that was given up.
  return file;
}

ssize_t Disk::pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  Disk& it = *newest_;
  if (it.dead_) return fail_with(EIO);
  const DiskTrouble trouble = it.next_call();
  if (trouble != DiskTrouble::none) {
    // Part of it may have been written before: any number of bytes.
    size = it.chance_.below(size + 1);
    it.dead_ = trouble == DiskTrouble::cut;
  }
  if (size > 0) {
    const auto* first = static_cast<const std::uint8_t*>(bytes);
    it.file_of(descriptor)
        .written.push_back(
            {.offset = static_cast<std::uint64_t>(offset), .bytes = Bytes(first, first + size)});
    if (::pwrite(descriptor, bytes, size, offset) != static_cast<ssize_t>(size)) return -1;
  }
  return trouble == DiskTrouble::none ? static_cast<ssize_t>(size) : fail_with(EIO);
}

int Disk::fdatasync(int descriptor) {
  Disk& it = *newest_;
  if (it.dead_) return fail_with(EIO);
  FileKept& file = it.file_of(descriptor);
  const DiskTrouble trouble = it.next_call();
  const bool cut_before = trouble == DiskTrouble::cut && it.chance_.percent(50);
  if (trouble == DiskTrouble::write_error) {
    // As Linux does: the pages count as clean from now on, and are on no disk.
    std::move(file.written.begin(), file.written.end(), std::back_inserter(file.doomed));
    file.written.clear();
    return fail_with(EIO);
  }
  it.dead_ = trouble == DiskTrouble::cut;
  if (cut_before) return fail_with(EIO);
  for (const Piece& piece : file.written) {
    it.apply(file.durable, piece);
    std::erase_if(file.doomed, [&](const Piece& doomed) {
      return !doomed.bytes.empty() && piece.offset <= doomed.offset &&
             doomed.offset + doomed.bytes.size() <= piece.offset + piece.bytes.size();
    });
  }
  file.written.clear();
  return 0;
}

bool Disk::may_go_on() {
  const DiskTrouble trouble = dead_ ? DiskTrouble::write_error : next_call();
  if (trouble == DiskTrouble::cut) dead_ = true;
  if (trouble == DiskTrouble::none) return true;
  errno = EIO;
  return false;
}

int Disk::fallocate(int descriptor, int mode, off_t offset, off_t size) {
  Disk& it = *newest_;
  if (!it.may_go_on()) return -1;
  if (it.full_) return fail_with(ENOSPC);
  it.file_of(descriptor)
      .written.push_back(
          {.offset = static_cast<std::uint64_t>(offset), .size = static_cast<std::uint64_t>(size)});
  return ::fallocate(descriptor, mode, offset, size);
}

int Disk::ftruncate(int descriptor, off_t size) {
  Disk& it = *newest_;
  if (!it.may_go_on()) return -1;
  FileKept& file = it.file_of(descriptor);
  if (::ftruncate(descriptor, size) != 0) return -1;
  file.written.push_back({.offset = static_cast<std::uint64_t>(size)});
  return 0;
}

int Disk::fsync_folder(int /*descriptor*/) {
  Disk& it = *newest_;
  if (!it.may_go_on()) return -1;
  it.drop_kept();
  return 0;
}

int Disk::rename(const char* from, const char* to) {
  Disk& it = *newest_;
  if (!it.may_go_on()) return -1;
  const std::string kept = it.keep(to);
  if (::rename(from, to) != 0) return -1;
  it.names_changed_.push_back({.from = from, .to = to, .kept = kept});
  return 0;
}

int Disk::unlink(const char* path) {
  Disk& it = *newest_;
  if (!it.may_go_on()) return -1;
  const std::string kept = it.keep(path);
  if (::unlink(path) != 0) return -1;
  it.names_changed_.push_back({.from = {}, .to = path, .kept = kept});
  return 0;
}

/// A second name for the file, out of the log's sight; empty when there is none.
std::string Disk::keep(const std::string& path) {
  if (inode_of(path) == 0) return {};
  std::string kept = kept_folder() + "/" + std::to_string(++kept_);
  return ::link(path.c_str(), kept.c_str()) == 0 ? kept : std::string{};
}

void Disk::drop_kept() {
  for (const NameChange& change : names_changed_) {
    if (!change.kept.empty()) ::unlink(change.kept.c_str());
  }
  names_changed_.clear();
}

/// The newest changes of names are lost, back to any of them.
void Disk::undo_names() {
  while (!names_changed_.empty() && chance_.percent(50)) {
    const NameChange change = names_changed_.back();
    names_changed_.pop_back();
    if (!change.from.empty()) ::rename(change.to.c_str(), change.from.c_str());
    if (!change.kept.empty()) ::rename(change.kept.c_str(), change.to.c_str());
  }
  drop_kept();
}

void Disk::process_ended() {
  dead_ = false;
  forget_unfinished();
}

/// A segment without its name is never read.
void Disk::forget_unfinished() {
  for (const std::string& name : names()) {
    if (name.ends_with(unfinished)) files_.erase(inode_of(name));
  }
}

void Disk::apply(Bytes& image, const Piece& piece) const {
  if (piece.bytes.empty() && piece.size == 0) {
    image.resize(std::min<std::uint64_t>(image.size(), piece.offset));
    return;
  }
  const std::uint64_t end = piece.offset + std::max<std::uint64_t>(piece.bytes.size(), piece.size);
  if (image.size() < end) image.resize(end);
  std::copy(piece.bytes.begin(), piece.bytes.end(),
            image.begin() + static_cast<std::ptrdiff_t>(piece.offset));
}

/// Torn at any byte, or sector by sector in any order.
void Disk::keep_part(Bytes& image, const Piece& piece) {
  if (piece.bytes.empty() || chance_.percent(30)) return apply(image, piece);
  if (chance_.percent(50)) {
    Piece torn = piece;
    torn.bytes.resize(chance_.below(piece.bytes.size()));
    if (!torn.bytes.empty()) apply(image, torn);  // Without bytes it would cut the file off.
    return;
  }
  for (std::size_t from = 0; from < piece.bytes.size(); from += sector) {
    if (chance_.percent(50)) continue;
    const std::size_t end = std::min(from + sector, piece.bytes.size());
    apply(image, {.offset = piece.offset + from,
                  .bytes = Bytes(piece.bytes.begin() + static_cast<std::ptrdiff_t>(from),
                                 piece.bytes.begin() + static_cast<std::ptrdiff_t>(end))});
  }
}

Bytes Disk::after_power_cut(const FileKept& file) {
  Bytes image = file.durable;
  const bool all = chance_.percent(20);
  const bool none = !all && chance_.percent(30);
  for (const Piece& piece : file.written) {
    if (none) break;
    if (all) {
      apply(image, piece);
    } else if (chance_.percent(70)) {
      keep_part(image, piece);
    }
  }
  return image;
}

void Disk::power_cut() {
  dead_ = false;
  undo_names();
  for (const std::string& name : names()) {
    const auto found = files_.find(inode_of(name));
    if (found == files_.end()) continue;
    FileKept& file = found->second;
    if (file.written.empty() && file.doomed.empty()) continue;
    file.durable = after_power_cut(file);
    file.written.clear();
    file.doomed.clear();
    const int descriptor = ::open(name.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    RELEVO_ASSERT(descriptor >= 0);
    const ssize_t size = ::pwrite(descriptor, file.durable.data(), file.durable.size(), 0);
    RELEVO_ASSERT(size == static_cast<ssize_t>(file.durable.size()));
    ::close(descriptor);
  }
  forget_unfinished();
}

bool Disk::all_synced() const {
  return std::all_of(files_.begin(), files_.end(), [](const auto& entry) {
    const auto no_bytes = [](const Piece& piece) { return piece.bytes.empty(); };
    const FileKept& file = entry.second;
    return std::all_of(file.written.begin(), file.written.end(), no_bytes) &&
           std::all_of(file.doomed.begin(), file.doomed.end(), no_bytes);
  });
}

bool Disk::holds(Position last) const {
  if (all_synced()) return true;
  Position found = 0;
  for (const std::string& name : names()) {
    const auto file = files_.find(inode_of(name));
    if (!name.ends_with(".log") || file == files_.end()) continue;
    ByteView rest = ByteView{file->second.durable};
    rest = rest.subspan(std::min(rest.size(), log::segment_header_bytes));
    while (const auto header = log::get_record_header(rest)) {
      const std::size_t size = log::record_header_bytes + header->payload_bytes;
      if (size > rest.size() || !log::is_whole(rest.first(size))) break;
      found = header->last();
      rest = rest.subspan(size);
    }
  }
  return found >= last;
}

std::vector<std::string> Disk::names() const {
  std::vector<std::string> names;
  std::error_code ignored;
  for (const auto& entry : std::filesystem::directory_iterator(folder(), ignored)) {
    const std::string name = entry.path().string();
    if (!name.ends_with("/lock")) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::uint64_t Disk::hash_of_segments() const {
  std::uint64_t hash = 0xCBF29CE484222325U;
  for (const std::string& name : names()) {
    if (!name.ends_with(".log")) continue;
    const int descriptor = ::open(name.c_str(), O_RDONLY | O_CLOEXEC);
    std::array<std::uint8_t, 65536> piece;
    ssize_t size = 0;
    while ((size = ::read(descriptor, piece.data(), piece.size())) > 0) {
      for (ssize_t i = 0; i < size; ++i) {
        hash = (hash ^ piece[static_cast<std::size_t>(i)]) * 0x00000100000001B3U;
      }
    }
    ::close(descriptor);
  }
  return hash;
}

}  // namespace relevo::sim
