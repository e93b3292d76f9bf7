// The log on a disk that is full or fails: nothing that was acknowledged is lost, and it is said.
#include <doctest/doctest.h>
#include <sys/resource.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <filesystem>
#include <vector>

#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

// Calls that still succeed before one of them fails; of the test that runs.
int calls_left = 0;
bool is_full = false;

bool fails_now() { return calls_left-- == 0; }

/// Writes half, then fails, as a disk does.
ssize_t failing_pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  if (!fails_now()) return ::pwrite(descriptor, bytes, size, offset);
  [[maybe_unused]] const ssize_t half = ::pwrite(descriptor, bytes, size / 2, offset);
  errno = EIO;
  return -1;
}

int failing_fdatasync(int descriptor) {
  if (!fails_now()) return ::fdatasync(descriptor);
  errno = EIO;
  return -1;
}

int failing_fallocate(int descriptor, int mode, off_t offset, off_t size) {
  if (!is_full && !fails_now()) return ::fallocate(descriptor, mode, offset, size);
  errno = ENOSPC;
  return -1;
}

int failing_ftruncate(int descriptor, off_t size) {
  if (!fails_now()) return ::ftruncate(descriptor, size);
  errno = EIO;
  return -1;
}

int failing_fsync_folder(int descriptor) {
  if (!fails_now()) return ::fsync(descriptor);
  errno = EIO;
  return -1;
}

int failing_rename(const char* from, const char* to) {
  if (!fails_now()) return ::rename(from, to);
  errno = EIO;
  return -1;
}

int failing_unlink(const char* path) {
  if (!fails_now()) return ::unlink(path);
  errno = EIO;
  return -1;
}

// What was written and synced since a log was opened; of the test that runs.
std::uint64_t written_bytes = 0;
std::uint64_t synced_bytes = 0;

ssize_t counting_pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
  const ssize_t written = ::pwrite(descriptor, bytes, size, offset);
  written_bytes += static_cast<std::uint64_t>(written);
  return written;
}

int counting_fdatasync(int descriptor) {
  synced_bytes = written_bytes;
  return ::fdatasync(descriptor);
}

std::vector<std::string> synced_folders;  // Of the test that runs.

int noting_fsync_folder(int descriptor) {
  synced_folders.push_back(
      std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor)));
  return ::fsync(descriptor);
}

SegmentLogOptions options_of(const std::string& folder, const FileCalls& calls = {}) {
  return {.folder = folder, .segment_bytes_max = 400, .grow_bytes = 64, .calls = calls};
}

/// Appends one event a batch until that fails or `end` is reached; gives the Fault.
Result<void> append_until(Log& log, Position end) {
  while (log.last() < end) {
    const auto appended = log.append(sample_batch(log.last() + 1), 1);
    if (!appended) return appended;
  }
  return {};
}

}  // namespace

TEST_CASE("segment_log: whichever call fails, what was acknowledged is there") {
  constexpr Position end = 12;
  constexpr Position kept_from = 7;
  const std::array<FileCalls, 6> kinds{
      FileCalls{.pwrite = failing_pwrite},       FileCalls{.fdatasync = failing_fdatasync},
      FileCalls{.ftruncate = failing_ftruncate}, FileCalls{.fsync_folder = failing_fsync_folder},
      FileCalls{.rename = failing_rename},       FileCalls{.unlink = failing_unlink}};
  NoLogger logger;
  for (const FileCalls& calls : kinds) {
    bool failed = true;
    int tried = 0;
    for (int nth = 0; failed && nth < 100; ++nth) {
      CAPTURE(nth);
      const TestFolder folder;
      calls_left = nth;
      Position acknowledged = 0;
      Position dropped = 0;
      {
        const auto log = SegmentLog::open(options_of(folder.path, calls), logger);
        failed = !log.has_value();
        if (log) {
          auto done = append_until(**log, end);
          acknowledged = (*log)->last();
          if (done) {
            done = (*log)->drop_before(kept_from);
            dropped = kept_from - 1;
          } else {
            const auto more = (*log)->append(sample_batch(acknowledged + 1), 1);
            CHECK(more.error().what.find("must start again") != std::string::npos);
            CHECK((*log)->read(0, 1000)->size() == acknowledged);
          }
          failed = !done.has_value();
          if (failed) {
            CHECK(done.error().kind == Fault::Kind::disk);
            CHECK(done.error().what.find(folder.path) != std::string::npos);
            CHECK(done.error().what.find("Input/output error") != std::string::npos);
          }
        } else {
          CHECK(log.error().kind == Fault::Kind::disk);
        }
      }
      tried += failed ? 1 : 0;
      const auto again = SegmentLog::open(options_of(folder.path), logger);
      REQUIRE_MESSAGE(again.has_value(), again.error().what);
      // The batch that failed may be there or not.
      CHECK((*again)->last() >= acknowledged);
      CHECK((*again)->last() <= acknowledged + 1);
      CHECK((*again)->verify().has_value());
      CHECK(append_until(**again, end + 1).has_value());
      CHECK((*again)->read(dropped, 1000)->size() == end + 1 - dropped);
    }
    CHECK_FALSE(failed);
    CHECK(tried > 0);
  }
}

