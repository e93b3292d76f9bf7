// The archivist over files that fail: each trouble is told once, and tried again when it is due.
#include "app/archivist.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "app/retention.h"
#include "archive/archive_reader.h"
#include "archive/row.h"
#include "core/random_log.h"
#include "snapshot/folder.h"

using namespace relevo;
using relevo::testing::RandomLog;

namespace {

/// The lines that are no warnings of it, in their order.
class LineLogger final : public Logger {
 public:
  void write(Severity /*severity*/, std::string_view what,
             std::initializer_list<LogField> /*fields*/) override {
    lines.emplace_back(what);
  }
  std::vector<std::string> lines;
};

using Lines = std::vector<std::string>;

/// A log that grows by what happens on a floor of chance, and the archivist of it.
class Fixture {
 public:
  Fixture() : Fixture(ArchivistOptions{}) {}
  explicit Fixture(ArchivistOptions options) : options_(std::move(options)) {
    std::string path = (std::filesystem::temp_directory_path() / "archivist-XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    folder = path;
    options_.archive = archive_path();
    options_.snapshots = snapshots();
    NoLogger quiet;
    auto opened = SegmentLog::open(
        {.folder = folder + "/log", .segment_bytes_max = 10'000, .grow_bytes = 10'000}, quiet);
    REQUIRE_MESSAGE(opened.has_value(), opened.error().what);
    log = std::move(*opened);
    auto archive = archive::Archive::open(archive_path());
    REQUIRE_MESSAGE(archive.has_value(), archive.error().what);
    archivist.emplace(options_, std::move(*archive), *log, logger);
  }
  Fixture(const Fixture&) = delete;
  Fixture& operator=(const Fixture&) = delete;
  ~Fixture() { std::filesystem::remove_all(folder); }

  std::string archive_path() const { return folder + "/archive.sqlite"; }
  std::string snapshots() const { return folder + "/snapshots"; }

  /// The next batches, of `count` events or a few more.
  void happen(Position count, bool fold = false) {
    for (const Position end = log->last() + count; log->last() < end; ++next_) {
      REQUIRE(next_ < floor_.batches.size());
      REQUIRE(log->append(floor_.batches[next_], 1));
      if (fold) archivist->fold(floor_.batches[next_]);
    }
  }

  void begin() {
    archivist->begin({}, [this](Position position) { archived = position; });
  }
  void turns(int count) {
    for (int i = 0; i < count; ++i) archivist->turn(false);
  }

  std::vector<Position> snapshots_there() const { return snapshot::list(snapshots()).value(); }
  /// What happens ends there.
  Position end() const { return floor_.core.state().position; }
  Time time_of(Position position) const { return log->read(position - 1, 1)->front().at; }
  State state_at_end() const {
    State state;
    for (std::size_t i = 0; i < next_; ++i) {
      const Batch& batch = floor_.batches[i];
      for (const Event& event : batch.events) apply(state, event, batch.at, batch.document.get());
    }
    return state;
  }
  Position mark() const { return archive::Archive::mark_of(archive_path()).value()->position; }

  /// No contact can be archived until allow().
  void refuse() const {
    soci::session{soci::sqlite3, archive_path()}
        << "CREATE TRIGGER refuse BEFORE INSERT ON contact "
           "BEGIN SELECT RAISE(ABORT, 'refused'); END";
  }
  void allow() const { soci::session{soci::sqlite3, archive_path()} << "DROP TRIGGER refuse"; }

  std::string folder;
  LineLogger logger;
  std::unique_ptr<SegmentLog> log;
  std::optional<Archivist> archivist;
  Position archived = 0;

 private:
  ArchivistOptions options_;
  RandomLog floor_{7, 3'000};
  std::size_t next_ = 0;
};

}  // namespace

TEST_CASE("archivist: a snapshot that failed is tried again when the next one is due") {
  Fixture at{{.snapshot_events = 1'000, .snapshot_after = seconds(1'000)}};
  std::ofstream{at.snapshots()} << "a file where the folder should be";
  at.begin();
  at.happen(1'000);
  at.turns(3);
  CHECK(at.logger.lines == Lines{"snapshots are not written"});
  CHECK(at.archived == at.log->last());
  std::filesystem::remove(at.snapshots());
  at.happen(900);
  at.turns(3);
  CHECK(at.snapshots_there().empty());
  at.happen(100);
  at.turns(3);
  CHECK(at.snapshots_there() == std::vector{at.log->last()});
  CHECK(at.logger.lines == Lines{"snapshots are not written", "snapshots are written again"});
}

TEST_CASE("archivist: a snapshot that failed is tried again after the usual time, and at the end") {
  Fixture at{{.snapshot_after = seconds(10)}};
  std::ofstream{at.snapshots()} << "a file where the folder should be";
  at.begin();
  at.happen(50);
  at.turns(12);
  std::filesystem::remove(at.snapshots());
  at.turns(7);
  CHECK(at.snapshots_there().empty());
  at.turns(1);
  const Position first = at.log->last();
  CHECK(at.snapshots_there() == std::vector{first});
  at.happen(1);
  at.archivist->turn(true);
  CHECK(at.snapshots_there() == std::vector{first, at.log->last()});
}

TEST_CASE("archivist: no snapshot goes into the room that the log needs") {
  const std::uint64_t all = std::filesystem::space(std::filesystem::temp_directory_path()).capacity;
  Fixture at{{.snapshot_events = 10, .log_room_bytes = all}};
  at.begin();
  at.happen(10);
  at.turns(2);
  CHECK(at.snapshots_there().empty());
  CHECK(at.logger.lines == Lines{"snapshots are not written"});
}

TEST_CASE("archivist: an archive that cannot be written is tried after ever longer pauses") {
  Fixture at{{.snapshot_events = 1}};
  at.refuse();
  at.begin();
  at.happen(1'000);
  at.turns(1 + 2 + 3 + 5 + 9);  // Tried at 1, 3, 6, 11, 20.
  CHECK(at.archived == 0);
  CHECK(at.snapshots_there().empty());  // None behind what the archive has.
  at.allow();
  at.turns(16);
  CHECK(at.archived == 0);
  at.turns(1);
  CHECK(at.archived == at.log->last());
  CHECK(at.mark() == at.log->last());
  CHECK(at.snapshots_there() == std::vector{at.log->last()});
  CHECK(at.logger.lines ==
        Lines{"ended contacts are not archived", "ended contacts are archived again"});
  at.happen(100);
  at.turns(1);
  CHECK(at.archived == at.log->last());
}

TEST_CASE("archivist: each trouble is told by itself, and the last turn tries everything") {
  Fixture at{{.snapshot_events = 100}};
  std::ofstream{at.snapshots()} << "a file where the folder should be";
  at.refuse();
  at.begin();
  at.happen(1'000);
  at.turns(1);
  at.allow();
  at.archivist->turn(true);
  CHECK(at.archived == at.log->last());
  CHECK(at.logger.lines == Lines{"ended contacts are not archived",
                                 "ended contacts are archived again", "snapshots are not written"});
}

TEST_CASE("archivist: the past is archived piece by piece, each with its mark") {
  Fixture at{{.ended_in_memory_max = 10}};
  at.happen(1'000, true);
  const Position mark = at.mark();
  CHECK(mark > 0);
  CHECK(at.archivist->views().history.ended_size() < 10);
}

TEST_CASE("archivist: while the past is folded, a failing archive is tried at twice as many") {
  Fixture at{{.ended_in_memory_max = 4}};
  const auto& history = at.archivist->views().history;
  at.refuse();
  while (history.ended_size() < 4) at.happen(1, true);
  at.allow();
  while (history.ended_size() < 7) at.happen(1, true);
  CHECK(at.mark() == 0);
  while (history.ended_size() > 0) at.happen(1, true);
  CHECK(at.mark() == at.log->last());
  CHECK(at.logger.lines ==
        Lines{"ended contacts are not archived", "ended contacts are archived again"});
}

TEST_CASE("archivist: an archive found damaged is moved aside once, and memory keeps the rest") {
  Fixture at;
  at.begin();
  at.happen(600);
  at.turns(1);
  const Position archived = at.log->last();
  REQUIRE(at.archived == archived);
  const auto reader = archive::ArchiveReader::open(at.archive_path());
  const auto before = reader->list({}, 10'000)->size();
  REQUIRE(before > 0);
  soci::session{soci::sqlite3, at.archive_path()} << "PRAGMA wal_checkpoint(TRUNCATE)";
  {
    std::fstream file{at.archive_path(), std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(0, std::ios::end);
    const auto bytes = file.tellp();
    file.seekp(4'096);
    file << std::string(static_cast<std::size_t>(bytes) - 4'096, '\xFF');
  }
  at.happen(600);
  at.turns(100);
  CHECK(at.archived == archived);
  CHECK(at.logger.lines ==
        Lines{"the archive is damaged: the next start makes it anew from the log"});
  CHECK_FALSE(std::filesystem::exists(at.archive_path()));
  CHECK(std::filesystem::exists(at.archive_path() + ".aside-1"));
  CHECK(at.archivist->views().history.ended_size() > 0);
  at.archivist->turn(true);
  CHECK(at.snapshots_there().empty());
}

namespace {

/// In pieces, with a turn behind each, to the end of what happens.
void live_on(Fixture& at) {
  while (at.log->last() < at.end() - 100) {
    at.happen(100);
    at.turns(1);
  }
}

}  // namespace

TEST_CASE("archivist: old events go, and every moment that is not old can still be folded") {
  constexpr Duration kept = minutes(30);
  Fixture at{{.snapshot_events = 300, .keep_log = kept}};
  at.begin();
  live_on(at);
  const Position dropped = at.log->dropped();
  REQUIRE(dropped > 0);
  const auto there = at.snapshots_there();
  CHECK(there.front() >= dropped);
  CHECK(at.log->read(dropped, 1)->front().first == dropped + 1);
  CHECK_FALSE(at.log->read(dropped - 1, 1).has_value());
  CHECK(at.log->verify().has_value());

  NoLogger quiet;
  auto oldest = snapshot::oldest_good(at.snapshots(), dropped, quiet);
  REQUIRE(oldest.has_value());
  CHECK(oldest->state.at < at.time_of(there.back()) - kept);
  State folded = std::move(oldest->state);
  const auto rest = at.log->read(folded.position, 100'000);
  for (const Batch& batch : *rest) {
    for (const Event& event : batch.events) apply(folded, event, batch.at, batch.document.get());
  }
  CHECK(hash_of(folded) == hash_of(at.state_at_end()));
  CHECK(at.logger.lines.front() == "old events are dropped");
}

TEST_CASE("archivist: nothing is dropped unasked, or before it is old, or that no snapshot holds") {
  SUBCASE("unasked") {
    Fixture at{{.snapshot_events = 300}};
    at.begin();
    live_on(at);
    CHECK(at.log->dropped() == 0);
  }
  SUBCASE("not old") {
    Fixture at{{.snapshot_events = 300, .keep_log = hours(24)}};
    at.begin();
    live_on(at);
    CHECK(at.log->dropped() == 0);
  }
  SUBCASE("behind the archive") {
    Fixture at{{.snapshot_events = 300}};
    at.begin();
    live_on(at);
    const Time end = at.time_of(at.log->last());
    CHECK(drop_older(*at.log, at.snapshots(), end, 10).value() == 0);
  }
  SUBCASE("no snapshot that can be read") {
    Fixture at{{.snapshot_events = 300}};
    at.begin();
    live_on(at);
    for (const Position position : at.snapshots_there()) {
      std::filesystem::resize_file(snapshot::path_of(at.snapshots(), position), 200);
    }
    const Time end = at.time_of(at.log->last());
    CHECK(drop_older(*at.log, at.snapshots(), end, at.mark()).value() == 0);
    CHECK(at.log->dropped() == 0);
  }
}

namespace {

/// A floor so small that its log's files never fill: they last a day.
class SmallFloor {
 public:
  static constexpr Duration kept = hours(24 * 3);

  SmallFloor() {
    REQUIRE(::mkdtemp(folder_.data()) != nullptr);
    auto opened = SegmentLog::open(
        {.folder = folder_ + "/log", .segment_lasts = dropped_each(kept), .grow_bytes = 10'000},
        quiet_);
    REQUIRE_MESSAGE(opened.has_value(), opened.error().what);
    log = std::move(*opened);
    auto archive = archive::Archive::open(folder_ + "/archive.sqlite");
    REQUIRE_MESSAGE(archive.has_value(), archive.error().what);
    archivist_.emplace(ArchivistOptions{.archive = folder_ + "/archive.sqlite",
                                        .snapshots = snapshots(),
                                        .snapshot_after = Archivist::turn_each,
                                        .keep_log = kept},
                       std::move(*archive), *log, quiet_);
    archivist_->begin({}, [](Position) {});
  }
  SmallFloor(const SmallFloor&) = delete;
  SmallFloor& operator=(const SmallFloor&) = delete;
  ~SmallFloor() { std::filesystem::remove_all(folder_); }

  /// One event, and all that is made of it.
  void happen(int hour) {
    Batch batch{.first = log->last() + 1,
                .at = Time{} + hours(hour),
                .events = {WallClockSet{.offset = seconds(hour)}}};
    REQUIRE(log->append(batch, 1));
    archivist_->turn(false);
  }

  std::string snapshots() const { return folder_ + "/snapshots"; }

  std::unique_ptr<SegmentLog> log;

 private:
  std::string folder_ = (std::filesystem::temp_directory_path() / "archivist-XXXXXX").string();
  NoLogger quiet_;
  std::optional<Archivist> archivist_;
};

}  // namespace

TEST_CASE("archivist: a small floor keeps its log for two days longer than asked for, at most") {
  SmallFloor floor;
  for (int hour = 1; hour <= 24 * 10; ++hour) floor.happen(hour);
  // An event an hour, so the position is the hour.
  CHECK(floor.log->dropped() >= 24 * (10 - 3 - 2));
  CHECK(floor.log->dropped() <= 24 * (10 - 3));
  CHECK(snapshot::list(floor.snapshots()).value().front() >= floor.log->dropped());
}

TEST_CASE("archivist: a floor that rested for a week drops all that was before it") {
  SmallFloor floor;
  for (int hour = 1; hour <= 24 * 2; ++hour) floor.happen(hour);
  CHECK(floor.log->dropped() == 0);
  floor.happen(24 * 9);
  CHECK(floor.log->dropped() == 24 * 2);
  CHECK(snapshot::list(floor.snapshots()).value().front() == 24 * 2);
}
