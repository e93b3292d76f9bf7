// Every byte of a small log changed and every prefix of it cut: found or cut off, never believed.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>

#include "log/log_reader.h"
#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

constexpr std::size_t log_bytes_min = 64 * 1024;
constexpr std::uint64_t segment_bytes_max = 16 * 1024;
// Under sanitizers every change takes some ten times as long; of those, one in so many is made.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::size_t one_in = 61;
#else
constexpr std::size_t one_in = 1;
#endif
// The reader goes by the same code: it looks at fewer.
constexpr std::size_t read_one_in = 5;

Bytes bytes_of(const std::string& path) {
  std::ifstream in{path, std::ios::binary};
  return Bytes(std::istreambuf_iterator<char>{in}, {});
}

void put_bytes(const std::string& path, ByteView bytes) {
  std::filesystem::remove(path);
  std::ofstream out{path, std::ios::binary | std::ios::trunc};
  out.write(reinterpret_cast<const char*>(bytes.data()),
            static_cast<std::streamsize>(bytes.size()));
}

Result<std::unique_ptr<SegmentLog>> open_log(const std::string& folder) {
  NoLogger logger;
  return SegmentLog::open(
      {.folder = folder, .segment_bytes_max = segment_bytes_max, .grow_bytes = 1024}, logger);
}

/// A log of several segments, and what became of it.
struct Patient {
  TestFolder folder;
  std::map<std::string, Bytes> files;  // By path.
  std::vector<Batch> batches;
  std::string last_file;
  std::vector<std::size_t> borders{segment_header_bytes};  // Of the last file's records.
  std::size_t cut = 0;
  std::size_t checked = 0;
  std::size_t detected = 0;
  std::size_t unharmed = 0;

  Patient() {
    std::size_t bytes = 0;
    {
      const auto log = open_log(folder.path);
      REQUIRE_MESSAGE(log.has_value(), log.error().what);
      while (bytes < log_bytes_min || batches.size() % 40 != 17) {
        const Position first = (*log)->last() + 1;
        Batch batch = batches.size() % 50 == 9 ? with_document(first, 700)
                                               : sample_batch(first, 1 + batches.size() % 7);
        REQUIRE((*log)->append(batch, 1 + batches.size() / 100));
        batches.push_back(std::move(batch));
        bytes += record_header_bytes + 10 * batches.back().events.size();
      }
    }
    const auto firsts = *list_segments(folder.path);
    REQUIRE(firsts.size() > 3);
    for (const Position first : firsts) {
      last_file = segment_path(folder.path, first);
      files[last_file] = bytes_of(last_file);
    }
    files[folder.path + "/sealed"] = bytes_of(folder.path + "/sealed");
    const Bytes& last = files[last_file];
    while (const auto header = get_record_header(ByteView{last}.subspan(borders.back()))) {
      borders.push_back(borders.back() + record_header_bytes + header->payload_bytes);
    }
    REQUIRE(borders.size() > 3);
  }

  void restore(const std::string& path) { put_bytes(path, files[path]); }

  /// Whether the log gives just its first `count` batches.
  void check_gives(const LogSource& log, std::size_t count) const {
    const auto found = log.read(0, 10'000'000);
    REQUIRE_MESSAGE(found.has_value(), found.error().what);
    REQUIRE(found->size() == count);
    bool equal = true;
    for (std::size_t i = 0; i < count; ++i) equal = equal && same((*found)[i], batches[i]);
    CHECK(equal);
  }

  void check_says_where(const Fault& fault) const {
    CHECK(fault.kind == Fault::Kind::protocol);
    CHECK(fault.what.find("position") != std::string::npos);
    CHECK(fault.what.find(folder.path) != std::string::npos);
  }

  std::size_t end() const { return borders.back(); }
  std::size_t last_record() const { return borders[borders.size() - 2]; }

  /// How many batches are whole when the last file ends, or goes wrong, at the byte.
  std::size_t whole_at(std::size_t byte) const {
    const auto behind = std::upper_bound(borders.begin(), borders.end(), byte);
    return batches.size() - static_cast<std::size_t>(borders.end() - behind);
  }

