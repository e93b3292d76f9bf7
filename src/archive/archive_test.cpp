// The archive and what the history still has answer as a history that forgot nothing.
#include "archive/archive.h"

#include <doctest/doctest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "archive/archive_reader.h"
#include "view/random_floor.h"

using namespace relevo;
using namespace relevo::archive;
using relevo::testing::RandomFloor;
using relevo::testing::Tape;

namespace {

class TempFolder {
 public:
  TempFolder() {
    std::string path = (std::filesystem::temp_directory_path() / "archive test XXXXXX").string();
    REQUIRE(::mkdtemp(path.data()) != nullptr);
    path_ = path;
  }
  ~TempFolder() { std::filesystem::remove_all(path_); }

  std::string file() const { return path_ + "/archive.sqlite"; }

 private:
  std::string path_;
};

Tape tape_of(std::uint64_t seed) {
  RandomFloor floor{seed};
  for (int step = 0; step < 300; ++step) floor.step();
  return floor.tape();
}

LifeFilter any_filter(Prng& prng, const History& history, const Tape& tape) {
  LifeFilter filter;
  if (prng.chance(1, 3)) filter.queue = QueueId{1 + prng.below(3)};
  if (prng.chance(1, 6)) filter.state = ContactState::queued;
  if (prng.chance(1, 3)) filter.agent = AgentId{1 + prng.below(4)};
  if (prng.chance(1, 3)) filter.since = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 3)) filter.before = ContactId{1 + prng.below(history.size() + 1)};
  return filter;
}

/// What the whole history lists of those that have ended.
std::vector<ContactLife> ended_of(const History& history, LifeFilter filter,
                                  std::size_t count_max) {
  std::vector<ContactLife> lives;
  if (filter.state && *filter.state != ContactState::closed) return lives;
  filter.state = ContactState::closed;
  for (const ContactLife* life : history.list(filter, count_max)) lives.push_back(*life);
  return lives;
}

}  // namespace

TEST_CASE("archive, any floor: it lists and finds what the history does of those that ended") {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    CAPTURE(seed);
    const TempFolder folder;
    const Tape tape = tape_of(seed);
    auto archive = Archive::open(folder.file());
    REQUIRE_MESSAGE(archive.has_value(), archive.error().what);
    Prng prng{seed};
    History whole;
    History history;
    for (Position position = 1; position <= tape.size(); ++position) {
      const Record record = tape.record(position);
      whole.apply(record);
      history.apply(record);
      if (position < tape.size() && !prng.chance(1, 15)) continue;
      const auto added = archive->add(history.ended(), history.late(), {.position = position});
      REQUIRE_MESSAGE(added.has_value(), added.error().what);
      history.forget(position, record.at + microseconds(1));
    }
    REQUIRE(history.ended().empty());
    CHECK(archive->mark().position == tape.size());

    const auto reader = ArchiveReader::open(folder.file());
    REQUIRE_MESSAGE(reader.has_value(), reader.error().what);
    for (std::uint64_t id = 1; id <= whole.size() + 1; ++id) {
      const ContactLife* life = whole.find({id});
      const auto found = reader->find({id});
      REQUIRE_MESSAGE(found.has_value(), found.error().what);
      const bool ended = life != nullptr && life->state == ContactState::closed;
      REQUIRE(found->has_value() == ended);
      if (ended) REQUIRE(**found == *life);
    }
    for (int question = 0; question < 60; ++question) {
      const LifeFilter filter = any_filter(prng, whole, tape);
      const std::size_t count_max = prng.below(20);
      const auto listed = reader->list(filter, count_max);
      REQUIRE_MESSAGE(listed.has_value(), listed.error().what);
      REQUIRE(*listed == ended_of(whole, filter, count_max));
    }
  }
}

TEST_CASE("archive: it knows how far it goes, and folding a part again changes nothing") {
  const TempFolder folder;
  const Tape tape = tape_of(3);
  const auto history = tape.fold<History>();
  Mark mark{.position = tape.size()};
  mark.chain[31] = 9;
  {
    auto archive = Archive::open(folder.file());
    REQUIRE(archive.has_value());
    CHECK(archive->mark() == Mark{});
    REQUIRE(archive->add(history.ended(), {}, mark).has_value());
  }
  auto archive = Archive::open(folder.file());
  REQUIRE(archive.has_value());
  CHECK(archive->mark() == mark);
  REQUIRE(archive->add(history.ended(), {}, {.position = 1}).has_value());
  CHECK(archive->mark() == mark);
  const auto reader = ArchiveReader::open(folder.file());
  CHECK(reader->list({}, 1'000)->size() == history.ended().size());
}

TEST_CASE("archive: the file is private, and removed it is made anew") {
  const TempFolder folder;
  {
    REQUIRE(Archive::open(folder.file()).has_value());
    struct stat seen{};
    REQUIRE(::stat(folder.file().c_str(), &seen) == 0);
    CHECK((seen.st_mode & 0777U) == 0600);
  }
  REQUIRE(Archive::remove(folder.file()).has_value());
  CHECK_FALSE(std::filesystem::exists(folder.file()));
  REQUIRE(Archive::open(folder.file()).has_value());
}

TEST_CASE("archive: what is none, or of another version, is a Fault that names it") {
  const TempFolder folder;
  std::ofstream{folder.file()} << std::string(5'000, 'x');
  const auto opened = Archive::open(folder.file());
  REQUIRE_FALSE(opened.has_value());
  CHECK(opened.error().kind == Fault::Kind::disk);
  CHECK(opened.error().what.find(folder.file()) != std::string::npos);
}
