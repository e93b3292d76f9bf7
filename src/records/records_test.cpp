#include "records/records.h"

#include <doctest/doctest.h>
#include <sqlite3.h>

#include <array>
#include <barrier>
#include <chrono>
#include <map>
#include <thread>

#include "base/prng.h"
#include "records/temp_folder.h"

namespace relevo::records {

namespace {

Records opened(const std::string& path) {
  auto records = Records::open(path);
  REQUIRE_MESSAGE(records, records.error().what);
  return std::move(*records);
}

// With it, erasing without VACUUM leaves three numbers in the file; secure_delete is not enough.
constexpr std::uint64_t leftover_seed = 121;

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

bool is_there(Records& records, PersonId id) {
  const auto person = records.person(id);
  REQUIRE_MESSAGE(person, person.error().what);
  return person->has_value();
}

// All bytes of the database, whichever of its files they are in.
std::string all_bytes(const std::string& path) {
  return bytes_of(path) + bytes_of(path + "-wal") + bytes_of(path + "-journal");
}

}  // namespace

TEST_CASE("texts: a note goes with the person it is about; a contact has so many and no more") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  const PersonId person = records.person_of("phone", "+525512345678").value();
  const WrittenText note{.person = person, .contact = {7}, .text = "Calls from Lindavista"};
  const auto kept = records.keep_text(note);
  REQUIRE(kept.has_value());
  CHECK(kept->id.value < text_id_end);
  CHECK(records.text(kept->id).value() == note.text);
  for (std::size_t i = 1; i < Records::notes_max; ++i) CHECK(records.keep_text(note).has_value());
  const auto full = records.keep_text(note);
  REQUIRE(!full);
  CHECK(full.error().kind == Fault::Kind::limit);
  CHECK(records.erase(person).has_value());
  CHECK_FALSE(records.text(kept->id).value().has_value());
  CHECK_FALSE(has(all_bytes(folder / "records.db"), "Lindavista"));
}

TEST_CASE("texts: under one id there is one text, and it can be forgotten") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  CHECK(records.keep_text({.id = {9}, .text = "hello"}).value().is_new);
  CHECK_FALSE(records.keep_text({.id = {9}, .text = "hello"}).value().is_new);
  CHECK_FALSE(records.keep_text({.id = {9}, .text = "good-bye"}).has_value());
  CHECK_FALSE(
      records.keep_text({.text = std::string(Records::text_bytes_max + 1, 'a')}).has_value());
  CHECK(records.texts() == 1);
  CHECK(records.forget_text({9}).has_value());
  CHECK(records.forget_text({9}).has_value());
  CHECK_FALSE(records.text({9}).value().has_value());
}

TEST_CASE("person_of: the same number is the same person, another one the next") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  CHECK(records.person_of("phone", "+525512345678") == PersonId{1});
  CHECK(records.person_of("phone", "+525512345679") == PersonId{2});
  CHECK(records.person_of("phone", "+525512345678") == PersonId{1});
  CHECK(records.person_of("email", "+525512345678") == PersonId{3});
}

TEST_CASE("person_of: refuses what is no address, without repeating it") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  const std::string too_long(Records::address_bytes_max + 1, '7');
  for (const std::string& address : {std::string{}, too_long, std::string{"+5255\n1234"}}) {
    const auto refused = records.person_of("phone", address);
    REQUIRE(!refused);
    CHECK(refused.error().kind == Fault::Kind::input);
    CHECK_FALSE(has(refused.error().what, "5255"));
    CHECK_FALSE(has(refused.error().what, "777"));
  }
  CHECK_FALSE(records.person_of("A phone", "+525512345678"));
  CHECK(records.person_of("phone", std::string(Records::address_bytes_max, '7')));
}

TEST_CASE("person: name and addresses, also after reopening") {
  const TempFolder folder;
  {
    auto records = opened(folder / "records.db");
    REQUIRE(records.person_of("phone", "+525512345678"));
    CHECK(records.put_name(PersonId{1}, "José Ñandú"));
  }
  auto records = opened(folder / "records.db");
  const auto person = records.person(PersonId{1});
  REQUIRE(person);
  REQUIRE(*person);
  CHECK((*person)->id == PersonId{1});
  CHECK((*person)->name == "José Ñandú");
  CHECK((*person)->addresses == std::vector<Address>{{"phone", "+525512345678"}});
  CHECK(records.person_of("phone", "+525512345678") == PersonId{1});
  CHECK_FALSE(is_there(records, PersonId{2}));
}

