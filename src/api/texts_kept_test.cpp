// A text stays while anything may come of a request that has it.
#include "api/texts_kept.h"

#include <doctest/doctest.h>

#include <chrono>
#include <future>
#include <vector>

#include "records/temp_folder.h"

namespace relevo {

namespace {

/// Answers when the test says so.
class SlowEngine final : public EnginePort {
 public:
  void post(Request /*request*/, std::function<void(const Answer&)> done) override {
    asked.push_back(std::move(done));
  }
  bool inspect(StateTold /*done*/) override { return false; }
  bool ready() const override { return true; }
  Time now() const override { return {}; }
  Duration wall_offset() const override { return {}; }

  std::vector<std::function<void(const Answer&)>> asked;
};

struct Store {
  records::TempFolder folder;
  records::Records records = records::Records::open(folder / "records.db").value();
  Worker worker;
  SlowEngine engine;
  TextsKept kept{engine, worker, records, [](const std::function<void()>& step) { step(); }};

  void write() {
    kept.post(
        {.text = "Hola"}, {.command = Tick{}, .by = {4}, .keyed = true},
        [](TextId id) { return AddNote{.contact = {1}, .note = id}; },
        [](const Result<Answer>& /*told*/) {});
    wait();
  }
  /// Until the worker has done all that it has.
  void wait() {
    std::promise<void> done;
    REQUIRE(worker.post([&] { done.set_value(); }));
    REQUIRE(done.get_future().wait_for(std::chrono::seconds(20)) == std::future_status::ready);
  }
  void answer(std::size_t which, const Answer& with) {
    engine.asked.at(which)(with);
    wait();
  }
};

}  // namespace

TEST_CASE("texts kept: a request that fails takes no text from another that has it too") {
  Store store;
  store.write();
  store.write();
  REQUIRE(store.engine.asked.size() == 2);
  store.answer(0, {.overloaded = true});
  CHECK(store.records.texts() == 1);
  store.answer(1, {.first = 1, .events = 1, .position = 1});
  CHECK(store.records.texts() == 1);
}

TEST_CASE("texts kept: what nothing came of is forgotten with the last that has it") {
  Store store;
  store.write();
  store.write();
  store.answer(1, {.overloaded = true});
  CHECK(store.records.texts() == 1);
  store.answer(0, {.reject = Reject::messages_full});
  CHECK(store.records.texts() == 0);
}

}  // namespace relevo