TEST_CASE("segment_log: a full disk refuses, and the log goes on when there is room again") {
  constexpr Position end = 12;
  NoLogger logger;
  bool refused = true;
  for (int nth = 0; refused && nth < 100; ++nth) {
    CAPTURE(nth);
    const TestFolder folder;
    calls_left = nth;
    const auto log =
        SegmentLog::open(options_of(folder.path, {.fallocate = failing_fallocate}), logger);
    const auto appended = append_until(**log, end);
    refused = !appended.has_value();
    if (refused) CHECK(appended.error().kind == Fault::Kind::limit);
    CHECK(append_until(**log, end).has_value());
    CHECK((*log)->read(0, 1000)->size() == end);
  }
  CHECK_FALSE(refused);
}

TEST_CASE("segment_log: what ends live work is still taken when the disk is full") {
  const TestFolder folder;
  NoLogger logger;
  calls_left = 1'000'000;
  SegmentLogOptions options = options_of(folder.path, {.fallocate = failing_fallocate});
  options.segment_bytes_max = 100'000;
  options.grow_bytes = 4096;
  const auto log = SegmentLog::open(options, logger);
  REQUIRE(append_until(**log, 1));
  const auto before = (*log)->room();
  REQUIRE(before.has_value());
  CHECK(before->ready_bytes > options.grow_bytes);
  CHECK(before->ready_bytes < 2 * options.grow_bytes);
  CHECK(before->volume.free_bytes > 0);

  is_full = true;
  const auto refused = append_until(**log, 1000);
  CHECK(refused.error().kind == Fault::Kind::limit);
  const std::uint64_t record_bytes = record_header_bytes + 32;
  CHECK((*log)->last() > (before->ready_bytes - 2 * record_bytes) / record_bytes);
  CHECK((*log)->room()->ready_bytes < record_bytes);

  is_full = false;
  CHECK((*log)->room()->ready_bytes >= options.grow_bytes);
  CHECK(append_until(**log, 1000).has_value());
  CHECK((*log)->verify().has_value());
}

TEST_CASE("segment_log: a file that is old enough is gone on with until another has room") {
  const TestFolder folder;
  NoLogger logger;
  calls_left = 1'000'000;
  SegmentLogOptions options = options_of(folder.path, {.fallocate = failing_fallocate});
  options.segment_bytes_max = 100'000;
  options.segment_lasts = microseconds(2);  // Two batches of samples.
  options.grow_bytes = 4096;
  const auto log = SegmentLog::open(options, logger);
  REQUIRE(append_until(**log, 1));
  is_full = true;
  const auto appended = append_until(**log, 20);
  is_full = false;
  REQUIRE_MESSAGE(appended.has_value(), appended.error().what);
  CHECK(*list_segments(folder.path) == std::vector<Position>{1, 3});  // 3 was the reserve.
  CHECK(append_until(**log, 22).has_value());
  CHECK(*list_segments(folder.path) == std::vector<Position>{1, 3, 21});
  CHECK((*log)->verify().has_value());
}

TEST_CASE("segment_log: where a file may not grow, the log goes on in others") {
  const TestFolder folder;
  NoLogger logger;
  const auto log = SegmentLog::open({.folder = folder.path, .grow_bytes = 4096}, logger);
  struct rlimit before{};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto signal_before = std::signal(SIGXFSZ, SIG_IGN);
  const struct rlimit small{.rlim_cur = 10'000, .rlim_max = before.rlim_max};
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
  const auto appended = append_until(**log, 1000);
  REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  std::signal(SIGXFSZ, signal_before);

  CHECK(appended.has_value());
  CHECK(list_segments(folder.path)->size() > 5);
  CHECK((*log)->verify().has_value());
}

TEST_CASE("segment_log: a record that an earlier process left unsynced is written and synced") {
  const TestFolder folder;
  NoLogger logger;
  const FileCalls unsynced{.fdatasync = [](int) { return 0; }};
  std::uint64_t record_bytes = 0;
  {
    auto log = SegmentLog::open(options_of(folder.path, unsynced), logger);
    REQUIRE(log.has_value());
    REQUIRE(append_until(**log, 2).has_value());
    Bytes payload;
    encode_batch(payload, sample_batch(2));
    record_bytes = record_header_bytes + payload.size();
  }
  written_bytes = synced_bytes = 0;
  const FileCalls counting{.pwrite = counting_pwrite, .fdatasync = counting_fdatasync};
  const auto log = SegmentLog::open(options_of(folder.path, counting), logger);
  REQUIRE(log.has_value());
  CHECK((*log)->last() == 2);
  // After a sync that failed the machine counts the record as clean: a sync alone is not enough.
  CHECK(written_bytes >= record_bytes);
  CHECK(synced_bytes == written_bytes);
}

TEST_CASE("segment_log: names that an earlier process left unsynced are synced") {
  const TestFolder data;
  const std::string folder = data.path + "/log";
  NoLogger logger;
  const FileCalls unsynced{.fsync_folder = [](int) { return 0; }};
  REQUIRE(SegmentLog::open(options_of(folder, unsynced), logger).has_value());
  synced_folders.clear();
  const FileCalls full{.fallocate = failing_fallocate, .fsync_folder = noting_fsync_folder};
  is_full = true;
  CHECK(SegmentLog::open(options_of(folder, full), logger).has_value());
  is_full = false;
  CHECK(synced_folders == std::vector{data.path, folder});
}
