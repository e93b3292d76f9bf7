// A log opened from what a snapshot knows, and one whose oldest segments were dropped.
#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <map>

#include "log/log_reader.h"
#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

constexpr Position written = 60;

Result<std::unique_ptr<SegmentLog>> open_with(const std::string& folder,
                                              const std::vector<KnownPosition>& known) {
  NoLogger logger;
  return SegmentLog::open(
      {.folder = folder, .segment_bytes_max = 700, .grow_bytes = 256, .known = known}, logger);
}

Result<std::unique_ptr<SegmentLog>> open_log(const std::string& folder) {
  return open_with(folder, {});
}

Result<std::unique_ptr<SegmentLog>> open_log(const std::string& folder, KnownPosition known) {
  known.by = "60.snap";
  return open_with(folder, {known});
}

/// The bytes of each file, and the mode.
using Seen = std::map<std::string, std::pair<std::string, std::filesystem::perms>>;

Seen everything_in(const std::string& folder) {
  Seen seen;
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().filename() == "lock") continue;
    std::ifstream file{entry.path(), std::ios::binary};
    seen[entry.path()] = {std::string{std::istreambuf_iterator<char>{file}, {}},
                          entry.status().permissions()};
  }
  return seen;
}

/// One event a batch; gives the chain hash of each position.
std::vector<ChainHash> write_log(const std::string& folder) {
  const auto log = open_log(folder);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  std::vector<ChainHash> chains{*(*log)->chain_at(0)};
  while ((*log)->last() < written) {
    REQUIRE((*log)->append(sample_batch((*log)->last() + 1), 1));
    chains.push_back(*(*log)->chain_at((*log)->last()));
  }
  REQUIRE(list_segments(folder)->size() > 5);
  return chains;
}

bool says(const Fault& fault, std::string_view words) {
  return fault.what.find(words) != std::string::npos;
}

void overwrite(const std::string& path, std::streamoff at) {
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
  file.seekp(at);
  file.put('?');
}

}  // namespace

TEST_CASE("known position: the log opens from any of them, and all of it can be read") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  for (Position position = 1; position <= written; ++position) {
    CAPTURE(position);
    const auto log = open_log(folder.path, {.position = position, .chain = chains[position]});
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    CHECK((*log)->last() == written);
    const auto found = (*log)->read(0, 1000);
    REQUIRE(found.has_value());
    REQUIRE(found->size() == written);
    CHECK((*log)->read(written - 1, 1)->front().first == written);
    CHECK((*log)->verify().has_value());
    for (Position at = 0; at <= written; ++at) CHECK(*(*log)->chain_at(at) == chains[at]);
  }
}

TEST_CASE("known position: what is sealed before it is not read") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  overwrite(segment_path(folder.path, 1), segment_header_bytes + record_header_bytes);
  CHECK_FALSE(open_log(folder.path).has_value());
  const auto log = open_log(folder.path, {.position = written, .chain = chains[written]});
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  CHECK(says((*log)->read(0, 1).error(), "position 1"));
  CHECK_FALSE((*log)->verify().has_value());
}

TEST_CASE("known position: a log that ends before it, or is another one, stops the start") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  const auto later = open_log(folder.path, {.position = 200});
  REQUIRE_FALSE(later.has_value());
  CHECK(later.error().kind == Fault::Kind::protocol);
  CHECK(says(later.error(), "ends at position 60 but 60.snap knows 200: events are missing"));
  CHECK(says(later.error(), "relevo verify --cut-after 60"));
  for (const Position position : {Position{3}, written}) {
    const auto other = open_log(folder.path, {.position = position, .chain = chains[1]});
    REQUIRE_FALSE(other.has_value());
    CHECK(says(other.error(), "do not belong together"));
  }
  CHECK(open_log(folder.path).has_value());
}

TEST_CASE("known position: a torn tail that it knows is not cut off") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  const auto firsts = *list_segments(folder.path);
  const std::string last = segment_path(folder.path, firsts.back());
  std::uint64_t at = 0;
  {
    const auto file = File::open_to_read(last);
    ScanState state{.end = {.last = firsts.back() - 1}, .chain = chains[firsts.back() - 1]};
    REQUIRE(scan_header(*file, state));
    REQUIRE(scan_records(*file, state, [&](const auto& /*header*/, auto offset) { at = offset; }));
  }
  overwrite(last, static_cast<std::streamoff>(at + record_header_bytes));
  const KnownPosition known{.position = written, .chain = chains[written]};
  CHECK(says(open_log(folder.path, known).error(), "60.snap knows 60"));
  CHECK(says(open_log(folder.path, known).error(), "60.snap knows 60"));
  CHECK((*open_log(folder.path))->last() == written - 1);
}

TEST_CASE("known position: a log that is of another snapshot is refused with its torn tail on it") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  const std::string last = segment_path(folder.path, list_segments(folder.path)->back());
  std::ofstream{last, std::ios::binary | std::ios::app} << "torn";
  std::filesystem::permissions(last, std::filesystem::perms::owner_read);
  const Seen before = everything_in(folder.path);
  CHECK(says(open_log(folder.path, {.position = 3, .chain = chains[1]}).error(), "do not belong"));
  CHECK(says(open_log(folder.path, {.position = 200}).error(), "events are missing"));
  CHECK(everything_in(folder.path) == before);
  CHECK(open_log(folder.path, {.position = 3, .chain = chains[3]}).has_value());
}

