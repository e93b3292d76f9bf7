// The log on disk: opened again, rolled over, torn, changed, fenced, and on a disk that fails.
#include "log/segment_log.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <iterator>

#include "base/crc32c.h"
#include "log/sample_batches.h"

using namespace relevo;
using namespace relevo::log;

namespace {

/// Keeps the lines' words.
struct LinesLogger final : Logger {
  std::vector<std::string> lines;
  void write(Severity /*severity*/, std::string_view what,
             std::initializer_list<LogField> /*fields*/) override {
    lines.emplace_back(what);
  }
};

Result<std::unique_ptr<SegmentLog>> open_log(const std::string& folder) {
  NoLogger logger;
  return SegmentLog::open({.folder = folder, .grow_bytes = 1024}, logger);
}

/// One event a batch.
void write_batches(const std::string& folder, Position end) {
  const auto log = open_log(folder);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  while ((*log)->last() < end) REQUIRE((*log)->append(sample_batch((*log)->last() + 1), 1));
}

Bytes bytes_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return Bytes(std::istreambuf_iterator<char>{in}, {});
}

void put_bytes(const std::string& path, const Bytes& bytes) {
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
}

/// Where each record begins, and where the last one ends.
std::vector<std::size_t> borders(const Bytes& file) {
  std::vector<std::size_t> found{segment_header_bytes};
  while (const auto header = get_record_header(ByteView{file}.subspan(found.back()))) {
    found.push_back(found.back() + record_header_bytes + header->payload_bytes);
  }
  return found;
}

bool says(const Fault& fault, std::string_view words) {
  return fault.what.find(words) != std::string::npos;
}

/// Opens, and the log must hold just the sample batches up to `last`; then it must go on.
void check_holds(const std::string& folder, Position last) {
  {
    const auto log = open_log(folder);
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    REQUIRE((*log)->last() == last);
    const auto found = (*log)->read(0, 1'000'000);
    REQUIRE(found->size() == last);
    for (Position i = 0; i < last; ++i) CHECK(same((*found)[i], sample_batch(i + 1)));
    REQUIRE((*log)->append(sample_batch(last + 1), 1));
    CHECK((*log)->verify().has_value());
  }
  const auto again = open_log(folder);
  REQUIRE_MESSAGE(again.has_value(), again.error().what);
  CHECK((*again)->last() == last + 1);
}

}  // namespace

TEST_CASE("segment_log: opened again, it holds what it held and goes on") {
  const TestFolder folder;
  write_batches(folder.path, 3);
  check_holds(folder.path, 3);
}

TEST_CASE("segment_log: files and folder are for their owner alone") {
  const TestFolder folder;
  const std::string inside = folder.path + "/new";
  write_batches(inside, 1);
  const auto mode = [](const std::string& path) {
    struct stat status{};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777U;
  };
  CHECK(mode(inside) == 0700);
  CHECK(mode(segment_path(inside, 1)) == 0600);
  CHECK(mode(inside + "/lock") == 0600);
}

TEST_CASE("segment_log: rolls over many files and finds everything again") {
  const TestFolder folder;
  NoLogger logger;
  const SegmentLogOptions options{
      .folder = folder.path, .segment_bytes_max = 500, .grow_bytes = 256};
  for (const Position end : {Position{50}, Position{100}}) {
    const auto log = SegmentLog::open(options, logger);
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    while ((*log)->last() < end) REQUIRE((*log)->append(sample_batch((*log)->last() + 1), 1));
    CHECK((*log)->read(0, 1000)->size() == end);
    CHECK((*log)->verify().has_value());
  }
  CHECK(list_segments(folder.path)->size() > 10);
}

TEST_CASE("segment_log: a file that has been written long enough is followed by another") {
  const TestFolder folder;
  NoLogger logger;
  const SegmentLogOptions options{
      .folder = folder.path, .segment_lasts = hours(24), .grow_bytes = 1024};
  const auto write_at = [&](SegmentLog& log, Duration at) {
    Batch batch = sample_batch(log.last() + 1);
    batch.at = Time{} + at;
    REQUIRE(log.append(batch, 1));
  };
  {
    const auto log = SegmentLog::open(options, logger);
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    write_at(**log, hours(5));
    write_at(**log, hours(28));
  }
  // The age is the file's, not that of the process that writes it.
  const auto log = SegmentLog::open(options, logger);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  CHECK(list_segments(folder.path).value() == std::vector<Position>{1});
  write_at(**log, hours(29));
  write_at(**log, hours(52));
  write_at(**log, hours(53));
  CHECK(list_segments(folder.path).value() == std::vector<Position>{1, 3, 5});
  CHECK((*log)->droppable(Time{} + hours(54), 5).value() == 4);
  CHECK((*log)->verify().has_value());
}