TEST_CASE("put_name: refuses a person that is not there and a name too long") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  CHECK(records.put_name(PersonId{1}, "Ana").error().kind == Fault::Kind::input);
  REQUIRE(records.person_of("phone", "+525512345678"));
  const std::string too_long(Records::name_bytes_max + 1, 'a');
  CHECK(records.put_name(PersonId{1}, too_long).error().kind == Fault::Kind::input);
}

TEST_CASE("open: only the owner can read the files, and a path may have spaces") {
  const TempFolder folder;
  const std::string path = folder / "the records.db";
  auto records = opened(path);
  REQUIRE(records.person_of("phone", "+525512345678"));
  CHECK(mode_of(path) == 0600);
  CHECK(mode_of(path + "-wal") == 0600);
  CHECK(mode_of(path + "-shm") == 0600);
}

TEST_CASE("who must not wait is told soon that another is writing") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  auto records = Records::open(path);
  REQUIRE(records.has_value());
  sqlite3* other = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &other) == SQLITE_OK);
  REQUIRE(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  REQUIRE(records->wait_at_most(1));
  const auto began = std::chrono::steady_clock::now();
  CHECK(records->person_of("phone", "+525512345678").error().kind == Fault::Kind::disk);
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::milliseconds(Records::busy_ms_max));
  CHECK(sqlite3_close(other) == SQLITE_OK);
  CHECK(records->person_of("phone", "+525512345678").has_value());
}

TEST_CASE("several threads open a new file at once and agree on who is who") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  constexpr std::size_t thread_count = 4;
  constexpr int number_count = 50;
  std::array<std::map<int, std::uint64_t>, thread_count> seen;
  std::array<std::string, thread_count> faults;
  std::barrier start{static_cast<std::ptrdiff_t>(thread_count)};
  std::vector<std::thread> threads;
  for (std::size_t i = 0; i < thread_count; ++i) {
    threads.emplace_back([&, i] {
      start.arrive_and_wait();
      auto records = Records::open(path);
      if (!records) {
        faults[i] = records.error().what;
        return;
      }
      for (int number = 0; number < number_count; ++number) {
        const auto person = records->person_of("phone", "+5255" + std::to_string(number));
        if (!person) {
          faults[i] = person.error().what;
          return;
        }
        seen[i][number] = person->value;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (std::size_t i = 0; i < thread_count; ++i) {
    CHECK(faults[i] == "");
    CHECK(seen[i].size() == number_count);
    CHECK(seen[i] == seen[0]);
  }
  CHECK(opened(path).person_of("phone", "new") == PersonId{number_count + 1});
}

TEST_CASE("erase: no byte stays, the id is not used again, the others are still there") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  auto records = opened(path);
  auto other_reader = opened(path);
  REQUIRE(records.person_of("phone", "+525512345678"));
  REQUIRE(records.person_of("phone", "+525587654321"));
  REQUIRE(records.put_name(PersonId{2}, "Rigoberta"));
  REQUIRE(other_reader.person(PersonId{2}));
  REQUIRE(has(all_bytes(path), "5587654321"));
  REQUIRE(has(all_bytes(path), "Rigoberta"));

  CHECK(records.erase(PersonId{2}));
  CHECK_FALSE(has(all_bytes(path), "5587654321"));
  CHECK_FALSE(has(all_bytes(path), "Rigoberta"));
  CHECK_FALSE(is_there(records, PersonId{2}));
  CHECK_FALSE(is_there(other_reader, PersonId{2}));
  CHECK_FALSE(records.put_name(PersonId{2}, "Rigoberta"));
  CHECK(records.erase(PersonId{2}));

  CHECK(records.person_of("phone", "+525587654321") == PersonId{3});
  CHECK(records.person_of("phone", "+525512345678") == PersonId{1});
  CHECK(records.erase(PersonId{4}).error().kind == Fault::Kind::input);
}

TEST_CASE("erase: also what a page left behind when rows moved to another page") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  auto records = opened(path);
  Prng prng{leftover_seed};
  std::map<std::uint64_t, std::string> living;
  std::vector<std::string> erased;
  for (int step = 0; step < 200; ++step) {
    const std::string filler(prng.below(180), 'x');
    const std::string number = "+52" + std::to_string(1'000'000'000 + prng.below(9'000'000'000));
    const auto person = records.person_of("phone", filler + number);
    REQUIRE(person);
    living[person->value] = number;
    if (living.size() < 40 || !prng.chance(1, 2)) continue;
    const auto found = living.lower_bound(prng.below(person->value) + 1);
    REQUIRE(records.erase(PersonId{found->first}));
    erased.push_back(found->second);
    living.erase(found);
  }
  const std::string bytes = all_bytes(path);
  for (const std::string& number : erased) CHECK_FALSE(has(bytes, number));
  for (const auto& [id, number] : living) CHECK(has(bytes, number));
}