TEST_CASE("known position: of several each must be in the log, and the lowest says what is read") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  const KnownPosition early{.position = 5, .chain = chains[5], .by = "5.snap"};
  const KnownPosition later{.position = 50, .chain = chains[50], .by = "archive"};
  CHECK(open_with(folder.path, {early, later}).has_value());
  CHECK(open_with(folder.path, {later, early}).has_value());
  KnownPosition other = later;
  other.chain = chains[49];
  CHECK(says(open_with(folder.path, {early, other}).error(), "not what archive was"));
  other.position = 61;
  CHECK(says(open_with(folder.path, {early, other}).error(), "archive knows 61"));
  overwrite(segment_path(folder.path, list_segments(folder.path)->at(2)), segment_header_bytes + 9);
  CHECK_FALSE(open_with(folder.path, {early, later}).has_value());
  CHECK(open_with(folder.path, {later}).has_value());
}

TEST_CASE("retention: whole segments go, the rest opens, and what is gone is said") {
  const TestFolder folder;
  const auto chains = write_log(folder.path);
  const auto before = *list_segments(folder.path);
  const auto reader = LogReader::open(folder.path);
  Position first = 0;
  {
    const auto log = open_log(folder.path);
    REQUIRE((*log)->drop_before(before[2]));
    REQUIRE((*log)->drop_before(before[1]));  // Nothing more.
    first = list_segments(folder.path)->front();
    CHECK(first == before[2]);
    const auto gone = (*log)->read(0, 10);
    REQUIRE_FALSE(gone.has_value());
    CHECK(gone.error().kind == Fault::Kind::input);
    CHECK(says(gone.error(), "positions up to " + std::to_string(first - 1) + " were dropped"));
    CHECK((*log)->read(first - 1, 1000)->size() == written - first + 1);
    CHECK((*log)->verify().has_value());
  }
  // A reader from before it learns of it when it asks.
  const auto gone = (*reader)->read(0, 10);
  REQUIRE_FALSE(gone.has_value());
  CHECK(says(gone.error(), "were dropped"));
  CHECK((*reader)->read(first - 1, 1000)->size() == written - first + 1);

  std::ofstream{segment_path(folder.path, 1)} << "what a crash left";
  REQUIRE(open_log(folder.path).has_value());
  for (const Position position : {first - 1, written}) {
    const auto log = open_log(folder.path, {.position = position, .chain = chains[position]});
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    CHECK((*log)->last() == written);
    CHECK((*log)->verify().has_value());
    CHECK(list_segments(folder.path)->front() == first);
  }
  const auto again = LogReader::open(folder.path);
  CHECK((*again)->dropped() == first - 1);
  CHECK((*again)->verify().has_value());
  CHECK_FALSE((*again)->read(first - 2, 1).has_value());
}

TEST_CASE("retention: what may go is old in all its events and before what somebody holds") {
  const TestFolder folder;
  write_log(folder.path);
  const auto log = open_log(folder.path);
  const auto firsts = *list_segments(folder.path);
  const auto at = [](Position position) { return sample_batch(position).at; };
  CHECK((*log)->droppable(at(1), written).value() == 0);
  CHECK((*log)->droppable(at(firsts[2] - 1), written).value() == firsts[1] - 1);
  CHECK((*log)->droppable(at(firsts[2]), written).value() == firsts[2] - 1);
  CHECK((*log)->droppable(at(written + 1), written).value() == firsts.back() - 1);
  CHECK((*log)->droppable(at(written + 1), firsts[2] - 2).value() == firsts[1] - 1);
  CHECK((*log)->droppable(at(written + 1), firsts[2] - 1).value() == firsts[2] - 1);
  CHECK((*log)->dropped() == 0);
  REQUIRE((*log)->drop_before(firsts[2]));
  CHECK((*log)->dropped() == firsts[2] - 1);
  CHECK((*log)->droppable(at(firsts[2]), written).value() == 0);
}

TEST_CASE("retention: everything that is sealed may go; the last segment stays") {
  const TestFolder folder;
  write_log(folder.path);
  const auto log = open_log(folder.path);
  REQUIRE((*log)->drop_before(written + 1));
  CHECK(list_segments(folder.path)->size() == 1);
  for (Position next = written + 1; next < written + 30; ++next) {
    REQUIRE((*log)->append(sample_batch(next), 1));
  }
  CHECK((*log)->verify().has_value());
  CHECK((*log)->read(written, 100)->size() == 29);
}

TEST_CASE("sealed list: a log without one gets it, if its chain is whole") {
  const TestFolder folder;
  write_log(folder.path);
  const std::string list = folder.path + "/sealed";
  std::filesystem::remove(list);
  SUBCASE("sound") {
    const auto log = open_log(folder.path);
    REQUIRE_MESSAGE(log.has_value(), log.error().what);
    CHECK((*log)->last() == written);
    CHECK(SealedList::read(folder.path)->segments().size() ==
          list_segments(folder.path)->size() - 1);
  }
  SUBCASE("its first segment is missing") {
    std::filesystem::remove(segment_path(folder.path, 1));
    CHECK(says(open_log(folder.path).error(), "position 1 is missing"));
    CHECK_FALSE(std::filesystem::exists(list));
  }
}
