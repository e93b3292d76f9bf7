// The folder of snapshots: the newest good one is found, and old ones go.
#include "snapshot/folder.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace relevo;
using namespace relevo::snapshot;

namespace {

class TempFolder {
 public:
  TempFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "snapshot test XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }

  std::string path() const { return path_ + "/snapshots"; }

 private:
  std::string path_;
};

class CountingLogger final : public Logger {
 public:
  void write(Severity severity, std::string_view /*what*/,
             std::initializer_list<LogField> fields) override {
    if (severity != Severity::warning) return;
    ++warnings;
    for (const LogField& field : fields) last += std::string{field.text} + " ";
  }

  int warnings = 0;
  std::string last;
};

Snapshot at(Position position) {
  Batch batch{.first = position, .at = Time{5}, .events = {CoreStarted{.epoch = 1}}};
  Snapshot snapshot;
  snapshot.state.position = position - 1;
  apply(snapshot.state, batch.events[0], batch.at, nullptr);
  snapshot.views.apply(batch);
  return snapshot;
}

void spoil(const std::string& path) {
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekp(130);
  file.put('\xFF');
}

}  // namespace

TEST_CASE("folder: none is no fault") {
  const TempFolder folder;
  NoLogger logger;
  CHECK(list(folder.path()).value().empty());
  CHECK_FALSE(newest_good(folder.path(), 100, logger).has_value());
}

TEST_CASE("folder: private, and without what was not finished") {
  const TempFolder folder;
  REQUIRE(write(folder.path(), at(40), "test").has_value());
  std::ofstream{path_of(folder.path(), 50) + ".new"} << "half";
  std::ofstream{folder.path() + "/notes.txt"} << "by hand";
  CHECK(list(folder.path()).value() == std::vector<Position>{40});
  struct stat seen{};
  REQUIRE(::stat(path_of(folder.path(), 40).c_str(), &seen) == 0);
  CHECK((seen.st_mode & 0777U) == 0600);
  REQUIRE(::stat(folder.path().c_str(), &seen) == 0);
  CHECK((seen.st_mode & 0777U) == 0700);
}

TEST_CASE("folder: what a dead process did not finish is removed, and nothing else") {
  const TempFolder folder;
  CHECK(remove_unfinished(folder.path()).has_value());
  REQUIRE(write(folder.path(), at(40), "test").has_value());
  const std::string unfinished = path_of(folder.path(), 50) + ".new";
  std::ofstream{unfinished} << "half";
  std::ofstream{folder.path() + "/notes.new"} << "by hand";
  REQUIRE(remove_unfinished(folder.path()).has_value());
  CHECK_FALSE(std::filesystem::exists(unfinished));
  CHECK(std::filesystem::exists(folder.path() + "/notes.new"));
  CHECK(list(folder.path()).value() == std::vector<Position>{40});
}

TEST_CASE("folder: one that is larger than any can be is left aside unread") {
  const TempFolder folder;
  REQUIRE(write(folder.path(), at(10), "test").has_value());
  REQUIRE(write(folder.path(), at(20), "test").has_value());
  std::filesystem::resize_file(path_of(folder.path(), 20), file_bytes_max + 1);
  CountingLogger logger;
  CHECK(newest_good(folder.path(), 100, logger)->position() == 10);
  CHECK(logger.last.find(std::to_string(file_bytes_max) + " can be") != std::string::npos);
}

TEST_CASE("folder: none is written into the room that is kept free") {
  const TempFolder folder;
  const std::uint64_t free = std::filesystem::space(std::filesystem::temp_directory_path()).free;
  const auto written = write(folder.path(), at(10), "test", free + (free >> 1U));
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().kind == Fault::Kind::limit);
  CHECK(written.error().what.find("kept for the log") != std::string::npos);
  CHECK(std::filesystem::is_empty(folder.path()));
  CHECK(write(folder.path(), at(10), "test", 1).has_value());
}

TEST_CASE("folder: the newest good one at or before a position, one warning for each bad one") {
  const TempFolder folder;
  for (const Position position : {10U, 20U, 30U, 40U}) {
    REQUIRE(write(folder.path(), at(position), "test").has_value());
  }
  CountingLogger logger;
  CHECK(newest_good(folder.path(), 100, logger)->position() == 40);
  CHECK(newest_good(folder.path(), 39, logger)->position() == 30);
  CHECK(logger.warnings == 0);
  spoil(path_of(folder.path(), 40));
  std::filesystem::rename(path_of(folder.path(), 20), path_of(folder.path(), 30));
  CHECK(newest_good(folder.path(), 100, logger)->position() == 10);
  CHECK(logger.warnings == 2);
  CHECK(logger.last.find("damaged") != std::string::npos);
  CHECK(logger.last.find("another position") != std::string::npos);
  spoil(path_of(folder.path(), 10));
  CHECK_FALSE(newest_good(folder.path(), 100, logger).has_value());
}

