// The log over crashes at any call to a disk that loses or tears what was not synced.
#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <map>

#include "base/prng.h"
#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

/// What a power cut may take back: writes since their file was synced, and names since the folder
/// was. From the crash on, every call fails.
struct CrashingDisk {
  static constexpr std::size_t sector_bytes = 512;
  struct Written {
    std::string path;
    off_t offset;
    Bytes before;  // Of one sector.
  };
  struct Renamed {
    std::string from;
    std::string to;
  };
  std::vector<Written> written;
  std::vector<Renamed> renamed;
  int calls_left = 0;
  bool full = false;

  bool crashed() {
    if (calls_left > 0) --calls_left;
    return calls_left == 0;
  }

  void power_cut(Prng& prng) {
    for (auto each = written.rbegin(); each != written.rend(); ++each) {
      if (prng.below(2) == 0) continue;
      const int file = ::open(each->path.c_str(), O_WRONLY | O_CLOEXEC);
      if (file < 0) continue;
      REQUIRE(::pwrite(file, each->before.data(), each->before.size(), each->offset) ==
              static_cast<ssize_t>(each->before.size()));
      ::close(file);
    }
    bool kept = true;  // Names come to the disk in their order.
    const std::size_t count = prng.below(renamed.size() + 1);
    while (renamed.size() > count) {
      kept = ::rename(renamed.back().to.c_str(), renamed.back().from.c_str()) == 0 && kept;
      renamed.pop_back();
    }
    CHECK(kept);
    written.clear();
    renamed.clear();
  }
};

CrashingDisk* disk = nullptr;

std::string path_of(int descriptor) {
  return std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor));
}

int failed() {
  errno = EIO;
  return -1;
}

ssize_t pwrite_call(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  const bool crash = disk->crashed();
  const auto end = offset + static_cast<off_t>(size);
  for (off_t at = offset; at < end;) {
    const auto rest = static_cast<std::size_t>(end - at);
    const std::size_t in_sector =
        CrashingDisk::sector_bytes - static_cast<std::size_t>(at) % CrashingDisk::sector_bytes;
    Bytes before(std::min(rest, in_sector), 0);
    if (::pread(descriptor, before.data(), before.size(), at) < 0) return -1;
    disk->written.push_back({path_of(descriptor), at, before});
    at += static_cast<off_t>(before.size());
  }
  const ssize_t done = ::pwrite(descriptor, bytes, size, offset);
  return crash ? failed() : done;
}

int fdatasync_call(int descriptor) {
  if (disk->crashed()) return failed();
  const std::string path = path_of(descriptor);
  std::erase_if(disk->written, [&](const auto& each) { return each.path == path; });
  return 0;
}

int fallocate_call(int descriptor, int mode, off_t offset, off_t size) {
  if (disk->crashed()) return failed();
  if (!disk->full) return ::fallocate(descriptor, mode, offset, size);
  errno = ENOSPC;
  return -1;
}

int ftruncate_call(int descriptor, off_t size) {
  return disk->crashed() ? failed() : ::ftruncate(descriptor, size);
}

int fsync_folder_call(int descriptor) {
  if (disk->crashed()) return failed();
  const std::filesystem::path folder = path_of(descriptor);
  std::erase_if(disk->renamed, [&](const auto& each) {
    return std::filesystem::path{each.to}.parent_path() == folder;
  });
  return 0;
}

int rename_call(const char* from, const char* to) {
  if (disk->crashed()) return failed();
  const bool replaces = ::access(to, F_OK) == 0;
  const int done = ::rename(from, to);
  for (auto& each : disk->written) each.path = each.path == from ? to : each.path;
  if (!replaces) disk->renamed.push_back({from, to});
  return done;
}

int unlink_call(const char* path) { return disk->crashed() ? failed() : ::unlink(path); }

constexpr FileCalls crashing_calls{.pwrite = pwrite_call,
                                   .fdatasync = fdatasync_call,
                                   .fallocate = fallocate_call,
                                   .ftruncate = ftruncate_call,
                                   .fsync_folder = fsync_folder_call,
                                   .rename = rename_call,
                                   .unlink = unlink_call};

/// What is in the log by its position, with its size.
using History = std::map<Position, std::size_t>;

/// Appends and drops until the disk crashes or is full. Gives how far it was acknowledged.
Position run_until_crash(const std::string& folder, Prng& prng, History& history,
                         Position& dropped) {
  NoLogger logger;
  auto log = SegmentLog::open(
      {.folder = folder, .segment_bytes_max = 900, .grow_bytes = 512, .calls = crashing_calls},
      logger);
  if (!log) {
    CHECK_MESSAGE(log.error().kind == Fault::Kind::disk, log.error().what);
    return 0;
  }
  while (true) {
    const Position last = (*log)->last();
    if (prng.below(20) == 0 && last > 10) {
      dropped = std::max(dropped, last - 10);
      if (!(*log)->drop_before(last - 9)) return last;
      continue;
    }
    const std::size_t events = 1 + prng.below(9);
    history[last + 1] = events;
    if (!(*log)->append(sample_batch(last + 1, events), 1)) return last;
  }
}

}  // namespace

TEST_CASE("segment_log: over power cuts at any call, what was acknowledged is there") {
  constexpr std::uint64_t seeds = 150;
  int crashes = 0;
  for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
    CAPTURE(seed);
    Prng prng{seed};
    const TestFolder folder;
    CrashingDisk crashing;
    disk = &crashing;
    History history;
    Position acknowledged = 0;
    Position dropped = 0;
    for (int time = 0; time < 8; ++time) {
      CAPTURE(time);
      crashing.calls_left = 1 + static_cast<int>(prng.below(120));
      crashing.full = prng.below(4) == 0;
      acknowledged = std::max(acknowledged, run_until_crash(folder.path, prng, history, dropped));
      // The process alone died: the next one opens what is in the machine's memory, and what it
      // finds there counts.
      if (prng.below(3) == 0) continue;
      crashing.power_cut(prng);
      ++crashes;

      NoLogger logger;
      const auto log = SegmentLog::open(
          {.folder = folder.path, .segment_bytes_max = 900, .grow_bytes = 512}, logger);
      REQUIRE_MESSAGE(log.has_value(), log.error().what);
      const Position last = (*log)->last();
      CHECK(last >= acknowledged);
      CHECK((*log)->verify().has_value());
      const Position first =
          list_segments(folder.path)->empty() ? 1 : list_segments(folder.path)->front();
      CHECK(first <= dropped + 1);
      const auto found = (*log)->read(first - 1, 100'000);
      REQUIRE_MESSAGE(found.has_value(), found.error().what);
      Position next = first;
      for (const Batch& batch : *found) {
        REQUIRE(batch.first == next);
        CHECK(same(batch, sample_batch(next, history[next])));
        next = batch.last() + 1;
      }
      CHECK(next == last + 1);
      // At most the batch that was under way came through unacknowledged.
      const auto after = history.upper_bound(acknowledged);
      CHECK((last == acknowledged || (after != history.end() && after->first == acknowledged + 1 &&
                                      last == acknowledged + after->second)));
      acknowledged = last;
    }
  }
  MESSAGE("power cuts: " << crashes);
}
