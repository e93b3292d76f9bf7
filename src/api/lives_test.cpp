// Who asks for a contact is not told whether it is in memory, in the archive, or on its way.
#include "api/lives.h"

#include <doctest/doctest.h>

#include "archive/archive.h"
#include "records/temp_folder.h"
#include "view/random_floor.h"

namespace relevo {

using testing::RandomFloor;
using testing::Tape;

namespace {

LifeFilter any_filter(Prng& prng, const History& whole, const Tape& tape) {
  LifeFilter filter;
  if (prng.chance(1, 3)) filter.queue = QueueId{1 + prng.below(3)};
  if (prng.chance(1, 6)) filter.state = ContactState::queued;
  if (prng.chance(1, 6)) filter.state = ContactState::closed;
  if (prng.chance(1, 3)) filter.agent = AgentId{1 + prng.below(4)};
  if (prng.chance(1, 4)) filter.disposition = DispositionId{1 + prng.below(3)};
  if (prng.chance(1, 3)) filter.since = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 4)) filter.until = tape.record(1 + prng.below(tape.size())).at;
  if (prng.chance(1, 3)) filter.before = ContactId{1 + prng.below(whole.size() + 1)};
  return filter;
}

std::vector<ContactLife> listed(const History& whole, const LifeFilter& filter,
                                std::size_t count_max) {
  std::vector<ContactLife> lives;
  for (const ContactLife* life : whole.list(filter, count_max)) lives.push_back(*life);
  return lives;
}

}  // namespace

TEST_CASE("lives, any floor: what is asked is answered as by a history that forgets nothing") {
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    CAPTURE(seed);
    RandomFloor floor{seed};
    for (int step = 0; step < 250; ++step) floor.step();
    const Tape& tape = floor.tape();
    const records::TempFolder folder;
    auto archive = archive::Archive::open(folder / "archive.sqlite");
    REQUIRE_MESSAGE(archive.has_value(), archive.error().what);
    auto reader = archive::ArchiveReader::open(folder / "archive.sqlite");
    REQUIRE_MESSAGE(reader.has_value(), reader.error().what);
    Prng prng{seed};
    History whole;
    History archivist;  // Behind the one in memory, as it reads what is durable by itself.
    History memory;
    Lives lives{memory, std::move(*reader)};
    Position read = 0;
    for (Position position = 1; position <= tape.size(); ++position) {
      const Record record = tape.record(position);
      whole.apply(record);
      memory.apply(record);
      if (prng.chance(1, 20)) {
        while (read < position) archivist.apply(tape.record(++read));
        REQUIRE(archive->add(archivist.ended(), archivist.late(), {.position = read}).has_value());
        archivist.forget(read, record.at + microseconds(1));
      }
      if (prng.chance(1, 20)) {
        memory.forget(archive->mark().position, record.at + microseconds(1));
        lives.archive_moved_on();
      }
      if (!prng.chance(1, 6)) continue;
      const LifeFilter filter = any_filter(prng, whole, tape);
      const std::size_t count_max = 1 + prng.below(20);
      const auto list = lives.list(filter, count_max);
      REQUIRE_MESSAGE(list.has_value(), list.error().what);
      REQUIRE(*list == listed(whole, filter, count_max));
      const ContactId id{prng.below(whole.size() + 2)};
      const auto found = lives.find(id);
      REQUIRE_MESSAGE(found.has_value(), found.error().what);
      const ContactLife* known = whole.find(id);
      REQUIRE((*found == nullptr) == (known == nullptr));
      if (known != nullptr) REQUIRE(**found == *known);
    }
  }
}

}  // namespace relevo
