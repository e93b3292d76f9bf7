#include "voice/leg_store.h"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace relevo::voice {

namespace {

constexpr std::size_t first_slot_at = 4096;

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "legsXXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string file() const { return (path_ / "legs").string(); }

 private:
  std::filesystem::path path_;
};

LegStore::Key key() {
  LegStore::Key key{};
  key.fill(3);
  return key;
}

std::unique_ptr<LegStore> reopen(const std::string& path, const LegStore::Key& with = key()) {
  auto store = LegStore::open(path, with);
  REQUIRE(store);
  return std::move(*store);
}

LegRecord leg(std::uint64_t number) {
  LegRecord record;
  record.leg = LegId{number};
  record.contact = ContactId{7};
  record.role = link::Role::agent;
  record.call_id = "abc@10.0.0.1";
  record.local_party = "<sip:5000@10.0.0.1>;tag=l";
  record.remote_party = "<sip:1001@10.0.0.2>;tag=r";
  record.local_cseq = 41;
  record.remote_cseq = 7;
  record.route_set = "<sip:10.0.0.8;lr>, <sip:10.0.0.9;lr>";
  record.target = "sip:1001@10.0.0.2:5060";
  record.local_port = 20002;
  record.held = true;
  return record;
}

// Flips one byte of the file, as if a kill or a thief had been there.
void damage(const std::string& path, std::size_t at) {
  std::fstream file{path, std::ios::in | std::ios::out | std::ios::binary};
  file.seekg(static_cast<std::streamoff>(at));
  const char byte = static_cast<char>(file.get() ^ 1);
  file.seekp(static_cast<std::streamoff>(at));
  file.put(byte);
}

/// A leg's record as it was when it had these fields only.
struct Earlier {
  LegId leg{3};
  std::string call_id = "abc";
};

template <class V>
void fields(V& visit, Earlier& r) {
  visit(1, "leg", r.leg);
  visit(4, "call_id", r.call_id);
}

}  // namespace

TEST_CASE("leg store: what was put outlives one process after the other, until it is erased") {
  const Folder folder;
  {
    const auto store = reopen(folder.file());
    CHECK(store->found().legs.empty());
    CHECK(store->put(leg(1)));
    CHECK(store->put(leg(2)));
    CHECK(store->put_devices("1001", {{.user = "1001", .contact = "sip:a", .cseq = 4}}));
    store->erase(LegId{1});
  }
  auto store = reopen(folder.file());
  REQUIRE(store->found().legs.size() == 1);
  const LegRecord& found = store->found().legs[0];
  CHECK(found.leg == LegId{2});
  CHECK(found.route_set == "<sip:10.0.0.8;lr>, <sip:10.0.0.9;lr>");
  CHECK(found.local_cseq == 41);
  CHECK(found.held);
  REQUIRE(store->found().devices.size() == 1);
  CHECK(store->found().devices[0].contact == "sip:a");

  // The next one may be killed as well, before it has put anything anew.
  store.reset();
  auto third = reopen(folder.file());
  CHECK(third->found().legs.size() == 1);
  third->erase(LegId{2});
  CHECK(third->put_devices("1001", {}));
  third.reset();
  const auto fourth = reopen(folder.file());
  CHECK(fourth->found().legs.empty());
  CHECK(fourth->found().devices.empty());
}

TEST_CASE("leg store: what is put anew after a restart takes the place of what was there") {
  const Folder folder;
  CHECK(reopen(folder.file())->put(leg(1)));
  for (std::uint32_t cseq = 100; cseq < 105; ++cseq) {
    const auto store = reopen(folder.file());
    REQUIRE(store->found().legs.size() == 1);
    LegRecord again = store->found().legs[0];
    again.local_cseq = cseq;
    CHECK(store->put(again));
    CHECK(store->put(leg(cseq)));
    store->erase(LegId{cseq});
  }
  const auto store = reopen(folder.file());
  REQUIRE(store->found().legs.size() == 1);
  CHECK(store->found().legs[0].local_cseq == 104);
  CHECK(store->found().damaged == 0);
}

