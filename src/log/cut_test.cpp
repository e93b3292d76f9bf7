// A cut leaves the log's beginning and keeps the rest aside, wherever and whatever the damage is.
#include "log/cut.h"

#include <doctest/doctest.h>

#include <fstream>

#include "log/log_reader.h"
#include "log/sample_batches.h"
#include "log/segment_log.h"

using namespace relevo;
using namespace relevo::log;

namespace {

constexpr Position written = 40;  // Two events a batch, so borders are even.

std::unique_ptr<SegmentLog> open_log(const std::string& folder) {
  NoLogger logger;
  auto log =
      SegmentLog::open({.folder = folder, .segment_bytes_max = 500, .grow_bytes = 256}, logger);
  REQUIRE_MESSAGE(log.has_value(), log.error().what);
  return std::move(*log);
}

struct Written {
  TestFolder folder;
  std::string log = folder.path + "/log";
  std::string snapshots = folder.path + "/snapshots";

  Written() {
    const auto opened = open_log(log);
    while (opened->last() < written) {
      REQUIRE(opened->append(sample_batch(opened->last() + 1, 2), 1));
    }
    REQUIRE(list_segments(log)->size() > 3);
  }
  Result<Cut> plan(Position after) const {
    return Cut::plan({.folder = log, .snapshots = snapshots, .after = after});
  }
  void flip(Position segment, std::streamoff at) const {
    const std::string path = segment_path(log, segment);
    std::filesystem::permissions(path, std::filesystem::perms::owner_all);
    std::fstream file{path, std::ios::binary | std::ios::in | std::ios::out};
    file.seekg(at);
    const int byte = file.get();
    file.seekp(at);
    file.put(static_cast<char>(byte ^ 1));
  }
};

bool says(const Fault& fault, std::string_view words) {
  return fault.what.find(words) != std::string::npos;
}

void check_ends_at(const Written& at, Position after) {
  const auto log = open_log(at.log);
  REQUIRE(log->last() == after);
  CHECK(log->verify().has_value());
  REQUIRE(log->append(sample_batch(after + 1, 2), 1));
  const auto found = log->read(0, 1000);
  REQUIRE(found.has_value());
  REQUIRE(found->size() == after / 2 + 1);
  for (Position i = 0; i <= after / 2; ++i) CHECK(same((*found)[i], sample_batch(2 * i + 1, 2)));
}

}  // namespace

TEST_CASE("cut: at every border, what is behind goes aside and the log goes on") {
  for (Position after = 0; after < written; after += 2) {
    CAPTURE(after);
    const Written at;
    const auto cut = at.plan(after);
    REQUIRE_MESSAGE(cut.has_value(), cut.error().what);
    CHECK(cut->loss().last == written);
    CHECK(cut->loss().events == written - after);
    CHECK(cut->loss().from == sample_batch(after + 1).at);
    CHECK(cut->loss().to == sample_batch(written - 1).at);
    const auto side = cut->run();
    REQUIRE_MESSAGE(side.has_value(), side.error().what);
    CHECK(std::filesystem::exists(*side + "/sealed"));
    const auto reader = LogReader::open(at.log);
    REQUIRE_MESSAGE(reader.has_value(), reader.error().what);
    CHECK((*reader)->last() == after);
    CHECK((*reader)->verify().has_value());
  }
}

TEST_CASE("cut: the log goes on behind it, and can be cut there again") {
  for (const Position after : {Position{0}, Position{2}, Position{22}}) {
    const Written at;
    for (int time = 0; time < 2; ++time) {
      const auto cut = at.plan(after);
      REQUIRE_MESSAGE(cut.has_value(), cut.error().what);
      REQUIRE(cut->run());
    }
    check_ends_at(at, after);
  }
}

TEST_CASE("cut: a damaged middle goes with all that is behind it") {
  const Written at;
  const auto firsts = *list_segments(at.log);
  const Position second = firsts[1];
  at.flip(second, segment_header_bytes + record_header_bytes + 1);
  NoLogger logger;
  REQUIRE_FALSE(SegmentLog::open({.folder = at.log}, logger).has_value());
  const auto refused = at.plan(written);
  REQUIRE_FALSE(refused.has_value());
  CHECK(says(refused.error(), "whole up to position " + std::to_string(second - 1)));
  {
    const auto cut = at.plan(second - 1);
    REQUIRE_MESSAGE(cut.has_value(), cut.error().what);
    CHECK(cut->loss().last == written);
    CHECK(cut->loss().events == written - second - 1);
    REQUIRE(cut->run());
  }
  check_ends_at(at, second - 1);
}