TEST_CASE("segment_log: what was written before a week of rest is old when it is over") {
  const TestFolder folder;
  NoLogger logger;
  const auto log = SegmentLog::open(
      {.folder = folder.path, .segment_lasts = hours(24), .grow_bytes = 1024}, logger);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  for (const int hour : {1, 20, 20 + 7 * 24}) {
    Batch batch = sample_batch((*log)->last() + 1);
    batch.at = Time{} + hours(hour);
    REQUIRE((*log)->append(batch, 1));
  }
  REQUIRE(list_segments(folder.path).value() == std::vector<Position>{1, 3});
  CHECK((*log)->droppable(Time{} + hours(20), 3).value() == 0);
  CHECK((*log)->droppable(Time{} + hours(21), 1).value() == 0);
  CHECK((*log)->droppable(Time{} + hours(21), 3).value() == 2);
}

TEST_CASE("segment_log: a file that is missing or does not continue is found") {
  const TestFolder folder;
  NoLogger logger;
  const SegmentLogOptions options{
      .folder = folder.path, .segment_bytes_max = 200, .grow_bytes = 256};
  {
    const auto log = SegmentLog::open(options, logger);
    for (Position next = 1; next <= 4; ++next) REQUIRE((*log)->append(sample_batch(next), 1));
  }
  REQUIRE(*list_segments(folder.path) == std::vector<Position>{1, 2, 3, 4});
  const std::string second = segment_path(folder.path, 2);

  SUBCASE("missing") {
    std::filesystem::remove(second);
    const auto log = SegmentLog::open(options, logger);
    REQUIRE_FALSE(log.has_value());
    CHECK(says(log.error(), "which holds positions 2 to 2, is missing"));
  }
  SUBCASE("its last record torn, though the log goes on") {
    Bytes file = bytes_of(second);
    file[segment_header_bytes + record_header_bytes] ^= 1U;
    put_bytes(second, file);
    const auto log = SegmentLog::open(options, logger);
    REQUIRE_FALSE(log.has_value());
    CHECK(says(log.error(), "behind position 1"));
  }
  SUBCASE("all its bytes zero") {
    put_bytes(second, Bytes(256, 0));
    CHECK_FALSE(SegmentLog::open(options, logger).has_value());
  }
}

TEST_CASE("segment_log: a last file without its header is damage: it had one before its name") {
  for (const std::size_t size : {std::size_t{0}, std::size_t{10}, std::size_t{500}}) {
    CAPTURE(size);
    const TestFolder folder;
    put_bytes(segment_path(folder.path, 1), Bytes(size, 0));
    const auto log = open_log(folder.path);
    REQUIRE_FALSE(log.has_value());
    CHECK(says(log.error(), "at byte 0, behind position 0"));
  }
}

TEST_CASE("segment_log: a torn last record is cut off, wherever it was torn") {
  const TestFolder folder;
  const std::string path = segment_path(folder.path, 1);
  write_batches(folder.path, 3);
  const Bytes whole = bytes_of(path);
  const auto border = borders(whole);
  REQUIRE(border.size() == 4);
  const auto begin = whole.begin() + static_cast<std::ptrdiff_t>(border[2]);
  const auto end = whole.begin() + static_cast<std::ptrdiff_t>(border[3]);

  for (auto torn = begin; torn != end; ++torn) {
    const auto at = static_cast<std::size_t>(torn - whole.begin());
    CAPTURE(at);
    Bytes front_only = whole;  // The rest of the write never came to the disk.
    std::fill(front_only.begin() + (torn - whole.begin()), front_only.end(), std::uint8_t{0});
    put_bytes(path, front_only);
    check_holds(folder.path, 2);

    put_bytes(path, Bytes(whole.begin(), torn));  // Nor did the file's length.
    check_holds(folder.path, 2);

    Bytes back_only = whole;  // Blocks of one write come to the disk in any order.
    std::fill(back_only.begin() + (begin - whole.begin()),
              back_only.begin() + (torn - whole.begin()) + 1, std::uint8_t{0});
    put_bytes(path, back_only);
    check_holds(folder.path, 2);
  }
}

TEST_CASE("segment_log: cutting says so, and leaves nothing that could come back") {
  const TestFolder folder;
  const std::string path = segment_path(folder.path, 1);
  write_batches(folder.path, 2);
  Bytes file = bytes_of(path);
  const std::size_t last = borders(file)[1];
  file[last + 70] ^= 0xFFU;
  put_bytes(path, file);
  LinesLogger logger;
  REQUIRE(SegmentLog::open({.folder = folder.path}, logger).has_value());
  REQUIRE(logger.lines.size() == 1);
  CHECK(logger.lines[0].find("cut off") != std::string::npos);
  const Bytes after = bytes_of(path);
  CHECK(std::all_of(after.begin() + static_cast<std::ptrdiff_t>(last), after.end(),
                    [](std::uint8_t byte) { return byte == 0; }));
}

