// The pages' phones between API and channel: both ways while it is open, and a plain no else.
#include "app/phone_line.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

namespace relevo {

namespace {

class ChannelFake final : public VoiceChannel {
 public:
  void on_batch(const Batch& /*batch*/, std::vector<Believed> /*touched*/) override {}
  void accounts_changed() override {}
  void offer_phone(link::PhoneOffer offer) override { offers.push_back(std::move(offer)); }
  void close_phone(link::PhoneGone gone) override { closed.push_back(gone); }
  void lose_phone(link::PhoneUnwatched unwatched) override { lost.push_back(unwatched); }
  std::string sip_address() const override { return {}; }
  std::vector<NodeFigures> figures() const override { return {}; }

  std::vector<link::PhoneOffer> offers;
  std::vector<link::PhoneGone> closed;
  std::vector<link::PhoneUnwatched> lost;
};

class ApiFake final : public ApiServer {
 public:
  void publish(std::shared_ptr<const Batch> /*batch*/) override {}
  void tell_phone(PhoneTold told) override { phones_told.push_back(std::move(told)); }
  void forget(Position /*archived*/) override {}
  Result<void> take_stores() override { return {}; }
  void stop() override {}

  std::vector<PhoneTold> phones_told;
};

const PhoneOffer offer{.user = "1001", .phone = 77, .number = 2, .sdp = "v=0"};

}  // namespace

TEST_CASE("PhoneLine: passes on what pages and voice say of a phone") {
  ChannelFake voice;
  ApiFake pages;
  PhoneLine line;
  line.open(voice, pages);
  CHECK(line.offer(offer));
  line.close("1001", 77);
  line.lost("1001", 78);
  line.tell({.user = "1001", .phone = 77, .number = 2, .gone = true, .why = "closed"});
  REQUIRE(voice.offers.size() == 1);
  CHECK(voice.offers[0].sdp == "v=0");
  REQUIRE(voice.closed.size() == 1);
  CHECK(voice.closed[0].phone == 77);
  REQUIRE(voice.lost.size() == 1);
  CHECK(voice.lost[0].phone == 78);
  REQUIRE(pages.phones_told.size() == 1);
  CHECK(pages.phones_told[0].why == "closed");
}

TEST_CASE("PhoneLine: an offer before it is open waits, one behind its end is refused") {
  ChannelFake voice;
  ApiFake pages;
  PhoneLine line;
  CHECK(line.offer(offer));
  line.tell({.user = "1001", .phone = 77, .number = 2});
  line.open(voice, pages);
  REQUIRE(voice.offers.size() == 1);
  CHECK(voice.offers[0].phone == 77);
  line.close();
  CHECK_FALSE(line.offer(offer));
  line.close("1001", 77);
  line.lost("1001", 77);
  line.tell({.user = "1001", .phone = 77, .number = 2});
  CHECK(voice.offers.size() == 1);
  CHECK(voice.closed.empty());
  CHECK(voice.lost.empty());
  CHECK(pages.phones_told.empty());
}

}  // namespace relevo
