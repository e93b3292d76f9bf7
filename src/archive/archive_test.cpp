// The archive and what the history still has answer as a history that forgot nothing.
#include "archive/archive.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "archive/archive_reader.h"
#include "archive/row.h"
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
  if (prng.chance(1, 4)) filter.disposition = DispositionId{1 + prng.below(3)};
  if (prng.chance(1, 4)) filter.person = PersonId{1 + prng.below(9)};
  if (prng.chance(1, 3)) filter.since = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 4)) filter.until = tape.record(1 + prng.below(tape.size())).at;
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

TEST_CASE("archive: a file of the version before keeps all it has, and gets what is new") {
  const TempFolder folder;
  const Tape tape = tape_of(11);
  const auto history = tape.fold<History>();
  const Mark mark{.position = tape.size()};
  REQUIRE_FALSE(history.ended().empty());
  REQUIRE(Archive::open(folder.file())->add(history.ended(), {}, mark).has_value());
  {
    soci::session sql{soci::sqlite3, "db=\"" + folder.file() + "\""};
    sql << "DROP INDEX contact_of_person";
    sql << "DROP INDEX contact_of_disposition";
    sql << "ALTER TABLE contact DROP COLUMN disposition";
    sql << "PRAGMA user_version = 1";
  }
  CHECK(Archive::mark_of(folder.file()).value() == mark);
  CHECK(Archive::open(folder.file())->mark() == mark);
  const auto reader = ArchiveReader::open(folder.file());
  REQUIRE(reader.has_value());
  for (const ContactLife* life : history.ended()) {
    ContactLife expected = *life;
    expected.disposition = {};
    const auto kept = reader->find(life->id);
    REQUIRE((kept.has_value() && kept->has_value()));
    CHECK(**kept == expected);
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

TEST_CASE("archive: the file is private, and put aside it is made anew") {
  const TempFolder folder;
  {
    REQUIRE(Archive::open(folder.file()).has_value());
    struct stat seen{};
    REQUIRE(::stat(folder.file().c_str(), &seen) == 0);
    CHECK((seen.st_mode & 0777U) == 0600);
  }
  for (const char* number : {"1", "2"}) {
    const auto aside = Archive::put_aside(folder.file());
    REQUIRE_MESSAGE(aside.has_value(), aside.error().what);
    CHECK(*aside == folder.file() + ".aside-" + number);
    CHECK(std::filesystem::exists(*aside));
    CHECK(Archive::files_of(folder.file()).empty());
    REQUIRE(Archive::open(folder.file()).has_value());
  }
}

TEST_CASE("archive: whoever reads it goes on when it is put aside, and a new one knows nothing") {
  const TempFolder folder;
  const Tape tape = tape_of(3);
  const auto history = tape.fold<History>();
  auto archive = Archive::open(folder.file());
  REQUIRE(archive->add(history.ended(), {}, {.position = tape.size()}).has_value());
  const auto reader = ArchiveReader::open(folder.file());
  REQUIRE(reader->list({}, 1'000)->size() == history.ended().size());
  CHECK(Archive::files_of(folder.file()).size() == 3);
  REQUIRE(Archive::put_aside(folder.file()).has_value());
  CHECK(reader->list({}, 1'000)->size() == history.ended().size());
  CHECK(Archive::open(folder.file())->mark() == Mark{});
  CHECK(ArchiveReader::open(folder.file())->list({}, 1'000)->empty());
}

TEST_CASE("archive: its mark is read without opening it to write, or making it") {
  const TempFolder folder;
  CHECK(Archive::mark_of(folder.file()).value() == std::nullopt);
  CHECK_FALSE(std::filesystem::exists(folder.file()));
  Mark mark{.position = 41};
  mark.chain[3] = 1;
  const auto archive = Archive::open(folder.file());
  CHECK(Archive::mark_of(folder.file()).value() == Mark{});
  REQUIRE(Archive::open(folder.file())->add({}, {}, mark).has_value());
  CHECK(Archive::mark_of(folder.file()).value() == mark);
}

TEST_CASE("archive: rows that no mark stands for are gone when it is opened") {
  const TempFolder folder;
  const auto history = tape_of(3).fold<History>();
  REQUIRE_FALSE(history.ended().empty());
  REQUIRE(Archive::open(folder.file())->add(history.ended(), {}, {}).has_value());
  REQUIRE(ArchiveReader::open(folder.file())->list({}, 1'000)->size() == history.ended().size());
  REQUIRE(Archive::open(folder.file()).has_value());
  CHECK(ArchiveReader::open(folder.file())->list({}, 1'000)->empty());
  for (const AgentId agent : history.ended().front()->agents) {
    CHECK(ArchiveReader::open(folder.file())->list({.agent = agent}, 1'000)->empty());
  }
}

TEST_CASE("archive: what is none, or of another version, is damage that names it") {
  const TempFolder folder;
  const auto check_damage = [&] {
    for (const auto& opened : {Archive::open(folder.file()).map([](auto&&) {}),
                               Archive::mark_of(folder.file()).map([](auto&&) {})}) {
      REQUIRE_FALSE(opened.has_value());
      CHECK(opened.error().kind == Fault::Kind::protocol);
      CHECK(opened.error().what.find(folder.file()) != std::string::npos);
    }
  };
  SUBCASE("no database") {
    std::ofstream{folder.file()} << std::string(5'000, 'x');
    check_damage();
  }
  SUBCASE("another version") {
    REQUIRE(Archive::open(folder.file()).has_value());
    soci::session{soci::sqlite3, folder.file()} << "PRAGMA user_version = 7";
    check_damage();
  }
  SUBCASE("something else's database") {
    soci::session{soci::sqlite3, folder.file()} << "CREATE TABLE person (name TEXT)";
    check_damage();
  }
  SUBCASE("without its tables") {
    REQUIRE(Archive::open(folder.file()).has_value());
    soci::session{soci::sqlite3, folder.file()} << "DROP TABLE mark";
    check_damage();
  }
}

TEST_CASE("archive: damage found while it is written is told apart from a file not to be had") {
  const TempFolder folder;
  const Tape tape = tape_of(3);
  const auto history = tape.fold<History>();
  {
    auto archive = Archive::open(folder.file());
    REQUIRE(archive->add(history.ended(), {}, {.position = 1}).has_value());
  }
  SUBCASE("damaged") {
    const auto bytes = std::filesystem::file_size(folder.file());
    std::fstream file{folder.file(), std::ios::in | std::ios::out | std::ios::binary};
    file.seekp(8'192);  // The first two pages are the schema and the mark.
    file << std::string(bytes - 8'192, '\xFF');
    file.close();
    auto archive = Archive::open(folder.file());
    REQUIRE_MESSAGE(archive.has_value(), archive.error().what);
    const auto added = archive->add(history.ended(), {}, {.position = 2});
    REQUIRE_FALSE(added.has_value());
    CHECK(added.error().kind == Fault::Kind::protocol);
  }
  SUBCASE("a folder in its place") {
    std::filesystem::remove(folder.file());
    std::filesystem::create_directory(folder.file());
    CHECK(Archive::open(folder.file()).error().kind == Fault::Kind::disk);
  }
  CHECK(kind_of(SQLITE_CORRUPT) == Fault::Kind::protocol);
  CHECK(kind_of(SQLITE_CORRUPT_INDEX) == Fault::Kind::protocol);
  CHECK(kind_of(SQLITE_NOTADB) == Fault::Kind::protocol);
  for (const int status : {SQLITE_BUSY, SQLITE_IOERR_READ, SQLITE_FULL, SQLITE_CANTOPEN}) {
    CHECK(kind_of(status) == Fault::Kind::disk);
  }
}