TEST_CASE("leg store: what every start dies over is set aside") {
  const Folder folder;
  CHECK(reopen(folder.file())->put(leg(1)));
  for (std::uint64_t tries = 0; tries < 2 * LegStore::tries_max; ++tries) {
    const auto store = reopen(folder.file());
    CHECK(store->found().legs.size() == 1);
    store->resuming();
    store->resumed();
  }
  for (std::uint64_t tries = 0; tries < LegStore::tries_max; ++tries) {
    const auto store = reopen(folder.file());
    CHECK(store->found().legs.size() == 1);
    store->resuming();
  }
  auto store = reopen(folder.file());
  CHECK(store->found().legs.empty());
  CHECK(store->found().set_aside == 1);
  CHECK(store->put(leg(2)));
  store.reset();
  CHECK(reopen(folder.file())->found().legs.size() == 1);
}

TEST_CASE("leg store: contacts, with what core wanted of them") {
  const Folder folder;
  link::Desired desired;
  desired.contact = ContactId{7};
  desired.version = 42;
  desired.legs.push_back({.leg = LegId{1}});
  desired.bridge_a = LegId{1};
  desired.hear = link::Hear::queue_music;
  CHECK(reopen(folder.file())
            ->put(ContactRecord{.desired = desired, .recorded_since = Time{} + seconds(3)}));
  auto store = reopen(folder.file());
  REQUIRE(store->found().contacts.size() == 1);
  const ContactRecord& found = store->found().contacts[0];
  CHECK(found.desired.contact == ContactId{7});
  CHECK(found.desired.version == 42);
  REQUIRE(found.desired.legs.size() == 1);
  CHECK(found.desired.hear == link::Hear::queue_music);
  CHECK(found.recorded_since == Time{} + seconds(3));
  store->erase(ContactId{7});
  store.reset();
  CHECK(reopen(folder.file())->found().contacts.empty());
}

TEST_CASE("leg store: a contact with all the legs and supervisors that there can be has room") {
  const Folder folder;
  ContactRecord record;
  link::Desired& desired = record.desired;
  constexpr std::uint64_t large = ~std::uint64_t{0};
  desired.contact = ContactId{large};
  desired.version = desired.epoch = large;
  desired.bridge_a = desired.bridge_b = desired.bridge_c = LegId{large};
  desired.greeting = Text<96>{std::string(Text<96>::size_max, 'g')};
  desired.music = Text<96>{std::string(Text<96>::size_max, 'm')};
  const Code user{std::string(Code::size_max, 'u')};
  for (std::size_t i = 0; i < link::legs_of_contact_max; ++i) {
    desired.legs.push_back({.leg = LegId{large - i},
                            .role = link::Role::agent,
                            .user = user,
                            .ring_for = hours(1),
                            .caller_shown = Text<32>{std::string(Text<32>::size_max, 'c')},
                            .answer = true});
  }
  for (std::size_t i = 0; i < link::supervisors_max; ++i) {
    desired.supervisors.push_back(
        {.leg = LegId{i + 1}, .user = user, .mode = link::Supervise::barge});
  }
  CHECK(reopen(folder.file())->put(record));
  auto store = reopen(folder.file());
  REQUIRE(store->found().contacts.size() == 1);
  const auto& found = store->found().contacts[0].desired.supervisors;
  REQUIRE(found.size() == link::supervisors_max);
  CHECK(found[3].leg == LegId{4});
  CHECK(found[3].user == user);
  CHECK(found[3].mode == link::Supervise::barge);
}

TEST_CASE("leg record: one of an earlier version is of a leg that was up") {
  Bytes bytes;
  encode(bytes, Earlier{});
  LegRecord record;
  REQUIRE(decode(bytes, record));
  CHECK(record.leg == LegId{3});
  CHECK(record.stage == LegStage::up);
  CHECK(record.branches.empty());
  CHECK(record.stream.ssrc == 0);
}

TEST_CASE("leg store: the last writing counts, and a damaged one leaves the one before") {
  const Folder folder;
  {
    const auto store = reopen(folder.file());
    LegRecord changing = leg(1);
    for (std::uint32_t cseq = 1; cseq <= 3; ++cseq) {
      changing.local_cseq = cseq;
      CHECK(store->put(changing));
    }
  }
  SUBCASE("whole") { CHECK(reopen(folder.file())->found().legs[0].local_cseq == 3); }
  SUBCASE("the last is damaged") {
    // Writings 1 and 3 went to the first page of the slot.
    damage(folder.file(), first_slot_at + 60);
    CHECK(reopen(folder.file())->found().legs[0].local_cseq == 2);
  }
  SUBCASE("both are damaged") {
    damage(folder.file(), first_slot_at + 60);
    damage(folder.file(), first_slot_at + 4096 + 60);
    const auto store = reopen(folder.file());
    CHECK(store->found().legs.empty());
    CHECK(store->found().damaged == 1);
  }
}

