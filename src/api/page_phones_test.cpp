// Two pages and one user, lost connections, and floods: what each page hears of its phone.
#include "api/page_phones.h"

#include <doctest/doctest.h>

#include "api/testing.h"

namespace relevo {

namespace {

using testing::FakePeer;
using testing::FakePhones;
using Page = std::shared_ptr<FakePeer>;

const Code user{"1001"};

struct Desk {
  FakePhones voice;
  PagePhones phones{&voice};
  Time now{seconds(100).us};

  std::string_view say(const Page& page, const std::string& json) {
    return phones.take(page, user, read_json(json).value(), now);
  }
  std::string_view offer(const Page& page, int id, int number = 1) {
    return say(page, R"({"id":)" + std::to_string(id) + R"(,"number":)" + std::to_string(number) +
                         R"(,"offer":"v=0"})");
  }
  void answer(std::uint64_t id) {
    phones.tell({.user = user, .phone = id, .number = 1, .answer = "v=0 a"});
  }
  void alive(std::uint64_t id) {
    phones.tell({.user = user, .phone = id, .number = 1, .alive = true});
  }
};

bool has(const Page& page, std::string_view part) {
  return !page->sent.empty() && page->sent.back()->find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("PagePhones: the page that is displaced is told, once the other one can be heard") {
  Desk desk;
  const auto first = std::make_shared<FakePeer>();
  const auto second = std::make_shared<FakePeer>();
  desk.offer(first, 7);
  desk.alive(7);
  desk.offer(second, 8);
  desk.answer(8);
  CHECK(has(second, R"("answer")"));
  CHECK(first->sent.size() == 1);  // The other may come to nothing.
  desk.alive(7);
  CHECK(first->sent.size() == 2);
  CHECK(second->sent.size() == 1);
  desk.alive(8);
  CHECK(has(first, R"({"phone":{"id":7,"number":1,"alive":false,"gone":true,"elsewhere":true,)"));
  CHECK(second->sent.size() == 2);
  const std::size_t before = first->sent.size();
  desk.alive(7);
  CHECK(first->sent.size() == before);
  desk.phones.closed(first.get());
  CHECK(desk.voice.lost_ones.empty());  // It has none any more.
}

TEST_CASE(
    "PagePhones: what voice drops for another page is elsewhere, what fails by itself is not") {
  Desk desk;
  const auto first = std::make_shared<FakePeer>();
  const auto second = std::make_shared<FakePeer>();
  desk.offer(first, 7);
  desk.offer(second, 8);
  desk.phones.tell({.user = user, .phone = 8, .number = 1, .gone = true, .why = "no port is free"});
  CHECK(has(second, R"("gone":true,"why":"no port is free")"));
  desk.alive(7);
  CHECK(has(first, R"("alive":true)"));
  desk.offer(second, 9);
  desk.phones.tell({.user = user, .phone = 7, .number = 1, .gone = true, .why = "replaced"});
  CHECK(has(first, R"("gone":true,"elsewhere":true,"why":"replaced")"));
}

TEST_CASE(
    "PagePhones: voice hears of a connection that is over, and of nothing before it is back") {
  Desk desk;
  const auto before = std::make_shared<FakePeer>();
  const auto after = std::make_shared<FakePeer>();
  desk.offer(before, 7);
  desk.phones.closed(before.get());
  REQUIRE(desk.voice.lost_ones.size() == 1);
  CHECK(desk.voice.lost_ones[0] == std::pair{user, std::uint64_t{7}});
  desk.alive(7);
  CHECK(before->sent.empty());
  CHECK(desk.offer(after, 7).empty());
  CHECK(desk.voice.offers.size() == 2);
  desk.alive(7);
  CHECK(has(after, R"("alive":true)"));
  desk.phones.closed(before.get());
  CHECK(desk.voice.lost_ones.size() == 1);
  desk.phones.closed(after.get());
  CHECK(desk.voice.lost_ones.size() == 2);
}

TEST_CASE("PagePhones: the connection that comes before the old one ends keeps the phone") {
  Desk desk;
  const auto before = std::make_shared<FakePeer>();
  const auto after = std::make_shared<FakePeer>();
  desk.offer(before, 7);
  desk.offer(after, 7);
  desk.phones.closed(before.get());
  CHECK(desk.voice.lost_ones.empty());
  desk.alive(7);
  CHECK(has(after, R"("alive":true)"));
  CHECK(before->sent.empty());
}

TEST_CASE("PagePhones: a user has three new phones at once, then one each 2 s") {
  Desk desk;
  const auto page = std::make_shared<FakePeer>();
  const auto other = std::make_shared<FakePeer>();
  for (int id = 1; id <= 3; ++id) CHECK(desk.offer(id % 2 == 0 ? page : other, id).empty());
  CHECK(desk.offer(page, 4).find("wait 2 s") != std::string_view::npos);
  CHECK(desk.offer(other, 3, 2).empty());  // Another offer of the one that is there.
  desk.now = desk.now + seconds(2);
  CHECK(desk.offer(page, 4).empty());
  CHECK_FALSE(desk.offer(page, 5).empty());
  CHECK_FALSE(desk.offer(other, 3, 3).empty());  // Voice has let go of it.
  CHECK(desk.voice.offers.size() == 5);
}

TEST_CASE("PagePhones: other offers of a phone that is there are cheaper, and limited too") {
  Desk desk;
  const auto page = std::make_shared<FakePeer>();
  desk.offer(page, 1);
  int taken = 0;
  for (int number = 2; number < 100; ++number) taken += desk.offer(page, 1, number).empty() ? 1 : 0;
  CHECK(taken == PagePhones::offers_burst);
  desk.now = desk.now + seconds(1);
  CHECK(desk.offer(page, 1, 100).empty());
}

TEST_CASE("PagePhones: many pages of one user leave the newest, and the others know") {
  Desk desk;
  std::vector<Page> pages;
  for (int id = 1; id <= 6; ++id) {
    pages.push_back(std::make_shared<FakePeer>());
    CHECK(desk.offer(pages.back(), id).empty());
    desk.now = desk.now + seconds(2);
  }
  CHECK(has(pages[0], R"("elsewhere":true)"));
  CHECK(has(pages[1], R"("elsewhere":true)"));
  CHECK(pages[2]->sent.empty());
}

TEST_CASE("PagePhones: a page that stops saying that it is here is one that nobody watches") {
  Desk desk;
  const auto page = std::make_shared<FakePeer>();
  const auto silent = std::make_shared<FakePeer>();  // It has never said so: of another version.
  desk.say(page, R"({"id":7,"number":1,"offer":"v=0","here":true})");
  desk.phones.take(silent, Code{"1002"}, read_json(R"({"id":8,"number":1,"offer":"v=0"})").value(),
                   desk.now);
  const auto look = [&](int times) {
    std::size_t stopped = 0;
    for (int i = 0; i < times; ++i) {
      desk.now = desk.now + seconds(1);
      stopped += desk.phones.take_stopped(desk.now).size();
    }
    return stopped;
  };
  CHECK(look(7) == 0);
  desk.say(page, R"({"id":7,"here":true})");
  CHECK(look(7) == 0);
  desk.say(silent, R"({"id":7,"here":true})");  // Another page's word counts for nothing.
  CHECK(look(1) == 1);
  REQUIRE(desk.voice.lost_ones.size() == 1);
  CHECK(desk.voice.lost_ones[0] == std::pair{user, std::uint64_t{7}});
  CHECK(look(20) == 0);

  desk.say(page, R"({"id":7,"number":1,"offer":"v=0","here":true})");  // It runs again.
  CHECK(look(7) == 0);
  desk.now = desk.now + seconds(60);  // The server itself did not.
  CHECK(look(7) == 0);
  CHECK(look(2) == 1);
}

TEST_CASE("PagePhones: without voice the page is told so, and may try again") {
  Desk desk;
  const auto page = std::make_shared<FakePeer>();
  desk.voice.voice_is_there = false;
  CHECK(desk.offer(page, 7).empty());
  CHECK(has(page, R"("gone":true,"why":"no voice process is there")"));
  desk.voice.voice_is_there = true;
  CHECK(desk.offer(page, 8).empty());
  CHECK(desk.voice.offers.size() == 1);
}

}  // namespace relevo
