#include "voice/exchange.h"

#include <doctest/doctest.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "voice/media/audio_clock.h"
#include "voice/media/g711.h"
#include "voice/media/phone_test.h"

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

/// A call and who barges into it, as the process before left them.
class Supervised {
 public:
  Loop loop;
  std::unique_ptr<Exchange> exchange;

  Supervised() {
    std::string name = (std::filesystem::temp_directory_path() / "voiceXXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    const VoiceOptions options{.sip_port = 0,
                               .node = {1},
                               .link_path = folder_ / "link",
                               .leg_store_path = folder_ / "legs",
                               .media = {.port_first = rtp_port,
                                         .port_last = rtp_port + 9,
                                         .recordings = folder_ / "recordings"}};
    leave_legs(options);
    auto started = Exchange::start(options, loop, logger_);
    REQUIRE(started);
    exchange = std::move(*started);
  }
  ~Supervised() {
    exchange.reset();
    std::filesystem::remove_all(folder_);
  }
  Supervised(const Supervised&) = delete;
  Supervised& operator=(const Supervised&) = delete;

  /// Whether everybody, who says 1000, 2000 and 4000, hears so much of the others before long.
  bool hear(const std::array<int, 3>& wanted) {
    std::array<int, 3> heard{};
    const Phone idle;
    for (std::uint16_t round = 0; round < 200 && heard != wanted; ++round) {
      for (std::size_t i = 0; i < phones_.size(); ++i) {
        CHECK(phones_[i].send(static_cast<std::uint16_t>(rtp_port + 2 * i),
                              {.sequence = round,
                               .timestamp = round * std::uint32_t{frame_samples},
                               .ssrc = static_cast<std::uint32_t>(i + 1)},
                              Bytes(frame_samples, to_pcmu(static_cast<std::int16_t>(1000 << i)))));
      }
      static_cast<void>(idle.receive_raw(20));  // Nobody sends to it.
      for (std::size_t i = 0; i < phones_.size(); ++i) {
        while (const auto arrived = phones_[i].receive(0)) {
          heard[i] = (from_pcmu(arrived->payload[80]) + 500) / 1000 * 1000;
        }
      }
    }
    return heard == wanted;
  }

  static link::Desired desired() {
    return {.contact = {1},
            .version = 1,
            .legs = {{.leg = {1}}, {.leg = {2}, .role = link::Role::agent, .user = "1001"}},
            .bridge_a = {1},
            .bridge_b = {2},
            .supervisors = {{.leg = {3}, .user = "s01", .mode = link::Supervise::barge}}};
  }

 private:
  void leave_legs(const VoiceOptions& options) {
    auto store = LegStore::open(options.leg_store_path, options.leg_store_key);
    REQUIRE(store);
    for (std::size_t i = 0; i < phones_.size(); ++i) {
      LegRecord record{.leg = {i + 1},
                       .contact = {1},
                       .role = i == 0 ? link::Role::customer : link::Role::agent};
      record.call_id = std::to_string(i) + "@127.0.0.1";
      record.local_party = "<sip:5000@127.0.0.1>;tag=ours";
      record.remote_party = "<sip:1001@127.0.0.1>;tag=theirs";
      record.target = record.next_hop = "sip:1001@127.0.0.1:9";
      record.local_address = record.remote_address = "127.0.0.1";
      record.local_port = static_cast<std::uint16_t>(rtp_port + 2 * i);
      record.remote_port = phones_[i].port();
      record.supervises = i == 2;
      REQUIRE((*store)->put(record));
    }
    REQUIRE((*store)->put(ContactRecord{.desired = desired()}));
  }

  NoLogger logger_;
  std::filesystem::path folder_;
  std::array<Phone, 3> phones_;
};

}  // namespace

TEST_CASE("exchange: behind a kill a supervisor hears, and is heard when core has said so again") {
  Supervised it;
  CHECK(it.exchange->report().legs.size() == 3);
  CHECK(it.hear({2000, 1000, 3000}));
  it.exchange->on_desired(it.desired());
  CHECK(it.hear({6000, 5000, 3000}));
}

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