TEST_CASE("cut: inside a batch, behind the end, and beside a writer it is refused") {
  const Written at;
  {
    const auto inside = at.plan(7);
    REQUIRE_FALSE(inside.has_value());
    CHECK(inside.error().kind == Fault::Kind::input);
    CHECK(says(inside.error(), "cut after 6 or 8"));
    CHECK(says(at.plan(written + 2).error(), "whole up to position 40"));
    CHECK(at.plan(written)->changes_nothing());
    CHECK_FALSE(at.plan(written - 2)->changes_nothing());
  }
  const auto writer = open_log(at.log);
  CHECK(says(at.plan(2).error(), "is writing"));
  CHECK(at.plan(2).error().kind == Fault::Kind::input);
}

TEST_CASE("cut: files that know of later positions go with it, also when the log ends there") {
  const std::string early = "00000000000000000010.snap";
  const std::string late = "00000000000000000050.snap";
  for (const Position after : {Position{10}, written}) {
    const Written at;
    const std::string archive = at.folder.path + "/archive.sqlite";
    std::filesystem::create_directory(at.snapshots);
    for (const std::string& path : {at.snapshots + "/" + early, at.snapshots + "/" + late,
                                    at.snapshots + "/other", archive}) {
      std::ofstream{path} << path;
    }
    const auto cut = Cut::plan(
        {.folder = at.log, .snapshots = at.snapshots, .after = after, .aside = {archive}});
    REQUIRE_MESSAGE(cut.has_value(), cut.error().what);
    CHECK_FALSE(cut->changes_nothing());
    CHECK(cut->loss().files == std::vector{archive, at.snapshots + "/" + late});
    const auto side = cut->run();
    REQUIRE_MESSAGE(side.has_value(), side.error().what);
    CHECK(std::filesystem::exists(at.snapshots + "/" + early));
    CHECK(std::filesystem::exists(at.snapshots + "/other"));
    CHECK_FALSE(std::filesystem::exists(at.snapshots + "/" + late));
    CHECK_FALSE(std::filesystem::exists(archive));
    CHECK(std::filesystem::exists(*side + "/" + late));
    CHECK(std::filesystem::exists(*side + "/archive.sqlite"));
  }
}

TEST_CASE("cut: a list that is damaged is made again, also when segments were dropped") {
  for (const std::size_t dropped : {std::size_t{0}, std::size_t{2}}) {
    CAPTURE(dropped);
    const Written at;
    const Position first = list_segments(at.log)->at(dropped);
    REQUIRE(open_log(at.log)->drop_before(first));
    std::fstream{at.log + "/sealed", std::ios::binary | std::ios::in | std::ios::out} << "??";
    NoLogger logger;
    REQUIRE_FALSE(SegmentLog::open({.folder = at.log}, logger).has_value());
    {
      const auto cut = at.plan(written);
      REQUIRE_MESSAGE(cut.has_value(), cut.error().what);
      CHECK(cut->loss().bytes == 0);
      CHECK_FALSE(cut->changes_nothing());
      REQUIRE(cut->run());
    }
    CHECK(claim_log(at.log)->dropped == first - 1);
    const auto log = open_log(at.log);
    CHECK(log->last() == written);
    CHECK(log->verify().has_value());
    CHECK(log->read(first - 1, 1000)->front().first == first);
  }
}

TEST_CASE("cut: without the list and the header behind what was dropped it is refused") {
  const Written at;
  const Position first = list_segments(at.log)->at(2);
  REQUIRE(open_log(at.log)->drop_before(first));
  std::fstream{at.log + "/sealed", std::ios::binary | std::ios::in | std::ios::out} << "??";
  at.flip(first, 3);
  const auto refused = at.plan(written);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().kind == Fault::Kind::input);
  CHECK(says(refused.error(), "has lost its beginning"));
}
