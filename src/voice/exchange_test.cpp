#include "voice/exchange.h"

#include <doctest/doctest.h>
#include <stdlib.h>

#include <filesystem>

namespace relevo::voice {

namespace {

constexpr std::uint16_t rtp_port = 18'600;

/// A voice process without core, with a call that the process before it left.
class WithCall {
 public:
  Loop loop;
  std::unique_ptr<Exchange> exchange;
  bool alone = false;  // Whether nobody supervises it.

  WithCall() {
    std::string name = (std::filesystem::temp_directory_path() / "voiceXXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    const VoiceOptions options{.sip_port = 0,
                               .node = {1},
                               .link_path = folder_ / "link",
                               .leg_store_path = folder_ / "legs",
                               .media = {.port_first = rtp_port,
                                         .port_last = rtp_port + 1,
                                         .recordings = folder_ / "recordings"},
                               .is_alone = [this] { return alone; }};
    leave_call(options);
    auto started = Exchange::start(options, loop, logger_);
    REQUIRE(started);
    exchange = std::move(*started);
    REQUIRE(calls() == 1);
  }
  ~WithCall() {
    exchange.reset();
    std::filesystem::remove_all(folder_);
  }
  WithCall(const WithCall&) = delete;
  WithCall& operator=(const WithCall&) = delete;

  std::size_t calls() { return exchange->report().legs.size(); }
  bool takes_calls_but_for_core() {
    return exchange->why_no_new_calls() == std::string{"core has not spoken yet"};
  }

 private:
  static void leave_call(const VoiceOptions& options) {
    auto store = LegStore::open(options.leg_store_path, options.leg_store_key);
    REQUIRE(store);
    LegRecord record{.leg = {7}, .contact = {1}, .role = link::Role::agent};
    record.call_id = "c1@127.0.0.1";
    record.local_party = "<sip:5000@127.0.0.1>;tag=ours";
    record.remote_party = "<sip:1001@127.0.0.1>;tag=theirs";
    record.target = record.next_hop = "sip:1001@127.0.0.1:9";
    record.local_address = record.remote_address = "127.0.0.1";
    record.local_port = rtp_port;
    record.remote_port = 4'000;
    REQUIRE((*store)->put(record));
  }

  NoLogger logger_;
  std::filesystem::path folder_;
};

}  // namespace

TEST_CASE("exchange: told to end twice it ends its calls") {
  WithCall voice;
  voice.exchange->drain();
  CHECK(voice.calls() == 1);
  voice.exchange->drain();
  CHECK(voice.calls() == 0);
}

TEST_CASE("exchange: that nobody supervises it ends no call of one that was told to end") {
  WithCall voice;
  voice.exchange->drain();
  voice.alone = true;
  voice.exchange->look_if_alone();
  voice.exchange->look_if_alone();
  CHECK(voice.calls() == 1);
  voice.exchange->drain();
  CHECK(voice.calls() == 0);
}

TEST_CASE("exchange: one that drains because it is alone is told to end for the first time") {
  WithCall voice;
  voice.alone = true;
  voice.exchange->look_if_alone();
  CHECK_FALSE(voice.takes_calls_but_for_core());
  voice.exchange->drain();
  CHECK(voice.calls() == 1);
  voice.exchange->drain();
  CHECK(voice.calls() == 0);
}

TEST_CASE("exchange: one that drains because it is alone takes calls again when somebody comes") {
  WithCall voice;
  for (int times = 0; times < 2; ++times) {
    voice.alone = true;
    voice.exchange->look_if_alone();
    CHECK_FALSE(voice.takes_calls_but_for_core());
    voice.alone = false;
    voice.exchange->look_if_alone();
    CHECK(voice.takes_calls_but_for_core());
  }
  CHECK(voice.calls() == 1);
  // But not one that was told to end.
  voice.exchange->drain();
  voice.alone = true;
  voice.exchange->look_if_alone();
  voice.alone = false;
  voice.exchange->look_if_alone();
  CHECK_FALSE(voice.takes_calls_but_for_core());
}

}  // namespace relevo::voice