TEST_CASE("names: replaced as a whole, by kind") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  CHECK(records.names("agents") == std::vector<NamedCode>{});
  CHECK(records.put_names("agents", {{"1002", "Luis"}, {"1001", "Ana"}}));
  CHECK(records.put_names("users", {{"admin", "Eva"}}));
  CHECK(records.names("agents") == std::vector<NamedCode>{{"1001", "Ana"}, {"1002", "Luis"}});
  CHECK(records.put_names("agents", {{"1003", "Sol"}}));
  CHECK(records.names("agents") == std::vector<NamedCode>{{"1003", "Sol"}});
  CHECK(records.names("users") == std::vector<NamedCode>{{"admin", "Eva"}});
}

TEST_CASE("put_names: a refused list leaves the old one") {
  const TempFolder folder;
  auto records = opened(folder / "records.db");
  REQUIRE(records.put_names("agents", {{"1001", "Ana"}}));
  const auto twice = records.put_names("agents", {{"1002", "Luis"}, {"1002", "Sol"}});
  REQUIRE(!twice);
  CHECK(twice.error().what == "records: 1002 is named twice in agents");
  const std::string too_long(Records::name_bytes_max + 1, 'a');
  CHECK_FALSE(records.put_names("agents", {{"1002", too_long}}));
  CHECK_FALSE(records.put_names("All Agents", {}));
  CHECK(records.names("agents") == std::vector<NamedCode>{{"1001", "Ana"}});
}

TEST_CASE("open: a file that is no database is a clear Fault") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  write_bytes(path, std::string(8192, '?'));
  const auto refused = Records::open(path);
  REQUIRE(!refused);
  CHECK(refused.error().kind == Fault::Kind::disk);
  CHECK(refused.error().what == "records: opening " + path +
                                    " (restore it from a backup, or move it away to start empty): "
                                    "file is not a database");
  CHECK(bytes_of(path) == std::string(8192, '?'));
}

TEST_CASE("a damaged page is a Fault that does not show whom it is about") {
  const TempFolder folder;
  const std::string path = folder / "records.db";
  {
    auto records = opened(path);
    REQUIRE(records.person_of("phone", "+525512345678"));
  }
  constexpr std::size_t page_size = 4096;
  std::string bytes = bytes_of(path);
  REQUIRE(bytes.size() > 3 * page_size);
  bytes.replace(page_size, bytes.size() - page_size, std::string(bytes.size() - page_size, '?'));
  write_bytes(path, bytes);

  auto records = Records::open(path);
  const auto person = records ? records->person_of("phone", "+525512345678")
                              : Result<PersonId>{tl::unexpected<Fault>(records.error())};
  REQUIRE(!person);
  CHECK(person.error().kind == Fault::Kind::disk);
  CHECK(has(person.error().what, "database disk image is malformed"));
  CHECK(has(person.error().what, path));
  CHECK_FALSE(has(person.error().what, "5512345678"));
}

TEST_CASE("open: a folder that is not there, and a path that SOCI could not pass on") {
  const TempFolder folder;
  CHECK(Records::open(folder / "none/records.db").error().kind == Fault::Kind::disk);
  CHECK(Records::open(folder / "a\"b.db").error().kind == Fault::Kind::input);
  CHECK(Records::open("").error().kind == Fault::Kind::input);
}

}  // namespace relevo::records