TEST_CASE("leg store: nothing can be read without the key") {
  const Folder folder;
  CHECK(reopen(folder.file())->put(leg(1)));
  std::ifstream file{folder.file(), std::ios::binary};
  std::string head(first_slot_at + 8192, '\0');
  file.read(head.data(), static_cast<std::streamsize>(head.size()));
  CHECK(head.find("10.0.0.2") == std::string::npos);
  LegStore::Key other = key();
  other[0] = 4;
  const auto store = reopen(folder.file(), other);
  CHECK(store->found().legs.empty());
  CHECK(store->found().damaged == 1);
}

TEST_CASE("leg store: a record that is too large is refused, a device that left is erased") {
  const Folder folder;
  {
    const auto store = reopen(folder.file());
    LegRecord large = leg(1);
    large.route_set.assign(5000, 'x');
    CHECK_FALSE(store->put(large));
    CHECK(store->put_devices("1001", {{.user = "1001"}, {.user = "1001"}}));
    CHECK(store->put_devices("1001", {{.user = "1001"}}));
  }
  CHECK(reopen(folder.file())->found().devices.size() == 1);
}

TEST_CASE("leg store: whether it holds calls is seen from outside, and nothing is taken") {
  const Folder folder;
  const auto holds = [&](const LegStore::Key& with = key()) {
    return LegStore::holds_calls(folder.file(), with);
  };
  CHECK_FALSE(holds());
  CHECK_FALSE(std::filesystem::exists(folder.file()));
  auto store = reopen(folder.file());
  CHECK_FALSE(holds());
  CHECK(store->put_devices("1001", {{.user = "1001", .contact = "sip:a"}}));
  link::Desired desired;
  desired.contact = ContactId{7};
  CHECK(store->put(ContactRecord{.desired = desired}));
  CHECK_FALSE(holds());  // Phones and contacts are no calls,
  CHECK(store->put(ContactRecord{.desired = desired, .recorded_since = Time{} + seconds(3)}));
  CHECK(holds());  // but a recording is to be finished, and told to core.
  store->erase(ContactId{7});
  CHECK_FALSE(holds());
  CHECK(store->put(leg(1)));
  CHECK(holds());
  LegStore::Key other = key();
  other[0] = 4;
  CHECK_FALSE(holds(other));
  store.reset();
  CHECK(holds());
  CHECK(holds());
  for (std::uint64_t tries = 0; tries < LegStore::tries_max; ++tries) {
    CHECK(holds());
    reopen(folder.file())->resuming();
  }
  CHECK_FALSE(holds());  // They would be set aside.
  store = reopen(folder.file());
  CHECK(store->put(leg(2)));
  CHECK(holds());
  store->erase(LegId{2});
  CHECK_FALSE(holds());
  CHECK(store->put(leg(3)));
  REQUIRE(::chmod(folder.file().c_str(), 0644) == 0);
  CHECK_FALSE(holds());
}

TEST_CASE("leg store: a second process does not get it, and takes nothing away") {
  const Folder folder;
  auto first = reopen(folder.file());
  CHECK(first->put(leg(3)));
  LegStore::Key other = key();
  other.fill(4);
  const auto second = LegStore::open(folder.file(), other);
  REQUIRE_FALSE(second);
  CHECK(second.error().kind == Fault::Kind::fenced);
  first.reset();
  CHECK(reopen(folder.file())->found().legs.size() == 1);
}

TEST_CASE("leg store: a file that is not of this user alone is not read") {
  const Folder folder;
  CHECK(reopen(folder.file())->put(leg(3)));
  for (const unsigned mode : {0644U, 0660U, 0606U}) {
    REQUIRE(::chmod(folder.file().c_str(), mode) == 0);
    CHECK_FALSE(LegStore::open(folder.file(), key()));
  }
  REQUIRE(::chmod(folder.file().c_str(), 0600) == 0);
  const std::string beside = folder.file() + ".link";
  REQUIRE(::symlink(folder.file().c_str(), beside.c_str()) == 0);
  CHECK_FALSE(LegStore::open(beside, key()));
  CHECK(reopen(folder.file())->found().legs.size() == 1);
  if (::geteuid() != 0) return;  // Nobody else can give a file away.
  REQUIRE(::chown(folder.file().c_str(), 65'534, 65'534) == 0);
  CHECK_FALSE(LegStore::open(folder.file(), key()));
}

}  // namespace relevo::voice