TEST_CASE("folder: the oldest good one at or behind a position, and what is before it removed") {
  const TempFolder folder;
  for (const Position position : {10U, 20U, 30U, 40U}) {
    REQUIRE(write(folder.path(), at(position), "test").has_value());
  }
  CountingLogger logger;
  CHECK(oldest_good(folder.path(), 11, logger)->position() == 20);
  spoil(path_of(folder.path(), 20));
  CHECK(oldest_good(folder.path(), 20, logger)->position() == 30);
  CHECK(logger.warnings == 1);
  CHECK_FALSE(oldest_good(folder.path(), 41, logger).has_value());
  CHECK(read_heading(folder.path(), 30)->position == 30);
  CHECK(read_heading(folder.path(), 30)->at == Time{5});
  CHECK_FALSE(read_heading(folder.path(), 31).has_value());
  std::filesystem::resize_file(path_of(folder.path(), 40), header_bytes - 1);
  CHECK(read_heading(folder.path(), 40).error().kind == Fault::Kind::protocol);
  REQUIRE(remove_before(folder.path(), 30).has_value());
  CHECK(list(folder.path()).value() == std::vector<Position>{30, 40});
}

TEST_CASE("folder: what is kept are the newest three, and an older one per million events") {
  const auto gone_of = [](const std::vector<Position>& positions) {
    std::vector<Heading> snapshots;
    for (const Position position : positions) snapshots.push_back({.position = position, .at = {}});
    return superfluous(snapshots);
  };
  CHECK(gone_of({}).empty());
  CHECK(gone_of({1, 2, 3}).empty());
  CHECK(gone_of({1, 2, 3, 4}).empty());
  CHECK(gone_of({1, 2, 3, 4, 5}) == std::vector<Position>{2});
  CHECK(gone_of({5, 1'000'004, 1'000'005, 2'000'000, 2'000'010, 2'000'020, 2'000'030}) ==
        std::vector<Position>{1'000'004, 2'000'000});

  const TempFolder folder;
  for (const Position position : {10U, 20U, 30U, 40U, 50U}) {
    REQUIRE(write(folder.path(), at(position), "test").has_value());
  }
  REQUIRE(thin(folder.path()).has_value());
  CHECK(list(folder.path()).value() == std::vector<Position>{10, 30, 40, 50});
}

TEST_CASE("folder: where it is wanted, one more for each stretch of time") {
  const auto made = [](Position position, Duration at) {
    return Heading{.position = position, .at = Time{} + at};
  };
  const std::vector<Heading> four_days{
      made(10, hours(1)),  made(20, hours(24)), made(30, hours(25)),
      made(40, hours(48)), made(50, hours(50)), made(60, hours(80)),
      made(70, hours(81)), made(80, hours(82)), made(1'000'070, hours(83))};
  CHECK(superfluous(four_days, hours(24)) == std::vector<Position>{20, 40});
  CHECK(superfluous(four_days) == std::vector<Position>{20, 30, 40, 50, 60});

  const TempFolder folder;
  for (const Position position : {10U, 20U, 30U, 40U, 50U, 60U}) {
    Snapshot one = at(position);
    one.state.at = Time{} + hours(static_cast<int>(position));
    REQUIRE(write(folder.path(), one, "test").has_value());
  }
  std::filesystem::resize_file(path_of(folder.path(), 30), 10);
  REQUIRE(thin(folder.path(), hours(20)).has_value());
  CHECK(list(folder.path()).value() == std::vector<Position>{10, 40, 50, 60});
}

TEST_CASE("folder: where it cannot be written is said, and nothing is left") {
  const TempFolder folder;
  std::ofstream{folder.path()} << "a file";
  const auto written = write(folder.path(), at(10), "test");
  REQUIRE_FALSE(written.has_value());
  CHECK(written.error().kind == Fault::Kind::disk);
  CHECK(written.error().what.find(folder.path()) != std::string::npos);
}
