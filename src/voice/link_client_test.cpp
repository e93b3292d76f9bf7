#include "voice/link_client.h"

#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <utility>
#include <variant>
#include <vector>

#include "link/frame.h"
#include "voice/clock.h"

namespace relevo::voice {

namespace {

/// A core at a socket of its own that says what the test says.
class Core {
 public:
  std::vector<std::uint64_t> facts;  // What came over this connection, in order.
  std::vector<link::LegsReport> reports;
  bool greeted = false;

  Core() {
    std::string name = (std::filesystem::temp_directory_path() / "coreXXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    folder_ = name;
    listener_ = link::listen_unix(path()).value();
  }
  ~Core() {
    ::close(listener_);
    std::filesystem::remove_all(folder_);
  }
  Core(const Core&) = delete;
  Core& operator=(const Core&) = delete;

  std::string path() const { return (folder_ / "link").string(); }

  /// Takes what voice has said since.
  void look() {
    if (connection_ == nullptr) {
      const int descriptor = link::accept_unix(listener_);
      if (descriptor < 0) return;
      connection_ = std::make_unique<link::Connection>(descriptor);
    }
    CHECK(connection_->receive([this](ByteView body) {
      const auto message = link::to_core(body).value().value();
      greeted = greeted || std::holds_alternative<link::Hello>(message);
      if (const auto* fact = std::get_if<link::Fact>(&message)) facts.push_back(fact->number);
      if (const auto* report = std::get_if<link::LegsReport>(&message)) reports.push_back(*report);
      return Result<void>{};
    }));
  }

  void say(const link::ToVoice& message) const {
    Bytes frame;
    link::put_frame(frame, message);
    CHECK(connection_->send(frame));
  }

  void die() {
    connection_.reset();
    facts.clear();
    reports.clear();
    greeted = false;
  }

 private:
  std::filesystem::path folder_;
  int listener_ = -1;
  std::unique_ptr<link::Connection> connection_;
};

/// A voice that, if asked to, has something to report as soon as there is room for it.
struct Side final : LinkEvents {
  Core core;
  NoLogger logger;
  Loop loop;
  LinkClient client{loop, core.path(), {.session = 1}, *this, logger};
  bool brings_one = false;

  link::LegsReport report() override { return {}; }
  void on_accounts(const link::Accounts& /*accounts*/) override {}
  void on_desired(const link::Desired& /*desired*/) override {}
  void on_refused(const link::Refused& /*refused*/) override {}
  void on_phone_offer(const link::PhoneOffer& /*offer*/) override {}
  void on_phone_gone(const link::PhoneGone& /*gone*/) override {}
  void on_phone_unwatched(const link::PhoneUnwatched& unwatched) override {
    unwatched_ones.push_back(unwatched);
  }
  std::vector<link::PhoneUnwatched> unwatched_ones;
  void on_taken(std::uint64_t /*number*/) override {
    if (std::exchange(brings_one, false)) client.fact(link::LegRinging{LegId{9}});
  }

  template <class Condition>
  bool run_until(const Condition& condition) {
    const Time end = now() + seconds(10);
    while (!condition() && now() < end) {
      su_root_step(loop.root(), 10);
      core.look();
    }
    return condition();
  }

  void welcome(std::uint64_t facts_taken) {
    REQUIRE(run_until([this] { return core.greeted; }));
    core.say(link::Welcome{.epoch = 1, .facts_taken = facts_taken});
    REQUIRE(run_until([this] { return !core.reports.empty(); }));
  }
};

}  // namespace

TEST_CASE("link client: what a core that is back brings about comes behind what waited for it") {
  Side side;
  side.client.start();
  side.welcome(0);
  side.client.fact(link::LegRinging{LegId{1}});
  side.client.fact(link::LegRinging{LegId{2}});
  REQUIRE(side.run_until([&] { return side.core.facts.size() == 2; }));
  side.core.die();
  REQUIRE(side.run_until([&] { return !side.client.up(); }));
  side.client.fact(link::LegRinging{LegId{3}});
  side.brings_one = true;
  side.welcome(1);
  CHECK(side.core.facts == std::vector<std::uint64_t>{2, 3, 4});
  CHECK(side.core.reports.at(0).facts_sent == 4);
}

TEST_CASE("link client: what core takes is forgotten, and makes room for what had none") {
  Side side;
  side.client.start();
  side.welcome(0);
  for (std::uint64_t leg = 1; leg <= 3; ++leg) side.client.fact(link::LegRinging{LegId{leg}});
  side.brings_one = true;
  side.core.say(link::FactsTaken{2});
  REQUIRE(side.run_until([&] { return side.core.facts.size() == 4; }));
  CHECK(side.core.facts == std::vector<std::uint64_t>{1, 2, 3, 4});
  CHECK(side.client.facts_waiting() == 2);
}

TEST_CASE("link client: a page that lost its connection to core is told of") {
  Side side;
  side.client.start();
  side.welcome(0);
  side.core.say(link::PhoneUnwatched{.user = "1001", .phone = 77});
  REQUIRE(side.run_until([&] { return !side.unwatched_ones.empty(); }));
  CHECK(side.unwatched_ones[0].user == Code{"1001"});
  CHECK(side.unwatched_ones[0].phone == 77);
}

}  // namespace relevo::voice