  /// A file was changed. Whoever opens the log gets all of it, or the first `may_give` batches, or
  /// a Fault that says where. Gives whether it was a Fault for the writer, and mends the file.
  bool check(const std::string& path, std::size_t may_give) {
    if (checked++ % read_one_in == 0) {
      const auto reader = LogReader::open(folder.path);
      const auto verified = reader ? (*reader)->verify() : Result<void>{};
      if (!reader) {
        check_says_where(reader.error());
      } else if (!verified) {
        check_says_where(verified.error());
      } else {
        const bool all = (*reader)->last() == batches.back().last();
        check_gives(**reader, all ? batches.size() : may_give);
      }
    }
    bool is_fault = false;
    {
      const auto log = open_log(folder.path);
      is_fault = !log.has_value();
      if (!log) {
        check_says_where(log.error());
        ++detected;
      } else {
        const bool all = (*log)->last() == batches.back().last();
        check_gives(**log, all ? batches.size() : may_give);
        ++(all ? unharmed : cut);
      }
    }
    restore(path);
    if (!is_fault && path != last_file) restore(last_file);
    return is_fault;
  }
};

}  // namespace

TEST_CASE("damage: every byte of a log of 64 KiB changed") {
  Patient patient;
  std::size_t changes = 0;
  const auto files = patient.files;
  for (const auto& [path, whole] : files) {
    const bool is_list = path.ends_with("/sealed");
    for (std::size_t at = 0; at < whole.size(); ++at) {
      // Headers bit by bit, the rest one bit a byte.
      const bool header = at < segment_header_bytes + record_header_bytes || is_list;
      for (unsigned bit = 0; bit < 8; ++bit) {
        if (!header && bit != at % 8) continue;
        if (changes++ % one_in != 0) continue;
        CAPTURE(path);
        CAPTURE(at);
        CAPTURE(bit);
        Bytes changed = whole;
        changed[at] = static_cast<std::uint8_t>(changed[at] ^ (1U << bit));
        put_bytes(path, changed);
        const bool in_last = path == patient.last_file && at >= patient.last_record();
        const bool is_fault = patient.check(path, patient.batches.size() - (in_last ? 1 : 0));
        CHECK((is_fault || in_last || is_list));
      }
    }
  }
  MESSAGE("changed bits: " << (changes + one_in - 1) / one_in << ", detected " << patient.detected
                           << ", cut " << patient.cut << ", without effect " << patient.unharmed);
  CHECK(patient.cut > 0);
}

TEST_CASE("damage: every prefix of every file of a log of 64 KiB") {
  Patient patient;
  std::size_t prefixes = 0;
  const auto files = patient.files;
  KnownPosition known{.position = patient.batches.back().last(), .by = "a snapshot"};
  known.chain = *(*LogReader::open(patient.folder.path))->chain_at(known.position);
  for (const auto& [path, whole] : files) {
    const bool is_list = path.ends_with("/sealed");
    for (std::size_t size = 0; size < whole.size(); ++size) {
      if (prefixes++ % one_in != 0) continue;
      CAPTURE(path);
      CAPTURE(size);
      put_bytes(path, ByteView{whole}.first(size));
      const bool last = path == patient.last_file;
      if (last && prefixes % read_one_in == 0) {
        // Nobody can tell a shorter log from one that was never longer; but a snapshot can.
        NoLogger logger;
        const auto log =
            SegmentLog::open({.folder = patient.folder.path, .known = {known}}, logger);
        CHECK(log.has_value() == (size >= patient.end()));
        if (!log && size >= segment_header_bytes) {
          CHECK(log.error().what.find("a snapshot knows " + std::to_string(known.position)) !=
                std::string::npos);
        }
      }
      const bool is_fault =
          patient.check(path, last ? patient.whole_at(size) : patient.batches.size());
      CHECK((is_fault || last || is_list));
    }
  }
  MESSAGE("prefixes: " << (prefixes + one_in - 1) / one_in << ", detected " << patient.detected
                       << ", cut " << patient.cut << ", without effect " << patient.unharmed);
}