TEST_CASE("segment_log: one changed byte anywhere stops the start, or is in the last write") {
  const TestFolder folder;
  const std::string path = segment_path(folder.path, 1);
  write_batches(folder.path, 4);
  const Bytes whole = bytes_of(path);
  const auto border = borders(whole);
  REQUIRE(border.size() == 5);
  for (const std::uint8_t change : {std::uint8_t{0x01}, std::uint8_t{0x80}, std::uint8_t{0xFF}}) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      CAPTURE(at);
      Bytes changed = whole;
      changed[at] ^= change;
      put_bytes(path, changed);
      const auto log = open_log(folder.path);
      if (at < border[3]) {
        REQUIRE_FALSE(log.has_value());
        CHECK(log.error().kind == Fault::Kind::protocol);
        CHECK(says(log.error(), path));
        CHECK(bytes_of(path) == changed);
        if (at < border[0]) continue;
        const auto record = std::upper_bound(border.begin(), border.end(), at) - border.begin() - 1;
        CHECK(says(log.error(), "behind position " + std::to_string(record) + ":"));
        CHECK(says(log.error(), "at byte " + std::to_string(border[std::size_t(record)]) + ","));
      } else {
        REQUIRE_MESSAGE(log.has_value(), log.error().what);
        CHECK((*log)->last() == (at < border[4] ? 3 : 4));
      }
    }
  }
}

TEST_CASE("segment_log: damage under a running log is a Fault of the read, not a wrong batch") {
  const TestFolder folder;
  const std::string path = segment_path(folder.path, 1);
  write_batches(folder.path, 4);
  const auto log = open_log(folder.path);
  const Bytes whole = bytes_of(path);
  const auto border = borders(whole);
  for (std::size_t at = border[1]; at < border[2]; ++at) {
    CAPTURE(at);
    Bytes changed = whole;
    changed[at] ^= 1U;
    put_bytes(path, changed);
    const auto found = (*log)->read(0, 100);
    REQUIRE_FALSE(found.has_value());
    CHECK(says(found.error(), "position 2"));
  }
}

TEST_CASE("segment_log: verify finds a record that was changed with its checksum") {
  const TestFolder folder;
  const std::string path = segment_path(folder.path, 1);
  write_batches(folder.path, 3);
  Bytes file = bytes_of(path);
  const auto border = borders(file);
  const auto begin = file.begin() + static_cast<std::ptrdiff_t>(border[1]);
  Bytes forged(begin, file.begin() + static_cast<std::ptrdiff_t>(border[2]));
  auto header = *get_record_header(forged);
  forged.back() ^= 1U;
  seal_record(forged, header, ChainHash{});
  std::copy(forged.begin(), forged.end(), begin);
  put_bytes(path, file);

  const auto log = open_log(folder.path);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  const auto verified = (*log)->verify();
  REQUIRE_FALSE(verified.has_value());
  CHECK(says(verified.error(), "position 2"));
}

TEST_CASE("segment_log: a second writer is told who the first one is") {
  const TestFolder folder;
  const auto first = open_log(folder.path);
  REQUIRE(first.has_value());
  const auto second = open_log(folder.path);
  REQUIRE_FALSE(second.has_value());
  CHECK(second.error().kind == Fault::Kind::fenced);
  CHECK(says(second.error(), "process " + std::to_string(::getpid()) + " is writing"));
}

TEST_CASE("segment_log: the epoch is remembered over a restart") {
  const TestFolder folder;
  {
    const auto log = open_log(folder.path);
    REQUIRE((*log)->append(sample_batch(1), 8));
  }
  const auto log = open_log(folder.path);
  CHECK((*log)->append(sample_batch(2), 7).error().kind == Fault::Kind::fenced);
}

TEST_CASE("segment_log: a newer format is not guessed at") {
  const TestFolder folder;
  write_batches(folder.path, 1);
  const std::string path = segment_path(folder.path, 1);
  Bytes file = bytes_of(path);
  file[8] = 2;  // The version; then the checksum behind it.
  const std::uint32_t crc = crc32c(0, ByteView{file}.first(60));
  for (unsigned i = 0; i < 4; ++i) file[60 + i] = static_cast<std::uint8_t>(crc >> (8 * i));
  put_bytes(path, file);
  const auto log = open_log(folder.path);
  REQUIRE_FALSE(log.has_value());
  CHECK(says(log.error(), "format version 2"));
}
